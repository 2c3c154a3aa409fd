from handlers import endings
from handlers.attendance import joining
from store.attendance import participants_of
from store.meetings import ItemState
from store.notices import NoticeKind
from store.slots import slot_by_id
from tests.handlers.attendance.arranged import WHEN_NN, Arranged, words
from tests.town import oslo

NEEDED = [
    f"Ein du er leiar for, treng vikar {WHEN_NN}",
    "Jonas Bakke treng vikar",
    f"Jonas Bakke skal i møte {WHEN_NN} og treng vikar. Sei frå til Jonas Bakke kven som tek over.",
]
NOT_NEEDED = [
    "Det er ikkje behov for vikar likevel",
    "Jonas Bakke treng ikkje vikar",
    "Jonas Bakke treng ikkje vikar likevel. Dersom det endrar seg, skriv eg på nytt.",
]
COVER = "Ja, men jeg trenger vikar"


def test_the_leader_of_the_own_unit_is_told_the_person_and_the_time_alone(sent: Arranged) -> None:
    sent.press("jonas", sent.letter("jonas", NoticeKind.AGENDA), COVER)
    assert [words(letter.card) for letter in sent.town.inbox("marit")] == [NEEDED]
    assert not [word for word in (sent.reference, "SamBa", "Trivsel") if word in "\n".join(NEEDED)]
    assert NoticeKind.COVER_NEEDED not in sent.town.kinds("liv") + sent.town.kinds("ingrid")


def test_when_cover_is_not_needed_any_more_the_leader_is_told_anew(sent: Arranged) -> None:
    sent.press("jonas", sent.letter("jonas", NoticeKind.AGENDA), COVER)
    sent.press("jonas", sent.letter("jonas", NoticeKind.AGENDA), "Ja")
    assert [words(letter.card) for letter in sent.town.inbox("marit")] == [NOT_NEEDED, NOT_NEEDED]


def test_a_slip_in_the_evening_reaches_no_leader(sent: Arranged) -> None:
    sent.town.now = oslo(2027, 3, 9, 20)
    sent.press("jonas", sent.letter("jonas", NoticeKind.AGENDA), COVER)
    sent.press("jonas", sent.letter("jonas", NoticeKind.AGENDA), "Nei")
    sent.town.wait_until(oslo(2027, 3, 10, 9))
    assert sent.town.inbox("marit") == []


def test_the_leader_is_told_anew_when_the_meeting_is_cancelled_or_moved(sent: Arranged) -> None:
    sent.press("jonas", sent.letter("jonas", NoticeKind.AGENDA), COVER)
    slot_id = sent.town.give_slot("solvik", oslo(2027, 4, 13, 10))
    with sent.town.world() as world:
        item, meeting = sent._in(world.session, world.tenant_id)
        slot = slot_by_id(world.session, world.tenant_id, slot_id)
        assert slot is not None
        endings.move_item(world, item, meeting, slot, item.convener_id)
    sent.town.deliver()
    assert [words(letter.card) for letter in sent.town.inbox("marit")] == [NOT_NEEDED] * 2
    sent.press("jonas", sent.letter("jonas", NoticeKind.AGENDA), COVER)
    with sent.town.world() as world:
        item, meeting = sent._in(world.session, world.tenant_id)
        endings.end_item(world, item, meeting, ItemState.CANCELLED, item.convener_id, "illness")
    sent.town.deliver()
    assert [words(letter.card) for letter in sent.town.inbox("marit")] == [NOT_NEEDED] * 4


def test_the_leader_is_told_anew_when_who_needed_cover_is_taken_out(sent: Arranged) -> None:
    sent.press("jonas", sent.letter("jonas", NoticeKind.AGENDA), COVER)
    jonas = sent.participant("jonas").id
    with sent.town.world() as world:
        item, meeting = sent._in(world.session, world.tenant_id)
        place = next(each for each in participants_of(world.session, sent.item_id) if each.id == jonas)
        joining.remove_person(world, item, meeting, place, item.convener_id)
    sent.town.deliver()
    assert [words(letter.card) for letter in sent.town.inbox("marit")] == [NOT_NEEDED] * 2


def test_a_leader_who_was_never_asked_is_not_told_of_a_cancellation(sent: Arranged) -> None:
    sent.town.now = oslo(2027, 3, 9, 20)
    sent.press("jonas", sent.letter("jonas", NoticeKind.AGENDA), COVER)
    with sent.town.world() as world:
        item, meeting = sent._in(world.session, world.tenant_id)
        endings.end_item(world, item, meeting, ItemState.CANCELLED, item.convener_id, "illness")
    sent.town.wait_until(oslo(2027, 3, 10, 9))
    assert sent.town.inbox("marit") == []
