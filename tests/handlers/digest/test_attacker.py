"""An attacker who knows the rules, reads a leader's digests of two weeks to the letter, knows every total, and trusts
that all that was set up was held: tries every history that fits, and looks whether one suppressed figure is pinned.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.context import Context
from handlers.digest.card import Section, digest_card
from handlers.digest.figures import Figures, Times
from handlers.screens import Card, Chart, Table
from store.arenas import ApprovedArena
from store.people import Unit
from store.unit_weeks import UnitWeek
from tests.handlers.digest.test_figures import unit_named
from tests.town import Town, oslo

ARENAS = ("samba", "drofting", "tbu")
HIDDEN = ("ikkje vist", "færre enn 5")
Counts = tuple[int, ...]


@dataclass(frozen=True)
class Story:
    """What happened at a unit: meetings by arena in three weeks, and how many lacked something at the two digests."""

    first: Counts
    second: Counts
    third: Counts
    lacking: Counts
    documentation: Counts
    measures: Counts

    def figures(self, digest: int) -> Figures:
        """What is counted for the first digest, or the second."""
        held, ahead = ((self.first, self.second), (self.second, self.third))[digest]
        return Figures(
            held=dict(zip(ARENAS, held, strict=True)),
            ahead=dict(zip(ARENAS, ahead, strict=True)),
            cases=sum(ahead),
            without_consent=self.lacking[digest],
            times=Times(used=sum(held), unused=2, free=3),
            summaries=1,
            documentation=self.documentation[digest],
            overdue=2,
            measures=self.measures[digest],
        )


def read(ctx: Context, unit: Unit, story: Story) -> tuple[Card, Card]:
    """Both digests, as they are read."""
    assert unit.id is not None
    rows = [
        UnitWeek(
            tenant_id=ctx.tenant_id,
            unit_id=unit.id,
            monday=date(2027, 3, 1 + 7 * digest),
            since=date(2027, 2, 22) if digest == 0 else date(2027, 3, 1),
            counted_at=oslo(2027, 3, 1 + 7 * digest, 7, 30),
            figures=story.figures(digest).model_dump(),
        )
        for digest in range(2)
    ]
    return digest_card(ctx, [Section(unit, rows[0], None)]), digest_card(ctx, [Section(unit, rows[1], rows[0])])


def like(counts: Counts) -> Iterator[Counts]:
    """All counts of three arenas with the same total."""
    total = sum(counts)
    for first in range(total + 1):
        yield from ((first, second, total - first - second) for second in range(total - first + 1))


def cells(card: Card) -> dict[str, str]:
    """The newest figure of each line of the table, as it is read."""
    table = next(part for part in card.parts if isinstance(part, Table))
    return {row[0]: row[1] for row in table.rows}


WEEKS = st.tuples(*[st.integers(0, 5)] * 3).filter(lambda counts: sum(counts) != 1)
STORIES = st.tuples(WEEKS, WEEKS, WEEKS).flatmap(
    lambda weeks: st.builds(
        Story,
        *(st.just(week) for week in weeks),
        lacking=st.tuples(*(st.integers(0, sum(week)) for week in weeks[1:])),
        documentation=st.tuples(st.integers(0, 6), st.integers(0, 6)),
        measures=st.tuples(st.integers(0, 6), st.integers(0, 6)),
    )
)


def in_three_arenas(plain: Context) -> Context:
    """The same with three arenas in use."""
    samba = plain.rulebook["samba"]
    rulebook = {}
    for name in ARENAS:
        names = {language: samba.names.read(language).model_copy(update={"plural": name}) for language in ("nn", "nb")}
        rulebook[name] = samba.model_copy(update={"id": name, "names": samba.names.model_copy(update=names)})
    for name in ARENAS[1:]:
        plain.session.add(
            ApprovedArena(
                tenant_id=plain.tenant_id,
                arena=name,
                version="1",
                owner="Oppvekst",
                approved_by="Oppvekst",
                approved_on=date(2026, 8, 3),
            )
        )
    plain.session.flush()
    return replace(plain, rulebook=rulebook)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STORIES)
def test_three_values_or_more_fit_each_figure_that_is_not_shown(town: Town, story: Story) -> None:
    with town.as_("marit") as plain:
        try:
            ctx, unit = in_three_arenas(plain), unit_named(plain, "solvik")
            seen = read(ctx, unit, story)
            for name, digest, line in (
                ("first", 0, "{}: haldne"),
                ("second", 0, "{}: sette opp"),
                ("second", 1, "{}: haldne"),
                ("third", 1, "{}: sette opp"),
            ):
                fitting = [
                    counts
                    for counts in like(getattr(story, name))
                    if read(ctx, unit, replace(story, **{name: counts})) == seen
                ]
                for place, arena in enumerate(ARENAS):
                    shown = cells(seen[digest])[line.format(arena.capitalize())]
                    found = {counts[place] for counts in fitting}
                    assert len(found) >= 3 if shown in HIDDEN else found == {int(shown)}, (name, arena, shown)
        finally:
            plain.session.rollback()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STORIES)
def test_three_values_or_more_fit_what_is_missing_and_not_shown(town: Town, story: Story) -> None:
    lines = {
        "lacking": "Utan samtykke",
        "documentation": "Utan dokumentasjon",
        "measures": "Andre opne tiltak",
    }
    with town.as_("marit") as plain:
        try:
            ctx, unit = in_three_arenas(plain), unit_named(plain, "solvik")
            seen = read(ctx, unit, story)
            for name, line in lines.items():
                for digest, whole in enumerate((sum(story.second), sum(story.third))):
                    fitting = set()
                    for other in range((whole if name == "lacking" else 7) + 1):
                        own = list(getattr(story, name))
                        own[digest] = other
                        if read(ctx, unit, replace(story, **{name: tuple(own)})) == seen:
                            fitting.add(other)
                    shown = cells(seen[digest])[line]
                    few_there_are = name == "lacking" and whole < 2
                    assert few_there_are or (len(fitting) >= 3 if shown in HIDDEN else fitting == {int(shown)})
        finally:
            plain.session.rollback()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STORIES)
def test_no_bar_is_drawn_of_what_is_not_shown_this_week_or_last(town: Town, story: Story) -> None:
    with town.as_("marit") as plain:
        try:
            ctx = in_three_arenas(plain)
            for card in read(ctx, unit_named(plain, "solvik"), story):
                table = next(part for part in card.parts if isinstance(part, Table))
                shown = {row[0]: row[1:3] for row in table.rows}
                for chart in (part for part in card.parts if isinstance(part, Chart)):
                    for place, category in enumerate(chart.categories):
                        values = [str(series.values[place]) for series in chart.series]
                        assert values == list(shown[category][: len(values)])
        finally:
            plain.session.rollback()
