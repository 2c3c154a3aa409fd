"""The convener builds the agenda: which points, then how long each takes."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from handlers import access, picks, which_item
from handlers.agenda.forms import minutes_form, points_form, receipt
from handlers.agenda.free_text import own_point
from handlers.agenda.lengths import length_of
from handlers.agenda.points import choices, choose, write_agenda
from handlers.agenda.reading import ShowAgenda, show_agenda
from handlers.attendance.who import require_ahead
from handlers.context import Context
from handlers.drafting import begin, consume, held
from handlers.errors import BadField
from handlers.screens import Answer, Finish, Open, Show
from store import drafts
from store.cipher import cipher_of
from store.drafts import Draft
from store.meetings import Item, Meeting

PURPOSE = "agenda.edit"
MOST_POINTS = 9


class AgendaByWords(BaseModel):
    """What stands after the command: a case reference, or nothing."""

    words: str = ""


class OfItem(BaseModel):
    """Which item's agenda."""

    item: int


class EditAgenda(BaseModel):
    """Which points stand on it, one in own words, and how the child is heard."""

    draft: str
    points: tuple[str, ...] = ()
    own: str = ""
    heard: str = ""
    heard_reason: str | None = None


class SetMinutes(BaseModel):
    """How long each point takes: `minutes_1`, `minutes_2`, …"""

    model_config = ConfigDict(extra="allow")
    draft: str

    def of(self, number: int) -> int:
        """The minutes of one point; 0 when they cannot be read."""
        written: Any = (self.model_extra or {}).get(f"minutes_{number}")
        return int(written) if str(written).isdecimal() else 0


def agenda_by_words(ctx: Context, request: AgendaByWords) -> Answer:
    """The agenda of the case that is named: to change for its convener, to read for those who come. Without a
    reference the asker's meetings to choose from.
    """
    if request.words.strip():
        item_id = which_item.item_id_of_words(ctx, request.words)
        item, _ = access.item_for_party(ctx, item_id)
        own = item.convener_id == ctx.actor_id
        return open_agenda(ctx, OfItem(item=item_id)) if own else show_agenda(ctx, ShowAgenda(item=item_id))
    heading = ctx.t("Which agenda will you change?")
    return Show(which_item.choice_card(ctx, heading, ctx.t("Agenda"), "agenda.open"))


def open_agenda(ctx: Context, request: OfItem) -> Answer:
    """The first form: the points. For the convener alone."""
    item, meeting = access.item_for_convener(ctx, request.item)
    require_ahead(ctx, item, meeting)
    draft = begin(ctx, PURPOSE, item=item.id)
    return Open(points_form(ctx, item, meeting, draft.id))


def edit_agenda(ctx: Context, request: EditAgenda) -> Answer:
    """Judge the points and ask for their minutes. Own words are sealed before they are kept in the draft."""
    draft, item, meeting = _held(ctx, request.draft)
    if draft.consumed_at is not None:
        return Finish(receipt(ctx, item, meeting))
    require_ahead(ctx, item, meeting)
    # First, so that refused text is gone whatever else is wrong.
    own = own_point(ctx, "own", request.own)
    if errors := _errors(ctx, item, meeting, request, own):
        raise BadField(errors)
    sealed = cipher_of(ctx.session).seal(own) if own else None
    reason = request.heard_reason if request.heard == "not_heard" else None
    chosen = list(dict.fromkeys(request.points))
    drafts.fill_draft(ctx.session, draft, points=chosen, own=sealed, heard=request.heard, heard_reason=reason)
    return Open(minutes_form(ctx, item, meeting, draft.id, choose(ctx, item, meeting, chosen, sealed)))


def set_minutes(ctx: Context, request: SetMinutes) -> Answer:
    """Put the new agenda in place of the old one, in every message that shows it."""
    draft, item, meeting = _held(ctx, request.draft, sent="points")
    if draft.consumed_at is not None:
        return Finish(receipt(ctx, item, meeting))
    require_ahead(ctx, item, meeting)
    points = choose(ctx, item, meeting, draft.data["points"], draft.data["own"])
    minutes = [request.of(number) for number in range(1, len(points) + 1)]
    if errors := _minutes_errors(ctx, meeting, minutes):
        raise BadField(errors)
    if consume(ctx, draft):
        item.heard, item.heard_reason = draft.data["heard"], draft.data["heard_reason"]
        write_agenda(ctx, item, list(zip(points, minutes, strict=True)))
    return Finish(receipt(ctx, item, meeting))


def _held(ctx: Context, draft_id: str, sent: str = "") -> tuple[Draft, Item, Meeting]:
    draft = held(ctx, PURPOSE, draft_id, sent=sent)
    return draft, *access.item_for_convener(ctx, int(draft.data["item"]))


def _errors(ctx: Context, item: Item, meeting: Meeting, request: EditAgenda, own: str) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not set(request.points) <= choices(ctx, item, meeting).keys():
        errors["points"] = ctx.t("Choose among the points in the list.")
    if not request.points and not own:
        errors["points"] = ctx.t("Choose at least one point.")
    if len(set(request.points)) + bool(own) > MOST_POINTS:
        errors["points"] = ctx.t("Choose at most {count} points in all.", count=MOST_POINTS)
    if request.heard not in picks.HEARD:
        errors["heard"] = ctx.t("Choose how the child is heard.")
    if request.heard == "not_heard" and request.heard_reason not in picks.NOT_HEARD_REASONS:
        errors["heard_reason"] = ctx.t("Choose why the child is not heard now.")
    return errors


def _minutes_errors(ctx: Context, meeting: Meeting, minutes: list[int]) -> dict[str, str]:
    length, total = length_of(meeting), sum(minutes)
    errors = {
        f"minutes_{number}": ctx.t("Choose how many minutes.")
        for number, each in enumerate(minutes, 1)
        if not 1 <= each <= length
    }
    if not errors and total > length:
        last = f"minutes_{len(minutes)}"
        errors[last] = ctx.t(
            "The points take {total} minutes, and the meeting has {length}.", total=total, length=length
        )
    return errors
