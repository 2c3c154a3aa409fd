from handlers import endings
from store.meetings import ItemState
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import WHEN_NN, Arranged, words
from tests.town import oslo

NEEDED = [
    f"Ein av dine treng vikar {WHEN_NN}",
    "Jonas Bakke treng vikar",
    f"Jonas Bakke skal i møte {WHEN_NN} og treng vikar. Sei frå til Jonas Bakke kven som tek over.",
]
NOT_NEEDED = [
    "Det trengst ikkje vikar likevel",
    "Jonas Bakke treng ikkje vikar",
    "Jonas Bakke treng ikkje vikaren det blei spurt om. Dersom det endrar seg, skriv eg på nytt.",
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


def test_a_cancelled_meeting_takes_the_need_away_where_it_stood(sent: Arranged) -> None:
    sent.press("jonas", sent.letter("jonas", NoticeKind.AGENDA), COVER)
    with sent.town.world() as world:
        item, meeting = sent._in(world.session, world.tenant_id)
        endings.end_item(world, item, meeting, ItemState.CANCELLED, item.convener_id, "illness")
    sent.town.deliver()
    assert [words(letter.card) for letter in sent.town.inbox("marit")] == [NOT_NEEDED]
