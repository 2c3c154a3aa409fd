"""Which meeting a command is about: the one whose case is named, or one chosen from the asker's own."""

import re

from handlers import access
from handlers.agenda.words import place_of
from handlers.context import Context
from handlers.screens import Button, Buttons, Card, Heading, Part, Row, Text, value
from store import audit, meetings
from store.cases import case_by_reference
from store.meetings import Item, Meeting

MOST = 30
# As it is read aloud or typed on a phone: «S-7F3K», «s 7f3k», «7F3K».
REFERENCE = re.compile(r"S?([0-9A-Z]{4})")


def item_of_words(ctx: Context, words: str) -> tuple[Item, Meeting]:
    """The next planned item of the case whose reference the words are, for its convener or a coordinator.

    NoAccess with one and the same answer for a reference that is unknown, somebody else's, or no reference at all.
    """
    return item_to_manage(ctx, item_id_of_words(ctx, words))


def item_id_of_words(ctx: Context, words: str) -> int:
    """The next planned item of the case whose reference the words are: a claim, which the caller asks `access` about.

    NoAccess when there is none.
    """
    reference = reference_in(words)
    case = case_by_reference(ctx.session, ctx.tenant_id, reference) if reference else None
    if case is None:
        raise access.no_such_item(ctx)
    assert case.id is not None
    planned = meetings.planned_items_of_case(ctx.session, case.id)
    ids = [item.id for item, meeting in planned if meeting.starts_at > ctx.now and item.id is not None]
    if not ids:
        raise access.no_such_item(ctx)
    return ids[0]


def reference_in(words: str) -> str | None:
    """The case reference that the words are, as it is written: «S-7F3K»; None for anything else."""
    written = REFERENCE.fullmatch(re.sub(r"[\s\-–]", "", words).upper())
    return f"S-{written[1]}" if written else None


def item_to_manage(ctx: Context, item_id: int) -> tuple[Item, Meeting]:
    """An item its convener or a coordinator is about to change; somebody else's case is read, and that is recorded."""
    item, meeting = access.item_for_manager(ctx, item_id)
    if item.convener_id != ctx.actor_id:
        audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "case.read", "case", item.case_id)
    return item, meeting


def choice_card(ctx: Context, heading: str, button: str, action: str) -> Card:
    """The meetings that the asker has called, each with a button to `action`."""
    t = ctx.t
    found = meetings.items_called_by(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, MOST)
    rows: tuple[Part, ...] = tuple(
        Row(item_line(ctx, item, meeting), Button(button, action, value(item=item.id))) for item, meeting in found
    )
    none = Text(t("You have called no meetings that are still to come. Those who call a meeting can change it."))
    ways = [Button(t("My meetings"), "list.show")]
    if access.is_coordinator(ctx):
        ways.append(Button(t("Show the times"), "slots.show"))
    return Card((Heading(heading), *(rows or (none,)), Buttons(tuple(ways))), t("Choose one of your meetings"))


def item_line(ctx: Context, item: Item, meeting: Meeting) -> str:
    """«Sak S-7F3K: tysdag 9. mars kl. 10.00–10.45, Møterom 2, Solvik skule»"""
    return ctx.t(
        "Case {reference}: {when}, {place}",
        reference=access.case_of(ctx, item).reference,
        when=ctx.t.when(meeting.starts_at, meeting.ends_at, ctx.now),
        place=place_of(ctx, meeting),
    )
