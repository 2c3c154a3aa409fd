"""Help, and the answer to whoever just writes something."""

from pydantic import BaseModel

from handlers import access, drafting, refusals
from handlers.commands import WORDS
from handlers.context import Context
from handlers.rules.name_with_number import looks_like_name_with_number
from handlers.rules.pii import find_identity_number
from handlers.screens import Answer, Button, Buttons, Card, Heading, Note, Part, Replace, Show, Text, value
from handlers.ways import WAYS, way


class Nothing(BaseModel):
    """A button or command that brings nothing."""


class LeftForm(BaseModel):
    """The form that somebody leaves; empty for one without a draft."""

    draft: str = ""


class Written(BaseModel):
    """What somebody wrote to the bot. It is looked at once, and neither stored nor repeated."""

    text: str = ""


def show_help(ctx: Context, _request: Nothing) -> Answer:
    """What the bot does, and the buttons for it."""
    return Show(Card(help_parts(ctx), ctx.t("Hello from samba-bot")))


def greet(ctx: Context, request: Written) -> Answer:
    """A card whose buttons do what a message cannot; with advice to delete a message that may point out a child."""
    risky = find_identity_number(request.text) or looks_like_name_with_number(request.text)
    return Show(Card((*(_advice(ctx) if risky else ()), *help_parts(ctx)), ctx.t("An answer from samba-bot")))


def close_form(ctx: Context, request: LeftForm) -> Answer:
    """What stands where a form was closed, on a platform where it stands in the conversation. There a copy of it may
    still be seen elsewhere, so it is closed for good.
    """
    drafting.leave(ctx, request.draft)
    closed = Card((Text(ctx.t("Closed. Nothing has been changed.")), Buttons(main_buttons(ctx))), ctx.t("Closed"))
    return Replace(closed)


def _advice(ctx: Context) -> tuple[Part, ...]:
    return (
        Heading(ctx.t("Delete the message you wrote")),
        Text(
            ctx.t(
                "It may hold a name or a number that points out one person. I have not stored it, but what you wrote "
                "still stands there. Delete the message, and use the case reference."
            )
        ),
    )


def help_parts(ctx: Context) -> tuple[Part, ...]:
    """Who the bot is, what it must never be told, and its buttons."""
    t = ctx.t
    words = ", ".join(known[1] for known in WORDS.values())
    return (
        Heading(t("Hello. I help you with SamBa meetings")),
        Text(
            t(
                "I book a time, remind of the meeting and see to it that the consent is in place. Never write a name, "
                "a birth date or a diagnosis to me. Use the case reference."
            )
        ),
        Buttons(all_buttons(ctx, "help")),
        Note(t("You can also write “samba” and one of these words: {words}.", words=words)),
        Note(refusals.duty_to_report(t)),
    )


def main_buttons(ctx: Context) -> tuple[Button, ...]:
    """The ways in that people use most. The language button stands in the language one changes to."""
    times = (way(ctx, "slots"),) if access.is_coordinator(ctx) else ()
    return (way(ctx, "book", "primary"), way(ctx, "list"), *times, other_language(ctx))


def all_buttons(ctx: Context, *here: str) -> tuple[Button, ...]:
    """A button for all that can be written after the command, but for the commands that show what one looks at."""
    mine = [name for name in WAYS if name not in (*here, "book", "language")]
    if not access.is_coordinator(ctx):
        mine.remove("slots")
    if not access.is_leader(ctx):
        mine.remove("digest")
    language = () if "language" in here else (other_language(ctx),)
    return (way(ctx, "book", "primary"), *(way(ctx, name) for name in mine), *language)


def other_language(ctx: Context) -> Button:
    """The button to the other written standard, written in it."""
    if ctx.t.language == "nn":
        return Button("Bytt til bokmål", "language.choose", value(language="nb"))
    return Button("Byt til nynorsk", "language.choose", value(language="nn"))
