"""Somebody is chosen for a service: because it had named nobody, or because who it named does not come."""

from pydantic import BaseModel

from handlers import access, planning
from handlers.agenda.words import when_of
from handlers.attendance import joining
from handlers.attendance.declined import settled_notice
from handlers.attendance.deputies import colleagues
from handlers.attendance.who import person_name, require_ahead, row_of, unit_name
from handlers.context import Context
from handlers.drafting import begin, consume, held
from handlers.errors import BadField, OutOfDate, Refused
from handlers.screens import (
    Answer,
    Button,
    Card,
    ChoiceField,
    Finish,
    Form,
    Heading,
    Open,
    Option,
    Receipt,
    Replace,
    Text,
    value,
)
from store import audit
from store.attendance import Participant, Reply
from store.meetings import Item, Meeting
from store.people import Person

PURPOSE = "attendance.appoint"


class OpenAppointment(BaseModel):
    """The wish to choose somebody for a place in an item."""

    item: int
    participant: int


class AppointPerson(BaseModel):
    """Who is chosen."""

    draft: str
    chosen: int


def open_appointment(ctx: Context, request: OpenAppointment) -> Answer:
    """Choose among the service's staff. For the convener, and for a coordinator, who sees service and time only."""
    item, meeting = access.item_for_manager(ctx, request.item)
    place = _open_place(ctx, item, request.participant)
    require_ahead(ctx, item, meeting)
    free = colleagues(ctx, item, place)
    if not free:
        raise nobody_there(ctx, item, place)
    draft = begin(ctx, PURPOSE, item=item.id, participant=place.id)
    return Open(_form(ctx, meeting, place, draft.id, free))


def appoint_person(ctx: Context, request: AppointPerson) -> Answer:
    """Invite whoever was chosen; whoever had the place before is told."""
    draft = held(ctx, PURPOSE, request.draft)
    item, meeting = access.item_for_manager(ctx, int(draft.data["item"]))
    if draft.consumed_at is not None:
        return Finish(receipt(ctx, meeting))
    place = _open_place(ctx, item, int(draft.data["participant"]))
    require_ahead(ctx, item, meeting)
    if request.chosen not in {person.id for person in colleagues(ctx, item, place)}:
        raise BadField({"chosen": ctx.t("Choose somebody who is not in the meeting already.")})
    if consume(ctx, draft):
        joining.put_in_place(ctx, item, meeting, place, request.chosen, ctx.actor_id)
    return Finish(receipt(ctx, meeting))


def go_without(ctx: Context, request: OpenAppointment) -> Answer:
    """Hold the meeting though a required service does not come: the convener's choice, registered."""
    item, meeting = access.item_for_convener(ctx, request.item)
    place = _open_place(ctx, item, request.participant)
    require_ahead(ctx, item, meeting)
    if place.required and place.reply is Reply.NOT_COMING:
        place.required = False
        ctx.session.add(place)
        assert place.id is not None
        audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "attendance.without", "participant", place.id)
        planning.revise(ctx, item)
    text = ctx.t("You hold the meeting without {unit}.", unit=unit_name(ctx, place))
    return Replace(Card((Heading(ctx.t("The regrets are dealt with")), Text(text)), settled_notice(ctx, meeting)))


def nobody_there(ctx: Context, item: Item, place: Participant) -> Refused:
    """The refusal where a unit has nobody else."""
    buttons = (
        Button(ctx.t("Change who comes"), "attendance.people", value(item=item.id)),
        Button(ctx.t("Move the meeting"), "moving.open", value(item=item.id)),
    )
    return Refused(
        ctx.t(
            "Nobody else is registered at {unit}. Ask the service who can come, and the system administrator to "
            "add them.",
            unit=unit_name(ctx, place),
        ),
        heading=ctx.t("There is nobody to choose"),
        buttons=buttons if item.convener_id == ctx.actor_id else (),
    )


def person_field(label: str, free: list[Person]) -> ChoiceField:
    """The choice among people of our own directory."""
    return ChoiceField("chosen", label, tuple(Option(str(person.id), person.name[:75]) for person in free[:100]))


def receipt(ctx: Context, meeting: Meeting) -> Receipt:
    """What one reads when somebody has been chosen."""
    text = ctx.t(
        "Whoever you chose is invited to the meeting {when}. If the consent does not cover the service, the convener "
        "is told.",
        when=when_of(ctx, meeting),
    )
    return Receipt(
        ctx.t("Choose a person"), (Heading(ctx.t("The invitation is on its way")), Text(text)), ctx.t("Close")
    )


def _open_place(ctx: Context, item: Item, participant_id: int) -> Participant:
    place = row_of(ctx, item, participant_id)
    if place is None or not place.accepted:
        raise access.no_such_item(ctx)
    if not place.active:
        raise OutOfDate(
            ctx.t("Who comes has changed since. Your meetings show how it stands now."),
            heading=ctx.t("This card no longer applies"),
            buttons=(Button(ctx.t("My meetings"), "list.show"),),
        )
    return place


def _form(ctx: Context, meeting: Meeting, place: Participant, draft: str, free: list[Person]) -> Form:
    lead = ctx.t(
        "{unit} is to be in a meeting {when}.", unit=unit_name(ctx, place, starts=True), when=when_of(ctx, meeting)
    )
    if place.person_id is not None:
        lead = ctx.t("{name} is told that somebody else comes.", name=person_name(ctx, place))
    return Form(
        name="attendance.appoint",
        title=ctx.t("Choose a person"),
        parts=(Text(lead), person_field(ctx.t("Who comes from {unit}?", unit=unit_name(ctx, place)), free)),
        submit=ctx.t("Invite"),
        close=ctx.t("Cancel"),
        draft=draft,
    )
