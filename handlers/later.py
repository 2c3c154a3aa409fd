"""«Minn meg på det seinare»: whoever has got a reminder has it put off, and gets it again from what is true then.

The button stands on every reminder that is still to be seen to. It carries the id of the delivery, which proves that
its reader has had it.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from pydantic import BaseModel

from handlers import drafting, expanding
from handlers.calendars import calendar_of
from handlers.context import Context
from handlers.errors import BadField, NoAccess, OutOfDate
from handlers.notice_kinds import KINDS
from handlers.notices import About, Kind, Message
from handlers.screens import (
    LIMITS,
    Answer,
    Button,
    Buttons,
    Card,
    ChoiceField,
    Finish,
    Form,
    Heading,
    Note,
    Open,
    Option,
    Receipt,
    Text,
    value,
)
from store import audit, deliveries, notices
from store.deliveries import Delivery, DeliveryState

PURPOSE = "later.choose"
HOUR = timedelta(hours=1)
# For what begins so soon that an hour is too long.
SHORTER = {"half_hour": timedelta(minutes=30), "quarter": timedelta(minutes=15)}
AFTERNOON, MORNING = time(14), time(9)
WORKDAYS = 3
HAD = frozenset({DeliveryState.SENT, DeliveryState.CLAIMED})


class OpenLater(BaseModel):
    """The reminder that is to be put off."""

    delivery: str


class RemindLater(BaseModel):
    """Until when."""

    draft: str
    when: str = ""


@dataclass(frozen=True)
class Reminder:
    """A reminder that somebody has had."""

    delivery: Delivery
    kind: Kind
    about: About


# ---- The button ------------------------------------------------------------------------------------------------------


def with_button(ctx: Context, about: About, kind: Kind, delivery_id: str, message: Message) -> Message:
    """The message with the way to have it put off, where there is something left to be reminded of."""
    if not is_open(ctx, about, kind) or not moments(ctx, about, kind):
        return message
    button = Button(ctx.t("Remind me later"), "later.open", value(delivery=delivery_id))
    return replace(message, card=_beside_the_last(message.card, button))


def _beside_the_last(card: Card, button: Button) -> Card:
    """The card with one more button among the last ones, or below all where there are none."""
    places = [place for place, part in enumerate(card.parts) if isinstance(part, Buttons)]
    for place in places[-1:]:
        last = card.parts[place]
        if isinstance(last, Buttons) and len(last.buttons) < LIMITS.buttons:
            more = Buttons((*last.buttons, button))
            return replace(card, parts=(*card.parts[:place], more, *card.parts[place + 1 :]))
    return replace(card, parts=(*card.parts, Buttons((button,))))


def is_open(ctx: Context, about: About, kind: Kind) -> bool:
    """Whether a reminder is one that its reader would get now."""
    if not kind.reminder or (expanding.has_ended(about) and not kind.outlives):
        return False
    return ctx.actor_id in kind.readers(ctx, about)


# ---- The moments -----------------------------------------------------------------------------------------------------


def moments(ctx: Context, about: About, kind: Kind) -> dict[str, datetime]:
    """When one can be reminded again, by what is chosen (UTC): what makes sense now, and is early enough."""
    calendar = calendar_of(ctx, ctx.actor)
    until, today = kind.until(ctx, about), calendar.day(ctx.now)
    soon = {name: ctx.now + ahead for name, ahead in SHORTER.items()}
    found = {
        "hour": ctx.now + HOUR,
        "afternoon": calendar.at(today, AFTERNOON),
        "tomorrow": calendar.at(calendar.next_workday(today), MORNING),
        "three_days": calendar.at(calendar.add_workdays(today, WORKDAYS), MORNING),
    }
    if found["afternoon"] <= found["hour"] or not calendar.is_workday(today):
        del found["afternoon"]
    if until is None:
        return found
    kept = {name: moment for name, moment in found.items() if moment < until}
    return kept or {name: moment for name, moment in soon.items() if moment < until}


def _words(ctx: Context, choice: str, moment: datetime) -> str:
    t = ctx.t
    match choice:
        case "quarter":
            return t("In a quarter of an hour")
        case "half_hour":
            return t("In half an hour")
        case "hour":
            return t("In an hour")
        case "afternoon":
            return t("This afternoon {clock}", clock=t.clock(moment))
        case "three_days":
            return t("In three working days, {moment}", moment=t.moment(moment, ctx.now))
        case _ if moment.astimezone(ctx.zone).date() == ctx.now.astimezone(ctx.zone).date() + timedelta(days=1):
            return t("Tomorrow {clock}", clock=t.clock(moment))
        case _:
            return t.moment(moment, ctx.now).capitalize()


# ---- The form --------------------------------------------------------------------------------------------------------


def open_later(ctx: Context, request: OpenLater) -> Answer:
    """Ask until when. Only for who has had the reminder, while there is something left to be reminded of."""
    found = _had(ctx, request.delivery)
    _require_open(ctx, found)
    draft = drafting.begin(ctx, PURPOSE, delivery=found.delivery.id)
    return Open(_form(ctx, found, draft.id))


def remind_later(ctx: Context, request: RemindLater) -> Answer:
    """Plan the same for the asker alone, once for one form. What was chosen last for a reminder is what holds."""
    draft = drafting.held(ctx, PURPOSE, request.draft, gone=_gone(ctx))
    found = _had(ctx, str(draft.data["delivery"]))
    if draft.consumed_at is not None:
        return _receipt(ctx, datetime.fromisoformat(draft.data["moment"]))
    _require_open(ctx, found)
    moment = moments(ctx, found.about, found.kind).get(request.when)
    if moment is None:
        raise BadField({"when": ctx.t("Choose when I am to remind you.")})
    if drafting.consume(ctx, draft, moment=moment.isoformat()):
        _plan(ctx, found.delivery, moment)
    return _receipt(ctx, moment)


def _plan(ctx: Context, had: Delivery, moment: datetime) -> None:
    about = "" if had.item_id is None else had.item_id
    subject = "" if had.subject_id is None else had.subject_id
    key = f"later:{had.kind}:{about}:{subject}:{ctx.actor_id}:{moment:%Y%m%dT%H%M%S}"
    notices.plan(
        ctx.session,
        ctx.tenant_id,
        had.kind,
        key,
        moment,
        item_id=had.item_id,
        subject_id=had.subject_id,
        only_id=ctx.actor_id,
        asked=True,
    )
    notice = notices.notice_by_key(ctx.session, ctx.tenant_id, key)
    assert notice is not None
    assert notice.id is not None
    notices.drop_put_off(ctx.session, notice)
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "reminder.put_off", "notice", notice.id, had.kind)


def _had(ctx: Context, delivery_id: str) -> Reminder:
    """A reminder that has reached the asker; NoAccess for every other, as for what does not exist."""
    delivery = deliveries.delivery_by_id(ctx.session, ctx.tenant_id, delivery_id)
    own = delivery is not None and delivery.person_id == ctx.actor_id and delivery.revises is None
    if delivery is None or not own or delivery.state not in HAD or not KINDS[delivery.kind].reminder:
        raise NoAccess(
            ctx.t("There is no such reminder among yours. Your meetings show what waits."),
            heading=ctx.t("We cannot find the reminder"),
            buttons=(Button(ctx.t("My meetings"), "list.show"),),
        )
    about = expanding.about_of(ctx, delivery.item_id, delivery.subject_id)
    return Reminder(delivery, KINDS[delivery.kind], about)


def _require_open(ctx: Context, found: Reminder) -> None:
    if not is_open(ctx, found.about, found.kind):
        text = ctx.t("There is nothing left to remind you of. Your meetings show what waits.")
    elif not moments(ctx, found.about, found.kind):
        text = ctx.t("It is too late to be reminded again. Your meetings show what waits.")
    else:
        return
    raise OutOfDate(
        text,
        heading=ctx.t("This card no longer applies"),
        buttons=(Button(ctx.t("My meetings"), "list.show"),),
    )


def _gone(ctx: Context) -> str:
    return ctx.t("What is filled in is kept for a day. Press the button on the reminder once more.")


def _form(ctx: Context, found: Reminder, draft: str) -> Form:
    t = ctx.t
    options = tuple(
        Option(name, _words(ctx, name, moment)) for name, moment in moments(ctx, found.about, found.kind).items()
    )
    return Form(
        name=PURPOSE,
        title=t("Remind me later"),
        parts=(
            ChoiceField("when", t("When am I to remind you?"), options, expanded=True),
            Note(t("If all is in order by then, I say nothing.")),
        ),
        submit=t("Remind me"),
        close=t("Cancel"),
        draft=draft,
    )


def _receipt(ctx: Context, moment: datetime) -> Finish:
    t = ctx.t
    heading = Heading(t("I remind you {moment}", moment=t.moment(moment, ctx.now)))
    text = Text(t("If all is in order by then, I say nothing."))
    return Finish(Receipt(t("Remind me later"), (heading, text), t("Close")))
