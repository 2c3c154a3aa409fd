"""Registering that somebody without an account has been told: how, and on which day."""

from datetime import UTC, date, datetime, time

from pydantic import BaseModel

from handlers import access, drafting, picks, planning
from handlers.context import Context
from handlers.errors import BadField, OutOfDate
from handlers.family.words import role_name, told_line
from handlers.screens import (
    Answer,
    Button,
    ChoiceField,
    DateField,
    Finish,
    Form,
    Heading,
    Note,
    Open,
    Option,
    Receipt,
    Text,
)
from store import attendance, audit
from store.attendance import OutsideAttendee, Told, ToldBy
from store.drafts import Draft
from store.meetings import Item

PURPOSE = "family.told"


class TellFamily(BaseModel):
    """What has been told: a row on the convener's card."""

    told: int


class ToldFamily(BaseModel):
    """How and when."""

    draft: str
    how: str = ""
    day: date | None = None


def open_told(ctx: Context, request: TellFamily) -> Answer:
    """The form for one row; a row that is done or overtaken has nothing to register."""
    _, attendee, row = _open_row(ctx, request.told)
    draft = drafting.begin(ctx, PURPOSE, told=row.id)
    return Open(_form(ctx, draft, attendee, row))


def register_told(ctx: Context, request: ToldFamily) -> Answer:
    """Close the row, once for one form."""
    draft = drafting.held(ctx, PURPOSE, request.draft)
    if draft.consumed_at is not None:
        return _done(ctx, *_row(ctx, draft.data["told"])[1:])
    item, attendee, row = _open_row(ctx, draft.data["told"])
    how, day = _checked(ctx, request, row)
    if not drafting.consume(ctx, draft):
        return _done(ctx, attendee, row)
    row.done_at, row.done_by, row.how = _moment(ctx, day), ctx.actor_id, how
    ctx.session.add(row)
    assert row.id is not None
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "family.told", "told", row.id, row.what)
    planning.revise(ctx, item)
    return _done(ctx, attendee, row)


def _row(ctx: Context, told_id: int) -> tuple[Item, OutsideAttendee, Told]:
    """A row of an item that the asker convenes; the one refusal for all others."""
    row = attendance.telling_by_id(ctx.session, ctx.tenant_id, told_id)
    if row is None:
        raise access.no_such_item(ctx)
    item, _ = access.item_for_convener(ctx, row.item_id)
    attendee = attendance.attendee_by_id(ctx.session, ctx.tenant_id, row.attendee_id)
    assert attendee is not None
    return item, attendee, row


def _open_row(ctx: Context, told_id: int) -> tuple[Item, OutsideAttendee, Told]:
    found = _row(ctx, told_id)
    if found[2].done_at is not None or found[2].overtaken:
        raise _out_of_date(ctx)
    return found


def _out_of_date(ctx: Context) -> OutOfDate:
    return OutOfDate(
        ctx.t("It is registered already, or there is something else to tell now. The card of the meeting shows what."),
        heading=ctx.t("This card no longer applies"),
        buttons=(Button(ctx.t("My meetings"), "list.show"),),
    )


def _form(ctx: Context, draft: Draft, attendee: OutsideAttendee, row: Told) -> Form:
    t = ctx.t
    return Form(
        name="family.told",
        title=t("Register what you told"),
        parts=(
            Heading(role_name(ctx, attendee)),
            Text(told_line(ctx, attendee, row)),
            ChoiceField("how", t("How did you tell?"), _ways(ctx), expanded=True),
            DateField("day", t("When?"), initial=ctx.now.astimezone(ctx.zone).date()),
            Note(t("You tell them yourself. I only remember that it is done.")),
        ),
        submit=t("Register"),
        close=t("Cancel"),
        draft=draft.id,
    )


def _ways(ctx: Context) -> tuple[Option, ...]:
    return tuple(Option(way.value, ctx.t(text)) for way, text in picks.TOLD_BY.items())


def _checked(ctx: Context, request: ToldFamily, row: Told) -> tuple[ToldBy, date]:
    errors: dict[str, str] = {}
    how = next((way for way in ToldBy if way == request.how), None)
    if how is None:
        errors["how"] = ctx.t("Choose how you told.")
    if request.day is None:
        errors["day"] = ctx.t("Choose the day.")
    elif request.day > ctx.now.astimezone(ctx.zone).date():
        errors["day"] = ctx.t("The day cannot be later than today.")
    elif request.day < row.opened_at.astimezone(ctx.zone).date():
        errors["day"] = ctx.t("That was before there was this to tell. Choose a later day.")
    if errors or how is None or request.day is None:
        raise BadField(errors)
    return how, request.day


def _moment(ctx: Context, day: date) -> datetime:
    """Now, or noon of an earlier day: only the day is known."""
    if day == ctx.now.astimezone(ctx.zone).date():
        return ctx.now
    return datetime.combine(day, time(12), tzinfo=ctx.zone).astimezone(UTC)


def _done(ctx: Context, attendee: OutsideAttendee, row: Told) -> Finish:
    t = ctx.t
    parts = (Heading(t("It is registered")), Text(told_line(ctx, attendee, row)))
    return Finish(Receipt(t("Register what you told"), parts, t("Close")))
