"""What waits for somebody, on their own page: each with the way to answer it."""

from handlers import access, units
from handlers.attendance.who import coming_to, pending_deputy, person_name, reply_of, row_of, unit_name
from handlers.consent import verdict_for
from handlers.context import Context
from handlers.screens import Button, Heading, Part, Row, Text, value
from store.meetings import (
    Item,
    Meeting,
    Reply,
    deputies_asked,
    items_about,
    participants_of,
    places_without_person,
    tellings_of,
)
from store.slots import slot_by_id
from store.waitlist import WaitState, entries_of, open_offer_of

SHOWN = 15


def waiting_parts(ctx: Context) -> tuple[Part, ...]:
    """What waits for me, the nearest first."""
    rows = (*_offers(ctx), *_asked_as_deputy(ctx), *_of_items(ctx), *_without_person(ctx))
    if not rows:
        return (Heading(ctx.t("Waiting for you")), Text(ctx.t("Nothing waits for you.")))
    return (Heading(ctx.t("Waiting for you")), *rows[:SHOWN])


def _offers(ctx: Context) -> tuple[Row, ...]:
    rows: list[Row] = []
    for entry in entries_of(ctx.session, ctx.tenant_id, ctx.actor_id):
        assert entry.id is not None
        offer = open_offer_of(ctx.session, entry.id) if entry.state is WaitState.OFFERED else None
        unit = access.unit_of(ctx, entry.unit_id)
        slot = slot_by_id(ctx.session, ctx.tenant_id, offer.slot_id) if offer else None
        if offer and slot:
            text = ctx.t(
                "You are offered {when} {at_unit}. Answer by {deadline}.",
                when=ctx.t.when(slot.starts_at, slot.ends_at, ctx.now),
                at_unit=units.at_unit(ctx.t, unit),
                deadline=ctx.t.moment(offer.deadline_at, ctx.now),
            )
            rows.append(Row(text, Button(ctx.t("Take the time"), "waitlist.accept", value(offer=offer.id))))
        else:
            text = ctx.t("You are on the waiting list for {unit}.", unit=unit.name(ctx.t.language))
            rows.append(Row(text, Button(ctx.t("Leave the list"), "waitlist.leave", value(entry=entry.id))))
    return tuple(rows)


def _asked_as_deputy(ctx: Context) -> tuple[Row, ...]:
    rows: list[Row] = []
    for deputy, item, meeting in deputies_asked(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now):
        original = row_of(ctx, item, deputy.replaces_id)
        if original is None or (pending := pending_deputy(ctx, item, original)) is None or pending.id != deputy.id:
            continue
        text = ctx.t(
            "{name} asks whether you can come {when} instead.",
            name=person_name(ctx, original),
            when=ctx.t.moment(meeting.starts_at, ctx.now),
        )
        claims = value(item=item.id, participant=deputy.id)
        rows.append(Row(text, Button(ctx.t("Answer"), "attendance.deputy_show", claims)))
    return tuple(rows)


def _without_person(ctx: Context) -> tuple[Row, ...]:
    """For a coordinator, who chooses for a service that has named nobody: service and time, nothing of the case."""
    if not access.is_coordinator(ctx):
        return ()
    found = places_without_person(ctx.session, ctx.tenant_id, ctx.now, SHOWN)
    return tuple(
        Row(
            ctx.t(
                "Nobody has been named from {unit} to a meeting {when}.",
                unit=unit_name(ctx, place),
                when=ctx.t.moment(meeting.starts_at, ctx.now),
            ),
            Button(ctx.t("Choose a person"), "attendance.appoint", value(item=item.id, participant=place.id)),
        )
        for place, item, meeting in found
    )


def _of_items(ctx: Context) -> tuple[Row, ...]:
    found: list[Row] = []
    for item, meeting in items_about(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, SHOWN):
        if item.convener_id == ctx.actor_id:
            found += _duties(ctx, item, meeting)
        found += _unanswered(ctx, item, meeting)
    return tuple(found)


def _duties(ctx: Context, item: Item, meeting: Meeting) -> list[Row]:
    assert item.id is not None
    about = {"reference": access.case_of(ctx, item).reference, "when": ctx.t.moment(meeting.starts_at, ctx.now)}
    button = Button(ctx.t("Open"), "item.show", value(item=item.id))
    rows: list[Row] = []
    if not verdict_for(ctx, item, meeting).valid:
        text = ctx.t("Consent is missing in case {reference}, {when}.", **about)
        rows.append(Row(text, button))
    for each in coming_to(ctx, item):
        if each.required and each.person_id != ctx.actor_id and reply_of(item, each) is Reply.NOT_COMING:
            text = ctx.t("Regrets from {unit} in case {reference}, {when}.", **about, unit=unit_name(ctx, each))
            rows.append(Row(text, button))
    if any(told.done_at is None for told in tellings_of(ctx.session, item.id)):
        text = ctx.t("The family in case {reference} is to be told, {when}.", **about)
        rows.append(Row(text, button))
    return rows


def _unanswered(ctx: Context, item: Item, meeting: Meeting) -> list[Row]:
    assert item.id is not None
    own = [row for row in participants_of(ctx.session, item.id) if row.person_id == ctx.actor_id]
    if item.agenda_sent_at is None or item.convener_id == ctx.actor_id:
        return []  # a convener who takes part is taken to be coming
    if not any(row.reply is Reply.WAITING for row in own):
        return []
    text = ctx.t("Are you coming {when}? You have not answered yet.", when=ctx.t.moment(meeting.starts_at, ctx.now))
    return [Row(text, Button(ctx.t("Answer"), "agenda.show", value(item=item.id)))]
