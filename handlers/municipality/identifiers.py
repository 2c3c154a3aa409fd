"""Whether the ids in a file look like those of their platform: what is pasted from the wrong place is seen at once.

How a platform writes its ids is told by whoever knows the platform, and is opaque here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.municipality.positions import Place
from handlers.municipality.references import Document, accounts_in
from locales import Translator


@dataclass(frozen=True)
class IdForm:
    """How an id looks, and one that looks so. The letters are in the case that the platform sends them in."""

    pattern: re.Pattern[str]
    example: str


@dataclass(frozen=True)
class IdForms:
    """A platform's ids."""

    workspace: IdForm
    account: IdForm
    channel: IdForm


def identifier_faults(
    content: Mapping[str, Any], forms: Mapping[str, IdForms], t: Translator
) -> Iterator[tuple[Place, str]]:
    """The ids that cannot be right, each with its place. A platform that is not among `forms` has ids of any kind."""
    document = Document(content)
    for platform, workspace in document.table("workspaces").items():
        if platform in forms and isinstance(workspace, str):
            yield from _fault(("workspaces", platform), workspace, forms[platform].workspace, t)
    for place, (platform, account) in accounts_in(document, "people"):
        if platform in forms:
            yield from _fault(place, account, forms[platform].account, t)
    for place, (platform, channel) in accounts_in(document, "channels"):
        if platform in forms:
            yield from _fault(place, channel, forms[platform].channel, t)


def _fault(place: Place, word: str, form: IdForm, t: Translator) -> Iterator[tuple[Place, str]]:
    word = word.strip()
    if form.pattern.fullmatch(word):
        return
    if form.pattern.fullmatch(word.lower()):
        yield place, t("Write the id in lower case: {id}.", id=word.lower())
    else:
        yield place, t("The id is not written as it should be. It looks like this: {example}.", example=form.example)
