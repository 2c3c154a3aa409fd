"""The drafts behind the forms about who comes."""

from typing import Any

from handlers.context import Context
from handlers.errors import OutOfDate
from handlers.screens import Button
from store import drafts
from store.drafts import Draft


def begin(ctx: Context, purpose: str, **data: Any) -> Draft:
    """A new draft of the asker's."""
    return drafts.start_draft(ctx.session, ctx.tenant_id, ctx.actor_id, purpose, data, ctx.now)


def held_draft(ctx: Context, purpose: str, draft_id: str) -> Draft:
    """The asker's own draft, consumed or not; OutOfDate when it is gone."""
    draft = drafts.find_draft(ctx.session, ctx.tenant_id, ctx.actor_id, draft_id, purpose)
    if draft is None:
        raise OutOfDate(
            ctx.t("What is filled in is kept for a day. Find the meeting in your list and start again."),
            heading=ctx.t("The form is too old"),
            buttons=(Button(ctx.t("My meetings"), "list.show", style="primary"),),
        )
    return draft


def consume(ctx: Context, draft: Draft) -> bool:
    """Take the draft; False when an earlier click took it."""
    return drafts.consume_draft(ctx.session, draft, ctx.now)
