"""«Minn meg på det seinare»: on every reminder and on nothing else, for its reader alone, and never too late."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import col, select

from handlers import endings, expanding, outbox, preparing
from handlers.entry import Entry
from handlers.errors import BadField, NoAccess, OutOfDate
from handlers.notice_kinds import KINDS
from handlers.notices import About, Kind, Message
from handlers.screens import Answer, Buttons, Card, ChoiceField, Finish, Heading, Note, Open, Text
from store import notices
from store.notices import Notice, NoticeKind, NoticeState
from store.slots import slot_by_id
from tests.handlers.attendance.arranged import DAY_BEFORE, HOUR_BEFORE, REPLIES_DUE, Arranged, words
from tests.town import buttons, oslo

BUTTON = "Minn meg på det seinare"
REMINDERS = {
    *(NoticeKind.REMINDER_DAY, NoticeKind.REMINDER_HOUR),
    *(NoticeKind.CONSENT_MISSING, NoticeKind.CONSENT_CHOICE, NoticeKind.CONSENT_EXPIRING),
    *(NoticeKind.REPLIES_CHECK, NoticeKind.NO_GUARDIANS, NoticeKind.FAMILY_UNTOLD, NoticeKind.CONTACT_MISSING),
    *(NoticeKind.MINUTES_DUE, NoticeKind.DOCUMENTATION_DUE, NoticeKind.MEASURE_DUE, NoticeKind.MEASURE_OVERDUE),
}


# ---- The button ------------------------------------------------------------------------------------------------------


def test_what_is_a_reminder_is_told_by_the_table() -> None:
    """An offer is none: it has a deadline of its own, and those behind in line wait for the answer."""
    assert {kind for kind, each in KINDS.items() if each.reminder} == REMINDERS


def _render(_context: object, _about: About) -> Message:
    return Message(Card((Heading("Hei"), Buttons(()), Text("Ha det")), "Hei"))


def _standing_in(kind: Kind, reader: int | None) -> Kind:
    """The same kind, with a card and a reader of our own: only what follows from the table is its own."""
    readers = () if reader is None else (reader,)
    return replace(kind, readers=lambda _world, _about: readers, render=_render, act=None, channels=lambda *_: ())


def _delivered(sent: Arranged, kind: NoticeKind, told: Kind, now: Kind) -> Card:
    """What comes of a notice of a kind, where the reader is told by one kind and judged by another."""
    town = sent.town
    with town.world() as world:
        notices.plan(world.session, world.tenant_id, kind, f"own:{kind}", town.now, item_id=sent.item_id, asked=True)
    with town.database.session() as session:
        expanding.expand_due(session, town.now, {**KINDS, kind: told})
    cards = []
    with town.database.session() as session:
        for claim in outbox.claim(session, town.now):
            found = preparing.prepare(session, town.now, claim.tenant_id, claim.delivery, {**KINDS, kind: now})
            cards += [found.message.card] if found else []
    (card,) = cards
    return card


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not NoticeKind.REVISION])
def test_every_reminder_has_the_button_among_its_last_ones_and_nothing_else_has(
    sent: Arranged, kind: NoticeKind
) -> None:
    own = _standing_in(KINDS[kind], sent.town.person_id("hilde"))
    card = _delivered(sent, kind, own, own)
    assert [list(buttons(card)), card.parts[2:]] == [[BUTTON] if kind in REMINDERS else [], (Text("Ha det"),)]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not NoticeKind.REVISION])
def test_what_its_reader_has_seen_to_has_no_button(sent: Arranged, kind: NoticeKind) -> None:
    told = _standing_in(KINDS[kind], sent.town.person_id("hilde"))
    assert list(buttons(_delivered(sent, kind, told, _standing_in(KINDS[kind], None)))) == []


def test_what_a_whole_journey_brings_has_the_button_only_on_reminders(held: Arranged) -> None:
    held.town.wait_until(oslo(2027, 3, 20, 12))
    letters = [(each.kind, list(buttons(each.card))) for each in held.town.letters.values()]
    with_button = {kind for kind, names in letters if {BUTTON, "Minn meg på det senere"} & set(names)}
    assert with_button
    assert with_button <= REMINDERS


# ---- Putting off -----------------------------------------------------------------------------------------------------


def later(held: Arranged, who: str, kind: NoticeKind) -> Answer:
    label = BUTTON if who not in ("jonas", "erik", "sunniva") else "Minn meg på det senere"
    return held.press(who, held.letter(who, kind), label)


def choices(opened: Answer) -> dict[str, str]:
    assert isinstance(opened, Open)
    field = opened.form.fields[0]
    assert isinstance(field, ChoiceField)
    return {option.value: option.label for option in field.options}


def test_the_choices_are_those_that_come_before_the_meeting(sent: Arranged) -> None:
    sent.town.wait_until(DAY_BEFORE)
    opened = later(sent, "hilde", NoticeKind.REMINDER_DAY)
    assert choices(opened) == {
        "hour": "Om ein time",
        "afternoon": "I ettermiddag kl. 14.00",
        "tomorrow": "I morgon kl. 09.00",
    }
    assert isinstance(opened, Open)
    assert opened.form.parts[1] == Note("Er alt i orden då, seier eg ikkje noko.")
    assert (opened.form.title, opened.form.submit) == (BUTTON, "Minn meg på det")


def test_what_begins_within_the_hour_has_shorter_choices(sent: Arranged) -> None:
    sent.town.wait_until(HOUR_BEFORE)
    assert choices(later(sent, "erik", NoticeKind.REMINDER_HOUR)) == {
        "half_hour": "Om en halv time",
        "quarter": "Om et kvarter",
    }


def test_before_a_weekend_the_next_working_day_is_named(sent: Arranged) -> None:
    sent.town.wait_until(REPLIES_DUE)
    sent.town.wait_until(oslo(2027, 3, 12, 15))
    assert choices(later(sent, "ingrid", NoticeKind.REPLIES_CHECK)) == {
        "hour": "Om ein time",
        "tomorrow": "Måndag 15. mars kl. 09.00",
    }


def test_what_has_no_end_can_wait_three_of_the_readers_working_days(held: Arranged) -> None:
    held.town.wait_until(oslo(2027, 3, 17, 9))
    assert choices(later(held, "ingrid", NoticeKind.MINUTES_DUE)) == {
        "hour": "Om ein time",
        "afternoon": "I ettermiddag kl. 14.00",
        "tomorrow": "I morgon kl. 09.00",
        "three_days": "Om tre arbeidsdagar, onsdag 31. mars kl. 09.00",
    }


def test_a_choice_without_consent_is_not_put_off_past_the_release(arranged: Arranged) -> None:
    arranged.town.wait_until(oslo(2027, 3, 11, 9))
    assert set(choices(later(arranged, "ingrid", NoticeKind.CONSENT_CHOICE))) == {"hour", "afternoon", "tomorrow"}


def test_it_comes_again_to_the_one_who_asked_and_says_what_is_true_then(sent: Arranged) -> None:
    sent.town.wait_until(DAY_BEFORE)
    answer = sent.submit("hilde", later(sent, "hilde", NoticeKind.REMINDER_DAY), when="tomorrow")
    assert isinstance(answer, Finish)
    assert answer.receipt.parts == (
        Heading("Eg minner deg på det tysdag 16. mars kl. 09.00"),
        Text("Er alt i orden då, seier eg ikkje noko."),
    )
    sent.town.wait_until(HOUR_BEFORE)
    came = {who: sent.town.kinds(who).count(NoticeKind.REMINDER_DAY) for who in ("hilde", "per", "ingrid")}
    assert came == {"hilde": 2, "per": 1, "ingrid": 1}
    assert words(sent.letter("hilde", NoticeKind.REMINDER_DAY))[1] == "I dag kl. 10.00: SamBa-møte"


def test_it_comes_at_the_hour_that_was_asked_for_though_the_working_day_is_over(held: Arranged) -> None:
    held.town.wait_until(oslo(2027, 3, 17, 15, 30))
    held.submit("ingrid", later(held, "ingrid", NoticeKind.MINUTES_DUE), when="hour")
    held.town.wait_until(oslo(2027, 3, 17, 16, 30))
    assert held.town.kinds("ingrid").count(NoticeKind.MINUTES_DUE) == 2


def test_nothing_is_said_when_it_is_done_by_then(sent: Arranged) -> None:
    sent.town.wait_until(REPLIES_DUE)
    for who in ("ingrid", "liv"):
        sent.submit(who, later(sent, who, NoticeKind.REPLIES_CHECK), when="tomorrow")
    sent.press("erik", sent.letter("erik", NoticeKind.AGENDA), "Ja")
    sent.town.wait_until(oslo(2027, 3, 12, 10))
    assert sent.town.kinds("liv").count(NoticeKind.REPLIES_CHECK) == 1
    assert sent.town.kinds("ingrid").count(NoticeKind.REPLIES_CHECK) == 2
    assert BUTTON not in buttons(sent.letter("liv", NoticeKind.REPLIES_CHECK))


def test_what_was_chosen_on_the_reminder_meanwhile_stays_chosen_and_is_not_asked_again(arranged: Arranged) -> None:
    arranged.town.wait_until(oslo(2027, 3, 9, 9))
    card = arranged.letter("ingrid", NoticeKind.CONSENT_CHOICE)
    arranged.submit("ingrid", later(arranged, "ingrid", NoticeKind.CONSENT_CHOICE), when="tomorrow")
    arranged.press("ingrid", card, next(name for name in buttons(card) if name.startswith("Behald")))
    arranged.town.wait_until(oslo(2027, 3, 10, 12))
    assert arranged.item().keep_until_release
    assert arranged.town.kinds("ingrid").count(NoticeKind.CONSENT_CHOICE) == 1


def test_it_dies_with_what_it_is_about(sent: Arranged) -> None:
    sent.town.wait_until(DAY_BEFORE)
    sent.submit("hilde", later(sent, "hilde", NoticeKind.REMINDER_DAY), when="tomorrow")
    slot_id = sent.town.give_slot("solvik", oslo(2027, 4, 13, 10))
    with sent.town.world() as world:
        slot = slot_by_id(world.session, world.tenant_id, slot_id)
        assert slot is not None
        item, meeting = sent._in(world.session, world.tenant_id)
        endings.move_item(world, item, meeting, slot, item.convener_id)
    sent.town.wait_until(oslo(2027, 3, 17, 9))
    assert sent.town.kinds("hilde").count(NoticeKind.REMINDER_DAY) == 1


def test_a_duty_that_is_put_off_lives_on_when_the_meeting_is_moved(arranged: Arranged) -> None:
    town = arranged.town
    town.wait_until(oslo(2027, 3, 2, 9))
    arranged.submit("ingrid", later(arranged, "ingrid", NoticeKind.CONSENT_MISSING), when="tomorrow")
    slot_id = town.give_slot("solvik", oslo(2027, 3, 12, 10))
    with town.world() as world:
        slot = slot_by_id(world.session, world.tenant_id, slot_id)
        assert slot is not None
        item, meeting = arranged._in(world.session, world.tenant_id)
        endings.move_item(world, item, meeting, slot, item.convener_id)
    town.wait_until(oslo(2027, 3, 3, 10))
    assert town.kinds("ingrid").count(NoticeKind.CONSENT_MISSING) == 2


def put_off(held: Arranged) -> list[datetime]:
    """What is put off and not said yet."""
    with held.town.world() as world:
        query = select(Notice.due_at).where(Notice.state == NoticeState.PLANNED)
        return list(world.session.exec(query.where(col(Notice.key).startswith("later:"))))


def test_what_was_chosen_last_is_what_holds(sent: Arranged) -> None:
    sent.town.wait_until(DAY_BEFORE)
    for when in ("afternoon", "hour", "tomorrow", "afternoon"):
        sent.submit("hilde", later(sent, "hilde", NoticeKind.REMINDER_DAY), when=when)
    sent.submit("per", later(sent, "per", NoticeKind.REMINDER_DAY), when="hour")
    assert sorted(put_off(sent)) == [oslo(2027, 3, 15, 10), oslo(2027, 3, 15, 14)]


def test_a_form_sent_in_twice_puts_off_once(sent: Arranged) -> None:
    sent.town.wait_until(DAY_BEFORE)
    opened = later(sent, "hilde", NoticeKind.REMINDER_DAY)
    first = sent.submit("hilde", opened, when="hour")
    sent.town.now = oslo(2027, 3, 15, 9, 5)
    assert sent.submit("hilde", opened, when="tomorrow") == first
    assert put_off(sent) == [oslo(2027, 3, 15, 10)]


@pytest.mark.parametrize("when", ["", "three_days", "quarter", "never"])
def test_a_time_that_is_not_offered_is_refused_at_its_field(sent: Arranged, when: str) -> None:
    sent.town.wait_until(DAY_BEFORE)
    opened = later(sent, "hilde", NoticeKind.REMINDER_DAY)
    with pytest.raises(BadField) as refused:
        sent.submit("hilde", opened, when=when)
    assert refused.value.errors == {"when": "Vel når eg skal minne deg på det."}
    assert put_off(sent) == []


def _press(sent: Arranged, who: str, delivery: str) -> Answer:
    return sent.town.asks(who, Entry.ACTION, "later.open", delivery=delivery)


def _id_of(sent: Arranged, who: str, kind: NoticeKind) -> str:
    return next(
        id_ for id_, letter in sent.town.letters.items() if letter.kind is kind and sent.town.owners[id_] == who
    )


def test_only_who_has_had_a_reminder_can_put_it_off_and_only_a_reminder(sent: Arranged) -> None:
    sent.town.wait_until(DAY_BEFORE)
    own, agenda = (_id_of(sent, "hilde", kind) for kind in (NoticeKind.REMINDER_DAY, NoticeKind.AGENDA))
    refusals = set()
    for who, delivery in (("per", own), ("ingrid", own), ("olav", own), ("hilde", agenda), ("hilde", "x" * 20)):
        with pytest.raises(NoAccess) as refused:
            _press(sent, who, delivery)
        refusals.add((refused.value.heading, refused.value.text))
    assert len(refusals) in (1, 2)  # once for each language
    assert (
        "Vi finn ikkje påminninga",
        "Det finst ikkje noka slik påminning blant dine. Møta dine viser kva som ventar.",
    ) in refusals


def test_an_old_reminder_says_that_it_is_too_late_or_that_nothing_is_left(sent: Arranged) -> None:
    sent.town.wait_until(DAY_BEFORE)
    delivery = _id_of(sent, "hilde", NoticeKind.REMINDER_DAY)
    sent.town.wait_until(oslo(2027, 3, 16, 9, 50))
    with pytest.raises(OutOfDate) as refused:
        _press(sent, "hilde", delivery)
    assert refused.value.text == "Det er for seint å få ei ny påminning. Møta dine viser kva som ventar."
    sent.press("hilde", sent.letter("hilde", NoticeKind.AGENDA), "Nei")
    with pytest.raises(OutOfDate) as refused:
        _press(sent, "hilde", delivery)
    assert refused.value.text == "Det er ikkje noko meir å minne deg på. Møta dine viser kva som ventar."
