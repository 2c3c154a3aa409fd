"""Each reader's own choice of written standard."""

from typing import Literal

from pydantic import BaseModel

from handlers import access
from handlers.context import Context
from handlers.greeting import main_buttons
from handlers.screens import Answer, Button, Buttons, Card, Heading, Show, Text, value
from locales import Language
from locales.translator import languages

NAMES: dict[str, Language] = {"nynorsk": "nn", "nn": "nn", "bokmål": "nb", "bokmal": "nb", "nb": "nb"}


class ChooseLanguage(BaseModel):
    """The language that was chosen."""

    language: Literal["nn", "nb"]


class LanguageWords(BaseModel):
    """What stands after the command."""

    words: str = ""


def show_languages(ctx: Context, request: LanguageWords) -> Answer:
    """Choose by the word that was written, or show the choices."""
    if chosen := NAMES.get(request.words.casefold()):
        return choose_language(ctx, ChooseLanguage(language=chosen))
    choices = tuple(
        Button(name.capitalize(), "language.choose", value(language=language)) for language, name in languages()
    )
    parts = (Heading(ctx.t("Which language do you want?")), Buttons(choices))
    return Show(Card(parts, ctx.t("Choose your language")))


def choose_language(ctx: Context, request: ChooseLanguage) -> Answer:
    """Keep the choice, and answer in it."""
    person = access.person_of(ctx, ctx.actor_id)
    person.language = request.language
    ctx.session.add(person)
    ctx.session.flush()
    new = ctx.seen_by(person)
    parts = (
        Heading(_promise(new)),
        Text(new.t("It holds for all that I send from now on.")),
        Buttons(main_buttons(new)),
    )
    return Show(Card(parts, new.t("Your language is changed")))


def _promise(ctx: Context) -> str:
    if ctx.t.language == "nb":
        return ctx.t("From now on I write bokmål to you")
    return ctx.t("From now on I write nynorsk to you")
