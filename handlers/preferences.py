"""What each person chooses for themselves: language, when messages come, and for leaders the digest."""

from datetime import datetime, time, timedelta

from pydantic import BaseModel

from handlers.calendars import own_hours
from handlers.context import Context
from handlers.digest.asking import digest_rows
from handlers.errors import BadField
from handlers.greeting import Nothing, other_language
from handlers.rules.calendar import Hours, Span
from handlers.screens import (
    Answer,
    Button,
    Card,
    ChoiceField,
    Finish,
    Form,
    Heading,
    Note,
    Open,
    Option,
    Part,
    Receipt,
    Row,
    Show,
    Text,
)
from locales.translator import languages
from store.deliveries import judge_waiting_again
from store.preferences import own_preference, preference_of

# What stands for the municipality's own time in a form.
MUNICIPAL = "municipal"
STEP = timedelta(minutes=30)
SHORTEST = timedelta(hours=2)
# A day to reckon with times of day on: it has no change of clocks.
SOME_DAY = datetime(2027, 1, 4)  # noqa: DTZ001


class SetHours(BaseModel):
    """When messages are to come: local times of day as `08:30`, or the municipality's."""

    start: str = ""
    end: str = ""


def show_settings(ctx: Context, _request: Nothing) -> Answer:
    """What holds for the asker now, each with the button that changes it."""
    return Show(Card(settings_parts(ctx), ctx.t("Your settings")))


def settings_parts(ctx: Context) -> tuple[Part, ...]:
    """The asker's choices in words, each with the button that changes it."""
    name = dict(languages())[ctx.t.language]
    change = Button(ctx.t("Change the times"), "settings.hours")
    return (
        Heading(ctx.t("Settings")),
        Row(ctx.t("Language: {language}", language=name), other_language(ctx)),
        Row(_hours_line(ctx), change),
        *digest_rows(ctx),
    )


def _hours_line(ctx: Context) -> str:
    chosen = own_hours(ctx, ctx.actor)
    if chosen is None:
        return ctx.t(
            "I send you messages on working days from {start} to {end}, as is usual in the municipality.",
            **_clocks(Hours().messages),
        )
    return ctx.t("I send you messages on working days from {start} to {end}, as you have chosen.", **_clocks(chosen))


def open_hours(ctx: Context, _request: Nothing) -> Answer:
    """The form for when messages come."""
    t, chosen, widest = ctx.t, preference_of(ctx.session, ctx.actor_id), Hours().messages
    starts = _times(widest.start, _moved(widest.end, -SHORTEST))
    ends = _times(_moved(widest.start, SHORTEST), widest.end)
    return Open(
        Form(
            name="settings.hours",
            title=t("When messages come"),
            parts=(
                Text(
                    t(
                        "I send you messages on working days between these times. What comes outside them waits. "
                        "Answers to what you press, corrections, and messages about a meeting within the hour always "
                        "come."
                    )
                ),
                _field(ctx, "start", t("From"), starts, widest.start, chosen.messages_from if chosen else None),
                _field(ctx, "end", t("Until"), ends, widest.end, chosen.messages_until if chosen else None),
                Note(t("On a short working day that ends before your time begins, the municipality's times hold.")),
            ),
            submit=t("Save"),
            close=t("Cancel"),
        )
    )


def set_hours(ctx: Context, request: SetHours) -> Answer:
    """Keep when messages come. What waits already is judged again."""
    start, end = _read(request.start), _read(request.end)
    errors = _errors(ctx, request, start, end)
    if errors:
        raise BadField(errors)
    own = own_preference(ctx.session, ctx.tenant_id, ctx.actor_id)
    own.messages_from, own.messages_until = start, end
    ctx.session.add(own)
    ctx.session.flush()
    judge_waiting_again(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now)
    return Finish(Receipt(ctx.t("When messages come"), (Text(_hours_line(ctx)),), ctx.t("Close")))


def _errors(ctx: Context, request: SetHours, start: time | None, end: time | None) -> dict[str, str]:
    widest = Hours().messages
    offered = {MUNICIPAL, *map(_written, _times(widest.start, widest.end))}
    unknown = {
        name: ctx.t("Choose a time from the list.")
        for name, given in (("start", request.start), ("end", request.end))
        if given not in offered
    }
    if unknown:
        return unknown
    length = datetime.combine(SOME_DAY, end or widest.end) - datetime.combine(SOME_DAY, start or widest.start)
    if length < SHORTEST:
        return {"end": ctx.t("Leave at least two hours between them, so that messages can reach you.")}
    return {}


def _field(ctx: Context, name: str, label: str, times: list[time], municipal: time, chosen: time | None) -> ChoiceField:
    usual = Option(MUNICIPAL, ctx.t("As usual in the municipality: {clock}", clock=f"{municipal:%H.%M}"))
    options = (usual, *(Option(_written(each), f"{each:%H.%M}") for each in times))
    return ChoiceField(name, label, options, initial=(_written(chosen) if chosen else MUNICIPAL,))


def _times(first: time, last: time) -> list[time]:
    """Every half hour from the first to the last."""
    count = (datetime.combine(SOME_DAY, last) - datetime.combine(SOME_DAY, first)) // STEP
    return [_moved(first, STEP * number) for number in range(count + 1)]


def _moved(wall: time, by: timedelta) -> time:
    return (datetime.combine(SOME_DAY, wall) + by).time()


def _written(wall: time) -> str:
    return f"{wall:%H:%M}"


def _read(given: str) -> time | None:
    try:
        return time.fromisoformat(given)
    except ValueError:
        return None


def _clocks(span: Span) -> dict[str, str]:
    return {"start": f"kl. {span.start:%H.%M}", "end": f"kl. {span.end:%H.%M}"}
