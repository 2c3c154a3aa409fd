"""The digest as it is read: for each unit words first, then the figures beside those of last time, then bars."""

from dataclasses import dataclass

from handlers.context import Context
from handlers.digest.figures import Figures
from handlers.digest.lines import Line, lines
from handlers.digest.words import sentences, weeks_between
from handlers.rules.week import Week
from handlers.screens import LIMITS, Button, Buttons, Card, Chart, Heading, Note, Part, Series, Table, Text
from store.people import Unit, UnitKind
from store.unit_weeks import UnitWeek


@dataclass(frozen=True)
class Section:
    """What was counted of a unit, and what was counted of it the time before."""

    unit: Unit
    row: UnitWeek
    last: UnitWeek | None

    @property
    def figures(self) -> Figures:
        """The figures now."""
        return Figures.model_validate(self.row.figures)

    @property
    def before(self) -> Figures | None:
        """The figures of last time."""
        return Figures.model_validate(self.last.figures) if self.last else None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell, nor was last time."""
        return self.figures.is_empty and (self.before is None or self.before.is_empty)


def digest_card(ctx: Context, sections: list[Section]) -> Card:
    """The digest of some units, one or more."""
    parts = [part for section in sections for part in section_parts(ctx, section)]
    why = Note(ctx.t("I do not show small numbers of meetings, so that nobody can be recognised."))
    return Card((*parts, why, Buttons(_buttons(ctx, sections))), ctx.t("Your weekly summary is ready"))


def section_parts(ctx: Context, section: Section) -> tuple[Part, ...]:
    """One unit's part of the digest."""
    t, name = ctx.t, section.unit.name(ctx.t.language)
    told = lines(ctx, section.unit, section.figures, section.before)
    heading = t("{unit}, week {weeks}", unit=name[:1].upper() + name[1:], weeks=_weeks(section.row))
    return (
        Heading(heading[: LIMITS.heading]),
        Text(sentences(ctx, section.unit, section.figures, _since(section.row), _week(section.row))),
        _table(ctx, section, told),
        *_chart(ctx, section, told, heading),
        Note(_counted(ctx, section)),
    )


def _table(ctx: Context, section: Section, told: list[Line]) -> Table:
    this = ctx.t("Week {weeks}", weeks=_weeks(section.row))
    if section.last is None:
        return Table((ctx.t("Figures"), this), tuple((line.label, line.words(ctx, line.now)) for line in told))
    columns = (ctx.t("Figures"), this, ctx.t("Week {weeks}", weeks=_weeks(section.last)), ctx.t("Change"))
    rows = tuple(
        (line.label, line.words(ctx, line.now), line.words(ctx, line.before), line.changed(ctx)) for line in told
    )
    return Table(columns, rows)


def _chart(ctx: Context, section: Section, told: list[Line], title: str) -> tuple[Chart, ...]:
    """Bars of the figures that may be shown, this time and last; none where there would be no bar."""
    times = (section.row, section.last) if section.last else (section.row,)
    bars: dict[str, tuple[int, ...]] = {}
    for line in told:
        figures = (line.now, line.before)[: len(times)]
        values = tuple(figure for figure in figures if isinstance(figure, int))
        if len(values) == len(times) and any(values):
            bars[line.label] = values
    labels = tuple(bars)[: LIMITS.categories]
    names = [ctx.t("Week {weeks}", weeks=_weeks(row)) for row in times]
    series = tuple(Series(name, tuple(bars[label][place] for label in labels)) for place, name in enumerate(names))
    return (Chart(title, labels, series),) if labels else ()


def _counted(ctx: Context, section: Section) -> str:
    t, now = ctx.t, section.figures
    counted = t("The figures are from {when}.", when=t.moment(section.row.counted_at, ctx.now))
    if section.unit.kind is UnitKind.SERVICE or not now.summaries:
        return counted
    return f"{counted} {t('I count a meeting without a summary as held.')}"


def _buttons(ctx: Context, sections: list[Section]) -> tuple[Button, ...]:
    missing = any(_has_missing(section) for section in sections)
    show = (Button(ctx.t("Show what is missing"), "digest.missing", style="primary"),) if missing else ()
    return (*show, choose_button(ctx))


def choose_button(ctx: Context) -> Button:
    """The way to another day and time."""
    return Button(ctx.t("Choose day and time"), "digest.choose")


def _has_missing(section: Section) -> bool:
    exact = section.figures.summaries if section.unit.kind is not UnitKind.SERVICE else 0
    return bool(exact or section.figures.overdue)


def _weeks(row: UnitWeek) -> str:
    return weeks_between(_since(row), _week(row))


def _since(row: UnitWeek) -> Week:
    return Week.of(row.since)


def _week(row: UnitWeek) -> Week:
    return Week.of(row.monday)
