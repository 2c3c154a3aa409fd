"""Cards, pages and receipts as Block Kit."""

import pytest

from bot.slack.blocks import card_view, home, message, receipt_view
from bot.slack.elements import Block, pieces, unescape
from handlers.screens import (
    Button,
    Buttons,
    Card,
    Confirm,
    Copy,
    Facts,
    Heading,
    Listing,
    Note,
    Receipt,
    Row,
    Text,
)


def plain(text: str) -> Block:
    """A text as Slack has it."""
    return {"type": "plain_text", "text": text, "emoji": True}


def section(text: str) -> Block:
    """A paragraph as Slack has it."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def test_a_card_shows_every_part_in_its_own_way() -> None:
    undo = Button("Angre", "consent.undo", "row=3", confirm=Confirm("Angre?", "Begge radene står.", "Ja", "Nei"))
    card = Card(
        (
            Heading("SamBa-møte"),
            Text("Éi line\nog ei til"),
            Facts((("Stad", "Rom <2>"), ("Tid", "kl. 10.00–10.45"))),
            Heading("Kven *kjem*?"),
            Listing(("helsesjukepleiar", "lærar")),
            Listing(("innleiing", "tiltak"), numbered=True),
            Row("Føresett 1", undo),
            Copy("Hei! Møtet er <flytt>."),
            Note("Ikkje staden for bekymringsmelding."),
            Buttons(
                (Button("Flytt", "meeting.move", "m=1", "primary"), Button("Avlys", "meeting.cancel", "m=1", "danger"))
            ),
            Row("Vegen dit", Button("Kart", "map.open", url="https://example.no")),
        ),
        notice="Svar innan fredag & takk",
    )
    confirm = {
        "title": plain("Angre?"),
        "text": plain("Begge radene står."),
        "confirm": plain("Ja"),
        "deny": plain("Nei"),
    }
    assert message(card) == {
        "text": "Svar innan fredag &amp; takk",
        "blocks": [
            {"type": "header", "text": plain("SamBa-møte")},
            section("Éi line\nog ei til"),
            {
                "type": "section",
                "fields": [
                    {"type": "mrkdwn", "text": "*Stad*\nRom &lt;2&gt;"},
                    {"type": "mrkdwn", "text": "*Tid*\nkl. 10.00–10.45"},
                ],
            },
            section("*Kven ∗kjem∗?*"),
            section("•  helsesjukepleiar\n•  lærar"),
            section("1. innleiing\n2. tiltak"),
            section("Føresett 1")
            | {
                "accessory": {
                    "type": "button",
                    "text": plain("Angre"),
                    "action_id": "consent.undo",
                    "value": "row=3",
                    "confirm": confirm,
                }
            },
            {
                "type": "rich_text",
                "elements": [
                    {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "Hei! Møtet er <flytt>."}]}
                ],
            },
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "Ikkje staden for bekymringsmelding."}]},
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": plain("Flytt"),
                        "action_id": "meeting.move",
                        "value": "m=1",
                        "style": "primary",
                    },
                    {
                        "type": "button",
                        "text": plain("Avlys"),
                        "action_id": "meeting.cancel",
                        "value": "m=1",
                        "style": "danger",
                    },
                ],
            },
            section("Vegen dit")
            | {
                "accessory": {
                    "type": "button",
                    "text": plain("Kart"),
                    "action_id": "link.open",
                    "url": "https://example.no",
                }
            },
        ],
    }


def test_the_same_action_twice_has_two_ids_on_one_card() -> None:
    register = [Button(f"Føresett {row}", "consent.register", f"row={row}") for row in (1, 2, 3)]
    drawn = message(Card((Row("Éin", register[0]), Buttons((register[1], register[2]))), notice="x"))["blocks"]
    ids = [drawn[0]["accessory"]["action_id"], *(element["action_id"] for element in drawn[1]["elements"])]
    assert ids == ["consent.register", "consent.register~2", "consent.register~3"]


def test_what_is_empty_is_left_out() -> None:
    card = Card((Heading(" "), Text(""), Note("\n"), Facts(()), Listing(()), Copy(" "), Buttons(())), notice="")
    assert message(card) == {"text": "", "blocks": []}


def test_a_long_card_loses_what_is_only_read_before_a_button() -> None:
    card = Card((Buttons((Button("Først", "a.a"),)), *[Text("x")] * 60, Row("Sist", Button("Sist", "a.b"))), notice="")
    drawn = message(card)["blocks"]
    assert (len(drawn), drawn[0]["type"], drawn[-1]["accessory"]["action_id"]) == (50, "actions", "a.b")


@pytest.mark.parametrize("text", ["&" * 7000, "ord " * 2000, "line\n" * 1500, "x" * 6001, "kort", "👩‍👩‍👧" * 900])
def test_a_long_text_is_parted_and_nothing_of_it_is_lost(text: str) -> None:
    parted = pieces(text)
    assert max(map(len, parted)) <= 3000
    assert "".join(unescape(piece) for piece in parted).replace("\n", "") == text.replace("\n", "")


def test_lines_are_parted_between_lines() -> None:
    lines = tuple(f"{number}: " + "x" * 300 for number in range(30))
    drawn = message(Card((Listing(lines),), notice=""))["blocks"]
    assert all(block["text"]["text"].startswith("•  ") for block in drawn)


def test_a_fact_too_long_for_its_field_is_cut_outside_an_entity() -> None:
    [field] = message(Card((Facts((("Merknad", "<" * 1999),)),), notice=""))["blocks"][0]["fields"]
    assert len(field["text"]) <= 2000
    assert field["text"].endswith("&lt;…")


def test_a_page_a_card_and_a_receipt_have_the_frame_of_their_surface() -> None:
    parts = (Text("Mine møte"),)
    blocks = [section("Mine møte")]
    assert home(parts) == {"type": "home", "blocks": blocks}
    assert receipt_view(Receipt("Du har fått plass på ventelista", parts, "Lukk")) == {
        "type": "modal",
        "title": plain("Du har fått plass på ve…"),
        "close": plain("Lukk"),
        "blocks": blocks,
    }
    assert card_view(Card(parts, notice="")) == {
        "type": "modal",
        "title": plain("samba-bot"),
        "close": plain("OK"),
        "blocks": blocks,
    }
