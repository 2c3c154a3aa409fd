"""Cards, pages and receipts as adaptive cards."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from microsoft_teams.cards import AdaptiveCard

from bot.teams.cards import card_of, home_of, receipt_of
from bot.teams.forms import form_card
from bot.teams.seals import Press
from handlers import access
from handlers.entry import Entry
from handlers.router import dispatch
from handlers.routes import ROUTES
from handlers.screens import (
    Answer,
    Button,
    Buttons,
    Card,
    Confirm,
    Copy,
    Facts,
    FieldErrors,
    Finish,
    Heading,
    Home,
    Listing,
    Note,
    Open,
    Receipt,
    Row,
    Text,
)
from tests.bot.teams.drawn import DRAWING, block, opened
from tests.bot.teams.schema import Node, faults, nodes, plain
from tests.bot.teams.test_elements import execute
from tests.bot.vocabulary import CARDS
from tests.handlers.forged.attacks import HONEST
from tests.handlers.forged.scene import OWN, Scene, build
from tests.tables import empty_database

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def row(text: Node, action: Node) -> Node:
    """A line with its button as it is sent."""
    wide = {"type": "Column", "verticalContentAlignment": "Center", "width": "stretch", "items": [text]}
    actions = {"type": "ActionSet", "actions": [action]}
    narrow = {"type": "Column", "verticalContentAlignment": "Center", "width": "auto", "items": [actions]}
    return {"type": "ColumnSet", "columns": [wide, narrow]}


def test_a_card_shows_every_part_in_its_own_way() -> None:
    undo = Button("Angre", "consent.undo", "row=3", confirm=Confirm("Angre?", "Begge radene står.", "Ja", "Nei"))
    card = Card(
        (
            Heading("SamBa-møte"),
            Text("Éi line\nog ei til"),
            Facts((("Stad", "Rom <2>\n2. høgda"), ("Tid", "kl. 10.00–10.45"), ("Video", ""))),
            Heading("Kven *kjem*?"),
            Listing(("helsesjukepleiar", "lærar")),
            Listing(("innleiing", "tiltak"), numbered=True),
            Row("Føresett 1", undo),
            Copy("Hei!\nMøtet er flytta."),
            Note("Ikkje staden for bekymringsmelding."),
            Buttons((Button("Flytt", "meeting.move", "m=1", "primary"),)),
            Row("", Button("Kart", "map.open", url="https://example.no")),
        ),
        notice="Svar innan fredag & takk",
    )
    asks = {"type": "Action.ToggleVisibility", "targetElements": [{"elementId": "ask~6~0", "isVisible": True}]}
    hides = {"type": "Action.ToggleVisibility", "targetElements": [{"elementId": "ask~6~0", "isVisible": False}]}
    yes = execute("Ja", Press("consent.undo", "row=3", False))
    question = {
        "type": "Container",
        "id": "ask~6~0",
        "isVisible": False,
        "style": "emphasis",
        "items": [
            block("Angre?", weight="Bolder"),
            block("Begge radene står."),
            {"type": "ActionSet", "actions": [yes, hides | {"title": "Nei"}]},
        ],
    }
    mono: dict[str, Any] = {"fontType": "Monospace"}
    assert opened(card_of(card, DRAWING)) == {
        "type": "AdaptiveCard",
        "lang": "nn",
        "version": "1.5",
        "body": [
            block("SamBa-møte", size="Large", weight="Bolder", style="heading"),
            block("Éi line"),
            block("og ei til", spacing="None"),
            {
                "type": "FactSet",
                "facts": [
                    {"title": "Stad", "value": "Rom <2>  \n\u20602. høgda"},
                    {"title": "Tid", "value": "kl. 10.00–10.45"},
                    {"title": "Video", "value": "–"},
                ],
            },
            block("Kven ∗kjem∗?", size="Medium", weight="Bolder", style="heading"),
            block("•  helsesjukepleiar"),
            block("•  lærar", spacing="Small"),
            block("\u20601. innleiing"),
            block("\u20602. tiltak", spacing="Small"),
            {
                "type": "Container",
                "items": [row(block("Føresett 1"), asks | {"title": "Angre"}), question],
            },
            {
                "type": "Container",
                "style": "emphasis",
                "items": [block("Hei!", **mono), block("Møtet er flytta.", spacing="None", **mono)],
            },
            block("Ikkje staden for bekymringsmelding.", size="Small", isSubtle=True),
            {
                "type": "ActionSet",
                "actions": [execute("Flytt", Press("meeting.move", "m=1", False), style="positive")],
            },
            row(block("–"), {"type": "Action.OpenUrl", "title": "Kart", "url": "https://example.no"}),
        ],
    }
    assert faults(card_of(card, DRAWING)) == []


def test_what_is_empty_is_left_out() -> None:
    card = Card((Heading(" "), Text(""), Note("\n"), Facts(()), Listing(()), Copy(" "), Buttons(())), notice="")
    assert plain(card_of(card, DRAWING))["body"] == []


def test_a_page_and_a_receipt_are_cards() -> None:
    parts = (Heading("Mine møte"), Text("Ingen."))
    drawn = [
        block("Mine møte", size="Large", weight="Bolder", style="heading"),
        block("Ingen."),
    ]
    assert opened(home_of(parts, DRAWING))["body"] == drawn
    assert opened(receipt_of(Receipt("Mine møte", parts[1:], "Lukk"), DRAWING))["body"] == drawn
    assert opened(receipt_of(Receipt("Vis møta", parts, "Lukk"), DRAWING))["body"] == drawn


def test_a_card_too_large_loses_what_is_only_read_from_the_end_and_says_so() -> None:
    lines = tuple(Text(f"{number}: " + "x" * 1000) for number in range(40))
    last = Row("Sist", Button("Sist", "a.b"))
    drawn = plain(card_of(Card((Buttons((Button("Først", "a.a"),)), *lines, last), notice=""), DRAWING))["body"]
    texts = [each["text"].partition(":")[0] for each in drawn if each["type"] == "TextBlock"]
    assert texts == [*(str(number) for number in range(len(texts) - 1)), "…"]
    assert (len(texts) > 20, drawn[0]["type"], drawn[-1]["type"]) == (True, "ActionSet", "ColumnSet")


def test_a_page_of_more_buttons_than_a_card_takes_is_cut_at_its_end() -> None:
    rows = tuple(Row(f"Møte {number}", Button("Vis", "item.show", f"item={number}")) for number in range(90))
    card = home_of((Heading("Mine møte"), *rows, Heading("Mine tiltak"), Text("Ingen.")), DRAWING)
    shown = plain(card)["body"]
    kinds = [each["type"] for each in shown]
    assert (faults(card), shown[0]["text"], shown[-1]) == ([], "Mine møte", block("…"))
    assert (set(kinds[1:-1]), len(kinds) > 45) == ({"ColumnSet"}, True)


@SLOW
@given(CARDS)
def test_any_card_can_be_sent_and_used(card: Card) -> None:
    assert faults(card_of(card, DRAWING)) == []


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A municipality with one of everything in it, and two weeks behind it."""
    database = empty_database(tmp_path_factory.mktemp("drawn") / "town.db")
    yield build(database, OWN)
    database.close()


def answered(scene: Scene, route: tuple[Entry, str]) -> Answer:
    """What an honest ask is answered; nothing is kept of it."""
    asked = HONEST[route]
    with scene.town.database.session() as session:
        world = access.world_of(session, scene.town.tenant(session), scene.town.now)
        try:
            person = scene.town.person(session, asked.who)
            return dispatch(ROUTES, world.seen_by(person), *route, asked.values(scene))
        finally:
            session.rollback()


def drawn(answer: Answer) -> AdaptiveCard:
    """An answer as a card."""
    match answer:
        case Open(form):
            return form_card(form, DRAWING)
        case Finish(receipt):
            return receipt_of(receipt, DRAWING)
        case Home(parts):
            return home_of(parts, DRAWING)
        case FieldErrors():
            raise AssertionError(answer)
        case _:
            return card_of(answer.card, DRAWING)


@pytest.mark.parametrize("route", HONEST, ids=lambda route: f"{route[0]}.{route[1]}")
def test_every_answer_can_be_sent_and_used_and_nothing_of_it_is_left_out(
    scene: Scene, route: tuple[Entry, str]
) -> None:
    card = drawn(answered(scene, route))
    texts = [each["text"] for each in nodes(plain(card), "TextBlock")]
    assert (faults(card), "…" in texts) == ([], False)


def test_every_message_can_be_sent_and_used(scene: Scene) -> None:
    letters = [letter.card for letter in scene.town.letters.values()]
    assert len(letters) > 20
    assert [found for card in letters if (found := faults(card_of(card, DRAWING)))] == []
