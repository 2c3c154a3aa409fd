"""Somebody sends another from the own unit: chosen, asked, and in the meeting only with their own yes."""

from typing import Literal

from pydantic import BaseModel

from handlers import access, planning
from handlers.agenda.words import when_of
from handlers.attendance import joining
from handlers.attendance.deputy_cards import asked_card
from handlers.attendance.replying import own_place, require_current, set_reply
from handlers.attendance.who import (
    everyone_asked,
    participant_of,
    pending_deputy,
    person_ids,
    person_name,
    require_ahead,
    row_of,
    unit_name,
)
from handlers.context import Context
from handlers.drafting import begin, consume, held
from handlers.errors import BadField, OutOfDate, Refused
from handlers.screens import Answer, ChoiceField, Finish, Form, Heading, Open, Option, Receipt, Replace, Show, Text
from store import audit, meetings, people
from store.attendance import Participant, Reply
from store.meetings import Item, Meeting
from store.notices import NoticeKind
from store.people import Person

PURPOSE = "attendance.deputy"


class OpenDeputy(BaseModel):
    """The wish to send somebody else."""

    item: int
    sequence: int


class AskDeputy(BaseModel):
    """Who is to be asked."""

    draft: str
    chosen: int


class ShowQuestion(BaseModel):
    """What a deputy was asked. `participant` is the place they were offered."""

    item: int
    participant: int


class AnswerDeputy(ShowQuestion):
    """A deputy's yes or no."""

    answer: Literal["yes", "no"]


def open_deputy(ctx: Context, request: OpenDeputy) -> Answer:
    """Choose among those in the own unit who are not in the meeting already."""
    item, meeting = access.item_for_party(ctx, request.item)
    participant = own_place(ctx, item)
    require_ahead(ctx, item, meeting)
    require_current(ctx, item, meeting, request.sequence)
    free = colleagues(ctx, item, participant)
    if not free:
        raise Refused(
            ctx.t(
                "Nobody else is registered at {unit}. Answer no, and the one who calls the meeting finds a way.",
                unit=unit_name(ctx, participant),
            ),
            heading=ctx.t("There is nobody to send"),
        )
    draft = begin(ctx, PURPOSE, item=item.id, sequence=meeting.sequence)
    return Open(_form(ctx, meeting, draft.id, free))


def ask_deputy(ctx: Context, request: AskDeputy) -> Answer:
    """Ask somebody to come in the asker's place. Until they say yes, the place is the asker's."""
    draft = held(ctx, PURPOSE, request.draft)
    item, meeting = access.item_for_party(ctx, int(draft.data["item"]))
    participant = own_place(ctx, item)
    if draft.consumed_at is not None:
        return Finish(_receipt(ctx, item, meeting, participant))
    require_ahead(ctx, item, meeting)
    require_current(ctx, item, meeting, int(draft.data["sequence"]))
    chosen = {person.id: person for person in colleagues(ctx, item, participant)}.get(request.chosen)
    if chosen is None:
        raise BadField({"chosen": ctx.t("Choose somebody who is not in the meeting already.")})
    if consume(ctx, draft):
        _ask(ctx, item, participant, chosen)
    return Finish(_receipt(ctx, item, meeting, participant))


def colleagues(ctx: Context, item: Item, participant: Participant) -> list[Person]:
    """Those of the same unit who neither come nor have been asked and are yet to answer."""
    taken = {*person_ids(ctx, item), participant.person_id}
    pending = [pending_deputy(ctx, item, each) for each in everyone_asked(ctx, item)]
    taken |= {each.person_id for each in pending if each is not None}
    staff = people.staff_of(ctx.session, ctx.tenant_id, participant.unit_id)
    return [person for person in staff if person.id not in taken]


def _ask(ctx: Context, item: Item, participant: Participant, chosen: Person) -> None:
    assert item.id is not None
    deputy = Participant(
        tenant_id=ctx.tenant_id,
        item_id=item.id,
        unit_id=participant.unit_id,
        person_id=chosen.id,
        required=participant.required,
        joined_at=ctx.now,
        replaces_id=participant.id,
        accepted=False,
        # Not one of those who come: until the yes, they may see nothing but time and place.
        active=False,
    )
    ctx.session.add(deputy)
    set_reply(ctx, item, participant, Reply.SENT_DEPUTY)
    planning.tell(ctx, NoticeKind.DEPUTY_ASKED, item, of=deputy.id, subject_id=deputy.id)
    planning.revise(ctx, item)


def answer_deputy(ctx: Context, request: AnswerDeputy) -> Answer:
    """A deputy answers: with yes they are in the meeting, with no the one who asked is told and asked again."""
    item, meeting, deputy, original = _asked(ctx, request)
    if deputy.accepted or deputy.reply is Reply.NOT_COMING:
        return Replace(asked_card(ctx, item, meeting, deputy))
    require_ahead(ctx, item, meeting)
    if pending_deputy(ctx, item, original) is not deputy or participant_of(ctx, item, ctx.actor_id):
        raise OutOfDate(
            ctx.t("Nobody is needed in {name}'s place any more.", name=person_name(ctx, original)),
            heading=ctx.t("This card no longer applies"),
        )
    planning.tell(ctx, NoticeKind.DEPUTY_ANSWERED, item, of=deputy.id, subject_id=deputy.id)
    (_accept if request.answer == "yes" else _decline)(ctx, item, meeting, deputy, original)
    return Replace(asked_card(ctx, item, meeting, deputy))


def show_question(ctx: Context, request: ShowQuestion) -> Answer:
    """The question to a deputy, found again on their own page."""
    item, meeting, deputy, _ = _asked(ctx, request)
    return Show(asked_card(ctx, item, meeting, deputy))


def _asked(ctx: Context, request: ShowQuestion) -> tuple[Item, Meeting, Participant, Participant]:
    found = meetings.item_with_meeting(ctx.session, ctx.tenant_id, request.item)
    deputy = row_of(ctx, found[0], request.participant) if found else None
    original = row_of(ctx, found[0], deputy.replaces_id) if found and deputy else None
    if found is None or deputy is None or original is None or deputy.person_id != ctx.actor_id:
        raise access.no_such_item(ctx)
    return *found, deputy, original


def _accept(ctx: Context, item: Item, meeting: Meeting, deputy: Participant, original: Participant) -> None:
    original.active = False
    deputy.active = deputy.accepted = True
    deputy.reply, deputy.replied_at, deputy.joined_at = Reply.COMING, ctx.now, ctx.now
    ctx.session.add(original)
    joining.welcome(ctx, item, meeting, deputy, ctx.actor_id)


def _decline(ctx: Context, item: Item, _meeting: Meeting, deputy: Participant, original: Participant) -> None:
    assert deputy.id is not None
    deputy.reply, deputy.replied_at = Reply.NOT_COMING, ctx.now
    original.reply, original.replied_at = Reply.WAITING, None
    ctx.session.add_all((deputy, original))
    audit.record(
        ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "attendance.deputy_declined", "participant", deputy.id
    )
    planning.revise(ctx, item)


def _form(ctx: Context, meeting: Meeting, draft: str, free: list[Person]) -> Form:
    return Form(
        name="attendance.deputy",
        title=ctx.t("Send somebody else"),
        parts=(
            Text(
                ctx.t(
                    "I ask whoever you choose whether they can come {when}. They see the agenda when they have said "
                    "yes.",
                    when=when_of(ctx, meeting),
                )
            ),
            ChoiceField(
                "chosen",
                ctx.t("Who do you send?"),
                tuple(Option(str(person.id), person.name[:75]) for person in free[:100]),
            ),
        ),
        submit=ctx.t("Ask"),
        close=ctx.t("Cancel"),
        draft=draft,
    )


def _receipt(ctx: Context, item: Item, meeting: Meeting, participant: Participant) -> Receipt:
    deputy = pending_deputy(ctx, item, participant)
    when = when_of(ctx, meeting)
    if deputy is None:
        text = ctx.t(
            "The question about the meeting {when} has been answered. Your messages show how it stands.", when=when
        )
        return Receipt(
            ctx.t("Send somebody else"), (Heading(ctx.t("The question is sent")), Text(text)), ctx.t("Close")
        )
    name = person_name(ctx, deputy)
    text = ctx.t(
        "{name} is asked to come {when}. The place is yours until there is a yes. I tell you.", name=name, when=when
    )
    return Receipt(ctx.t("Send somebody else"), (Heading(ctx.t("The question is sent")), Text(text)), ctx.t("Close"))
