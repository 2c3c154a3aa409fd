"""The convener's card: one message that shows how an item stands, kept up to date as long as it is planned."""

from pydantic import BaseModel

from handlers import access
from handlers.agenda.words import room_of
from handlers.attendance import attendance_parts
from handlers.consent import consent_parts
from handlers.context import Context, World
from handlers.family import family_parts
from handlers.measures import measure_parts
from handlers.minutes.card import minutes_parts
from handlers.notices import About, Kind, Message
from handlers.screens import Answer, Button, Buttons, Card, Finish, Heading, Part, Receipt, Text, value
from store import audit
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind


class OfItem(BaseModel):
    """A button about an item."""

    item: int


def show_item(ctx: Context, request: OfItem) -> Answer:
    """How an item stands, for its convener."""
    item, meeting = access.item_for_convener(ctx, request.item)
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "item.read", "item", request.item)
    return Finish(Receipt(ctx.t("The meeting"), item_parts(ctx, item, meeting), ctx.t("Close")))


def item_parts(ctx: Context, item: Item, meeting: Meeting) -> tuple[Part, ...]:
    """The whole of an item for its convener: time, consent, family, who comes, and what can be done."""
    heading = Heading(_headline(ctx, item, meeting))
    summary = Text(summary_line(ctx, item, meeting))
    if item.state is not ItemState.PLANNED:
        parts = (
            *consent_parts(ctx, item, meeting),
            *family_parts(ctx, item, meeting),
            *measure_parts(ctx, item, meeting),
        )
        return (heading, summary, *minutes_parts(ctx, item, meeting), *parts, _after_end(ctx))
    started = meeting.starts_at <= ctx.now
    return (
        heading,
        summary,
        *minutes_parts(ctx, item, meeting),
        *consent_parts(ctx, item, meeting),
        *attendance_parts(ctx, item, meeting),
        *family_parts(ctx, item, meeting),
        *measure_parts(ctx, item, meeting),
        *(() if started else (_choices(ctx, item),)),
    )


def summary_line(ctx: Context, item: Item, meeting: Meeting) -> str:
    """«SamBa-møte, sak S-7F3K: tysdag 9. mars kl. 10.00–10.45. Møterom 2, Solvik skule.»"""
    return ctx.t(
        "{arena}, case {reference}: {when}. {place}, {unit}.",
        arena=ctx.rulebook[meeting.arena].names.read(ctx.t.language).indefinite,
        reference=access.case_of(ctx, item).reference,
        when=ctx.t.when(meeting.starts_at, meeting.ends_at, ctx.now),
        place=room_of(ctx, meeting),
        unit=access.unit_of(ctx, meeting.unit_id).name(ctx.t.language),
    )


def _headline(ctx: Context, item: Item, meeting: Meeting) -> str:
    if item.state is ItemState.PLANNED and meeting.starts_at <= ctx.now:
        return ctx.t("After the meeting")
    return {
        ItemState.PLANNED: ctx.t("The time is yours"),
        ItemState.CANCELLED: ctx.t("The meeting is cancelled"),
        ItemState.RELEASED: ctx.t("The time has been given to others"),
        ItemState.WITHDRAWN: ctx.t("The case is taken off the agenda"),
    }[item.state]


def _choices(ctx: Context, item: Item) -> Buttons:
    about = value(item=item.id)
    return Buttons(
        (
            Button(ctx.t("Agenda"), "agenda.open", about),
            Button(ctx.t("Move the meeting"), "moving.open", about),
            Button(ctx.t("Cancel the meeting"), "cancel.open", about, style="danger"),
        )
    )


def _after_end(ctx: Context) -> Buttons:
    return Buttons((Button(ctx.t("Book a new time"), "booking.start"), Button(ctx.t("My meetings"), "list.show")))


def _convener(_world: World, about: About) -> list[int]:
    return [about.item.convener_id] if about.item else []


def _render(ctx: Context, about: About) -> Message | None:
    if about.item is None or about.meeting is None or about.item.convener_id != ctx.actor_id:
        return None
    return Message(Card(item_parts(ctx, about.item, about.meeting), ctx.t("Your meeting: how it stands")))


KINDS = {NoticeKind.BOOKED: Kind(readers=_convener, render=_render)}
