from handlers.entry import Entry
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged, arrange, words
from tests.town import Town, oslo


def replace(arranged: Arranged, person: str, by: str) -> None:
    opened = arranged.town.asks("ingrid", Entry.ACTION, "attendance.people", item=str(arranged.item_id))
    second = arranged.submit("ingrid", opened, change=f"replace:{arranged.participant(person).id}")
    arranged.submit("ingrid", second, chosen=str(arranged.town.person_id(by)))


def test_who_was_never_invited_is_not_told_of_being_replaced(town: Town) -> None:
    town.now = oslo(2027, 2, 23, 20)
    arranged = arrange(town)
    replace(arranged, "per", "ragnhild")
    town.wait_until(oslo(2027, 2, 24, 9))
    assert (town.kinds("per"), town.kinds("ragnhild")) == ([], [NoticeKind.INVITATION])


def test_who_comes_back_is_invited_anew(sent: Arranged) -> None:
    replace(sent, "per", "ragnhild")
    replace(sent, "ragnhild", "per")
    assert sent.participant("per").active
    assert words(sent.letter("per", NoticeKind.INVITATION))[1].startswith("Du er kalla inn til SamBa-møte")
    assert sent.town.kinds("ragnhild")[-1] is NoticeKind.REPLACED


def test_after_a_withdrawal_the_message_still_says_no_more_than_that(sent: Arranged) -> None:
    replace(sent, "per", "ragnhild")
    before = words(sent.letter("per", NoticeKind.REPLACED))
    sent.withdraws()
    assert words(sent.letter("per", NoticeKind.REPLACED)) == before
