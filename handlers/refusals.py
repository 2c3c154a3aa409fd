"""Refusals as people read them: what is wrong, the rule behind it in its source's own words, and the ways forward."""

from handlers.context import Context
from handlers.errors import UserError
from handlers.rules.arena_parts import Source
from handlers.rules.arena_words import WayForward
from handlers.rules.holders import AgeProblem, AgeRefusal
from handlers.screens import Button, Buttons, Card, Heading, Note, Part, Receipt, Text
from locales import Language, Translator


def refusal_card(t: Translator, error: UserError) -> Card:
    """A refusal as a message to the one who asked."""
    return Card(_parts(t, error), t("An answer from samba-bot"))


def refusal_receipt(t: Translator, error: UserError) -> Receipt:
    """A refusal in the place of the form that was sent."""
    return Receipt(t("This did not work"), _parts(t, error), t("Close"))


def _parts(t: Translator, error: UserError) -> tuple[Part, ...]:
    parts: list[Part] = [Heading(error.heading or t("This did not work")), Text(error.text)]
    if error.source:
        parts.append(Note(error.source))
    buttons = error.buttons or (Button(t("Book a time"), "booking.start"), Button(t("My meetings"), "list.show"))
    return (*parts, Buttons(buttons))


def source_text(t: Translator, source: Source) -> str:
    """Where a rule comes from, with its own words where there are any. The quote stands as it was written."""
    reference = source.reference.read(t.language)
    if source.quote is None:
        return t("Rule: {reference}.", reference=reference)
    return t("Rule: {reference}: «{quote}»", reference=reference, quote=_quote(t.language, source))


def _quote(language: Language, source: Source) -> str:
    return (source.quote_nb if language == "nb" and source.quote_nb else source.quote) or ""


def age_text(ctx: Context, refusal: AgeRefusal) -> str:
    """Why the arena is not for that age, and where to go instead."""
    t = ctx.t
    if refusal.problem is AgeProblem.TOO_OLD and refusal.way_forward is WayForward.COUNTY_SCHOOL_AND_PPT:
        advice = t(
            "These meetings are for children and young people from {first} to and including {last} years. "
            "In upper secondary school, contact the school and the county's PPT.",
            first=refusal.first,
            last=refusal.last,
        )
    else:
        advice = t(
            "These meetings are for children and young people from {first} to and including {last} years.",
            first=refusal.first,
            last=refusal.last,
        )
    return f"{advice} {source_text(t, refusal.source)}"


def duty_to_report(t: Translator) -> str:
    """The line on the duty to report, where somebody could come to write a report in the wrong place."""
    return t(
        "Are you afraid that a child is exposed to violence or neglect? Ring the child welfare service, or 112 if "
        "there is danger now. Do not write it here."
    )
