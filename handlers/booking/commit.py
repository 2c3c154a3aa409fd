"""The one change that a booking makes: case, meeting, item, who comes, what is promised. All of it, or nothing."""

from uuid import uuid4

from handlers import agenda, consent, family, planning, waitlist
from handlers.booking.draft import Booking, arena_of
from handlers.booking.people import outside_roles, services_of
from handlers.context import Context
from handlers.minutes.following import next_meeting_changed
from handlers.rules.holders import Who
from store import audit
from store.attendance import Participant
from store.cases import Case, case_by_id, open_case
from store.meetings import Item, Meeting
from store.notices import NoticeKind
from store.rows import insert_rows
from store.slots import Slot


def create_item(ctx: Context, booking: Booking, slot: Slot) -> tuple[Item, Meeting]:
    """Book the slot. IntegrityError when another booking had the slot first."""
    case = _case(ctx, booking)
    meeting = _meeting(ctx, booking, slot)
    item = _item(ctx, booking, case, meeting)
    assert item.id is not None
    _participants(ctx, booking, item)
    family.create_attendees(ctx, item, meeting, outside_roles(booking))
    agenda.create_agenda(ctx, item, meeting, arena_of(ctx, booking))
    consent.register_at_booking(ctx, item, meeting, booking.consents)
    # In this order: where the meeting is near the agenda goes out at once too, after the card and the invitations.
    told = (
        planning.promise(NoticeKind.BOOKED, item, ctx.now, asked=True),
        planning.promise(NoticeKind.INVITATION, item, ctx.now),
    )
    planning.plan_moments(ctx, item, meeting, before=told)
    if None in booking.services.values():
        planning.tell(ctx, NoticeKind.CONTACT_MISSING, item)
    if booking.offer_id is not None:
        waitlist.take_offer(ctx, booking.offer_id)
    waitlist.stop_waiting(ctx, booking.arena, booking.model_dump(mode="json"))
    next_meeting_changed(ctx, item)
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "item.booked", "item", item.id)
    return item, meeting


def _case(ctx: Context, booking: Booking) -> Case:
    assert booking.unit_id is not None
    known = case_by_id(ctx.session, ctx.tenant_id, booking.case_id) if booking.case_id is not None else None
    if known is None:
        return open_case(ctx.session, ctx.tenant_id, booking.unit_id, ctx.actor_id, ctx.now)
    known.unit_id = booking.unit_id  # the child may have changed kindergarten or school
    ctx.session.add(known)
    return known


def _meeting(ctx: Context, booking: Booking, slot: Slot) -> Meeting:
    assert booking.unit_id is not None
    meeting = Meeting(
        tenant_id=ctx.tenant_id,
        arena=booking.arena,
        unit_id=booking.unit_id,
        slot_id=slot.id,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        place=slot.place,
        sealed_place=booking.sealed_place,
        # The other unit's link stays with that unit.
        video_link=None if booking.sealed_place else slot.video_link,
        uid=uuid4().hex,
    )
    ctx.session.add(meeting)
    ctx.session.flush()
    return meeting


def _item(ctx: Context, booking: Booking, case: Case, meeting: Meeting) -> Item:
    assert meeting.id is not None
    assert case.id is not None
    item = Item(
        tenant_id=ctx.tenant_id,
        meeting_id=meeting.id,
        case_id=case.id,
        convener_id=ctx.actor_id,
        booked_by_id=ctx.actor_id,
        booked_at=ctx.now,
        initiator=booking.initiator or "",
        age=booking.age or 0,
        age_on=meeting.starts_at.astimezone(ctx.zone).date(),
        youth_decides_from=booking.youth_decides_from,
        decided_by=booking.decided_by or Who.BOTH_GUARDIANS,
        decided_reason=booking.decided_reason,
        heard=booking.heard or "",
        heard_reason=booking.heard_reason,
        interpreter=booking.interpreter,
        themes=list(booking.themes),
        guardians_expected=booking.guardians or 0,
    )
    ctx.session.add(item)
    ctx.session.flush()
    return item


def _participants(ctx: Context, booking: Booking, item: Item) -> None:
    assert booking.unit_id is not None
    services = services_of(ctx, arena_of(ctx, booking))
    from_services = [(each.id, booking.services.get(each.service or ""), True) for each in services]
    from_unit = [(booking.unit_id, person_id, False) for person_id in dict.fromkeys(booking.staff)]
    insert_rows(ctx.session, [_participant(ctx, item, *each) for each in (*from_services, *from_unit)])


def _participant(ctx: Context, item: Item, unit_id: int | None, person_id: int | None, required: bool) -> Participant:
    assert item.id is not None
    assert unit_id is not None
    return Participant(
        tenant_id=ctx.tenant_id,
        item_id=item.id,
        unit_id=unit_id,
        person_id=person_id,
        required=required,
        joined_at=ctx.now,
    )
