"""The drafts behind forms, as handlers use them: begun, found again by the one who began them, and taken once."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers import access, retention
from handlers.context import Context
from handlers.errors import OutOfDate
from handlers.screens import Button
from store import drafts
from store.drafts import Draft


def begin(ctx: Context, purpose: str, **data: Any) -> Draft:
    """A new draft of the asker's, deleted when its time is over."""
    retention.plan_retention(ctx)
    return drafts.start_draft(ctx.session, ctx.tenant_id, ctx.actor_id, purpose, data, ctx.now)


def held(
    ctx: Context, purpose: str, draft_id: str, *, sent: str = "", gone: str = "", again: tuple[Button, ...] = ()
) -> Draft:
    """The asker's own draft, taken or not. OutOfDate when it is not there: its time is over, or it was never theirs.

    `sent` is what an earlier form must have brought; a draft without it is at another step. `gone` says what that
    means, and `again` how to start anew; without them it is about one of the asker's meetings.
    """
    draft = drafts.find_draft(ctx.session, ctx.tenant_id, ctx.actor_id, draft_id, purpose)
    if draft is None or (sent and sent not in draft.data):
        raise OutOfDate(
            gone or ctx.t("What is filled in is kept for a day. Find the meeting in your list and start again."),
            heading=ctx.t("The form is too old"),
            buttons=again or (Button(ctx.t("My meetings"), "list.show", style="primary"),),
        )
    return draft


def leave(ctx: Context, draft_id: str) -> None:
    """The asker has left a form: what was filled in is gone, and a copy of the form can be sent in no more."""
    drafts.delete_draft(ctx.session, ctx.tenant_id, ctx.actor_id, draft_id)


def is_open(session: Session, real_now: datetime, platform: str, workspace: str, account: str, draft_id: str) -> bool:
    """Whether whoever holds an account may still send in a form: their draft is open, or the form ("") has none. Asked
    before a form is drawn again that has not come to its handler.
    """
    known = access.identify(session, real_now, platform, workspace, account)
    if known is None:
        return False
    world, person, _ = known
    assert person.id is not None
    return not draft_id or drafts.is_open(session, world.tenant_id, person.id, draft_id)


def consume(ctx: Context, draft: Draft, **answers: Any) -> bool:
    """Take the draft, with the last answers, before what it asks for is done. False when an earlier click took it: the
    draft then holds what that one brought.
    """
    return drafts.consume_draft(ctx.session, draft, ctx.now, **answers)
