from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.consent_ledger import (
    ConsentEntry,
    ConsentState,
    EntryKind,
    HolderState,
    Verdict,
    evaluate,
    standing_entries,
)
from handlers.rules.holders import Holder

MEETING = date(2027, 3, 9)
SERVICES = frozenset({"health_station", "child_welfare", "ppt"})
ONE = (Holder.GUARDIAN_1,)
BOTH = (Holder.GUARDIAN_1, Holder.GUARDIAN_2)
NOW = datetime(2027, 2, 23, 8, tzinfo=UTC)


def entry(
    number: int,
    kind: EntryKind = EntryKind.REGISTERED_WRITTEN,
    holder: Holder = Holder.GUARDIAN_1,
    expires_on: date | None = date(2028, 2, 23),
    services: frozenset[str] = SERVICES,
    undoes: int | None = None,
) -> ConsentEntry:
    return ConsentEntry(number, holder, kind, NOW + timedelta(minutes=number), expires_on, services, undoes)


def test_without_entries_everybody_is_waited_for() -> None:
    assert evaluate([], BOTH, SERVICES, MEETING) == Verdict(
        False,
        (
            HolderState(Holder.GUARDIAN_1, ConsentState.WAITING),
            HolderState(Holder.GUARDIAN_2, ConsentState.WAITING),
        ),
    )


def test_all_holders_must_consent() -> None:
    first, second = entry(1), entry(2, EntryKind.REGISTERED_ORAL, Holder.GUARDIAN_2)
    assert not evaluate([first], BOTH, SERVICES, MEETING).valid
    assert evaluate([first, second], BOTH, SERVICES, MEETING) == Verdict(
        True,
        (
            HolderState(Holder.GUARDIAN_1, ConsentState.WRITTEN, date(2028, 2, 23)),
            HolderState(Holder.GUARDIAN_2, ConsentState.ORAL, date(2028, 2, 23)),
        ),
    )


def test_with_nobody_to_ask_nothing_is_valid() -> None:
    assert evaluate([entry(1)], (), SERVICES, MEETING) == Verdict(False, ())


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (entry(2, EntryKind.REFUSED), ConsentState.REFUSED),
        (entry(2, EntryKind.WITHDRAWN), ConsentState.WITHDRAWN),
        (entry(2, EntryKind.REGISTERED_ORAL), ConsentState.ORAL),
        (entry(2, expires_on=MEETING), ConsentState.EXPIRED),
        (entry(2, expires_on=MEETING + timedelta(days=1)), ConsentState.WRITTEN),
        (entry(2, expires_on=None), ConsentState.WRITTEN),
        (entry(2, services=SERVICES - {"ppt"}), ConsentState.SCOPE_TOO_NARROW),
        (entry(2, EntryKind.UNDONE, undoes=1), ConsentState.WAITING),
        (entry(2, EntryKind.UNDONE, undoes=7), ConsentState.WRITTEN),
        (entry(2, EntryKind.UNDONE, Holder.GUARDIAN_2, undoes=1), ConsentState.WRITTEN),
    ],
)
def test_the_latest_entry_counts(last: ConsentEntry, state: ConsentState) -> None:
    for entries in ([entry(1), last], [last, entry(1)]):
        assert [each.state for each in evaluate(entries, ONE, SERVICES, MEETING).holders] == [state]


def test_an_undone_withdrawal_has_never_been() -> None:
    entries = [entry(1), entry(2, EntryKind.WITHDRAWN), entry(3, EntryKind.UNDONE, undoes=2)]
    assert standing_entries(entries) == (entry(1),)
    assert evaluate(entries, ONE, SERVICES, MEETING).valid


def test_an_undoing_can_be_undone() -> None:
    entries = [entry(1), entry(2, EntryKind.UNDONE, undoes=1), entry(3, EntryKind.UNDONE, undoes=2)]
    assert standing_entries(entries) == (entry(1),)


def test_what_the_consent_does_not_cover_is_named() -> None:
    narrow = evaluate([entry(1, services=frozenset({"ppt"}))], ONE, SERVICES, MEETING).holders[0]
    assert narrow.missing_services == frozenset({"health_station", "child_welfare"})


KINDS = st.sampled_from(list(EntryKind))
HOLDERS = st.sampled_from([Holder.GUARDIAN_1, Holder.GUARDIAN_2, Holder.YOUTH])
SCOPES = st.frozensets(st.sampled_from(sorted(SERVICES)), min_size=1).map(frozenset)
ENDS = st.one_of(st.none(), st.dates(MEETING - timedelta(days=3), MEETING + timedelta(days=3)))


@st.composite
def histories(draw: st.DrawFn) -> list[ConsentEntry]:
    numbers = range(1, draw(st.integers(0, 12)) + 1)
    minutes = sorted(draw(st.lists(st.integers(0, 5), min_size=len(numbers), max_size=len(numbers))))
    return [
        ConsentEntry(
            number,
            draw(HOLDERS),
            kind := draw(KINDS),
            NOW + timedelta(minutes=minute),
            draw(ENDS),
            draw(SCOPES),
            draw(st.integers(1, 12)) if kind is EntryKind.UNDONE else None,
        )
        for number, minute in zip(numbers, minutes, strict=True)
    ]


def told_as_a_story(history: list[ConsentEntry], holder: Holder, on: date) -> ConsentState:
    """The naive second computation: play all rows again and again, leaving out one undone row each time."""
    rows = [row for row in history if row.holder is holder]
    while any(row.kind is EntryKind.UNDONE for row in rows):
        last = max(at for at, row in enumerate(rows) if row.kind is EntryKind.UNDONE)
        rows = [
            row for at, row in enumerate(rows) if at != last and not (at < last and row.number == rows[last].undoes)
        ]
    state = ConsentState.WAITING
    for row in rows:
        if row.kind is EntryKind.REFUSED:
            state = ConsentState.REFUSED
        elif row.kind is EntryKind.WITHDRAWN:
            state = ConsentState.WITHDRAWN
        elif row.expires_on is not None and row.expires_on <= on:
            state = ConsentState.EXPIRED
        elif not row.services >= SERVICES:
            state = ConsentState.SCOPE_TOO_NARROW
        else:
            state = ConsentState.WRITTEN if row.kind is EntryKind.REGISTERED_WRITTEN else ConsentState.ORAL
    return state


@given(histories(), st.permutations(range(12)), st.integers(-3, 3))
def test_the_ledger_says_what_the_story_says(history: list[ConsentEntry], order: list[int], days: int) -> None:
    on = MEETING + timedelta(days=days)
    shuffled = [history[at] for at in order if at < len(history)]
    verdict = evaluate(shuffled, BOTH, SERVICES, on)
    states = tuple(told_as_a_story(history, holder, on) for holder in BOTH)
    assert tuple(each.state for each in verdict.holders) == states
    assert verdict.valid == all(state in (ConsentState.WRITTEN, ConsentState.ORAL) for state in states)


@given(histories(), HOLDERS)
def test_registering_and_undoing_leaves_the_verdict_as_it_was(history: list[ConsentEntry], holder: Holder) -> None:
    slip = ConsentEntry(98, holder, EntryKind.REGISTERED_WRITTEN, NOW + timedelta(hours=1), None, SERVICES)
    undo = ConsentEntry(99, holder, EntryKind.UNDONE, NOW + timedelta(hours=2), undoes=98)
    assert evaluate([*history, slip, undo], BOTH, SERVICES, MEETING) == evaluate(history, BOTH, SERVICES, MEETING)


@given(histories(), HOLDERS)
def test_a_withdrawal_always_ends_it(history: list[ConsentEntry], holder: Holder) -> None:
    withdrawal = ConsentEntry(99, holder, EntryKind.WITHDRAWN, NOW + timedelta(hours=1))
    assert not evaluate([*history, withdrawal], (holder,), SERVICES, MEETING).valid
