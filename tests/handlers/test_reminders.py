import pytest

from handlers import endings
from store.attendance import Reply
from store.closed_days import ClosedDay
from store.notices import NoticeKind
from store.slots import slot_by_id
from tests.handlers.attendance.arranged import DAY_BEFORE, HOUR_BEFORE, Arranged, words
from tests.town import oslo

EVERYONE = ("ingrid", "jonas", "hilde", "erik", "per")


def test_the_working_day_before_each_who_comes_is_reminded_with_all_one_needs(sent: Arranged) -> None:
    sent.press("hilde", sent.letter("hilde", NoticeKind.AGENDA), "Ja")
    sent.town.wait_until(DAY_BEFORE)
    assert words(sent.letter("hilde", NoticeKind.REMINDER_DAY)) == [
        "Påminning: møte i morgon kl. 10.00",
        "I morgon kl. 10.00: SamBa-møte",
        f"Sak {sent.reference}. Møterom 2, Solvik skule. Kontaktperson: Ingrid Haugland.",
        "Desse skal vere med: helsestasjonen, barnevernstenesta, PPT, Solvik skule og to føresette.\n"
        "To av fem har sagt ja.",
        "Kva går bra no? (5 min)",
        "Kva er vanskeleg, og kva har de prøvd? (10 min)",
        "Råd frå teamet (15 min)",
        "Kven gjer kva, og når? (15 min)",
        "Du har svart at du kjem.",
        "Vis saklista",
        "Eg kan ikkje likevel",
        "Minn meg på det seinare",
    ]
    assert words(sent.letter("erik", NoticeKind.REMINDER_DAY))[:2] == [
        "Påminnelse: møte i morgen kl. 10.00",
        "I morgen kl. 10.00: SamBa-møte",
    ]


def test_an_hour_before_it_says_today(sent: Arranged) -> None:
    sent.town.wait_until(HOUR_BEFORE)
    assert words(sent.letter("per", NoticeKind.REMINDER_HOUR))[:2] == [
        "Påminning: møte i dag kl. 10.00",
        "I dag kl. 10.00: SamBa-møte",
    ]
    assert [sent.town.kinds(person).count(NoticeKind.REMINDER_HOUR) for person in EVERYONE] == [1] * 5


def test_who_has_declined_is_not_reminded(sent: Arranged) -> None:
    sent.press("erik", sent.letter("erik", NoticeKind.AGENDA), "Nei")
    sent.town.wait_until(HOUR_BEFORE)
    assert NoticeKind.REMINDER_DAY not in sent.town.kinds("erik") + sent.town.kinds("nobody")
    assert NoticeKind.REMINDER_DAY in sent.town.kinds("per")


def test_without_consent_nobody_is_reminded(arranged: Arranged) -> None:
    with arranged.town.world() as world:
        item, _ = arranged._in(world.session, world.tenant_id)
        item.keep_until_release = True
        world.session.add(item)
    arranged.town.wait_until(HOUR_BEFORE)
    assert not [
        person
        for person in EVERYONE
        if {NoticeKind.REMINDER_DAY, NoticeKind.REMINDER_HOUR} & set(arranged.town.kinds(person))
    ]


def test_who_cannot_after_all_says_so_on_the_reminder_and_the_convener_is_told(sent: Arranged) -> None:
    sent.town.wait_until(DAY_BEFORE)
    sent.press("per", sent.letter("per", NoticeKind.REMINDER_DAY), "Eg kan ikkje likevel")
    assert sent.participant("per").reply is Reply.NOT_COMING
    said = words(sent.letter("per", NoticeKind.REMINDER_DAY))
    assert said[-3:] == ["Du har svart at du ikkje kjem.", "Vis saklista", "Eg kan likevel"]
    assert NoticeKind.DECLINED in sent.town.kinds("ingrid")


@pytest.mark.parametrize(("button", "reply"), [("Eg kjem", Reply.COMING), ("Eg kan ikkje likevel", Reply.NOT_COMING)])
def test_who_has_not_answered_can_do_so_on_the_reminder(sent: Arranged, button: str, reply: Reply) -> None:
    sent.town.wait_until(DAY_BEFORE)
    sent.press("per", sent.letter("per", NoticeKind.REMINDER_DAY), button)
    assert sent.participant("per").reply is reply


def test_after_a_withdrawal_the_reminder_asks_to_stop_and_no_other_comes(sent: Arranged) -> None:
    sent.town.wait_until(DAY_BEFORE)
    sent.withdraws()
    assert words(sent.letter("hilde", NoticeKind.REMINDER_DAY))[1] == f"Sak {sent.reference} er teken av saklista"
    sent.town.wait_until(oslo(2027, 3, 17, 9))
    assert NoticeKind.REMINDER_HOUR not in sent.town.kinds("hilde")


def test_what_a_locked_phone_shows_names_neither_arena_place_nor_case(sent: Arranged) -> None:
    sent.town.wait_until(HOUR_BEFORE)
    kinds = (NoticeKind.REMINDER_DAY, NoticeKind.REMINDER_HOUR)
    shown = " ".join(sent.letter(person, kind).notice for person in EVERYONE for kind in kinds)
    assert not [word for word in ("SamBa", "Solvik", "Møterom", sent.reference) if word in shown]


def test_what_waited_for_working_hours_when_the_meeting_was_moved_is_not_sent(sent: Arranged) -> None:
    with sent.town.world() as world:
        service = sent.town.unit_id(world.session, "ppt")
        day = DAY_BEFORE.date()
        world.session.add(
            ClosedDay(tenant_id=world.tenant_id, unit_id=service, first=day, last=day, name="Stengt", planning=False)
        )
    sent.town.wait_until(oslo(2027, 3, 15, 10))
    assert NoticeKind.REMINDER_DAY not in sent.town.kinds("per")
    slot_id = sent.town.give_slot("solvik", oslo(2027, 4, 13, 10))
    with sent.town.world() as world:
        slot = slot_by_id(world.session, world.tenant_id, slot_id)
        assert slot is not None
        item, meeting = sent._in(world.session, world.tenant_id)
        endings.move_item(world, item, meeting, slot, item.convener_id)
    sent.town.wait_until(oslo(2027, 3, 17, 9))
    assert NoticeKind.REMINDER_DAY not in sent.town.kinds("per")
    assert NoticeKind.MOVED in sent.town.kinds("per")
    sent.town.wait_until(oslo(2027, 4, 12, 9))
    assert sent.town.kinds("per").count(NoticeKind.REMINDER_DAY) == 1
