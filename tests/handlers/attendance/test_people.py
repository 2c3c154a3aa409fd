import pytest
from icalendar import Calendar

from handlers.entry import Entry
from handlers.errors import BadField, NoAccess
from handlers.screens import Answer, ChoiceField, Finish, Open
from store.notices import NoticeKind
from store.people import Unit
from tests.handlers.attendance.arranged import WHEN_NB, WHEN_NN, Arranged, words


def open_people(arranged: Arranged, person: str = "ingrid") -> Answer:
    return arranged.town.asks(person, Entry.ACTION, "attendance.people", item=str(arranged.item_id))


def choose(arranged: Arranged, change: str, person: str) -> Answer:
    second = arranged.submit("ingrid", open_people(arranged), change=change)
    return arranged.submit("ingrid", second, chosen=str(arranged.town.person_id(person)))


def change_of(arranged: Arranged, kind: str, person: str) -> str:
    return f"{kind}:{arranged.participant(person).id}"


def unit_id(arranged: Arranged, key: str) -> int:
    with arranged.town.database.session() as session:
        return arranged.town.unit_id(session, key)


def labels(answer: Answer) -> list[str]:
    assert isinstance(answer, Open)
    field = answer.form.fields[0]
    assert isinstance(field, ChoiceField)
    return [option.label for option in field.options]


def test_the_form_offers_what_the_routine_allows(sent: Arranged) -> None:
    assert labels(open_people(sent)) == [
        "Legg til ein frå Solvik skule",
        "Legg til ein frå PPT",
        "Legg til ein frå barnevernstenesta",
        "Legg til ein frå helsestasjonen",
        "Byt ut Hilde Aase frå helsestasjonen",
        "Byt ut Erik Sand frå barnevernstenesta",
        "Byt ut Per Instefjord frå PPT",
        "Byt ut Ingrid Haugland frå Solvik skule",
        "Ta ut Ingrid Haugland frå Solvik skule",
        "Byt ut Jonas Bakke frå Solvik skule",
        "Ta ut Jonas Bakke frå Solvik skule",
    ]


def test_one_more_is_invited_gets_the_agenda_and_is_new_to_the_others(sent: Arranged) -> None:
    choose(sent, f"add:{unit_id(sent, 'solvik')}", "marit")
    assert sent.town.kinds("marit") == [NoticeKind.INVITATION, NoticeKind.AGENDA]
    assert "Ny i møtet: ein frå Solvik skule." in words(sent.letter("hilde", NoticeKind.AGENDA))
    assert sent.town.kinds("hilde") == [NoticeKind.INVITATION, NoticeKind.AGENDA]


def test_who_is_taken_out_is_told_once_and_gets_no_more(sent: Arranged) -> None:
    done = sent.submit("ingrid", open_people(sent), change=change_of(sent, "remove", "jonas"))
    assert isinstance(done, Finish)
    kinds = [NoticeKind.INVITATION, NoticeKind.AGENDA, NoticeKind.REPLACED]
    assert sent.town.kinds("jonas") == kinds
    letter = sent.town.inbox("jonas")[-1]
    assert words(letter.card) == [
        f"Du er ikke lenger med i møtet {WHEN_NB}",
        f"Du er ikke lenger med i møtet {WHEN_NB}",
        "Ingrid Haugland har endret hvem som kommer, så du får ikke flere meldinger om møtet. Filen tar møtet ut av "
        "kalenderen din. Du har fortsatt taushetsplikt om det du har fått vite.",
    ]
    assert letter.file is not None
    assert Calendar.from_ical(letter.file.content).events[0]["STATUS"] == "CANCELLED"
    assert sent.reference not in "\n".join(words(each.card)[1] for each in sent.town.inbox("jonas"))
    sent.town.wait_until(sent.meeting().starts_at)
    assert sent.town.kinds("jonas") == kinds


def test_the_last_of_the_school_and_a_required_service_cannot_be_taken_out(sent: Arranged) -> None:
    sent.submit("ingrid", open_people(sent), change=change_of(sent, "remove", "jonas"))
    for person in ("ingrid", "hilde"):
        with pytest.raises(BadField) as refusal:
            sent.submit("ingrid", open_people(sent), change=change_of(sent, "remove", person))
        assert refusal.value.errors == {"change": "Vel kva som skal endrast."}


def test_another_in_somebodys_place_takes_the_place_over(sent: Arranged) -> None:
    choose(sent, change_of(sent, "replace", "per"), "ragnhild")
    assert (sent.participant("ragnhild").required, sent.participant("per", active=False).active) == (True, False)
    assert sent.town.kinds("per")[-1] is NoticeKind.REPLACED
    assert words(sent.letter("ragnhild", NoticeKind.INVITATION))[1] == f"Du er kalla inn til SamBa-møte {WHEN_NN}"


def test_a_service_the_consent_does_not_cover_stops_the_agenda_until_it_does(sent: Arranged) -> None:
    with sent.town.database.session() as session:
        ppt = session.get(Unit, sent.town.unit_id(session, "ppt"))
        assert ppt is not None
        ppt.service = "physiotherapy"
        session.add(ppt)
    choose(sent, f"add:{ppt.id}", "ragnhild")
    said = "\n".join(words(sent.letter("hilde", NoticeKind.AGENDA)))
    assert ("Saklista er ikkje klar" in said, "Råd frå teamet" in said) == (True, False)
    assert sent.town.kinds("ragnhild") == [NoticeKind.INVITATION]
    assert NoticeKind.CONSENT_MISSING in sent.town.kinds("ingrid")
    assert words(sent.letter("ingrid", NoticeKind.AGENDA))[1:3] == [
        "Saklista er halden tilbake",
        f"Samtykket i sak {sent.reference} gjeld ikkje for alle som kjem, så berre du kan sjå saklista til møtet "
        f"{WHEN_NN} no. Når samtykket er på plass, ser dei andre saklista igjen.",
    ]
    sent.consents(("health_station", "child_welfare", "physiotherapy", "school"))
    for person in ("hilde", "ragnhild"):
        assert "Råd frå teamet (15 min)" in words(sent.letter(person, NoticeKind.AGENDA))
        assert sent.town.kinds(person).count(NoticeKind.AGENDA) == 1


def test_a_double_click_adds_one(sent: Arranged) -> None:
    second = sent.submit("ingrid", open_people(sent), change=f"add:{unit_id(sent, 'solvik')}")
    once = sent.submit("ingrid", second, chosen=str(sent.town.person_id("marit")))
    assert sent.submit("ingrid", second, chosen=str(sent.town.person_id("marit"))) == once
    assert sent.town.kinds("marit") == [NoticeKind.INVITATION, NoticeKind.AGENDA]


@pytest.mark.parametrize("change", ["add:9999", "remove:9999", "nonsense", "add:", ""])
def test_a_forged_change_changes_nothing(sent: Arranged, change: str) -> None:
    version = sent.item().version
    with pytest.raises(BadField):
        sent.submit("ingrid", open_people(sent), change=change)
    assert sent.item().version == version


@pytest.mark.parametrize("person", ["hilde", "anne", "olav"])
def test_nobody_but_the_convener_changes_who_comes(sent: Arranged, person: str) -> None:
    with pytest.raises(NoAccess):
        open_people(sent, person)


def test_who_was_not_covered_is_sent_the_agenda_when_the_consent_is_widened(sent: Arranged) -> None:
    with sent.town.database.session() as session:
        ppt = session.get(Unit, sent.town.unit_id(session, "ppt"))
        assert ppt is not None
        ppt.service = "physiotherapy"
        session.add(ppt)
    choose(sent, f"add:{ppt.id}", "ragnhild")
    assert sent.town.kinds("ragnhild") == [NoticeKind.INVITATION]
    sent.consents(("health_station", "child_welfare", "physiotherapy", "school"))
    assert sent.town.kinds("ragnhild") == [NoticeKind.INVITATION, NoticeKind.AGENDA]
    letter = sent.town.inbox("ragnhild")[-1]
    assert ("Råd frå teamet (15 min)" in words(letter.card), letter.edits) == (True, 0)
    assert sent.town.kinds("hilde").count(NoticeKind.AGENDA) == 1
    assert "Råd frå teamet (15 min)" in words(sent.letter("hilde", NoticeKind.AGENDA))
