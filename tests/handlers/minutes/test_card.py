from handlers.screens import Buttons
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import STARTS, WHEN_NB, WHEN_NN, Arranged
from tests.handlers.minutes.writing import card, in_channel, not_held, write

MOVE, CANCEL = "Flytt møtet", "Avlys møtet"


def until_consent(arranged: Arranged) -> list[str]:
    said = card(arranged)
    return said[: next(number for number, line in enumerate(said) if line.startswith("Samtykke i sak"))]


def actions(arranged: Arranged) -> list[str]:
    parts = arranged.letter("ingrid", NoticeKind.BOOKED).parts
    return [button.action for part in parts if isinstance(part, Buttons) for button in part.buttons]


def test_when_the_meeting_starts_the_card_is_about_what_comes_after(sent: Arranged) -> None:
    assert MOVE in card(sent)
    sent.town.wait_until(STARTS)
    assert until_consent(sent) == [
        "Møtet ditt: slik er det no",
        "Etter møtet",
        f"SamBa-møte, sak {sent.reference}: {WHEN_NN}. Møterom 2, Solvik skule.",
        "Oppsummeringa",
        "Oppsummeringa er ikkje skriven enno.",
    ]
    assert "Skriv oppsummering" in card(sent)
    assert [text for text in (MOVE, CANCEL) if text in card(sent)] == []


def test_written_posted_who_has_it_and_the_documentation(been: Arranged) -> None:
    write(been, in_channel(been))
    assert until_consent(been)[3:] == [
        "Oppsummeringa",
        "Møtet blei halde.",
        "Oppsummeringa står i #solvik-samba.",
        "Har fått oppsummeringa her: 4 av 4.",
        "Det er dokumentert i arkivet der du arbeider (tys. 16. mars).",
    ]
    assert actions(been)[:2] == ["minutes.open", "booking.start"]


def test_in_bokmal(been: Arranged) -> None:
    with been.town.as_("ingrid") as ctx:
        ctx.actor.language = "nb"
        ctx.session.add(ctx.actor)
    not_held(been, in_channel(been), "illness")
    assert until_consent(been) == [
        "Møtet ditt: slik er det nå",
        "Etter møtet",
        f"SamBa-møte, sak {been.reference}: {WHEN_NB}. Møterom 2, Solvik skole.",
        "Oppsummeringen",
        "Møtet ble ikke holdt. Grunn: sykdom.",
        "Oppsummeringen står i #solvik-samba.",
        "Har fått oppsummeringen her: 4 av 4.",
    ]


def test_only_to_the_parties(been: Arranged) -> None:
    write(been)
    assert until_consent(been)[5:7] == [
        "Eg legg ikkje ut oppsummeringa i nokon kanal.",
        "Har fått oppsummeringa her: 4 av 4.",
    ]
