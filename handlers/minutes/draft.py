"""What has been written so far, kept between the forms. Refused text never gets here; other text is sealed."""

from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from handlers import access, drafting, measures
from handlers.context import Context
from handlers.errors import OutOfDate
from handlers.minutes.said import Said, content, said_of
from handlers.screens import Button, value
from store import drafts
from store.cipher import cipher_of
from store.drafts import Draft
from store.meetings import Item, Meeting
from store.minutes import Documented, Minutes, PartInDeciding, minutes_of

PURPOSE = "minutes"


class Writing(BaseModel):
    """Minutes in the making. `corrects` is how often the minutes that are corrected had been corrected then; None for
    new ones. `held` and `conclusions` are None until their form has been sent. `adding` is set while the form of a
    measure is open.
    """

    item: int
    corrects: int | None = None
    held: bool | None = None
    not_held_reason: str | None = None
    conclusions: tuple[str, ...] | None = None
    sealed_text: str | None = None
    text_questioned: bool = False
    guardians_decided: PartInDeciding | None = None
    youth_decided: PartInDeciding | None = None
    documented: Documented | None = None
    measures: tuple[dict[str, Any], ...] = ()
    adding: bool = False


def begin(ctx: Context, item: Item, minutes: Minutes | None) -> Draft:
    """A new draft of the asker's; a correction begins with what is registered."""
    assert item.id is not None
    writing = Writing(item=item.id) if minutes is None else _from_minutes(ctx, item, minutes)
    return drafting.begin(ctx, PURPOSE, **writing.model_dump(mode="json"))


def _from_minutes(ctx: Context, item: Item, minutes: Minutes) -> Writing:
    return Writing(
        item=minutes.item_id,
        corrects=minutes.corrections,
        held=minutes.held,
        not_held_reason=minutes.not_held_reason,
        conclusions=tuple(minutes.conclusions),
        sealed_text=minutes.sealed_text,
        text_questioned=minutes.text_questioned,
        guardians_decided=minutes.guardians_decided,
        youth_decided=minutes.youth_decided,
        documented=minutes.documented,
        measures=tuple(measures.measures_agreed(ctx, item)),
    )


def kept_without_consent(ctx: Context, item: Item, writing: Writing) -> Writing:
    """What may be kept without consent: whether it was held, and of a meeting that was, what had been registered while
    the consent held. Nothing new, and nothing that others are to do is lost.
    """
    registered = minutes_of(ctx.session, writing.item) if writing.held else None
    before = _from_minutes(ctx, item, registered) if registered else Writing(item=writing.item)
    settled = {"corrects": writing.corrects, "held": writing.held, "not_held_reason": writing.not_held_reason}
    return before.model_copy(update=settled)


def held(ctx: Context, draft_id: str, sent: str = "") -> tuple[Draft, Writing, Item, Meeting]:
    """The asker's own draft, taken or not, with its item. OutOfDate when it is gone, or when the form that brings
    `sent` has not been sent; NoAccess when the item is not the asker's any more.
    """
    draft = drafting.held(ctx, PURPOSE, draft_id)
    writing = Writing.model_validate(draft.data)
    item, meeting = access.item_for_convener(ctx, writing.item)
    if sent and getattr(writing, sent) is None:
        raise OutOfDate(
            ctx.t("Something is missing before this step. Start again from the meeting."),
            heading=ctx.t("The form is too old"),
            buttons=(Button(ctx.t("Write the summary"), "minutes.open", value(item=item.id), "primary"),),
        )
    return draft, writing, item, meeting


def keep(ctx: Context, draft: Draft, writing: Writing) -> None:
    """Keep what has been filled in now."""
    drafts.fill_draft(ctx.session, draft, **writing.model_dump(mode="json"))


def drafted(ctx: Context, item: Item, writing: Writing) -> Said:
    """What the summary would say, from the draft; marked as corrected where it says something else than before."""
    said = Said(
        held=bool(writing.held),
        not_held_reason=writing.not_held_reason,
        conclusions=writing.conclusions or (),
        text=cipher_of(ctx.session).open(writing.sealed_text) if writing.sealed_text else "",
        text_questioned=writing.text_questioned,
        guardians_decided=writing.guardians_decided,
        youth_decided=writing.youth_decided,
        corrected_at=None,
        measures=lambda reader, in_channel: measures.drafted_lines(
            reader, item, writing.measures, in_channel=in_channel
        ),
    )
    registered = minutes_of(ctx.session, writing.item)
    if registered is None:
        return said
    before = said_of(ctx, item, registered)
    same = content(ctx, before) == content(ctx, said)
    return replace(said, corrected_at=before.corrected_at if same else ctx.now)
