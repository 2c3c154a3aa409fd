"""Who comes to an item changes: one function for each change, used by all who may make it."""

from handlers import consent, planning
from handlers.attendance import cover
from handlers.context import World
from store import audit
from store.attendance import Participant
from store.meetings import Item, Meeting
from store.notices import NoticeKind


def add_person(world: World, item: Item, meeting: Meeting, unit_id: int, person_id: int, actor_id: int) -> Participant:
    """Somebody more comes."""
    assert item.id is not None
    joined = Participant(
        tenant_id=item.tenant_id,
        item_id=item.id,
        unit_id=unit_id,
        person_id=person_id,
        required=False,
        joined_at=world.now,
    )
    world.session.add(joined)
    welcome(world, item, meeting, joined, actor_id)
    return joined


def put_in_place(
    world: World, item: Item, meeting: Meeting, place: Participant, person_id: int, actor_id: int
) -> Participant:
    """Somebody comes in another's place, or in the place of a service that had named nobody."""
    if place.person_id is None:
        place.person_id = person_id
        welcome(world, item, meeting, place, actor_id)
        return place
    successor = Participant(
        tenant_id=place.tenant_id,
        item_id=place.item_id,
        unit_id=place.unit_id,
        person_id=person_id,
        required=place.required,
        joined_at=world.now,
        replaces_id=place.id,
    )
    world.session.add(successor)
    _take_out(world, item, place)
    welcome(world, item, meeting, successor, actor_id)
    return successor


def remove_person(world: World, item: Item, meeting: Meeting, place: Participant, actor_id: int) -> None:
    """Somebody comes no more, and gets no more but the message that says so."""
    _take_out(world, item, place)
    assert place.id is not None
    audit.record(world.session, world.tenant_id, actor_id, world.now, "attendance.removed", "participant", place.id)
    consent.judge_again(world, item, meeting, actor_id)


def welcome(world: World, item: Item, meeting: Meeting, joined: Participant, actor_id: int) -> None:
    """Invite who has joined, and bring everything else up to date: the consent must cover the new composition too, and
    when it does they get the agenda that the others have.
    """
    world.session.add(joined)
    world.session.flush()
    assert joined.id is not None
    planning.tell(world, NoticeKind.INVITATION, item, of=joined.id, subject_id=joined.id)
    audit.record(world.session, world.tenant_id, actor_id, world.now, "attendance.joined", "participant", joined.id)
    consent.judge_again(world, item, meeting, actor_id)


def _take_out(world: World, item: Item, place: Participant) -> None:
    place.active = False
    world.session.add(place)
    world.session.flush()
    if place.person_id is not None:
        planning.tell(world, NoticeKind.REPLACED, item, of=place.id, subject_id=place.id)
    cover.tell_not_needed(world, item, (place,))
