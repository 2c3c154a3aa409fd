"""What a line in a chat asks for, where there are no commands but what people write."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from handlers import commands
from handlers.context import Context
from handlers.entry import Entry
from handlers.rules.name_with_number import looks_like_name_with_number
from handlers.rules.pii import find_identity_number
from handlers.screens import FieldValue

# What people call us by, before the word itself.
OUR_NAME = re.compile(r"^\s*/?@?samba(-?bot(en)?)?\b[\s,:.!?]*", re.IGNORECASE)
# So like must a word within a sentence be to be taken for a command; a line's only word may be further off.
ALIKE, ALIKE_ALONE = 0.8, 0.65
MOST_WORDS = 40

Heard = tuple[Entry, str, Mapping[str, FieldValue]]


def heard(ctx: Context, line: str) -> Heard:
    """The entry, the route and the values of a line. Our name alone opens the asker's own page, a command's word runs
    it. What else is written is answered with help, or raises Refused with the nearest command.
    """
    words = OUR_NAME.sub("", line).strip()
    if find_identity_number(line) or looks_like_name_with_number(line):
        return Entry.ACTION, "greeting.show", {"text": line}
    if not words:
        return Entry.ACTION, "home.open" if line.strip() else "greeting.show", {}
    first, _, rest = words.partition(" ")
    if name := commands.name_of(first.strip(",.!:")):
        return Entry.COMMAND, name, {"words": rest.strip()}
    near = _nearest(words)
    if near is None:
        return Entry.ACTION, "greeting.show", {}
    raise commands.did_you_mean(ctx, near)


def _nearest(words: str) -> str | None:
    """The command that a sentence comes closest to; None when it is about something else."""
    found = re.findall(r"[^\W\d_]+", words.casefold())[:MOST_WORDS]
    cutoff = ALIKE_ALONE if len(found) == 1 else ALIKE
    for word in found:
        if near := get_close_matches(word, commands.NAMES, n=1, cutoff=cutoff):
            return commands.NAMES[near[0]]
    return None
