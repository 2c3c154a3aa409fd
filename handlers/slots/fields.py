"""The fields that the forms for times share."""

from datetime import date, time

from babel.dates import get_day_names

from handlers.context import Context
from handlers.free_times import arena_in_use
from handlers.screens import ChoiceField, DateField, Field, Option, TextField, TimeField
from handlers.slots.request import LINK_MOST, VIDEO_ONLY
from handlers.slots.units import unit_field

LENGTHS = (30, 45, 60, 75, 90, 120)
EVERY = (1, 2, 3, 4, 5, 6, 8)
NUMBERS = range(1, 9)
Given = dict[str, str]


def series_fields(ctx: Context, given: Given) -> tuple[Field, ...]:
    """What a series needs; `given` is what was filled in before, by field."""
    t = ctx.t
    return (
        unit_field(ctx, int(given["unit"]) if "unit" in given else None),
        ChoiceField("weekday", t("Day"), _weekdays(ctx), initial=_initial(given, "weekday")),
        ChoiceField("every", t("How often?"), _every(ctx), initial=_initial(given, "every", "1")),
        _date("first", t("First date"), given),
        _date("last", t("Last date"), given),
        _start(ctx, given),
        ChoiceField(
            "number",
            t("How many meetings after one another?"),
            tuple(Option(str(count), str(count)) for count in NUMBERS),
            initial=_initial(given, "number", "1"),
        ),
        *_length_and_place(ctx, t("How long is each meeting?"), given),
    )


def single_fields(ctx: Context, given: Given) -> tuple[Field, ...]:
    """What one time needs."""
    return (
        unit_field(ctx, int(given["unit"]) if "unit" in given else None),
        _date("first", ctx.t("Date"), given),
        _start(ctx, given),
        *_length_and_place(ctx, ctx.t("How long is the meeting?"), given),
    )


def _length_and_place(ctx: Context, how_long: str, given: Given) -> tuple[Field, ...]:
    t, usual = ctx.t, arena_in_use(ctx).slots.duration_minutes
    lengths = sorted({*LENGTHS, usual})
    place = given.get("place", "")
    return (
        ChoiceField(
            "length",
            how_long,
            tuple(Option(str(each), t("{count} minutes", count=each)) for each in lengths),
            initial=_initial(given, "length", str(usual)),
        ),
        TextField(
            "place",
            t("Place"),
            required=False,
            initial="" if place == VIDEO_ONLY else place,
            placeholder=t("Meeting room 2"),
        ),
        TextField(
            "video",
            t("Video link"),
            required=False,
            max_length=LINK_MOST,
            initial=given.get("video", ""),
            placeholder="https://",
            hint=t("Fill in a place, a video link, or both."),
        ),
    )


def _start(ctx: Context, given: Given) -> TimeField:
    return TimeField("start", ctx.t("Start"), initial=time.fromisoformat(given["start"]) if "start" in given else None)


def _date(id_: str, label: str, given: Given) -> DateField:
    return DateField(id_, label, initial=date.fromisoformat(given[id_]) if id_ in given else None)


def _weekdays(ctx: Context) -> tuple[Option, ...]:
    names = get_day_names("wide", "stand-alone", ctx.t.language)
    return tuple(Option(str(day), names[day].capitalize()) for day in range(5))


def _every(ctx: Context) -> tuple[Option, ...]:
    named = {1: ctx.t("Every week"), 2: ctx.t("Every other week")}
    return tuple(Option(str(n), named.get(n) or ctx.t("Every {count}th week", count=n)) for n in EVERY)


def _initial(given: Given, field: str, otherwise: str | None = None) -> tuple[str, ...]:
    known = given.get(field, otherwise)
    return (known,) if known is not None else ()
