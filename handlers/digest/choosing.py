"""A leader chooses when the digest comes: the weekday, the time, or not at all."""

from datetime import time

from babel.dates import get_day_names
from pydantic import BaseModel

from handlers.context import Context
from handlers.digest.asking import comes_line, require_leader
from handlers.digest.planning import plan_for_leader, wanted_time, wants_digest
from handlers.errors import BadField
from handlers.greeting import Nothing
from handlers.rules.calendar import Hours
from handlers.screens import (
    Answer,
    Button,
    Buttons,
    ChoiceField,
    Finish,
    Form,
    Open,
    Option,
    Receipt,
    Text,
    TimeField,
)
from store.preferences import own_preference

WEEKDAYS = range(5)
NEVER = "never"


class ChooseDigest(BaseModel):
    """A weekday, 0 for Monday, or `never`; and a local time of day."""

    weekday: str = ""
    at: time | None = None


def open_choosing(ctx: Context, _request: Nothing) -> Answer:
    """The form that asks when."""
    require_leader(ctx)
    t, now = ctx.t, wanted_time(ctx, ctx.actor_id)
    chosen = str(now.weekday or 0) if wants_digest(ctx, ctx.actor_id) else NEVER
    form = Form(
        name="digest.choose",
        title=t("Weekly summary"),
        parts=(
            Text(t("When the day you choose is closed, the weekly summary comes on the next working day of the week.")),
            ChoiceField("weekday", t("Which day?"), _days(ctx), expanded=True, initial=(chosen,)),
            TimeField("at", t("At what time?"), hint=_between(ctx), initial=now.wall),
        ),
        submit=t("Save"),
        close=t("Cancel"),
    )
    return Open(form)


def choose_digest(ctx: Context, request: ChooseDigest) -> Answer:
    """Keep the choice. A digest that has not gone out this week moves, unless the new time is past."""
    units = require_leader(ctx)
    errors = _errors(ctx, request)
    if errors:
        raise BadField(errors)
    own = own_preference(ctx.session, ctx.tenant_id, ctx.actor_id)
    own.digest_wanted = request.weekday != NEVER
    if own.digest_wanted:
        own.digest_weekday, own.digest_at = int(request.weekday), request.at
    ctx.session.add(own)
    ctx.session.flush()
    plan_for_leader(ctx, ctx.actor_id, units)
    return Finish(_receipt(ctx, comes_line(ctx, units)))


def _receipt(ctx: Context, line: str) -> Receipt:
    show = Buttons((Button(ctx.t("Show the weekly summary"), "digest.show"),))
    return Receipt(ctx.t("Weekly summary"), (Text(line), show), ctx.t("Close"))


def _errors(ctx: Context, request: ChooseDigest) -> dict[str, str]:
    if request.weekday == NEVER:
        return {}
    if request.weekday not in map(str, WEEKDAYS):
        return {"weekday": ctx.t("Choose a day.")}
    span = Hours().messages
    if request.at is None or not span.start <= request.at.replace(tzinfo=None) < span.end:
        return {"at": _between(ctx)}
    return {}


def _between(ctx: Context) -> str:
    span = Hours().messages
    return ctx.t("Choose a time from {start} and before {end}.", start=_clock(span.start), end=_clock(span.end))


def _clock(wall: time) -> str:
    return f"kl. {wall:%H.%M}"


def _days(ctx: Context) -> tuple[Option, ...]:
    names = get_day_names(locale=ctx.t.language)
    first, *others = (str(names[day]).capitalize() for day in WEEKDAYS)
    usual = ctx.t("{weekday}, or the first working day", weekday=first)
    days = (Option(str(day), name) for day, name in zip(WEEKDAYS, (usual, *others), strict=True))
    return (*days, Option(NEVER, ctx.t("I do not want it")))
