from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from handlers import waitlist
from handlers.entry import Entry
from handlers.errors import NoAccess
from handlers.router import dispatch
from handlers.routes import ROUTES
from handlers.screens import Answer, ChoiceField, Heading, Open, Replace
from handlers.waitlist import line
from store.meetings import Item, Meeting
from store.notices import NoticeKind
from store.slots import Slot, slot_by_id
from store.waitlist import Offer, OfferState, WaitEntry, WaitState
from tests.handlers.booking import journey
from tests.town import Town, buttons, oslo

APRIL_6, APRIL_13 = oslo(2027, 4, 6, 10), oslo(2027, 4, 13, 10)
DEADLINE = oslo(2027, 2, 24, 15)


def wait(town: Town, person: str, unit: str = "solvik") -> None:
    """Fill in the booking's two first forms, find nothing free, and join the line."""
    draft = journey.start(town, person)
    journey.child(town, person, draft, unit)
    journey.voice(town, person, draft)
    town.asks(person, Entry.ACTION, "booking.wait", draft=draft)


def free(town: Town, *slot_ids: int) -> None:
    with town.world() as world:
        for slot_id in slot_ids:
            slot = slot_by_id(world.session, world.tenant_id, slot_id)
            assert slot is not None
            waitlist.slot_freed(world, slot)


def offers(town: Town) -> list[tuple[str, OfferState]]:
    """Who has been offered a time, in order, and what became of it."""
    keys = {town.person_id(key): key for key in ("ingrid", "jonas", "olav")}
    with town.database.session() as session:
        found = session.exec(
            select(Offer, WaitEntry).where(Offer.entry_id == WaitEntry.id).order_by(Offer.id)  # type: ignore[arg-type]
        ).all()
        return [(keys[entry.person_id], offer.state) for offer, entry in found]


def states(town: Town) -> list[WaitState]:
    with town.database.session() as session:
        return [entry.state for entry in session.exec(select(WaitEntry).order_by(WaitEntry.id))]  # type: ignore[arg-type]


def held_for(town: Town, slot_id: int) -> int | None:
    with town.world() as world:
        slot = slot_by_id(world.session, world.tenant_id, slot_id)
        assert slot is not None
        return slot.held_for


def offer_of(town: Town, person: str) -> str:
    """The id of the person's newest offer, which a card that was never redrawn still carries."""
    with town.database.session() as session:
        found = session.exec(
            select(Offer.id)
            .where(Offer.entry_id == WaitEntry.id, WaitEntry.person_id == town.person_id(person))
            .order_by(Offer.id)  # type: ignore[arg-type]
        ).all()
    return str(found[-1])


def said(town: Town, person: str) -> list[str]:
    """The headings of what stands in the person's inbox."""
    return [part.text for letter in town.inbox(person) for part in letter.card.parts if isinstance(part, Heading)]


def leave(town: Town, person: str, place: str) -> Answer:
    with town.as_(person) as ctx:
        return dispatch(ROUTES, ctx, Entry.ACTION, "waitlist.leave", {"entry": place})


def heading(answer: Answer) -> str:
    assert isinstance(answer, Replace), answer
    first = answer.card.parts[0]
    assert isinstance(first, Heading)
    return first.text


def test_the_first_in_line_is_offered_the_time_and_nobody_else(town: Town) -> None:
    wait(town, "ingrid")
    wait(town, "jonas")
    slot = town.give_slot("solvik", APRIL_6)
    free(town, slot)
    town.deliver()
    assert offers(town) == [("ingrid", OfferState.OPEN)]
    assert (town.kinds("ingrid"), town.kinds("jonas")) == ([NoticeKind.OFFER], [])
    card = town.inbox("ingrid")[0].card
    assert "Tysdag 6. april kl. 10.00–10.45 på Solvik skule." in repr(card.parts)
    assert "onsdag 24. februar kl. 15.00" in repr(card.parts)
    assert card.notice == "Ei tid står klar for deg til onsdag 24. februar kl. 15.00"


def test_a_held_time_is_shown_to_nobody_else(town: Town) -> None:
    wait(town, "ingrid")
    slot = town.give_slot("solvik", APRIL_6)
    free(town, slot)
    draft = journey.start(town, "jonas")
    journey.child(town, "jonas", draft)
    assert not isinstance(journey.voice(town, "jonas", draft), Open)


def test_taking_the_offer_books_with_what_was_filled_in(town: Town) -> None:
    wait(town, "ingrid")
    slot = town.give_slot("solvik", APRIL_6)
    free(town, slot)
    town.deliver()
    opened = town.asks("ingrid", Entry.ACTION, "waitlist.accept", offer=offer_of(town, "ingrid"))
    assert isinstance(opened, Open)
    journey.people(town, "ingrid", opened.form.draft)
    journey.confirm(town, "ingrid", opened.form.draft)
    with town.database.session() as session:
        item, meeting = session.exec(select(Item)).one(), session.exec(select(Meeting)).one()
    assert (item.age, item.heard, meeting.slot_id) == (9, "talked_with", slot)
    assert (offers(town), states(town), held_for(town, slot)) == (
        [("ingrid", OfferState.TAKEN)],
        [WaitState.BOOKED],
        None,
    )
    again = town.asks("ingrid", Entry.ACTION, "waitlist.accept", offer=offer_of(town, "ingrid"))
    assert heading(again) == "Du har teke denne tida"


def test_when_an_offer_ends_its_card_says_how(town: Town) -> None:
    for person in ("ingrid", "jonas"):
        wait(town, person)
    free(town, town.give_slot("solvik", APRIL_6))
    town.deliver()
    assert said(town, "ingrid") == ["Ei tid står klar for deg"]
    town.wait_until(DEADLINE)
    assert said(town, "ingrid") == ["Tilbodet har gått ut"] * 2
    town.asks("jonas", Entry.ACTION, "waitlist.decline", offer=offer_of(town, "jonas"))
    town.deliver()
    assert said(town, "jonas") == ["Du har sagt nei til denne tiden"]


def test_an_offer_that_ended_before_it_was_sent_is_never_sent(town: Town) -> None:
    wait(town, "ingrid")
    town.now = oslo(2027, 2, 23, 20)
    slot_id = town.give_slot("solvik", APRIL_6)
    free(town, slot_id)
    town.deliver()
    with town.world() as world:
        slot = slot_by_id(world.session, world.tenant_id, slot_id)
        assert slot is not None
        waitlist.withdraw_offer(world, slot)
    town.wait_until(oslo(2027, 2, 24, 12))
    assert NoticeKind.OFFER not in town.kinds("ingrid")


def test_what_was_filled_in_of_who_comes_is_kept_too(town: Town) -> None:
    lost = town.give_slot("solvik", APRIL_6)
    late = journey.start(town, "jonas")
    journey.child(town, "jonas", late)
    journey.voice(town, "jonas", late)
    journey.time(town, "jonas", late, lost)
    staff = tuple(str(town.person_id(key)) for key in ("jonas", "marit"))
    chosen = str(town.person_id("sunniva"))
    journey.people(town, "jonas", late, staff=staff, guardians="1", service_health_station=chosen, service_ppt="ask")
    journey.book(town, lost)
    journey.confirm(town, "jonas", late)
    town.asks("jonas", Entry.ACTION, "booking.wait", draft=late)
    free(town, town.give_slot("solvik", APRIL_13))
    opened = town.asks("jonas", Entry.ACTION, "waitlist.accept", offer=offer_of(town, "jonas"))
    assert isinstance(opened, Open)
    preset = {field.id: set(field.initial) for field in opened.form.parts if isinstance(field, ChoiceField)}
    assert preset == {
        "service_health_station": {chosen},
        "service_child_welfare": {str(town.person_id("erik"))},
        "service_ppt": {"ask"},
        "staff": set(staff),
        "guardians": {"1"},
    }


def test_who_books_a_time_for_what_they_wait_for_leaves_the_line(town: Town) -> None:
    wait(town, "ingrid")
    wait(town, "jonas")
    free(town, town.give_slot("solvik", APRIL_6))
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft)
    journey.voice(town, "ingrid", draft)
    journey.time(town, "ingrid", draft, town.give_slot("solvik", APRIL_13))
    last = journey.people(town, "ingrid", draft)
    assert "Du går ut av ventelista når du tek denne tida." in repr(last)
    journey.confirm(town, "ingrid", draft)
    assert states(town) == [WaitState.LEFT, WaitState.OFFERED]
    assert offers(town) == [("ingrid", OfferState.DECLINED), ("jonas", OfferState.OPEN)]


def test_a_booking_for_another_child_leaves_the_place_in_line(town: Town) -> None:
    wait(town, "ingrid")
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft, age="7")
    journey.voice(town, "ingrid", draft)
    journey.time(town, "ingrid", draft, town.give_slot("solvik", APRIL_13))
    assert "ventelista" not in repr(journey.people(town, "ingrid", draft))
    journey.confirm(town, "ingrid", draft)
    assert states(town) == [WaitState.WAITING]


def test_a_booking_that_is_done_does_not_join_the_line(town: Town) -> None:
    draft = journey.book(town, town.give_slot("solvik", APRIL_6))
    answer = town.asks("ingrid", Entry.ACTION, "booking.wait", draft=draft)
    assert answer == journey.confirm(town, "ingrid", draft)
    assert states(town) == []


def test_at_the_deadline_the_next_is_offered_it_and_the_first_keeps_the_place(town: Town) -> None:
    wait(town, "ingrid")
    wait(town, "jonas")
    free(town, town.give_slot("solvik", APRIL_6))
    town.wait_until(DEADLINE)
    assert offers(town) == [("ingrid", OfferState.EXPIRED), ("jonas", OfferState.OPEN)]
    assert states(town) == [WaitState.WAITING, WaitState.OFFERED]
    assert town.kinds("ingrid") == [NoticeKind.OFFER, NoticeKind.OFFER_GONE]
    assert town.kinds("jonas") == [NoticeKind.OFFER]
    late = town.asks("ingrid", Entry.ACTION, "waitlist.accept", offer=offer_of(town, "ingrid"))
    assert heading(late) == "Tilbodet har gått ut"
    free(town, town.give_slot("solvik", APRIL_13))
    assert offers(town)[-1] == ("ingrid", OfferState.OPEN)


def test_a_click_after_the_deadline_is_too_late_also_before_anything_was_carried_out(town: Town) -> None:
    wait(town, "ingrid")
    free(town, town.give_slot("solvik", APRIL_6))
    town.deliver()
    offer = offer_of(town, "ingrid")
    town.now = DEADLINE
    assert heading(town.asks("ingrid", Entry.ACTION, "waitlist.accept", offer=offer)) == "Tilbodet har gått ut"


def test_saying_no_passes_it_on_once_and_when_nobody_is_left_it_is_free(town: Town) -> None:
    wait(town, "ingrid")
    wait(town, "jonas")
    slot = town.give_slot("solvik", APRIL_6)
    free(town, slot)
    town.deliver()
    for _ in range(2):
        answer = town.asks("ingrid", Entry.ACTION, "waitlist.decline", offer=offer_of(town, "ingrid"))
        assert heading(answer) == "Du har sagt nei til denne tida"
    town.deliver()
    assert offers(town) == [("ingrid", OfferState.DECLINED), ("jonas", OfferState.OPEN)]
    town.asks("jonas", Entry.ACTION, "waitlist.decline", offer=offer_of(town, "jonas"))
    assert held_for(town, slot) is None
    assert states(town) == [WaitState.WAITING, WaitState.WAITING]


def test_leaving_gives_an_open_offer_to_the_next_and_no_more_offers(town: Town) -> None:
    wait(town, "ingrid")
    wait(town, "jonas")
    free(town, town.give_slot("solvik", APRIL_6))
    town.deliver()
    claims = buttons(town.inbox("ingrid")[0].card).values()
    entry = next(claim for claim in claims if "waitlist.leave" in claim).partition("entry=")[2]
    for _ in range(2):
        answer = leave(town, "ingrid", entry)
        assert heading(answer) == "Du står ikkje lenger på ventelista"
    assert offers(town) == [("ingrid", OfferState.DECLINED), ("jonas", OfferState.OPEN)]
    assert states(town) == [WaitState.LEFT, WaitState.OFFERED]
    stale = town.asks("ingrid", Entry.ACTION, "waitlist.accept", offer=offer_of(town, "ingrid"))
    assert heading(stale) == "Du står ikkje lenger på ventelista"


def test_what_was_filled_in_is_kept_for_those_who_wait_and_no_longer(town: Town) -> None:
    wait(town, "ingrid")
    wait(town, "jonas")
    leave(town, "ingrid", "1")
    with town.database.session() as session:
        requests = [entry.request for entry in session.exec(select(WaitEntry).order_by(WaitEntry.id))]  # type: ignore[arg-type]
    assert requests[0] == {}
    assert requests[1]["heard"] == "talked_with"


def test_somebody_elses_offer_or_place_is_answered_like_one_that_does_not_exist(town: Town) -> None:
    wait(town, "ingrid")
    free(town, town.give_slot("solvik", APRIL_6))
    town.deliver()
    own = offer_of(town, "ingrid")
    presses: list[Callable[[str], Answer]] = [
        lambda claim: town.asks("olav", Entry.ACTION, "waitlist.accept", offer=claim),
        lambda claim: town.asks("olav", Entry.ACTION, "waitlist.decline", offer=claim),
        lambda claim: leave(town, "olav", claim),
    ]
    for press in presses:
        refusals = []
        for claim in (own, "999"):
            with pytest.raises(NoAccess) as refused:
                press(claim)
            refusals.append((refused.value.text, refused.value.heading))
        assert refusals[0] == refusals[1]
    assert offers(town) == [("ingrid", OfferState.OPEN)]


def test_two_times_go_to_two_people_and_never_both_to_one(town: Town) -> None:
    wait(town, "ingrid")
    wait(town, "jonas")
    free(town, *(town.give_slot("solvik", at) for at in (APRIL_6, APRIL_13, oslo(2027, 4, 20, 10))))
    assert offers(town) == [("ingrid", OfferState.OPEN), ("jonas", OfferState.OPEN)]


def test_the_line_is_each_schools_own(town: Town) -> None:
    wait(town, "olav", "nesbygda")
    free(town, town.give_slot("solvik", APRIL_6))
    with town.database.session() as session:
        assert session.exec(select(Offer)).all() == []


def test_joining_with_the_same_request_twice_gives_one_place(town: Town) -> None:
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft)
    journey.voice(town, "ingrid", draft)
    for _ in range(2):
        town.asks("ingrid", Entry.ACTION, "booking.wait", draft=draft)
    assert states(town) == [WaitState.WAITING]


def test_a_time_nobody_could_answer_for_in_time_is_left_free(town: Town) -> None:
    wait(town, "ingrid")
    slot = town.give_slot("solvik", oslo(2027, 2, 23, 12))
    free(town, slot)
    assert (offers(town), held_for(town, slot)) == ([], None)


def test_somebody_who_has_left_the_municipality_is_passed_over(town: Town) -> None:
    wait(town, "ingrid")
    wait(town, "jonas")
    with town.world() as world:
        town.person(world.session, "ingrid").active = False
    free(town, town.give_slot("solvik", APRIL_6))
    assert offers(town) == [("jonas", OfferState.OPEN)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(("free", "decline", "expire", "leave", "off")), max_size=14))
def test_whatever_happens_a_held_time_has_one_open_offer_and_each_who_waits_one_at_most(
    town: Town, steps: list[str]
) -> None:
    wait(town, "ingrid")
    wait(town, "jonas")
    for number, step in enumerate(steps):
        _carry_out(town, step, number)
        _check(town)


def _carry_out(town: Town, step: str, number: int) -> None:
    if step == "free":
        free(town, town.give_slot("solvik", oslo(2027, 4, 6, 8, number)))
        return
    with town.world() as world:
        found = world.session.exec(
            select(Offer, WaitEntry).where(Offer.entry_id == WaitEntry.id, Offer.state == OfferState.OPEN)
        ).first()
        if found is None:
            return
        slot = slot_by_id(world.session, world.tenant_id, found[0].slot_id)
        assert slot is not None
        if step == "decline":
            line.pass_on(world, *found, OfferState.DECLINED)
        elif step == "expire":
            line.pass_on(world, *found, OfferState.EXPIRED)
        elif step == "leave":
            line.leave(world, found[1])
        else:
            waitlist.withdraw_offer(world, slot)


def _check(town: Town) -> None:
    with town.database.session() as session:
        held = {slot.held_for: slot.id for slot in session.exec(select(Slot)) if slot.held_for is not None}
        open_offers = {offer.id: offer for offer in session.exec(select(Offer).where(Offer.state == OfferState.OPEN))}
        offered = [entry.id for entry in session.exec(select(WaitEntry).where(WaitEntry.state == WaitState.OFFERED))]
    assert held == {id_: offer.slot_id for id_, offer in open_offers.items()}
    assert sorted(offer.entry_id for offer in open_offers.values()) == sorted(id_ for id_ in offered if id_ is not None)
