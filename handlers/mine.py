"""What is mine: my meetings, and what waits for me."""

from handlers import access, units
from handlers.consent import verdict_for
from handlers.context import Context
from handlers.greeting import Nothing, main_buttons
from handlers.screens import Answer, Button, Buttons, Card, Heading, Home, Note, Part, Row, Show, Text, value
from store.meetings import Item, Meeting, Reply, items_about, participants_of, tellings_of
from store.slots import slot_by_id
from store.waitlist import WaitState, entries_of, open_offer_of

SHOWN = 15


def show_list(ctx: Context, _request: Nothing) -> Answer:
    """My meetings, as a card."""
    return Show(Card((*meeting_parts(ctx), Buttons(main_buttons(ctx))), ctx.t("Your meetings")))


def open_home(ctx: Context, _request: Nothing) -> Answer:
    """My own page: what waits for me first, then my meetings, then the ways in."""
    return Home((*waiting_parts(ctx), *meeting_parts(ctx), Buttons(main_buttons(ctx))))


def meeting_parts(ctx: Context) -> tuple[Part, ...]:
    """My planned meetings in order of time, each with its button."""
    mine = items_about(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, SHOWN + 1)
    if not mine:
        return (Heading(ctx.t("My meetings")), Text(ctx.t("You have no meetings ahead.")))
    rows = tuple(_meeting_row(ctx, item, meeting) for item, meeting in mine[:SHOWN])
    more = (Note(ctx.t("Only the next {count} are shown.", count=SHOWN)),) if len(mine) > SHOWN else ()
    return (Heading(ctx.t("My meetings")), *rows, *more)


def _meeting_row(ctx: Context, item: Item, meeting: Meeting) -> Row:
    mine = item.convener_id == ctx.actor_id
    line = ctx.t(
        "{when}: {arena}, {unit}",
        when=ctx.t.when(meeting.starts_at, meeting.ends_at, ctx.now).capitalize(),
        arena=ctx.rulebook[meeting.arena].names.read(ctx.t.language).indefinite,
        unit=access.unit_of(ctx, meeting.unit_id).name(ctx.t.language),
    )
    if mine:
        line = f"{line} · {access.case_of(ctx, item).reference}"
    return Row(line, Button(ctx.t("Open"), "item.show" if mine else "agenda.show", value(item=item.id)))


def waiting_parts(ctx: Context) -> tuple[Part, ...]:
    """What waits for me, the nearest first."""
    rows = (*_offers(ctx), *_of_items(ctx))
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


def _of_items(ctx: Context) -> tuple[Row, ...]:
    found: list[Row] = []
    for item, meeting in items_about(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, SHOWN):
        if item.convener_id == ctx.actor_id:
            found += _duties(ctx, item, meeting)
        found += _unanswered(ctx, item, meeting)
    return tuple(found)


def _duties(ctx: Context, item: Item, meeting: Meeting) -> list[Row]:
    assert item.id is not None
    reference = access.case_of(ctx, item).reference
    when = ctx.t.moment(meeting.starts_at, ctx.now)
    button = Button(ctx.t("Open"), "item.show", value(item=item.id))
    rows: list[Row] = []
    if not verdict_for(ctx, item, meeting).valid:
        text = ctx.t("Consent is missing in case {reference}, {when}.", reference=reference, when=when)
        rows.append(Row(text, button))
    if any(told.done_at is None for told in tellings_of(ctx.session, item.id)):
        text = ctx.t("The family in case {reference} is to be told, {when}.", reference=reference, when=when)
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
