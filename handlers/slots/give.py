"""Making times: all of them in one transaction, and those in line are offered them."""

from handlers import drafting, waitlist
from handlers.context import Context
from handlers.free_times import arena_in_use
from handlers.screens import Answer, Button, Buttons, Finish, Heading, Receipt, Text, value
from handlers.slots.request import Judged, Wanted
from handlers.slots.units import unit_with_times
from handlers.units import at_unit
from store import audit
from store.drafts import Draft
from store.slots import Slot, SlotSeries


def make(ctx: Context, draft: Draft, wanted: Wanted, judged: Judged) -> None:
    """Make the kept times of a request, once for its draft."""
    if not drafting.consume(ctx, draft, made=len(judged.kept), unit=wanted.unit):
        return
    series = _series(ctx, wanted)
    ctx.session.add(series)
    ctx.session.flush()
    assert series.id is not None
    made = [
        Slot(
            tenant_id=ctx.tenant_id,
            arena=series.arena,
            unit_id=wanted.unit,
            series_id=series.id,
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            place=wanted.place,
            video_link=wanted.video,
        )
        for each in judged.kept
    ]
    ctx.session.add_all(made)
    ctx.session.flush()
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "slots.given", "slot_series", series.id)
    waitlist.slots_added(ctx, made)


def receipt(ctx: Context, draft: Draft) -> Answer:
    """How many times there are now; the same at a second click."""
    t, unit = ctx.t, unit_with_times(ctx, int(draft.data["unit"]))
    # Named first: inside `many` the name `t` would lead the collecting of the texts astray.
    where, count = at_unit(t, unit), int(draft.data["made"])
    made = t.many(
        "One time can now be booked {at_unit}.", "{count} times can now be booked {at_unit}.", count, at_unit=where
    )
    title = t.many("The time is there", "The times are there", count)
    return Finish(
        Receipt(
            title,
            (
                Heading(title),
                Text(made),
                Text(t("Those on the waiting list are offered them first.")),
                Buttons((Button(t("Show the times"), "slots.unit", value(unit=unit.id)),)),
            ),
            t("Close"),
        )
    )


def how_many(ctx: Context, judged: Judged) -> str:
    """«12 tider, 45 minutt kvar»"""
    first = judged.kept[0]
    minutes = int((first.ends_at - first.starts_at).total_seconds()) // 60
    return ctx.t.many(
        "One time, {minutes} minutes long.", "{count} times, {minutes} minutes each.", len(judged.kept), minutes=minutes
    )


def _series(ctx: Context, wanted: Wanted) -> SlotSeries:
    return SlotSeries(
        tenant_id=ctx.tenant_id,
        unit_id=wanted.unit,
        arena=arena_in_use(ctx).id,
        weekday=wanted.weekday,
        every_n_weeks=wanted.every,
        first=wanted.first,
        last=wanted.last,
        starts=wanted.start,
        number=wanted.number,
        length_minutes=wanted.length,
        place=wanted.place,
        video_link=wanted.video,
        created_by=ctx.actor_id,
    )
