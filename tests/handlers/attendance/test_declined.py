import pytest

from handlers import planning
from handlers.entry import Entry
from handlers.errors import NoAccess
from handlers.screens import Open
from store.attendance import Reply
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import WHEN_NN, Arranged, words
from tests.town import oslo


@pytest.fixture
def declined(sent: Arranged) -> Arranged:
    sent.press("erik", sent.letter("erik", NoticeKind.AGENDA), "Nei")
    return sent


def card(arranged: Arranged) -> list[str]:
    return words(arranged.letter("ingrid", NoticeKind.DECLINED))


def test_the_convener_is_told_at_once_with_what_can_be_done(declined: Arranged) -> None:
    assert card(declined) == [
        f"Forfall til møtet {WHEN_NN}",
        "Forfall frå barnevernstenesta",
        f"Erik Sand kjem ikkje til møtet {WHEN_NN} i sak {declined.reference}. Vel ein annan frå same teneste, "
        "flytt møtet, eller hald møtet utan tenesta.",
        "Vel ein annan",
        "Flytt møtet",
        "Hald møtet utan tenesta",
    ]


def test_school_staff_who_decline_show_on_the_card_only(sent: Arranged) -> None:
    sent.press("jonas", sent.letter("jonas", NoticeKind.AGENDA), "Nei")
    assert NoticeKind.DECLINED not in sent.town.kinds("ingrid")
    assert "Solvik skule: Jonas Bakke kjem ikkje" in words(sent.letter("ingrid", NoticeKind.BOOKED))


def test_another_from_the_service_is_invited_and_the_first_is_told_once(declined: Arranged) -> None:
    opened = declined.press("ingrid", declined.letter("ingrid", NoticeKind.DECLINED), "Vel ein annan")
    declined.submit("ingrid", opened, chosen=str(declined.town.person_id("liv")))
    assert card(declined)[1:] == ["Forfallet er ordna", "Liv Osland kjem frå barnevernstenesta."]
    assert declined.town.kinds("liv") == [NoticeKind.INVITATION, NoticeKind.AGENDA]
    assert declined.participant("liv").required
    assert declined.town.kinds("erik") == [NoticeKind.INVITATION, NoticeKind.AGENDA, NoticeKind.REPLACED]
    assert words(declined.letter("erik", NoticeKind.AGENDA))[1] == "Kortet gjelder ikke lenger"


def test_a_double_click_on_the_choice_invites_one(declined: Arranged) -> None:
    opened = declined.press("ingrid", declined.letter("ingrid", NoticeKind.DECLINED), "Vel ein annan")
    once = declined.submit("ingrid", opened, chosen=str(declined.town.person_id("liv")))
    assert declined.submit("ingrid", opened, chosen=str(declined.town.person_id("liv"))) == once
    assert declined.town.kinds("liv") == [NoticeKind.INVITATION, NoticeKind.AGENDA]


def test_going_on_without_is_registered_and_can_still_turn_to_a_yes(declined: Arranged) -> None:
    declined.press("ingrid", declined.letter("ingrid", NoticeKind.DECLINED), "Hald møtet utan tenesta")
    assert card(declined)[1:] == ["Forfallet er ordna", "De held møtet utan barnevernstenesta."]
    place = declined.participant("erik")
    assert (place.required, place.reply, place.active) == (False, Reply.NOT_COMING, True)
    declined.press("erik", declined.letter("erik", NoticeKind.AGENDA), "Ja")
    assert card(declined)[2] == "Erik Sand har endra svaret sitt. Kortet for møtet viser kven som kjem."


@pytest.mark.parametrize("action", ["attendance.appoint", "attendance.without"])
def test_only_those_who_run_the_meeting_can_do_it(declined: Arranged, action: str) -> None:
    claims = {"item": str(declined.item_id), "participant": str(declined.participant("erik").id)}
    with pytest.raises(NoAccess):
        declined.town.asks("hilde", Entry.ACTION, action, **claims)


def test_another_items_participant_is_like_none(declined: Arranged) -> None:
    with pytest.raises(NoAccess):
        declined.town.asks("ingrid", Entry.ACTION, "attendance.without", item=str(declined.item_id), participant="9999")


def test_a_coordinator_chooses_too_and_sees_no_case(declined: Arranged) -> None:
    claims = {"item": str(declined.item_id), "participant": str(declined.participant("erik").id)}
    opened = declined.town.asks("anne", Entry.ACTION, "attendance.appoint", **claims)
    assert isinstance(opened, Open)
    assert declined.reference not in repr(opened)


def test_after_the_meeting_the_regrets_ask_for_nothing(declined: Arranged) -> None:
    declined.town.wait_until(oslo(2027, 3, 16, 11))
    with declined.town.world() as world:
        planning.revise(world, declined._in(world.session, world.tenant_id)[0])
    declined.town.deliver()
    assert card(declined)[1] == "Kortet gjeld ikkje lenger"
