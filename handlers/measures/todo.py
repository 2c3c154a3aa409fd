"""What somebody is to do: their own open measures, what is overdue first."""

from handlers import access
from handlers.context import Context
from handlers.greeting import Nothing, main_buttons
from handlers.measures.cards import about_line, can_undo, own_what, owner_buttons, undo_button
from handlers.measures.lines import is_overdue
from handlers.measures.own import Own
from handlers.screens import Answer, Buttons, Card, Heading, Note, Part, Row, Show, Text
from store import audit
from store.measures import open_measures_of

LIST = "todo"
MOST = 10


def show_todo(ctx: Context, _request: Nothing) -> Answer:
    """The asker's open measures, each with what can be done."""
    return Show(todo_card(ctx))


def todo_card(ctx: Context, answered: Own | None = None) -> Card:
    """The list as a card; with the way back for the one that was just marked as done."""
    undone = _way_back(ctx, answered) if answered is not None else ()
    return Card((*undone, *todo_parts(ctx), Buttons(main_buttons(ctx))), ctx.t("Your measures"))


def todo_parts(ctx: Context) -> tuple[Part, ...]:
    """My open measures in order of their deadlines. One of a case that is off the agenda is not listed."""
    heading = Heading(ctx.t("My measures"))
    found = open_measures_of(ctx.session, ctx.tenant_id, ctx.actor_id, MOST + 1)
    if not found:
        return (heading, Text(ctx.t("You have no open measures.")))
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "measures.read", "person", ctx.actor_id)
    mine = [Own(measure, item, meeting) for measure, item, meeting in found[:MOST]]
    listed = tuple(part for own in mine for part in _listed(ctx, own))
    more = (Note(ctx.t("Only the first {count} are shown.", count=MOST)),) if len(found) > MOST else ()
    return (heading, *listed, *more)


def _listed(ctx: Context, own: Own) -> tuple[Part, ...]:
    return Text(_line(ctx, own)), Buttons(owner_buttons(ctx, own, LIST))


def _line(ctx: Context, own: Own) -> str:
    """«Rettleiing. Sak S-7F3K, over fristen, som var fredag 2. april.»"""
    about = {
        "what": own_what(ctx, own),
        "reference": access.case_of(ctx, own.item).reference,
        "day": ctx.t.day(own.measure.due_on, ctx.now),
    }
    if is_overdue(ctx, own.measure):
        return ctx.t("{what}. Case {reference}: overdue, the deadline was {day}.", **about)
    return ctx.t("{what}. Case {reference}: by {day}.", **about)


def _way_back(ctx: Context, own: Own) -> tuple[Part, ...]:
    if not can_undo(ctx, own):
        return ()
    return (Row(ctx.t("Done: {measure}", measure=about_line(ctx, own)), undo_button(ctx, own, LIST)),)
