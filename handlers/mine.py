"""What is mine: my meetings, and what waits for me."""

from handlers import access
from handlers.context import Context
from handlers.greeting import Nothing, all_buttons, main_buttons
from handlers.measures import todo_parts
from handlers.screens import Answer, Button, Buttons, Card, Heading, Home, Note, Part, Row, Show, Text, value
from handlers.waiting import waiting_parts
from store.meetings import Item, Meeting, items_about

SHOWN = 15


def show_list(ctx: Context, _request: Nothing) -> Answer:
    """My meetings, as a card."""
    return Show(Card((*meeting_parts(ctx), Buttons(main_buttons(ctx))), ctx.t("Your meetings")))


def open_home(ctx: Context, _request: Nothing) -> Answer:
    """My own page: what waits for me first, then my meetings and measures, then everything that can be asked for."""
    return Home((*waiting_parts(ctx), *meeting_parts(ctx), *todo_parts(ctx), Buttons(all_buttons(ctx, "list"))))


def meeting_parts(ctx: Context) -> tuple[Part, ...]:
    """My planned meetings in order of time, each with its button."""
    mine = items_about(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, SHOWN + 1)
    if not mine:
        return (Heading(ctx.t("My meetings")), Text(ctx.t("You have no meetings ahead.")))
    rows = tuple(_meeting_row(ctx, item, meeting) for item, meeting in mine[:SHOWN])
    more = (Note(ctx.t("Only the next {count} are shown.", count=SHOWN)),) if len(mine) > SHOWN else ()
    return (Heading(ctx.t("My meetings")), *rows, *more)


def _meeting_row(ctx: Context, item: Item, meeting: Meeting) -> Row:
    mine = item.convener_id == ctx.actor_id
    line = ctx.t(
        "{when}: {arena}, {unit}",
        when=ctx.t.when(meeting.starts_at, meeting.ends_at, ctx.now).capitalize(),
        arena=ctx.rulebook[meeting.arena].names.read(ctx.t.language).indefinite,
        unit=access.unit_of(ctx, meeting.unit_id).name(ctx.t.language),
    )
    if mine:
        line = f"{line} · {access.case_of(ctx, item).reference}"
    return Row(line, Button(ctx.t("Open"), "item.show" if mine else "agenda.show", value(item=item.id)))
