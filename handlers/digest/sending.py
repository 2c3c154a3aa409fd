"""The digest as a message: to whoever leads the units still, with what is counted when the week's first reader gets
it.
"""

from collections.abc import Iterable

from handlers.calendars import calendar_for
from handlers.context import Context, World
from handlers.digest.card import Section, digest_card
from handlers.digest.figures import count_week
from handlers.digest.planning import wants_digest, week_now, week_numbered
from handlers.notices import About, Kind, Message
from handlers.rules.week import Week
from store.leaders import leader_ids, units_led_by
from store.notices import NoticeKind
from store.unit_weeks import newest_unit_week


def sections_of(ctx: Context, week: Week) -> list[Section]:
    """What there is to tell the asker of the units they lead that are open in a week. What nobody has counted yet is
    counted now.
    """
    sections = []
    for unit in units_led_by(ctx.session, ctx.tenant_id, ctx.actor_id):
        assert unit.id is not None
        if week.workdays(calendar_for(ctx, unit)):
            row = count_week(ctx, unit, week)
            sections.append(Section(unit, row, newest_unit_week(ctx.session, unit.id, week.monday)))
    return [section for section in sections if not section.is_empty]


def _readers(world: World, _about: About) -> Iterable[int]:
    """All leaders: the notice names the one it is for."""
    return leader_ids(world.session, world.tenant_id)


def _render(ctx: Context, about: About) -> Message | None:
    """None to who leads nothing any more or wants none, when there is nothing to tell, and when the week is over."""
    assert about.subject_id is not None
    week = week_numbered(about.subject_id)
    if week != week_now(ctx) or not wants_digest(ctx, ctx.actor_id):
        return None
    sections = sections_of(ctx, week)
    return Message(digest_card(ctx, sections)) if sections else None


KINDS = {NoticeKind.DIGEST: Kind(_readers, _render)}
