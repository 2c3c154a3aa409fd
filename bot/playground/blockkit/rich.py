"""The rules of rich text, which composers write and table cells may hold."""

from collections.abc import Iterator

from bot.playground.blockkit.grammar import (
    Fault,
    Rule,
    anything,
    both,
    flag,
    items,
    number,
    one_of,
    record,
    string,
    typed,
)

ANY_LENGTH = string(1_000_000)
STYLE = record({}, dict.fromkeys(("bold", "code", "italic", "strike", "underline"), flag))
STYLED: dict[str, Rule] = {"type": anything, "style": STYLE}


def none_or_one(value: object, place: str) -> Iterator[Fault]:
    """0 or 1: whether there is a border."""
    if value not in (0, 1):
        yield Fault(place, "must be one of: 0, 1")


BORDER = both(number, none_or_one)
TEXT = record({"text": ANY_LENGTH}, STYLED)
LINK = record({"url": ANY_LENGTH}, {**STYLED, "text": ANY_LENGTH, "unsafe": flag})
ELEMENT = typed(
    {
        "broadcast": record({"range": one_of("here", "channel", "everyone")}, STYLED),
        "channel": record({"channel_id": ANY_LENGTH}, STYLED),
        "color": record({"value": ANY_LENGTH}, STYLED),
        "date": record(
            {"timestamp": number, "format": ANY_LENGTH}, {**STYLED, "fallback": ANY_LENGTH, "url": ANY_LENGTH}
        ),
        "emoji": record({"name": ANY_LENGTH}, {**STYLED, "unicode": ANY_LENGTH, "url": ANY_LENGTH}),
        "link": LINK,
        "team": record({"team_id": ANY_LENGTH}, STYLED),
        "text": TEXT,
        "user": record({"user_id": ANY_LENGTH}, STYLED),
        "usergroup": record({"usergroup_id": ANY_LENGTH}, STYLED),
    }
)
MOST = 100_000
SECTION = record({"elements": items(ELEMENT, 0, MOST)}, {"type": anything})
BORDERED: dict[str, Rule] = {"type": anything, "border": BORDER}
PART = typed(
    {
        "rich_text_section": SECTION,
        "rich_text_list": record(
            {"elements": items(typed({"rich_text_section": SECTION}), 1, MOST), "style": one_of("bullet", "ordered")},
            {**BORDERED, "indent": number},
        ),
        "rich_text_quote": record({"elements": items(ELEMENT, 1, MOST)}, BORDERED),
        "rich_text_preformatted": record({"elements": items(typed({"text": TEXT, "link": LINK}), 1, MOST)}, BORDERED),
    }
)
RICH_TEXT = record({"elements": items(PART, 0, MOST)}, {"type": anything, "block_id": string(255)})
