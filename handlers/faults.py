"""What people read when something failed on our side, or when we do not know them."""

from handlers.screens import Button, Buttons, Card, Heading, Text
from locales import Language, translator


def failure_card(language: Language, code: str) -> Card:
    """Something failed; `code` finds it in the log. It says truly that nothing was changed: the transaction was
    rolled back.
    """
    t = translator(language)
    return Card(
        (
            Heading(t("Something went wrong on our side")),
            Text(
                t(
                    "Nothing has been sent or changed, and what you filled in is kept. Try again in a few minutes. "
                    "If that does not help, give the code {code} to user support.",
                    code=code,
                )
            ),
            Buttons((Button(t("My meetings"), "list.show"),)),
        ),
        t("An answer from samba-bot"),
    )


def unknown_person_card(language: Language) -> Card:
    """The account is not registered here, or is closed."""
    t = translator(language)
    return Card(
        (
            Heading(t("I do not know you yet")),
            Text(
                t(
                    "Your account is not registered with me. Ask the system administrator or the SamBa coordinator "
                    "in your municipality to add you."
                )
            ),
        ),
        t("An answer from samba-bot"),
    )
