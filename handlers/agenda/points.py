"""What can stand on an agenda: the arena's own points, a pick-list around the item, and short texts of the convener's
own, sealed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import picks, planning
from handlers.agenda.lengths import NEW_POINT, fit, length_of
from handlers.context import Context, World
from handlers.rules.arena import Arena
from locales import mark
from store import agendas, audit
from store.agendas import AgendaPoint
from store.cipher import cipher_of
from store.meetings import Item, Meeting
from store.rows import insert_rows

THEME = "theme_"
WRITTEN = "written_"
OWN_POINTS = {
    "heard": mark("How is the child heard?"),
    "interpreter": mark("Work with the interpreter"),
    "informed": mark("Who needs to know what after the meeting?"),
    "next_meeting": mark("Next meeting"),
}


@dataclass(frozen=True)
class Point:
    """A point on its way to an agenda: a key of the lists, or sealed words. `minutes` is the length to begin with."""

    key: str | None
    sealed: str | None
    minutes: int


def create_agenda(world: World, item: Item, meeting: Meeting, arena: Arena) -> None:
    """Begin an item's agenda with the arena's points, shortened where the meeting is short. For the booking."""
    assert item.id is not None
    minutes = fit([point.minutes for point in arena.agenda.points], length_of(meeting))
    rows = [
        AgendaPoint(tenant_id=item.tenant_id, item_id=item.id, position=position, point=point.id, minutes=length)
        for position, (point, length) in enumerate(zip(arena.agenda.points, minutes, strict=True), 1)
    ]
    insert_rows(world.session, rows)


def write_agenda(ctx: Context, item: Item, points: Sequence[tuple[Point, int]]) -> None:
    """Put points with their minutes in the place of an item's agenda, and bring every message that shows it up to
    date.
    """
    assert item.id is not None
    for row in agendas.agenda_of(ctx.session, item.id):
        ctx.session.delete(row)
    for position, (point, minutes) in enumerate(points, 1):
        ctx.session.add(
            AgendaPoint(
                tenant_id=item.tenant_id,
                item_id=item.id,
                position=position,
                point=point.key,
                sealed_text=point.sealed,
                minutes=minutes,
            )
        )
    ctx.session.add(item)
    ctx.session.flush()
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "agenda.changed", "item", item.id)
    planning.revise(ctx, item)


def choices(ctx: Context, item: Item, meeting: Meeting) -> dict[str, str]:
    """Everything that can be chosen for an item's agenda, with its text, in the order it would stand.

    The arena's last point gathers what was said: what is added comes before it, and only the next meeting after.
    """
    *first, last = [point.id for point in ctx.rulebook[meeting.arena].agenda.points] or [""]
    themes = [THEME + theme for theme in item.themes]
    own = ["heard", *(["interpreter"] if item.interpreter else []), "informed"]
    texts = {key: point_text(ctx, meeting, key) for key in [*first, *themes, *own] if key}
    texts |= {f"{WRITTEN}{row.id}": text_of(ctx, meeting, row) for row in _rows(ctx, item) if row.sealed_text}
    return texts | {key: point_text(ctx, meeting, key) for key in (last, "next_meeting") if key}


def chosen_now(ctx: Context, item: Item) -> tuple[str, ...]:
    """The keys of what stands on an item's agenda."""
    return tuple(f"{WRITTEN}{row.id}" if row.sealed_text else row.point or "" for row in _rows(ctx, item))


def choose(ctx: Context, item: Item, meeting: Meeting, keys: Sequence[str], sealed: str | None) -> list[Point]:
    """The chosen points in their order, with the new one in own words before the last of the arena's.

    What stood there keeps its minutes, what is new begins with five; together they are cut to the meeting's length.
    """
    rows = dict(zip(chosen_now(ctx, item), _rows(ctx, item), strict=True))
    closing = {point.id for point in ctx.rulebook[meeting.arena].agenda.points[-1:]} | {"next_meeting"}
    wanted = [key for key in choices(ctx, item, meeting) if key in set(keys)]
    points = [_point(ctx, meeting, key, rows.get(key)) for key in wanted if key not in closing]
    points += [Point(None, sealed, NEW_POINT)] if sealed else []
    points += [_point(ctx, meeting, key, rows.get(key)) for key in wanted if key in closing]
    minutes = fit([point.minutes for point in points], length_of(meeting))
    return [Point(point.key, point.sealed, length) for point, length in zip(points, minutes, strict=True)]


def _point(ctx: Context, meeting: Meeting, key: str, row: AgendaPoint | None) -> Point:
    if row is not None:
        return Point(row.point, row.sealed_text, row.minutes)
    template = {point.id: point.minutes for point in ctx.rulebook[meeting.arena].agenda.points}
    return Point(key, None, template.get(key, NEW_POINT))


def point_text(ctx: Context, meeting: Meeting, key: str) -> str:
    """A point's text in the reader's language."""
    if key in OWN_POINTS:
        return ctx.t(OWN_POINTS[key])
    if key.startswith(THEME):
        return ctx.t(picks.THEMES[key.removeprefix(THEME)])
    texts = {point.id: point.text for point in ctx.rulebook[meeting.arena].agenda.points}
    return texts[key].read(ctx.t.language) if key in texts else ctx.t("Another point")


def shown(ctx: Context, meeting: Meeting, point: Point) -> str:
    """What a point says, to somebody who may read it."""
    return cipher_of(ctx.session).open(point.sealed) if point.sealed else point_text(ctx, meeting, point.key or "")


def text_of(ctx: Context, meeting: Meeting, row: AgendaPoint) -> str:
    """What a point on an agenda says, to somebody who may read it."""
    return shown(ctx, meeting, Point(row.point, row.sealed_text, row.minutes))


def lines(ctx: Context, item: Item, meeting: Meeting) -> tuple[str, ...]:
    """The agenda, a line for each point: «Råd frå teamet (15 min)»."""
    return tuple(
        ctx.t("{point} ({count} min)", point=text_of(ctx, meeting, row), count=row.minutes) for row in _rows(ctx, item)
    )


def _rows(ctx: Context, item: Item) -> Sequence[AgendaPoint]:
    assert item.id is not None
    return agendas.agenda_of(ctx.session, item.id)
