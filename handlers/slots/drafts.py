"""The drafts of the coordinator's forms: the purpose of each is the name of the action that starts it again."""

from handlers import drafting
from handlers.context import Context
from handlers.errors import OutOfDate
from handlers.screens import Button
from store.drafts import Draft


def held(ctx: Context, draft_id: str, purpose: str) -> Draft:
    """The asker's own draft; OutOfDate when it is gone, after a day or because it was never theirs."""
    refusal = too_old(ctx, purpose)
    return drafting.held(ctx, purpose, draft_id, gone=refusal.text, again=refusal.buttons)


def too_old(ctx: Context, purpose: str) -> OutOfDate:
    """That a form is too old, with the way to start again."""
    t = ctx.t
    return OutOfDate(
        t("What is filled in is kept for a day. Start again, and you will soon be done."),
        heading=t("The form is too old"),
        buttons=(Button(t("Start again"), purpose, style="primary"), Button(t("Show the times"), "slots.show")),
    )
