"""A time without consent is given to others: the convener chooses first, and the rule does it when nobody has."""

from collections.abc import Iterable

from pydantic import BaseModel

from handlers import access, endings, planning
from handlers.agenda.arrived import unless_it_stands
from handlers.calendar_file import calendar_file, off_message
from handlers.consent.notices import before_release, convener_without_consent, unless_in_place
from handlers.consent.verdicts import verdict_for
from handlers.consent.withdrawn import convener_and_invited, off_card, off_notice
from handlers.consent.words import day_text
from handlers.context import Context, World
from handlers.errors import OutOfDate
from handlers.notices import About, Kind, Message
from handlers.screens import Answer, Button, Buttons, Card, Confirm, Heading, Part, Replace, Text, value
from store import audit, notices
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind


class ReleaseChoice(BaseModel):
    """The item whose time the convener gives up or keeps."""

    item: int


def give_up(ctx: Context, request: ReleaseChoice) -> Answer:
    """Give the time to others now. A second press gets the same card."""
    item, meeting = access.item_for_convener(ctx, request.item)
    if item.state is ItemState.RELEASED:
        return Replace(_released_for_convener(ctx, item, meeting))
    _require_choice(ctx, item, meeting)
    endings.end_item(ctx, item, meeting, ItemState.RELEASED, ctx.actor_id)
    return Replace(_released_for_convener(ctx, item, meeting))


def keep(ctx: Context, request: ReleaseChoice) -> Answer:
    """Keep the time until the rule gives it to others. A second press gets the same card."""
    item, meeting = access.item_for_convener(ctx, request.item)
    _require_choice(ctx, item, meeting)
    if not item.keep_until_release:
        item.keep_until_release = True
        assert item.id is not None
        audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "release.kept", "item", item.id)
        planning.revise(ctx, item)
    return Replace(_choice_card(ctx, item, meeting))


def _require_choice(ctx: Context, item: Item, meeting: Meeting) -> None:
    """There is something to choose: the item is planned and ahead, and consent is missing."""
    ahead = item.state is ItemState.PLANNED and ctx.now < meeting.starts_at
    if not ahead or verdict_for(ctx, item, meeting).valid:
        raise OutOfDate(
            ctx.t("There is nothing to choose any more. Your meetings show what holds now."),
            heading=ctx.t("This card no longer applies"),
            buttons=(Button(ctx.t("My meetings"), "list.show"),),
        )


# ---- The choice ------------------------------------------------------------------------------------------------------


def _ask(_world: World, about: About) -> None:
    # After a move the choice is asked for again, whatever was chosen for the old time.
    assert about.item is not None
    about.item.keep_until_release = False


def _choosing(world: World, about: About) -> Iterable[int]:
    """The convener, until the time is kept."""
    assert about.item is not None
    return () if about.item.keep_until_release else convener_without_consent(world, about)


def _choice(ctx: Context, about: About) -> Message | None:
    return unless_in_place(ctx, about, _choice_card)


def _choice_card(ctx: Context, item: Item, meeting: Meeting) -> Card:
    t = ctx.t
    reference = access.case_of(ctx, item).reference
    notice = t("Choose what to do with a meeting {day}", day=day_text(ctx, meeting))
    released = _released_at(ctx, item)
    if item.keep_until_release and released is not None:
        text = t(
            "You keep the time for case {reference} until {when}. Without consent it is given to others then.",
            reference=reference,
            when=released,
        )
        return Card((Heading(t("You keep the time for now")), Text(text), Buttons(_choices(ctx, item))), notice)
    text = t(
        "Not all consents are in place for the meeting {day}. Nobody but you gets the agenda. Choose what to do with "
        "the time.",
        day=day_text(ctx, meeting),
    )
    heading = t("Consent is still missing in case {reference}", reference=reference)
    return Card((Heading(heading), Text(text), Buttons(_choices(ctx, item))), notice)


def _choices(ctx: Context, item: Item) -> tuple[Button, ...]:
    t, about = ctx.t, value(item=item.id)
    confirm = Confirm(
        t("Give up the time?"),
        t("The time goes to others, and those who are invited are told that the meeting is off."),
        t("Give up the time"),
        t("Keep the time"),
    )
    buttons = [
        Button(t("Register answer"), "consent.open", about, "primary"),
        Button(t("Move the meeting"), "moving.open", about),
        Button(t("Give up the time"), "release.give_up", about, "danger", confirm),
    ]
    released = _released_at(ctx, item)
    if released is not None and not item.keep_until_release:
        buttons.append(Button(t("Keep it until {when}", when=released), "release.keep", about))
    return tuple(buttons)


def _released_at(ctx: Context, item: Item) -> str | None:
    """When the rule gives the time to others, as it is read; None when that will not happen."""
    assert item.id is not None
    due = notices.planned_for(ctx.session, item.id, NoticeKind.RELEASE)
    return ctx.t.moment(due, ctx.now) if due is not None else None


# ---- The release -----------------------------------------------------------------------------------------------------


def _release(world: World, about: About) -> None:
    assert about.item is not None
    assert about.meeting is not None
    if not verdict_for(world, about.item, about.meeting).valid:
        endings.end_item(world, about.item, about.meeting, ItemState.RELEASED, None)


def _released_readers(world: World, about: About) -> Iterable[int]:
    """The convener who gave the time up has read the same in the place of the button."""
    assert about.item is not None
    assert about.item.id is not None
    did_it = audit.last_actor(world.session, world.tenant_id, "item.released", "item", about.item.id)
    return [person for person in convener_and_invited(world, about) if person != did_it]


def _released(ctx: Context, about: About) -> Message | None:
    item, meeting = about.item, about.meeting
    assert item is not None
    assert meeting is not None
    if item.state is not ItemState.RELEASED:
        return None
    if item.convener_id == ctx.actor_id:
        return Message(_released_for_convener(ctx, item, meeting))
    file = calendar_file(ctx, item, meeting, cancelled=True)
    return off_message(ctx, off_card(ctx, item, meeting), unless_it_stands(ctx, item, NoticeKind.RELEASED, file))


def _released_for_convener(ctx: Context, item: Item, meeting: Meeting) -> Card:
    t = ctx.t
    text = t(
        "Not all consents were in place in case {reference}, so the time {when} goes to others. Those who were "
        "invited are told that the meeting is off. Tell the family. Book again when the consent is there.",
        reference=access.case_of(ctx, item).reference,
        when=t.when(meeting.starts_at, meeting.ends_at, ctx.now),
    )
    family = Button(t("Text to the family"), "family.text", value(item=item.id, what="cancellation"))
    parts: tuple[Part, ...] = (
        Heading(t("The time has been given to others")),
        Text(text),
        Buttons((family, Button(t("Book a time"), "booking.start"))),
    )
    return Card(parts, off_notice(ctx, meeting))


KINDS = {
    NoticeKind.CONSENT_CHOICE: Kind(_choosing, _choice, _ask, reminder=True, until=before_release),
    NoticeKind.RELEASE: Kind(act=_release),
    NoticeKind.RELEASED: Kind(_released_readers, _released, outlives=True),
}
