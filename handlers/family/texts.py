"""Texts without names, for the convener to copy and send to those who have no account."""

from dataclasses import replace
from typing import assert_never

from pydantic import BaseModel

from handlers import access
from handlers.agenda.points import lines
from handlers.agenda.words import place_of
from handlers.consent.verdicts import holders_for, meeting_day
from handlers.context import Context
from handlers.family.rows import ABOUT_TIME
from handlers.family.words import TEXTS
from handlers.minutes.feedback import feedback_text
from handlers.rules.holders import Holder
from handlers.screens import Answer, Button, Buttons, Copy, Finish, Part, Receipt, Text, value
from locales import Language, translator
from locales.translator import languages
from store import attendance, audit
from store.attendance import Telling
from store.meetings import Item, Meeting


class FamilyText(BaseModel):
    """Which text, in which language; without one in the asker's own."""

    item: int
    what: Telling
    language: Language | None = None


def whose_task(ctx: Context, item: Item, meeting: Meeting, what: Telling, ask: str) -> tuple[Part, ...]:
    """Who tells the family of a change: the convener, who gets `ask` and a text to copy, or somebody else."""
    if item.convener_id == ctx.actor_id:
        return Text(ask), Copy(text_for_family(ctx, item, meeting, what))
    name = access.person_of(ctx, item.convener_id).name
    return (Text(ctx.t("{name}, who called the meeting, is told too, and tells the family.", name=name)),)


def show_text(ctx: Context, request: FamilyText) -> Answer:
    """The text to copy. The family may want the other language, so that is one press away."""
    item, meeting = access.item_for_convener(ctx, request.item)
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "family.text", "item", request.item, request.what)
    chosen = request.language or ctx.t.language
    reader = replace(ctx, t=translator(chosen, ctx.tenant.timezone))
    others = [_in_other_language(ctx, request, code, name) for code, name in languages() if code != chosen]
    parts = (
        Text(ctx.t("Copy the text and send it the way you usually do. It holds no names.")),
        Copy(text_for_family(reader, item, meeting, request.what)),
        Buttons(tuple(others)),
    )
    return Finish(Receipt(ctx.t("Text to the family"), parts, ctx.t("Close")))


def _in_other_language(ctx: Context, request: FamilyText, code: Language, name: str) -> Button:
    # In the language one changes to, as every button that changes language.
    t = translator(code, ctx.tenant.timezone)
    about = value(item=request.item, what=request.what, language=code)
    return Button(t("Show the text in {language}", language=name), "family.text", about)


def text_button(ctx: Context, item: Item, what: Telling) -> Button:
    """The way to a text."""
    return Button(ctx.t(TEXTS[what]), "family.text", value(item=item.id, what=what))


def text_for_family(ctx: Context, item: Item, meeting: Meeting, what: Telling) -> str:
    """The text in the reader's language, from what is true now: no names and no reference. What came out of the meeting
    stands only in the feedback.
    """
    match what:
        case Telling.TIME:
            return _about_time(ctx, item, meeting)
        case Telling.AGENDA:
            return _with_agenda(ctx, item, meeting)
        case Telling.CHANGE:
            return _about_change(ctx, meeting) if _knows_of_a_time(ctx, item) else _about_time(ctx, item, meeting)
        case Telling.CANCELLATION:
            return _about_cancellation(ctx, meeting)
        case Telling.MINUTES:
            return feedback_text(ctx, item, meeting)
    assert_never(what)


def _knows_of_a_time(ctx: Context, item: Item) -> bool:
    """Whether somebody has been told of the time that was changed: to others a new time would be news of an old one."""
    assert item.id is not None
    about = [row.what for row in attendance.tellings_of(ctx.session, item.id) if row.what in ABOUT_TIME]
    return not about or Telling.CHANGE in about


def _about_time(ctx: Context, item: Item, meeting: Meeting) -> str:
    t = ctx.t
    invitation = t(
        "You have been given a time for {arena} {when}. Place: {place}. There you meet {units}.",
        arena=ctx.rulebook[meeting.arena].names.read(t.language).indefinite,
        when=_when(ctx, meeting),
        place=_place(ctx, meeting),
        units=t.listing(_units(ctx, item, meeting)),
    )
    wishes = t("Tell us if you need an interpreter or another time.")
    return "\n".join(line for line in (invitation, _about_consent(ctx, item, meeting), wishes) if line)


def _about_consent(ctx: Context, item: Item, meeting: Meeting) -> str:
    holders = holders_for(ctx, item, meeting, meeting_day(ctx, meeting))
    if Holder.YOUTH in holders:
        return ctx.t(
            "We need consent from the youth to share information in the meeting. The youth can withdraw it at any time."
        )
    if Holder.CHILD_WELFARE in holders:
        return ""
    return ctx.t("We need consent from you to share information in the meeting. You can withdraw it at any time.")


def _with_agenda(ctx: Context, item: Item, meeting: Meeting) -> str:
    heading = ctx.t(
        "This is what we will talk about in {arena} {when}:",
        arena=ctx.rulebook[meeting.arena].names.read(ctx.t.language).definite,
        when=_when(ctx, meeting),
    )
    points = [f"{number}. {line}" for number, line in enumerate(lines(ctx, item, meeting), 1)]
    return "\n".join((heading, *points, ctx.t("Tell us if you want to talk about something else.")))


def _about_change(ctx: Context, meeting: Meeting) -> str:
    return "\n".join(
        (
            ctx.t(
                "{arena} has got a new time: {when}. Place: {place}.",
                arena=ctx.rulebook[meeting.arena].names.read(ctx.t.language).definite,
                when=_when(ctx, meeting),
                place=_place(ctx, meeting),
            ),
            ctx.t("Tell us if you need an interpreter or another time."),
        )
    )


def _about_cancellation(ctx: Context, meeting: Meeting) -> str:
    return ctx.t(
        "{arena} {when} will not take place. You need not come. Get in touch if you wonder about something.",
        arena=ctx.rulebook[meeting.arena].names.read(ctx.t.language).definite,
        when=_when(ctx, meeting),
    )


def _when(ctx: Context, meeting: Meeting) -> str:
    return ctx.t.when(meeting.starts_at, meeting.ends_at, ctx.now)


def _place(ctx: Context, meeting: Meeting) -> str:
    place = place_of(ctx, meeting)
    return f"{place}, {meeting.video_link}" if meeting.video_link else place


def _units(ctx: Context, item: Item, meeting: Meeting) -> list[str]:
    assert item.id is not None
    coming = attendance.units_coming(ctx.session, item.id) or [access.unit_of(ctx, meeting.unit_id)]
    return [unit.name(ctx.t.language) for unit in coming]
