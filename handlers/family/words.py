"""Who comes without an account and what they are told, as the convener reads it. Roles, never names."""

from handlers import picks
from handlers.context import Context
from locales import mark
from store.attendance import OutsideAttendee, Telling, Told

NOT_TOLD = {
    Telling.TIME: mark("{who}: does not know about the time yet"),
    Telling.AGENDA: mark("{who}: has not got the agenda yet"),
    Telling.CHANGE: mark("{who}: does not know about the new time yet"),
    Telling.CANCELLATION: mark("{who}: does not know yet that the meeting is off"),
    Telling.MINUTES: mark("{who}: has not got the summary yet"),
}
TOLD = {
    Telling.TIME: mark("{who}: knows about the time ({how}, {day})"),
    Telling.AGENDA: mark("{who}: has got the agenda ({how}, {day})"),
    Telling.CHANGE: mark("{who}: knows about the new time ({how}, {day})"),
    Telling.CANCELLATION: mark("{who}: knows that the meeting is off ({how}, {day})"),
    Telling.MINUTES: mark("{who}: has got the summary ({how}, {day})"),
}
TEXTS = {
    Telling.TIME: mark("Text about the time"),
    Telling.AGENDA: mark("Text with the agenda"),
    Telling.CHANGE: mark("Text about the new time"),
    Telling.CANCELLATION: mark("Text that the meeting is off"),
    Telling.MINUTES: mark("Text with the feedback"),
}


def role_name(ctx: Context, attendee: OutsideAttendee) -> str:
    """«Føresett 1»"""
    return ctx.t(picks.OUTSIDE_ROLES[attendee.role])


def told_line(ctx: Context, attendee: OutsideAttendee, row: Told) -> str:
    """«Føresett 1: veit om tida (telefon, tys. 2. mars)», or that it is still to be told."""
    who = role_name(ctx, attendee)
    if row.done_at is None or row.how is None:
        return ctx.t(NOT_TOLD[row.what], who=who)
    how = ctx.t(picks.TOLD_BY[row.how])
    return ctx.t(TOLD[row.what], who=who, how=how[:1].lower() + how[1:], day=ctx.t.short_day(row.done_at))
