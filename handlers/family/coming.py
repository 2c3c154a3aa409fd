"""Who of those without an account comes: the convener asks them, and registers the answer."""

from typing import Literal

from pydantic import BaseModel

from handlers import access, planning
from handlers.context import Context
from handlers.errors import OutOfDate
from handlers.family.words import role_name
from handlers.screens import Answer, Button, Buttons, Card, Heading, Part, Row, Show, Text, value
from store import attendance, audit
from store.attendance import OutsideAttendee, OutsideRole
from store.meetings import Item, ItemState

GUARDIANS = frozenset({OutsideRole.GUARDIAN_1, OutsideRole.GUARDIAN_2, OutsideRole.REPRESENTATIVE})


class FamilyComing(BaseModel):
    """Whether somebody comes."""

    attendee: int
    coming: Literal["yes", "no"]


def register_coming(ctx: Context, request: FamilyComing) -> Answer:
    """Note whether somebody comes. The same press again changes nothing."""
    attendee = attendance.attendee_by_id(ctx.session, ctx.tenant_id, request.attendee)
    if attendee is None:
        raise access.no_such_item(ctx)
    item, _ = access.item_for_convener(ctx, attendee.item_id)
    if item.state is not ItemState.PLANNED or not attendee.active:
        raise OutOfDate(
            ctx.t("This meeting will not take place. Your meetings show what holds now."),
            heading=ctx.t("This card no longer applies"),
            buttons=(Button(ctx.t("My meetings"), "list.show"),),
        )
    coming = request.coming == "yes"
    if attendee.coming is not coming:
        _note(ctx, item, attendee, coming)
    heading = ctx.t("It is registered")
    return Show(Card((Heading(heading), Text(_answer(ctx, attendee))), heading))


def coming_part(ctx: Context, attendee: OutsideAttendee) -> Part:
    """What is known, and the buttons that say otherwise."""
    who = role_name(ctx, attendee)
    if attendee.coming is None:
        yes = _button(attendee, ctx.t("{who}: coming", who=who), "yes")
        return Buttons((yes, _button(attendee, ctx.t("{who}: not coming", who=who), "no")))
    if attendee.coming:
        return Row(_answer(ctx, attendee), _button(attendee, ctx.t("Not coming"), "no"))
    return Row(_answer(ctx, attendee), _button(attendee, ctx.t("Is coming"), "yes"))


def some_guardian_comes(attendees: list[OutsideAttendee]) -> bool:
    """Whether one of the guardians is registered as coming."""
    return any(attendee.coming for attendee in attendees if attendee.role in GUARDIANS)


def _answer(ctx: Context, attendee: OutsideAttendee) -> str:
    who = role_name(ctx, attendee)
    return ctx.t("{who}: coming", who=who) if attendee.coming else ctx.t("{who}: not coming", who=who)


def _button(attendee: OutsideAttendee, text: str, coming: str) -> Button:
    return Button(text, "family.coming", value(attendee=attendee.id, coming=coming))


def _note(ctx: Context, item: Item, attendee: OutsideAttendee, coming: bool) -> None:
    attendee.coming = coming
    ctx.session.add(attendee)
    assert attendee.id is not None
    detail = "yes" if coming else "no"
    audit.record(
        ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "family.coming", "outside_attendee", attendee.id, detail
    )
    planning.revise(ctx, item)
