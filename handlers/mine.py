"""My meetings, as a list."""

from pydantic import BaseModel

from handlers.context import Context
from handlers.greeting import main_buttons
from handlers.home.lines import MeetingLines
from handlers.screens import Answer, Button, Buttons, Card, Heading, Part, Show, Text, value
from store.attendance import items_about

PAGE = 15
# No more than a database can count to.
LAST_PAGE = 10_000


class ShowList(BaseModel):
    """Show my meetings, from one page on."""

    page: int = 0


def show_list(ctx: Context, request: ShowList) -> Answer:
    """My planned meetings in order of time, each with its button, a page at a time."""
    page = min(max(request.page, 0), LAST_PAGE)
    found = items_about(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, PAGE + 1, skip=page * PAGE)
    shown = found[:PAGE]
    lines = MeetingLines(ctx, shown)
    rows: tuple[Part, ...] = tuple(lines.row(item, meeting, with_day=True) for item, meeting in shown)
    none = (Text(ctx.t("You have no meetings ahead.")),) if not shown else ()
    more = (Button(ctx.t("Show more"), "list.show", value(page=page + 1)),) if len(found) > PAGE else ()
    buttons = Buttons((*more, *main_buttons(ctx)))
    return Show(Card((Heading(ctx.t("My meetings")), *rows, *none, buttons), ctx.t("Your meetings")))
