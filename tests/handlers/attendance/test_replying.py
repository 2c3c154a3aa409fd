import pytest
from sqlmodel import select

from handlers import endings
from handlers.entry import Entry
from handlers.errors import NoAccess, OutOfDate
from handlers.screens import Replace
from store.attendance import Reply
from store.audit import AuditEntry
from store.meetings import ItemState
from store.notices import NoticeKind
from store.slots import slot_by_id
from tests.handlers.attendance.arranged import STARTS, WHEN_NN, Arranged, words
from tests.town import oslo


def reply(arranged: Arranged, person: str, answer: str, sequence: int = 0) -> None:
    arranged.town.asks(
        person,
        Entry.ACTION,
        "attendance.reply",
        item=str(arranged.item_id),
        reply=answer,
        sequence=str(sequence),
    )


@pytest.mark.parametrize(
    ("button", "answer", "line"),
    [
        ("Ja", Reply.COMING, "Du har svart at du kjem."),
        ("Nei", Reply.NOT_COMING, "Du har svart at du ikkje kjem."),
        (
            "Ja, men eg treng vikar",
            Reply.NEEDS_COVER,
            "Du har svart at du kjem, og at du treng vikar. Leiaren din får vite det.",
        ),
    ],
)
def test_the_card_shows_the_own_answer_and_the_buttons_to_change_it(
    sent: Arranged, button: str, answer: Reply, line: str
) -> None:
    replaced = sent.press("per", sent.letter("per", NoticeKind.AGENDA), button)
    assert isinstance(replaced, Replace)
    assert replaced.card == sent.letter("per", NoticeKind.AGENDA)
    said = words(replaced.card)
    assert f"{line}\nDu kan framleis endre svaret." in said
    assert {"Ja", "Ja, men eg treng vikar", "Nei", "Eg sender ein annan"} - set(said) == {button}
    assert (sent.participant("per").reply, sent.participant("per").replied_at) == (answer, sent.town.now)


def test_the_conveners_card_says_who_comes_and_how_many(sent: Arranged) -> None:
    sent.press("hilde", sent.letter("hilde", NoticeKind.AGENDA), "Ja")
    sent.press("erik", sent.letter("erik", NoticeKind.AGENDA), "Nei")
    said = words(sent.letter("ingrid", NoticeKind.BOOKED))
    start = said.index("Helsestasjonen: Hilde Aase kjem")
    assert said[start : start + 6] == [
        "Helsestasjonen: Hilde Aase kjem",
        "Barnevernstenesta: Erik Sand kjem ikkje",
        "PPT: Per Instefjord har ikkje svart",
        "Solvik skule: Ingrid Haugland kjem",
        "Solvik skule: Jonas Bakke har ikkje svart",
        "To av fem har sagt ja.",
    ]


def test_the_same_answer_again_changes_nothing_and_is_told_once(sent: Arranged) -> None:
    reply(sent, "erik", "not_coming")
    sent.town.deliver()
    version = sent.item().version
    reply(sent, "erik", "not_coming")
    sent.town.deliver()
    assert sent.item().version == version
    assert sent.town.kinds("ingrid").count(NoticeKind.DECLINED) == 1


def test_an_answer_can_be_changed_and_each_change_is_recorded(sent: Arranged) -> None:
    for answer in ("coming", "not_coming", "coming"):
        reply(sent, "hilde", answer)
    assert sent.participant("hilde").reply is Reply.COMING
    with sent.town.database.session() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.event == "attendance.replied")).all()
    assert [entry.detail for entry in entries] == ["coming", "not_coming", "coming"]


def test_an_answer_on_an_old_card_does_not_count_for_the_new_time(sent: Arranged) -> None:
    slot_id = sent.town.give_slot("solvik", oslo(2027, 4, 13, 10))
    with sent.town.world() as world:
        slot = slot_by_id(world.session, world.tenant_id, slot_id)
        assert slot is not None
        item, meeting = sent._in(world.session, world.tenant_id)
        endings.move_item(world, item, meeting, slot, item.convener_id)
    with pytest.raises(OutOfDate) as stale:
        reply(sent, "hilde", "coming")
    assert stale.value.text == "Møtet er no tysdag 13. april kl. 10.00–10.45. Kan du kome då?"
    assert sent.participant("hilde").reply is Reply.WAITING
    assert stale.value.buttons[0].value.endswith("sequence=1&card=agenda")
    reply(sent, "hilde", "coming", sequence=1)
    assert sent.participant("hilde").reply is Reply.COMING


def test_after_the_meeting_or_its_end_an_answer_is_refused_with_what_is_true(sent: Arranged) -> None:
    sent.town.now = oslo(2027, 3, 16, 11)
    assert sent.town.now > STARTS
    with pytest.raises(OutOfDate) as over:
        reply(sent, "hilde", "coming")
    assert over.value.text == f"Møtet var {WHEN_NN}."
    with sent.town.world() as world:
        item, meeting = sent._in(world.session, world.tenant_id)
        endings.end_item(world, item, meeting, ItemState.CANCELLED, item.convener_id, "illness")
    with pytest.raises(OutOfDate) as off:
        reply(sent, "hilde", "coming")
    assert off.value.text == f"Møtet {WHEN_NN} blir ikkje halde."


@pytest.mark.parametrize("person", ["olav", "anne", "sunniva"])
def test_who_does_not_come_cannot_answer(sent: Arranged, person: str) -> None:
    with pytest.raises(NoAccess):
        reply(sent, person, "coming")


@pytest.mark.parametrize("forged", ["sent_deputy", "waiting", "yes"])
def test_an_answer_that_is_none_of_the_buttons_is_a_stale_card(sent: Arranged, forged: str) -> None:
    with pytest.raises(OutOfDate):
        reply(sent, "hilde", forged)
    assert sent.participant("hilde").reply is Reply.WAITING
