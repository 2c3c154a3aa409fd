"""What a coordinator asks for: times in a series, or one. Judged here, whichever form it came from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from pydantic import BaseModel

from handlers.calendars import calendar_for
from handlers.context import Context
from handlers.errors import BadField
from handlers.free_times import arena_in_use
from handlers.guard import guarded
from handlers.rules.series import PlannedSlot, Series, TakenTime, expand, overlapping, series_faults
from handlers.slots.units import unit_with_times
from handlers.slots.wording import fault_errors
from store import slots
from store.people import Unit
from store.slots import SlotState

LINK = re.compile(r"https://\S+")
LINK_MOST = 300
# What a date field may hold that is meant: others are slips of the keyboard, and beyond what dates can be counted in.
YEARS = range(2000, 2200)
# The same word in nynorsk and bokmål: what is stored has no language.
VIDEO_ONLY = "Video"


class Wanted(BaseModel):
    """A unit, a series of local days and times, and where. Lengths in minutes, weekday 0 is Monday."""

    unit: int
    weekday: int
    every: int
    first: date
    last: date
    start: time
    number: int
    length: int
    place: str
    video: str | None

    @property
    def series(self) -> Series:
        """The same as the rules read it."""
        return Series(self.weekday, self.every, self.first, self.last, self.start, self.number, self.length)


@dataclass(frozen=True)
class Judged:
    """The times that a request gives, those with a problem too; none when there are `errors`, texts by field."""

    unit: Unit
    times: tuple[PlannedSlot, ...]
    errors: dict[str, str]

    @property
    def kept(self) -> tuple[PlannedSlot, ...]:
        """The times that no holiday or closed day is in the way of."""
        return tuple(each for each in self.times if each.problem is None)

    @property
    def skipped(self) -> tuple[PlannedSlot, ...]:
        """The others, the first of each day."""
        first: dict[date, PlannedSlot] = {}
        for each in self.times:
            if each.problem is not None:
                first.setdefault(each.day, each)
        return tuple(first.values())


def judge(ctx: Context, wanted: Wanted) -> Judged:
    """What a request comes to now, with the holidays, closed days and other times of its unit."""
    unit = unit_with_times(ctx, wanted.unit)
    calendar = calendar_for(ctx, unit)
    if faults := series_faults(wanted.series, calendar, ctx.now):
        return Judged(unit, (), fault_errors(ctx, faults, ()))
    taken, times = _taken(ctx, unit, wanted), tuple(expand(wanted.series, calendar))
    if faults := series_faults(wanted.series, calendar, ctx.now, taken):
        return Judged(unit, (), fault_errors(ctx, faults, overlapping(times, taken)))
    return Judged(unit, times, {})


def read_filled(ctx: Context, filled: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that must be filled in, when they are. Raises BadField."""
    errors = {field: ctx.t("This must be filled in.") for field, known in filled.items() if known is None}
    far = {
        field: ctx.t("Choose a date in the next few years.")
        for field, known in filled.items()
        if isinstance(known, date) and known.year not in YEARS
    }
    if errors or far:
        raise BadField(errors | far)
    return dict(filled)


def read_place(ctx: Context, place: str, video: str) -> tuple[str, str | None]:
    """Where to meet, as it may be kept: a place, a video link, or both. Raises BadField."""
    place, video = guarded(ctx, "place", place).strip(), guarded(ctx, "video", video, LINK_MOST).strip()
    if video and not LINK.fullmatch(video):
        raise BadField({"video": ctx.t("Paste the whole link. It begins with https://")})
    if not place and not video:
        raise BadField({"place": ctx.t("Write a place, or paste a video link below.")})
    return place or VIDEO_ONLY, video or None


def _taken(ctx: Context, unit: Unit, wanted: Wanted) -> list[TakenTime]:
    assert unit.id is not None
    calendar = calendar_for(ctx, unit)
    start, end = calendar.at(wanted.first, time(0)), calendar.at(wanted.last, time(23, 59))
    found = slots.slots_between(ctx.session, ctx.tenant_id, arena_in_use(ctx).id, unit.id, start, end)
    return [TakenTime(slot.starts_at, slot.ends_at) for slot, _ in found if slot.state is SlotState.OPEN]
