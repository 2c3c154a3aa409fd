"""A unit's figures as they may be shown: line by line, with those of last time."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.context import Context
from handlers.digest.figures import Figures, Times
from handlers.rules.suppression import Figure, Suppressed, Table, change, suppress_count, suppress_part, suppress_table
from handlers.screens import LIMITS
from locales import mark
from store.arenas import approved_arenas
from store.people import Unit, UnitKind

NOTHING = "–"


@dataclass(frozen=True)
class Line:
    """One figure now and last time; None where it was not counted. `alone`: it is a total, or adds up to nothing else
    that is shown, so that a suppressed one is small for certain.
    """

    label: str
    now: Figure
    before: Figure | None
    alone: bool = True

    def words(self, ctx: Context, figure: Figure | None) -> str:
        """A figure of this line as it is read."""
        if figure is None:
            return NOTHING
        if isinstance(figure, Suppressed):
            return ctx.t("fewer than 5") if self.alone else ctx.t("not shown")
        return str(figure)

    def changed(self, ctx: Context) -> str:
        """How many more or fewer than last time."""
        found = None if self.before is None else change(self.now, self.before)
        if isinstance(found, Suppressed):
            return ctx.t("not shown")
        return NOTHING if found is None else f"{found:+d}".replace("-", "−").replace("+0", "0")


@dataclass(frozen=True)
class Shown:
    """What may be shown of a unit's figures, wherever it is shown."""

    held: Table
    ahead: Table
    without_consent: Figure
    summaries: Figure
    documentation: Figure
    overdue: int
    measures: Figure


def shown(ctx: Context, unit: Unit, figures: Figures) -> Shown:
    """The figures with what is small left out, as `rules.suppression` says."""
    # What a service misses is another unit's task; a school's own leader is to see to it.
    exact = unit.kind is not UnitKind.SERVICE
    return Shown(
        held=suppress_table(_by_arena(ctx, figures.held)),
        ahead=suppress_table(_by_arena(ctx, figures.ahead)),
        without_consent=suppress_part(figures.without_consent, figures.cases),
        summaries=figures.summaries if exact else suppress_count(figures.summaries),
        documentation=suppress_count(figures.documentation),
        overdue=figures.overdue,
        measures=suppress_count(figures.measures),
    )


def lines(ctx: Context, unit: Unit, now: Figures, before: Figures | None) -> list[Line]:
    """Every figure of a unit, the same ones in the same order each week."""
    this, last = shown(ctx, unit, now), shown(ctx, unit, before) if before else None
    return [
        *_meetings(ctx, this, last),
        *_times(ctx, now.times, before.times if before else None),
        *_duties(ctx, this, last),
    ]


def _meetings(ctx: Context, this: Shown, last: Shown | None) -> Iterator[Line]:
    yield from _arenas(ctx, mark("{arena}: held"), this.held, last.held if last else None)
    yield Line(ctx.t("Meetings held"), this.held.total, last.held.total if last else None)
    yield from _arenas(ctx, mark("{arena}: set up"), this.ahead, last.ahead if last else None)
    yield Line(ctx.t("Set up the week after"), this.ahead.total, last.ahead.total if last else None)
    yield Line(ctx.t("Without consent"), this.without_consent, last.without_consent if last else None, alone=False)


def _arenas(ctx: Context, label: str, now: Table, before: Table | None) -> Iterator[Line]:
    """A line for each arena, where there are several."""
    for arena, figure in now.figures.items() if len(now.figures) > 1 else ():
        name = ctx.rulebook[arena].names.read(ctx.t.language).plural
        text = ctx.t(label, arena=name[:1].upper() + name[1:])
        yield Line(text[: LIMITS.label], figure, before.figures.get(arena) if before else None, alone=False)


def _times(ctx: Context, this: Times | None, last: Times | None) -> Iterator[Line]:
    if this is not None:
        yield Line(ctx.t("Times used"), this.used, last.used if last else None)
        yield Line(ctx.t("Times not used"), this.unused, last.unused if last else None)
        yield Line(ctx.t("Times free"), this.free, last.free if last else None)


def _duties(ctx: Context, this: Shown, last: Shown | None) -> Iterator[Line]:
    yield Line(ctx.t("Summaries missing"), this.summaries, last.summaries if last else None)
    yield Line(ctx.t("Documentation missing"), this.documentation, last.documentation if last else None)
    yield Line(ctx.t("Measures overdue"), this.overdue, last.overdue if last else None)
    yield Line(ctx.t("Other open measures"), this.measures, last.measures if last else None)


def _by_arena(ctx: Context, counts: dict[str, int]) -> dict[str, int]:
    """The counts of the arenas in use, in the rulebook's order: the same each week, so that the same ones cover."""
    used = {row.arena for row in approved_arenas(ctx.session, ctx.tenant_id)}
    return {arena: counts.get(arena, 0) for arena in ctx.rulebook if arena in used or counts.get(arena)}
