"""The words of the command, the same in both written standards beside the English ones. What was typed is never
repeated.
"""

from difflib import get_close_matches

from handlers.context import Context
from handlers.errors import Refused
from handlers.screens import Button

WORDS = {
    "help": ("help", "hjelp", "?"),
    "book": ("book", "bestill", "ting"),
    "list": ("list", "liste", "møter", "møte"),
    "move": ("move", "flytt"),
    "cancel": ("cancel", "avlys"),
    "agenda": ("agenda", "sakliste"),
    "slots": ("slots", "tider"),
    "language": ("language", "språk", "målform"),
}
_NAME = {word: name for name, words in WORDS.items() for word in words}


def resolve(ctx: Context, words: str) -> tuple[str, str]:
    """The command's name and the rest of the line. No words mean help; an unknown word raises Refused with the
    nearest command.
    """
    first, _, rest = words.strip().partition(" ")
    if not first:
        return "help", ""
    name = _NAME.get(first.casefold())
    if name is None:
        raise _unknown(ctx, first.casefold())
    return name, rest.strip()


def _unknown(ctx: Context, word: str) -> Refused:
    near = get_close_matches(word, _NAME, n=1, cutoff=0.5)
    return Refused(
        ctx.t("Did you mean «{command}»?", command=near[0]) if near else ctx.t("The help shows what I understand."),
        heading=ctx.t("I do not know that word"),
        buttons=(Button(ctx.t("Help"), "help.show"), Button(ctx.t("Book a time"), "booking.start")),
    )
