"""All that waits for somebody, in order: the first on their own page, and the whole of it when they ask."""

from pydantic import BaseModel

from handlers.context import Context
from handlers.screens import Answer, Button, Buttons, Card, Heading, Part, Show, Text, value
from handlers.waiting.after import after_meetings, measures
from handlers.waiting.before import asked_as_deputy, before_meetings, without_person
from handlers.waiting.duty import Duty, Reader, duty_row
from handlers.waiting.lines import in_line

ON_HOME, OTHERS = 10, 3
PAGE = 15


class ShowWaiting(BaseModel):
    """Show what waits, from one page on."""

    page: int = 0


def show_waiting(ctx: Context, request: ShowWaiting) -> Answer:
    """All that waits for the asker, a page at a time."""
    found = _all(ctx)
    start = max(request.page, 0) * PAGE
    shown = found[start : start + PAGE]
    more = (_more(ctx, request.page + 1),) if len(found) > start + PAGE else ()
    return Show(Card((*_listed(ctx, shown), *more), ctx.t("What waits for you")))


def waiting_parts(ctx: Context) -> tuple[Part, ...]:
    """The first of what waits for the reader. However much is overdue, some of the rest has room: it may be an offer
    that runs out.
    """
    found = _all(ctx)
    late = [duty for duty in found if duty.is_overdue(ctx.now)]
    others = found[len(late) :]
    first = late[: ON_HOME - min(len(others), OTHERS)]
    more = (_more(ctx, 0),) if len(found) > ON_HOME else ()
    return (*_listed(ctx, [*first, *others[: ON_HOME - len(first)]]), *more)


def _listed(ctx: Context, found: list[Duty]) -> tuple[Part, ...]:
    overdue = tuple(duty_row(ctx, duty) for duty in found if duty.is_overdue(ctx.now))
    others = tuple(duty_row(ctx, duty) for duty in found if not duty.is_overdue(ctx.now))
    heading = Heading(ctx.t("Waiting for you"))
    if not found:
        return (heading, Text(ctx.t("Nothing waits for you.")))
    late: tuple[Part, ...] = (Heading(ctx.t("Overdue")), *overdue) if overdue else ()
    return (*late, heading, *others) if others else late


def _all(ctx: Context) -> list[Duty]:
    reader = Reader(ctx)
    offers, places = in_line(reader)
    found = [
        *offers,
        *asked_as_deputy(reader),
        *before_meetings(reader),
        *after_meetings(reader),
        *measures(reader),
        *without_person(reader),
    ]
    return [*sorted(found, key=lambda duty: (not duty.is_overdue(ctx.now), duty.order)), *places]


def _more(ctx: Context, page: int) -> Buttons:
    return Buttons((Button(ctx.t("Show more"), "waiting.show", value(page=page)),))
