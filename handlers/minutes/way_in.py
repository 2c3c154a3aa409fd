"""The way in by a command: the meeting of the case that is named, or the meetings that are not summed up."""

from pydantic import BaseModel

from handlers import access, which_item
from handlers.context import Context
from handlers.minutes.conversations import bring_conversation
from handlers.minutes.steps import OfItem, open_minutes
from handlers.screens import Answer, Button, Buttons, Card, Heading, Part, Row, Show, Text, value
from store import meetings
from store.cases import case_by_reference
from store.minutes import unwritten_items

MOST = 15


class MinutesByWords(BaseModel):
    """What stands after the command: a case reference, or nothing."""

    words: str = ""


def minutes_by_words(ctx: Context, request: MinutesByWords) -> Answer:
    """The first form for the last meeting of the case that is named; without a reference the meetings to choose from.

    One and the same refusal for a reference that is unknown, somebody else's, or no reference at all.
    """
    if request.words.strip():
        item_id = _last_of_case(ctx, request.words)
        opened = open_minutes(ctx, OfItem(item=item_id))
        bring_conversation(ctx, item_id)
        return opened
    return Show(_choice_card(ctx))


def _last_of_case(ctx: Context, words: str) -> int:
    reference = which_item.reference_in(words)
    case = case_by_reference(ctx.session, ctx.tenant_id, reference) if reference else None
    if case is None or case.id is None:
        raise access.no_such_item(ctx)
    planned = meetings.planned_items_of_case(ctx.session, case.id)
    mine = [each for each in planned if each[0].convener_id == ctx.actor_id]
    # The last that has been. Where none has, the next one says that it is too early, and one that has ended says why.
    latest = max(mine, key=lambda each: (each[1].starts_at <= ctx.now, each[1].starts_at), default=None)
    found = latest or meetings.latest_item_of_case(ctx.session, case.id)
    if found is None or found[0].id is None:
        raise access.no_such_item(ctx)
    return found[0].id


def _choice_card(ctx: Context) -> Card:
    t = ctx.t
    found = unwritten_items(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, MOST)
    rows: tuple[Part, ...] = tuple(
        Row(
            which_item.item_line(ctx, item, meeting),
            Button(t("Write the summary"), "minutes.open", value(item=item.id)),
        )
        for item, meeting in found
    )
    none = Text(t("No meeting of yours waits for a summary. You correct one that is written from the meeting's card."))
    ways = Buttons((Button(t("My meetings"), "list.show"),))
    return Card((Heading(t("Which meeting will you sum up?")), *(rows or (none,)), ways), t("Choose a meeting"))
