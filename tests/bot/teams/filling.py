"""What a client does with a form: shows what its inputs hold, and sends them in."""

from typing import Any

from microsoft_teams.cards import AdaptiveCard

from tests.bot.teams.schema import nodes, plain


def held(card: AdaptiveCard) -> dict[str, str]:
    """What the inputs of a card hold as it is shown, by id; those that are empty are left out."""
    inputs = nodes(plain(card), "Input.")
    return {each["id"]: each["value"] for each in inputs if each.get("value")}


def sent_in(card: AdaptiveCard, **filled: str) -> dict[str, Any]:
    """What the button of a form sends, with some of its inputs filled in."""
    submit = plain(card)["actions"][0]
    return {**submit["data"], **held(card), **filled}
