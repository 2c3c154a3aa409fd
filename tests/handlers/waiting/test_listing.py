from handlers.entry import Entry
from handlers.screens import Heading, Home, Row
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged
from tests.handlers.booking import journey
from tests.town import Town, oslo

WEEKS = ("Vekene mine", "Ukene mine", "Denne veka", "Denne uken", "Neste veke", "Neste uke")


def waiting(town: Town, person: str) -> dict[str, str]:
    """What stands under «Ventar på deg» on somebody's own page, and where its button leads."""
    page = town.asks(person, Entry.ACTION, "home.open")
    assert isinstance(page, Home)
    of_week = next(at for at, part in enumerate(page.parts) if isinstance(part, Heading) and part.text in WEEKS)
    rows = [part for part in page.parts[:of_week] if isinstance(part, Row)]
    return {row.text.partition("\n")[0]: row.button.action for row in rows}


def test_who_is_asked_to_come_instead_finds_the_question_until_it_is_answered(asked: Arranged) -> None:
    question = "Hilde Aase spør om du kan komme i stedet, tirsdag 16. mars kl. 10.00."
    assert waiting(asked.town, "sunniva") == {question: "attendance.deputy_show"}
    page = asked.town.asks("sunniva", Entry.ACTION, "home.open")
    assert isinstance(page, Home)
    claims = next(part for part in page.parts if isinstance(part, Row)).button.value
    shown = asked.town.asks(
        "sunniva", Entry.ACTION, "attendance.deputy_show", **dict(each.split("=") for each in claims.split("&"))
    )
    assert shown.card == asked.letter("sunniva", NoticeKind.DEPUTY_ASKED)  # type: ignore[union-attr]
    asked.press("sunniva", asked.letter("sunniva", NoticeKind.DEPUTY_ASKED), "Nei")
    assert waiting(asked.town, "sunniva") == {}


def test_the_convener_finds_who_of_a_required_service_does_not_come(sent: Arranged) -> None:
    sent.press("erik", sent.letter("erik", NoticeKind.AGENDA), "Nei")
    regrets = f"Forfall frå barnevernstenesta i sak {sent.reference}, tysdag 16. mars kl. 10.00."
    assert waiting(sent.town, "ingrid")[regrets] == "item.show"


def test_the_coordinator_finds_the_services_that_have_named_nobody(town: Town) -> None:
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft)
    journey.voice(town, "ingrid", draft)
    journey.time(town, "ingrid", draft, town.give_slot("solvik", oslo(2027, 4, 6, 10)))
    journey.people(town, "ingrid", draft, service_ppt="ask")
    journey.confirm(town, "ingrid", draft)
    assert waiting(town, "anne") == {
        "Ingen er vald frå PPT til eit møte tysdag 6. april kl. 10.00.": "attendance.appoint"
    }
    assert waiting(town, "olav") == {}
