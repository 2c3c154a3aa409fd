"""What people read, as Block Kit: cards as messages, the home page, and views that are only read."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from bot.slack import figures
from bot.slack.elements import MARK, Block, bold, button, cut, cut_escaped, escape, mrkdwn, pieces, plain
from handlers.screens import Buttons, Card, Chart, Copy, Facts, Heading, Listing, Note, Part, Receipt, Row, Table, Text

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
TITLE, HEADER, LABEL, FIELD = 24, 150, 200, 2000
APP_NAME = "samba-bot"
Thing = TypeVar("Thing")


def message(card: Card) -> Block:
    """The card as the arguments of a message: `text` is what a locked phone shows, `blocks` are read in the chat."""
    return {"text": escape(card.notice), "blocks": finish(draw(figures.for_message(card.parts)), MESSAGE_BLOCKS)}


def home(parts: Sequence[Part]) -> Block:
    """The reader's own page in the app's Home tab."""
    return {"type": "home", "blocks": finish(draw(figures.for_view(parts)), VIEW_BLOCKS)}


def receipt_view(receipt: Receipt) -> Block:
    """What takes a form's place when it is done."""
    return _view(receipt.title, receipt.parts, receipt.close)


def card_view(card: Card) -> Block:
    """A card where only a view can be shown. «OK» is the same word in all our languages."""
    return _view(APP_NAME, card.parts, "OK")


def _view(title: str, parts: Sequence[Part], close: str) -> Block:
    return {
        "type": "modal",
        "title": plain(title, TITLE),
        "close": plain(close, TITLE),
        "blocks": finish(draw(figures.for_view(parts)), VIEW_BLOCKS),
    }


def draw(parts: Iterable[Part]) -> list[Block]:
    """The parts as blocks; the first heading stands out."""
    blocks: list[Block] = []
    headed = False
    for part in parts:
        blocks.extend(_header(part) if isinstance(part, Heading) and not headed else draw_part(part))
        headed = headed or isinstance(part, Heading)
    return blocks


def draw_part(part: Part) -> Iterator[Block]:
    """One part as blocks: none when it is empty, several when it is longer than a block holds."""
    match part:
        case Heading(text) if text.strip():
            yield _section(bold(cut(text, HEADER)))
        case Text(text):
            yield from map(_section, pieces(text))
        case Note(text):
            yield from _context(text)
        case Facts(pairs):
            for group in _groups(pairs, 10):
                yield {"type": "section", "fields": [_fact(label, value) for label, value in group]}
        case Listing(lines, numbered):
            yield from map(_section, pieces("\n".join(_lines(lines, numbered))))
        case Copy(text) if text.strip():
            yield _copy(text)
        case Row(text, pressed):
            first, *rest = pieces(text) or ["–"]
            yield _section(first) | {"accessory": button(pressed)}
            yield from map(_section, rest)
        case Buttons(buttons):
            for row in _groups(buttons, 25):
                yield {"type": "actions", "elements": [button(pressed) for pressed in row]}
        case Table():
            yield from figures.table(part)
        case Chart():
            yield from figures.chart(part)


def _header(heading: Heading) -> list[Block]:
    if not heading.text.strip():
        return []
    return [{"type": "header", "text": plain(" ".join(heading.text.split()), HEADER)}]


def _section(escaped: str) -> Block:
    return {"type": "section", "text": mrkdwn(escaped)}


def _context(text: str) -> Iterator[Block]:
    for group in _groups(pieces(text), 10):
        yield {"type": "context", "elements": [mrkdwn(piece) for piece in group]}


def _fact(label: str, value: str) -> Block:
    name = bold(cut(label, LABEL))
    return mrkdwn(f"{name}\n{cut_escaped(value, FIELD - len(name) - 1) or '–'}")


def _lines(lines: Sequence[str], numbered: bool) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        yield f"{number}. {line}" if numbered else f"•  {line}"


def _copy(text: str) -> Block:
    # Preformatted text is literal, keeps its lines, and has a button to copy it in Slack's desktop app.
    element = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [element]}


def _groups(things: Sequence[Thing], size: int) -> Iterator[Sequence[Thing]]:
    return (things[start : start + size] for start in range(0, len(things), size))


def finish(blocks: list[Block], limit: int) -> list[Block]:
    """The blocks as one surface takes them: no more than its limit, no two action ids alike."""
    name_apart(blocks)
    return fit(blocks, limit)


def name_apart(blocks: Iterable[Block]) -> None:
    """Make the action ids of the buttons unique: Slack refuses two alike in one actions block."""
    seen: dict[str, int] = {}
    for element in _pressed(blocks):
        name = element["action_id"]
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            element["action_id"] = f"{name}{MARK}{seen[name]}"


def _pressed(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block["type"] == "actions":
            yield from block["elements"]
        elif "accessory" in block:
            yield block["accessory"]


def fit(blocks: list[Block], limit: int) -> list[Block]:
    """At most `limit` blocks: what is only read goes first, from the end, so that nobody is left without buttons."""
    for index in reversed(range(len(blocks))):
        if len(blocks) <= limit:
            break
        if blocks[index]["type"] not in ("actions", "input") and "accessory" not in blocks[index]:
            blocks = [*blocks[:index], *blocks[index + 1 :]]
    return blocks[:limit]
