from handlers import endings, planning
from store.notices import NoticeKind
from store.slots import slot_by_id
from tests.handlers.attendance.arranged import REPLIES_DUE, WHEN_NN, Arranged, words
from tests.town import oslo


def test_three_working_days_before_the_convener_sees_by_service_who_has_not_answered(sent: Arranged) -> None:
    sent.press("hilde", sent.letter("hilde", NoticeKind.AGENDA), "Ja")
    sent.town.wait_until(REPLIES_DUE)
    assert words(sent.letter("ingrid", NoticeKind.REPLIES_CHECK)) == [
        f"Det manglar svar til møtet {WHEN_NN}",
        "Nokon har ikkje svart",
        f"Desse har ikkje svart på om dei kjem {WHEN_NN} i sak {sent.reference}:",
        "Barnevernstenesta: Erik Sand",
        "PPT: Per Instefjord",
        "Solvik skule: Jonas Bakke",
        "Ring dei, vel ein annan, eller flytt møtet.",
        "Endre kven som kjem",
        "Flytt møtet",
        "Minn meg på det seinare",
    ]


def test_the_nearest_leader_of_a_required_service_is_told_without_the_case(sent: Arranged) -> None:
    sent.press("hilde", sent.letter("hilde", NoticeKind.AGENDA), "Ja")
    sent.town.wait_until(REPLIES_DUE)
    said = words(sent.letter("ragnhild", NoticeKind.REPLIES_CHECK))
    assert said == [
        f"Det manglar svar til møtet {WHEN_NN}",
        "Eit svar manglar",
        f"Per Instefjord er kalla inn til møte {WHEN_NN} og har ikkje svart. Kan du følgje det opp?",
        "Minn meg på det seinare",
    ]
    assert not [word for word in (sent.reference, "SamBa", "Solvik", "Erik") if word in "\n".join(said)]
    assert NoticeKind.REPLIES_CHECK not in sent.town.kinds("marit")


def test_when_the_answers_come_the_reports_say_so(sent: Arranged) -> None:
    sent.town.wait_until(REPLIES_DUE)
    for person, yes in (("hilde", "Ja"), ("erik", "Ja"), ("per", "Ja"), ("jonas", "Ja")):
        sent.press(person, sent.letter(person, NoticeKind.AGENDA), yes)
    for person in ("ingrid", "ragnhild", "liv"):
        assert words(sent.letter(person, NoticeKind.REPLIES_CHECK))[1:] == [
            "Ingen svar manglar",
            f"Alle svara til møtet {WHEN_NN} er komne.",
        ]


def test_nobody_is_troubled_when_all_have_answered(sent: Arranged) -> None:
    for person in ("hilde", "erik", "per", "jonas"):
        sent.press(person, sent.letter(person, NoticeKind.AGENDA), "Ja")
    sent.town.wait_until(REPLIES_DUE)
    assert NoticeKind.REPLIES_CHECK not in sent.town.kinds("ingrid") + sent.town.kinds("ragnhild")


def test_nobody_is_missed_who_has_not_been_asked(arranged: Arranged) -> None:
    arranged.town.wait_until(REPLIES_DUE)
    assert NoticeKind.REPLIES_CHECK not in arranged.town.kinds("ingrid") + arranged.town.kinds("ragnhild")


def test_after_a_move_the_earlier_reports_blame_nobody_for_not_having_answered_anew(sent: Arranged) -> None:
    sent.town.wait_until(REPLIES_DUE)
    slot_id = sent.town.give_slot("solvik", oslo(2027, 4, 13, 10))
    with sent.town.world() as world:
        slot = slot_by_id(world.session, world.tenant_id, slot_id)
        assert slot is not None
        item, meeting = sent._in(world.session, world.tenant_id)
        endings.move_item(world, item, meeting, slot, item.convener_id)
    sent.town.deliver()
    for person in ("ingrid", "ragnhild"):
        assert words(sent.letter(person, NoticeKind.REPLIES_CHECK))[1] == "Kortet gjeld ikkje lenger"
    sent.town.wait_until(oslo(2027, 4, 8, 9))
    assert sent.town.kinds("ragnhild").count(NoticeKind.REPLIES_CHECK) == 2


def test_after_the_meeting_nobody_is_asked_to_ring_choose_or_move(sent: Arranged) -> None:
    sent.town.wait_until(REPLIES_DUE)
    sent.town.wait_until(oslo(2027, 3, 16, 11))
    with sent.town.world() as world:
        planning.revise(world, sent._in(world.session, world.tenant_id)[0])
    sent.town.deliver()
    for person in ("ingrid", "ragnhild"):
        assert words(sent.letter(person, NoticeKind.REPLIES_CHECK))[1] == "Kortet gjeld ikkje lenger"
