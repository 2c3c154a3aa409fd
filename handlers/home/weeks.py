"""My week: the meetings of this week and the next by day, the nearest first."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from handlers.context import Context
from handlers.home.lines import MeetingLines, capital
from handlers.rules.week import Week
from handlers.screens import Button, Buttons, Heading, Note, Part, Text
from store.attendance import items_about
from store.meetings import Item, Meeting

SHOWN = 15
Found = Sequence[tuple[Item, Meeting]]


def week_parts(ctx: Context) -> tuple[Part, ...]:
    """This week's and next week's meetings; with none, the one that comes after."""
    mine = items_about(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, SHOWN + 1)
    if not mine:
        return (Heading(ctx.t("My weeks")), Text(ctx.t("You have no meetings ahead.")))
    lines = MeetingLines(ctx, mine[:SHOWN])
    this, following = Week.of(_day(ctx, ctx.now)), Week.of(_day(ctx, ctx.now)).after
    near = [each for each in mine[:SHOWN] if _week(ctx, each[1]) <= following]
    parts = (
        *_week_parts(lines, ctx.t("This week"), [each for each in near if _week(ctx, each[1]) <= this]),
        *_week_parts(lines, ctx.t("Next week"), [each for each in near if _week(ctx, each[1]) == following]),
    )
    if not near:
        parts = (
            Heading(ctx.t("My weeks")),
            Text(ctx.t("You have no meetings this week or the next. The next one is:")),
            lines.row(*mine[0], with_day=True),
        )
    more = (Buttons((Button(ctx.t("Show all my meetings"), "list.show"),)),) if len(mine) > max(len(near), 1) else ()
    return (*parts, *more)


def _week_parts(lines: MeetingLines, heading: str, found: Iterable[tuple[Item, Meeting]]) -> tuple[Part, ...]:
    ctx, parts = lines.ctx, list[Part]()
    for day, of_day in groupby(found, lambda each: max(_day(ctx, each[1].starts_at), _day(ctx, ctx.now))):
        parts += [Note(_day_name(ctx, day)), *(lines.row(item, meeting) for item, meeting in of_day)]
    return (Heading(heading), *parts) if parts else ()


def _day_name(ctx: Context, day: date) -> str:
    """«I dag, tysdag 9. mars»"""
    name = ctx.t.day(day, ctx.now)
    match (day - _day(ctx, ctx.now)).days:
        case 0:
            return ctx.t("Today, {day}", day=name)
        case 1:
            return ctx.t("Tomorrow, {day}", day=name)
        case _:
            return capital(name)


def _week(ctx: Context, meeting: Meeting) -> Week:
    return Week.of(_day(ctx, meeting.starts_at))


def _day(ctx: Context, moment: datetime) -> date:
    return moment.astimezone(ctx.zone).date()
