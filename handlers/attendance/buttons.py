"""The question «Kjem du?», one's own answer, and the buttons to give or change it."""

from handlers import access
from handlers.attendance.who import pending_deputy, person_name, reply_of
from handlers.context import Context, World
from handlers.screens import Button, Buttons, Part, Text, value
from locales import mark
from store.attendance import Participant, Reply
from store.meetings import Item, Meeting

ANSWERS = {
    Reply.COMING: mark("Yes"),
    Reply.NEEDS_COVER: mark("Yes, but I need cover"),
    Reply.NOT_COMING: mark("No"),
    Reply.SENT_DEPUTY: mark("I send somebody else"),
}


def answer_parts(ctx: Context, item: Item, meeting: Meeting, participant: Participant) -> tuple[Part, ...]:
    """The question, or the answer that was given with the buttons to change it; nothing once the meeting has begun."""
    if ctx.now >= meeting.starts_at:
        return ()
    reply = reply_of(item, participant)
    if reply is Reply.WAITING:
        words = ctx.t("Are you coming?")
    else:
        words = "\n".join((own_answer(ctx, item, participant), ctx.t("You can still change your answer.")))
    return (Text(words), Buttons(answer_buttons(ctx, item, meeting, without=reply)))


def answer_buttons(ctx: Context, item: Item, meeting: Meeting, without: Reply | None = None) -> tuple[Button, ...]:
    """A button for each answer but the one that stands."""
    return tuple(
        answer_button(item, meeting, reply, ctx.t(words)) for reply, words in ANSWERS.items() if reply is not without
    )


def answer_button(item: Item, meeting: Meeting, reply: Reply, words: str, card: str = "agenda") -> Button:
    """One answer. It carries the version of the meeting, so that an old card cannot answer for a new time."""
    if reply is Reply.SENT_DEPUTY:
        return Button(words, "attendance.deputy", value(item=item.id, sequence=meeting.sequence))
    claims = value(item=item.id, reply=reply.value, sequence=meeting.sequence, card=card)
    return Button(words, "attendance.reply", claims, style="primary" if reply is Reply.COMING else "plain")


def own_answer(ctx: Context, item: Item, participant: Participant) -> str:
    """What the reader has answered, and what comes of it."""
    match reply_of(item, participant):
        case Reply.COMING:
            return ctx.t("You have answered that you are coming.")
        case Reply.NEEDS_COVER:
            if leaders_for(ctx, participant):
                return ctx.t("You have answered that you are coming and need cover. Your leader has been told.")
            return ctx.t(
                "You have answered that you are coming and need cover. Tell whoever arranges cover at your place."
            )
        case Reply.NOT_COMING:
            return ctx.t("You have answered that you are not coming.")
        case Reply.SENT_DEPUTY:
            return _deputy_asked(ctx, item, participant)
        case Reply.WAITING:
            return ctx.t("You have not answered yet.")


def leaders_for(world: World, participant: Participant) -> list[int]:
    """The leaders of the unit somebody comes from, without themselves."""
    leaders = access.leaders_of(world, participant.unit_id)
    return [leader.id for leader in leaders if leader.id is not None and leader.id != participant.person_id]


def _deputy_asked(ctx: Context, item: Item, participant: Participant) -> str:
    deputy = pending_deputy(ctx, item, participant)
    if deputy is None:
        return ctx.t("You have not answered yet.")
    return ctx.t("You have asked {name} to come instead. I tell you the answer.", name=person_name(ctx, deputy))
