import pytest

from handlers.entry import Entry
from handlers.errors import NoAccess, OutOfDate
from handlers.family import text_for_family
from handlers.screens import Button, Buttons, Copy, Finish
from store.attendance import OutsideRole, Telling
from store.meetings import Item, Meeting
from tests.handlers.consent.answers import booked
from tests.handlers.family.rows import cancel, move, row_id, told
from tests.town import Town


def text(town: Town, what: Telling, person: str = "ingrid") -> str:
    with town.as_(person) as ctx:
        item = ctx.session.get(Item, 1)
        assert item is not None
        meeting = ctx.session.get(Meeting, item.meeting_id)
        assert meeting is not None
        return text_for_family(ctx, item, meeting, what)


def test_the_text_about_the_time_in_both_languages(town: Town) -> None:
    booked(town)
    assert text(town, Telling.TIME) == (
        "De har fått tid til SamBa-møte tysdag 9. mars kl. 10.00–10.45. Stad: Møterom 2, Solvik skule. Der treffer "
        "de helsestasjonen, barnevernstenesta, PPT og Solvik skule.\n"
        "Vi treng samtykke frå dykk for å kunne dele opplysningar i møtet. De kan trekkje det tilbake når som helst.\n"
        "Sei frå dersom de treng tolk eller ei anna tid."
    )
    assert text(town, Telling.TIME, "jonas") == (
        "Dere har fått tid til SamBa-møte tirsdag 9. mars kl. 10.00–10.45. Sted: Møterom 2, Solvik skole. Der treffer "
        "dere helsestasjonen, barnevernstjenesten, PPT og Solvik skole.\n"
        "Vi trenger samtykke fra dere for å kunne dele opplysninger i møtet. Dere kan trekke det tilbake når som "
        "helst.\n"
        "Si fra hvis dere trenger tolk eller en annen tid."
    )


def test_the_other_texts(town: Town) -> None:
    item = booked(town)
    assert text(town, Telling.AGENDA) == (
        "Dette skal vi snakke om i SamBa-møtet tysdag 9. mars kl. 10.00–10.45:\n"
        "1. Kva går bra no? (5 min)\n"
        "2. Kva er vanskeleg, og kva har de prøvd? (10 min)\n"
        "3. Råd frå teamet (15 min)\n"
        "4. Kven gjer kva, og når? (15 min)\n"
        "Sei frå dersom de vil snakke om noko anna også."
    )
    told(town, row_id(town, item, OutsideRole.GUARDIAN_1, Telling.TIME))
    move(town, item)
    assert text(town, Telling.CHANGE) == (
        "SamBa-møtet har fått ny tid: tysdag 16. mars kl. 10.00–10.45. Stad: Biblioteket, Solvik skule.\n"
        "Sei frå dersom de treng tolk eller ei anna tid."
    )
    cancel(town, item)
    assert text(town, Telling.CANCELLATION) == (
        "Det blir ikkje noko av SamBa-møtet tysdag 16. mars kl. 10.00–10.45. De treng ikkje kome. Ta kontakt dersom "
        "de lurer på noko."
    )


def test_who_never_heard_of_the_old_time_is_told_of_the_new_one_as_of_a_first(town: Town) -> None:
    move(town, booked(town))
    assert text(town, Telling.CHANGE) == text(town, Telling.TIME)
    assert "tysdag 16. mars" in text(town, Telling.TIME)


@pytest.mark.parametrize(
    ("decided_by", "line"),
    [
        ("child_welfare", None),
        (
            "youth",
            "Vi treng samtykke frå ungdommen for å kunne dele opplysningar i møtet. Ungdommen kan trekkje det "
            "tilbake når som helst.",
        ),
    ],
)
def test_consent_is_asked_of_those_who_decide(town: Town, decided_by: str, line: str | None) -> None:
    item = booked(town)
    with town.world() as world:
        held = world.session.get(Item, item)
        assert held is not None
        held.decided_by, held.age = decided_by, 16 if decided_by == "youth" else 9
    assert text(town, Telling.TIME).splitlines()[1:-1] == ([line] if line else [])


@pytest.mark.parametrize("what", list(Telling))
def test_no_text_holds_a_name_or_the_case(town: Town, what: Telling) -> None:
    booked(town)
    for secret in ("S-7F3K", "Ingrid", "Haugland", "Hilde", "Erik", "Per ", "Trivsel"):
        assert secret not in text(town, what)


def test_the_text_is_shown_to_copy_with_the_other_language_one_press_away(town: Town) -> None:
    booked(town)
    answer = town.asks("ingrid", Entry.ACTION, "family.text", item="1", what="time")
    assert isinstance(answer, Finish)
    _, copy, other = answer.receipt.parts
    assert copy == Copy(text(town, Telling.TIME))
    button = Button("Vis teksten på bokmål", "family.text", "item=1&what=time&language=nb")
    assert other == Buttons((button,))
    again = town.asks("ingrid", Entry.ACTION, "family.text", item="1", what="time", language="nb")
    assert isinstance(again, Finish)
    assert again.receipt.parts[1:] == (
        Copy(text(town, Telling.TIME, "jonas")),
        Buttons((Button("Vis teksten på nynorsk", "family.text", "item=1&what=time&language=nn"),)),
    )


def test_only_the_convener_gets_the_text(town: Town) -> None:
    booked(town)
    with pytest.raises(NoAccess):
        town.asks("hilde", Entry.ACTION, "family.text", item="1", what="time")
    with pytest.raises(OutOfDate):
        town.asks("ingrid", Entry.ACTION, "family.text", item="1", what="secrets")
