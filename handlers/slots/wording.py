"""What is wrong with the times that were asked for, in words, at the field where it can be mended."""

from collections.abc import Iterable, Sequence
from datetime import date

from handlers.context import Context
from handlers.rules.series import Closed, Holiday, PlannedSlot, Problem, SeriesError, SeriesFault, SeriesField, ShortDay
from locales import Translator, mark

FIELDS = {
    SeriesField.WEEKDAY: "weekday",
    SeriesField.EVERY_N_WEEKS: "every",
    SeriesField.FIRST: "first",
    SeriesField.LAST: "last",
    SeriesField.START: "start",
    SeriesField.NUMBER: "number",
    SeriesField.LENGTH_MINUTES: "length",
}
FAULTS = {
    SeriesError.LAST_BEFORE_FIRST: mark("The last date is before the first. Choose a later one."),
    SeriesError.SPAN_TOO_LONG: mark("Give times for at most two years at once. Choose an earlier last date."),
    SeriesError.STARTS_IN_THE_PAST: mark("This is past. Choose a time that is still to come."),
    SeriesError.NOT_A_WORKDAY: mark("Choose a day from Monday to Friday."),
    SeriesError.WEEKS_OUT_OF_RANGE: mark("Choose from the list."),
    SeriesError.NUMBER_OUT_OF_RANGE: mark("Choose from the list."),
    SeriesError.LENGTH_OUT_OF_RANGE: mark("Choose from the list."),
    SeriesError.PAST_MIDNIGHT: mark("The last meeting would end after midnight. Start earlier, or give fewer."),
    SeriesError.NO_DATE: mark("The day does not come between the first and the last date. Choose a later last date."),
}
DAYS_NAMED = 5


def fault_errors(ctx: Context, faults: Iterable[SeriesFault], overlaps: Sequence[PlannedSlot]) -> dict[str, str]:
    """A text for each field with a fault; an overlap names its days."""
    return {FIELDS[fault.field]: _text(ctx, fault, overlaps) for fault in faults}


def _text(ctx: Context, fault: SeriesFault, overlaps: Sequence[PlannedSlot]) -> str:
    if fault.error is not SeriesError.OVERLAP:
        return ctx.t(FAULTS[fault.error])
    days = list(dict.fromkeys(slot.day for slot in overlaps))
    first = [ctx.t.day(day, ctx.now) for day in days[:DAYS_NAMED]]
    if len(days) > DAYS_NAMED:
        rest = len(days) - DAYS_NAMED
        return ctx.t.many(
            "There are times already {days}, and on one day more. Choose another start, or other dates.",
            "There are times already {days}, and on {count} days more. Choose another start, or other dates.",
            rest,
            days=", ".join(first),
        )
    return ctx.t("There are times already {days}. Choose another start, or other dates.", days=ctx.t.listing(first))


def problem_line(ctx: Context, day: date, problem: Problem) -> str:
    """«Onsdag 17. mai: 17. mai», «Torsdag 4. mars: Vinterferie»"""
    return ctx.t("{day}: {reason}", day=ctx.t.day(day, ctx.now).capitalize(), reason=problem_name(ctx.t, problem))


def problem_name(t: Translator, problem: Problem) -> str:
    """Why no meeting should be there."""
    match problem:
        case Holiday():
            return problem.name(t.language)
        case Closed(name=name):
            return name
        case ShortDay(ends=ends):
            return t("the working day ends at {time}", time=f"{ends:%H.%M}")
