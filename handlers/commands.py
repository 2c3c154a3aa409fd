"""The words of the command, the same in both written standards beside the English ones. What was typed is never
repeated.
"""

from difflib import get_close_matches

from handlers.context import Context
from handlers.errors import Refused
from handlers.ways import way
from handlers.which_item import reference_in

# The first Norwegian word of each, its second here, is the one that is suggested.
WORDS = {
    "help": ("help", "hjelp", "?"),
    "book": ("book", "bestill", "ting"),
    "list": ("list", "liste", "møter", "møte"),
    "move": ("move", "flytt"),
    "cancel": ("cancel", "avlys"),
    "agenda": ("agenda", "sakliste"),
    "minutes": ("minutes", "referat", "oppsummering"),
    "todo": ("todo", "tiltak", "gjeremål", "gjøremål", "oppgåver", "oppgaver"),
    "slots": ("slots", "tider"),
    # «statistikk» is the same in both written standards.
    "digest": ("digest", "statistikk", "vekeoppsummering", "ukeoppsummering", "veke", "uke"),
    "language": ("language", "språk", "målform"),
    "settings": ("settings", "oppsett", "innstillingar", "innstillinger"),
}
OF_A_CASE = frozenset({"move", "cancel", "agenda", "minutes"})
NAMES = {word: name for name, words in WORDS.items() for word in words}


def resolve(ctx: Context, words: str) -> tuple[str, str]:
    """The command's name and the rest of the line. No words mean help; an unknown word raises Refused with the
    nearest command.
    """
    first, _, rest = words.strip().partition(" ")
    if not first:
        return "help", ""
    name = name_of(first)
    if name is None:
        raise _unknown(ctx, first.casefold())
    return name, rest.strip()


def name_of(word: str) -> str | None:
    """The command that a word stands for."""
    return NAMES.get(word.casefold())


def without_free_text(words: str) -> str:
    """The same command with nothing of what was typed but its word and a case reference, to run once more."""
    first, _, rest = words.strip().partition(" ")
    name = name_of(first) or "help"
    reference = reference_in(rest) if name in OF_A_CASE else None
    return f"{name} {reference}" if reference else name


def _unknown(ctx: Context, word: str) -> Refused:
    near = get_close_matches(word, NAMES, n=1, cutoff=0.5)
    if not near:
        return Refused(
            ctx.t("The help shows what I understand."),
            heading=ctx.t("I do not know that word"),
            buttons=(way(ctx, "help", "primary"), way(ctx, "book")),
        )
    return did_you_mean(ctx, NAMES[near[0]])


def did_you_mean(ctx: Context, name: str) -> Refused:
    """The refusal of a word or a line that comes close to a command."""
    others = () if name == "help" else (way(ctx, "help"),)
    return Refused(
        ctx.t("Did you mean «{command}»?", command=WORDS[name][1]),
        heading=ctx.t("I do not know that word"),
        buttons=(way(ctx, name, "primary"), *others),
    )
