"""The smallest things of Block Kit: texts within their lengths, and buttons."""

import re
from collections.abc import Iterator
from typing import Any

from handlers.screens import Button, Confirm

Block = dict[str, Any]

TEXT = 3000
# Between the name of a route or field and what makes it unique on its surface.
MARK = "~"
# The name of a button that only opens a page. Slack tells the bot of that press too, and nobody is to answer it.
LINK = "link.open"


def cut(text: str, length: int) -> str:
    """The text, or as much of it as there is room for."""
    return text if len(text) <= length else text[: length - 1] + "…"


def plain(text: str, length: int = TEXT) -> Block:
    """A text without formatting. Slack refuses an empty one."""
    return {"type": "plain_text", "text": cut(text, length) if text.strip() else "–", "emoji": True}


def mrkdwn(escaped: str) -> Block:
    """A formatted text; what people wrote in it is escaped already."""
    return {"type": "mrkdwn", "text": escaped}


def escape(text: str) -> str:
    """The text as mrkdwn that mentions nobody and hides no link: `<!channel>` is read as it is written."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """What was written, from Slack's three entities."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def bold(text: str) -> str:
    """The text, escaped, as one bold line: an asterisk or a line break in it would end the bold."""
    return f"*{escape(' '.join(text.split())).replace('*', '∗')}*"


def cut_escaped(text: str, length: int) -> str:
    """The text, escaped, or as much of it as there is room for."""
    whole = escape(text)
    return whole if len(whole) <= length else "".join(pieces(text, length - 1)[:1]) + "…"


def pieces(text: str, length: int = TEXT) -> list[str]:
    """The text, escaped, in pieces within a length: parted between lines, else words, never inside an entity."""
    whole = escape(text)
    if len(whole) <= length:
        return [whole.strip("\n")] if whole.strip() else []
    done = [""]
    for part in _parts(text, length):
        if len(done[-1]) + len(part) > length:
            done.append("")
        done[-1] += part
    return [piece.strip("\n") for piece in done if piece.strip()]


def _parts(text: str, length: int) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        if len(escape(line)) <= length:
            yield escape(line)
            continue
        for word in re.findall(r"\S+\s*|\s+", line):
            yield from [escape(word)] if len(escape(word)) <= length else map(escape, word)


def button(shown: Button) -> Block:
    """A press. Its action id is the route's name; `blocks.name_apart` makes it unique on the surface."""
    element: Block = {"type": "button", "text": plain(shown.text, 75), "action_id": LINK if shown.url else shown.action}
    if shown.url:
        element["url"] = shown.url
    if shown.value:
        element["value"] = shown.value
    if shown.style != "plain":
        element["style"] = shown.style
    if shown.confirm:
        element["confirm"] = _confirm(shown.confirm, dangerous=shown.style == "danger")
    return element


def _confirm(question: Confirm, dangerous: bool) -> Block:
    dialog: Block = {
        "title": plain(question.title, 100),
        "text": plain(question.text, 300),
        "confirm": plain(question.yes, 30),
        "deny": plain(question.no, 30),
    }
    return dialog | {"style": "danger"} if dangerous else dialog
