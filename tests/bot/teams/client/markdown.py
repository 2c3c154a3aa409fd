"""How a text of a card is read: the marks that Teams draws are gone, and what is escaped stands as it is.

https://learn.microsoft.com/en-us/adaptive-cards/authoring-cards/text-features
"""

import html
import re

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
LINK = re.compile(r"\[([^\[\]]*)\]\(([^()]*)\)")
# Stars mark within words too, low lines only around them; a joiner is a part of a word.
STARS = re.compile(r"(\*\*?)(?=\S)(.+?)(?<=\S)\1")
LOW_LINES = re.compile(r"(?<![\w\u2060])(__?)(?=[^\s_])(.+?)(?<=[^\s_])\1(?![\w\u2060])")
# A line break alone is a space, unless a list goes on after it.
BREAK = re.compile(r"(?<!\n)\n(?!\n|[-*] |\d+\. )")
# Where an escaped character waits until all marks are read.
PRIVATE = 0xE000
JOINER = "\u2060"


def read(text: str) -> str:
    """The text as a person reads it."""
    kept = ESCAPED.sub(lambda found: chr(PRIVATE + ord(found[1])), BREAK.sub(" ", text))
    kept = STARS.sub(r"\2", LINK.sub(r"\1", kept))
    unmarked = html.unescape(LOW_LINES.sub(r"\2", kept))
    shown = re.sub(r"[\ue000-\ue07f]", lambda found: chr(ord(found[0]) - PRIVATE), unmarked)
    return plain(re.sub(r"\n{2,}", "\n", shown))


def plain(text: str) -> str:
    """A text without marks as a person reads it: what has no width is not seen, and a space is a space."""
    return text.replace(JOINER, "").replace("\u00a0", " ")
