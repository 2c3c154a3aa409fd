"""The one change that the forms make: the minutes are written, or corrected in place."""

from handlers import family, measures
from handlers.context import Context
from handlers.minutes import documentation, given
from handlers.minutes.draft import Writing
from handlers.minutes.said import content, said_of
from handlers.minutes.sending import send_out
from store import audit
from store.attendance import Telling
from store.meetings import Item, Meeting
from store.minutes import Destination, Documented, Minutes, minutes_of


def write(
    ctx: Context, item: Item, meeting: Meeting, writing: Writing, destination: Destination, channel_id: int | None
) -> None:
    """Register what was written, and send it where it is to go. What stands somewhere is brought up to date, marked as
    corrected where it says something else than before.
    """
    assert item.id is not None
    minutes = minutes_of(ctx.session, item.id)
    before = content(ctx, said_of(ctx, item, minutes)) if minutes else None
    if minutes is None:
        minutes = Minutes(
            tenant_id=ctx.tenant_id,
            item_id=item.id,
            held=bool(writing.held),
            destination=destination,
            written_by=ctx.actor_id,
            written_at=ctx.now,
        )
    _fill(ctx, minutes, writing)
    minutes.destination, minutes.channel_id = destination, channel_id
    ctx.session.add(minutes)
    ctx.session.flush()
    measures.register_measures(ctx, item, writing.measures)
    if before is not None and before != content(ctx, said_of(ctx, item, minutes)):
        minutes.corrected_at = ctx.now
        family.close_tellings(ctx, item, Telling.MINUTES)
        given.ask_anew(ctx, item)
    minutes.corrections += before is not None
    ctx.session.add(minutes)
    ctx.session.flush()
    send_out(ctx, item, meeting, minutes)
    documentation.plan_reminder(ctx, item, meeting, minutes)
    event = "minutes.corrected" if before is not None else "minutes.written"
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, event, "item", item.id, destination)


def _fill(ctx: Context, minutes: Minutes, writing: Writing) -> None:
    if writing.documented is not minutes.documented:
        minutes.documented_at = ctx.now if writing.documented is Documented.YES else None
    minutes.held, minutes.not_held_reason = bool(writing.held), writing.not_held_reason
    minutes.conclusions = list(writing.conclusions or ())
    minutes.sealed_text, minutes.text_questioned = writing.sealed_text, writing.text_questioned
    minutes.guardians_decided, minutes.youth_decided = writing.guardians_decided, writing.youth_decided
    minutes.documented = writing.documented
