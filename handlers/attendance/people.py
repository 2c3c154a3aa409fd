"""The convener changes who comes: one more, another in somebody's place, or one less."""

from pydantic import BaseModel

from handlers import access, readers
from handlers.attendance import joining
from handlers.attendance.appointing import person_field, receipt
from handlers.attendance.who import coming_to, person_ids, person_name, require_ahead, unit_name, unit_of
from handlers.context import Context
from handlers.drafting import begin, consume, held
from handlers.errors import BadField
from handlers.rules.composition import Participant as Invited
from handlers.rules.composition import missing
from handlers.screens import Answer, ChoiceField, Finish, Form, Heading, Note, Open, Option, Receipt, Text
from store import drafts, people
from store.attendance import Participant
from store.drafts import Draft
from store.meetings import Item, Meeting
from store.people import Person, Unit, UnitKind

PURPOSE = "attendance.people"


class OpenPeople(BaseModel):
    """The wish to change who comes."""

    item: int


class ChangePeople(BaseModel):
    """What is to change: `add:<unit>`, `replace:<participant>` or `remove:<participant>`."""

    draft: str
    change: str


class ChoosePerson(BaseModel):
    """Who is chosen for the change."""

    draft: str
    chosen: int


def open_people(ctx: Context, request: OpenPeople) -> Answer:
    """The first form: what is to change."""
    item, meeting = access.item_for_convener(ctx, request.item)
    require_ahead(ctx, item, meeting)
    draft = begin(ctx, PURPOSE, item=item.id)
    return Open(_change_form(ctx, item, meeting, draft))


def change_people(ctx: Context, request: ChangePeople) -> Answer:
    """Take somebody out at once, or ask in a second form who is to come."""
    draft, item, meeting = _held(ctx, request.draft)
    if draft.consumed_at is not None:
        return Finish(
            _removed(ctx) if str(draft.data.get("change", "")).startswith("remove") else receipt(ctx, meeting)
        )
    require_ahead(ctx, item, meeting)
    if request.change not in _changes(ctx, item, meeting):
        raise BadField({"change": ctx.t("Choose what is to change.")})
    drafts.fill_draft(ctx.session, draft, change=request.change)
    kind, _, number = request.change.partition(":")
    if kind == "remove":
        if consume(ctx, draft):
            joining.remove_person(ctx, item, meeting, _place(ctx, item, int(number)), ctx.actor_id)
        return Finish(_removed(ctx))
    free = _free(ctx, item, _unit_id(ctx, item, request.change))
    if not free:
        raise BadField({"change": ctx.t("Nobody else is registered there. Choose something else.")})
    return Open(_person_form(ctx, draft, free))


def choose_person(ctx: Context, request: ChoosePerson) -> Answer:
    """Invite whoever was chosen, in addition or in somebody's place."""
    draft, item, meeting = _held(ctx, request.draft)
    if draft.consumed_at is not None:
        return Finish(receipt(ctx, meeting))
    require_ahead(ctx, item, meeting)
    change = str(draft.data.get("change", ""))
    if change not in _changes(ctx, item, meeting):
        raise BadField({"chosen": ctx.t("Who comes has changed since. Close the form and start again.")})
    unit_id = _unit_id(ctx, item, change)
    if request.chosen not in {person.id for person in _free(ctx, item, unit_id)}:
        raise BadField({"chosen": ctx.t("Choose somebody who is not in the meeting already.")})
    if consume(ctx, draft):
        if change.startswith("add"):
            joining.add_person(ctx, item, meeting, unit_id, request.chosen, ctx.actor_id)
        else:
            place = _place(ctx, item, int(change.partition(":")[2]))
            joining.put_in_place(ctx, item, meeting, place, request.chosen, ctx.actor_id)
    return Finish(receipt(ctx, meeting))


def _held(ctx: Context, draft_id: str) -> tuple[Draft, Item, Meeting]:
    draft = held(ctx, PURPOSE, draft_id)
    return draft, *access.item_for_convener(ctx, int(draft.data["item"]))


def _changes(ctx: Context, item: Item, meeting: Meeting) -> dict[str, str]:
    """What can be changed now, with its words."""
    t, changes = ctx.t, dict[str, str]()
    for unit in _units(ctx, meeting):
        changes[f"add:{unit.id}"] = t("Add somebody from {unit}", unit=unit.name(t.language))
    for each in coming_to(ctx, item):
        name, place = person_name(ctx, each), unit_name(ctx, each)
        if each.person_id is None:
            changes[f"replace:{each.id}"] = t("Name somebody from {unit}", unit=place)
            continue
        changes[f"replace:{each.id}"] = t("Replace {name} from {unit}", name=name, unit=place)
        if _can_go(ctx, item, meeting, each):
            changes[f"remove:{each.id}"] = t("Take out {name} from {unit}", name=name, unit=place)
    return changes


def _units(ctx: Context, meeting: Meeting) -> list[Unit]:
    own = access.unit_of(ctx, meeting.unit_id)
    others = people.units_of_kinds(ctx.session, ctx.tenant_id, (UnitKind.SERVICE, UnitKind.OUTSIDE))
    return [own, *(unit for unit in others if readers.may_take_part(ctx, unit))]


def _can_go(ctx: Context, item: Item, meeting: Meeting, leaving: Participant) -> bool:
    """Whether the routine's composition holds without somebody. Another can always come in their place."""
    required = ctx.rulebook[meeting.arena].composition
    rest = [each for each in coming_to(ctx, item) if each is not leaving]
    lacks = missing(required, (Invited(unit_of(ctx, each).service) for each in rest))
    return not leaving.required and not lacks.unit_staff


def _unit_id(ctx: Context, item: Item, change: str) -> int:
    kind, _, number = change.partition(":")
    return int(number) if kind == "add" else _place(ctx, item, int(number)).unit_id


def _place(ctx: Context, item: Item, participant_id: int) -> Participant:
    return next(each for each in coming_to(ctx, item) if each.id == participant_id)


def _free(ctx: Context, item: Item, unit_id: int) -> list[Person]:
    taken = set(person_ids(ctx, item))
    return [person for person in people.staff_of(ctx.session, ctx.tenant_id, unit_id) if person.id not in taken]


def _change_form(ctx: Context, item: Item, meeting: Meeting, draft: Draft) -> Form:
    t = ctx.t
    options = tuple(Option(key, words[:75]) for key, words in _changes(ctx, item, meeting).items())
    scope = t(
        "The consent must cover each service that comes. I judge that again at once, and tell you if it does not."
    )
    return Form(
        name="attendance.people",
        title=t("Change who comes"),
        parts=(ChoiceField("change", t("What is to change?"), options[:100]), Note(scope)),
        submit=t("Next"),
        close=t("Cancel"),
        draft=draft.id,
    )


def _person_form(ctx: Context, draft: Draft, free: list[Person]) -> Form:
    return Form(
        name="attendance.person",
        title=ctx.t("Choose a person"),
        parts=(person_field(ctx.t("Who is to come?"), free),),
        submit=ctx.t("Invite"),
        close=ctx.t("Cancel"),
        draft=draft.id,
    )


def _removed(ctx: Context) -> Receipt:
    text = ctx.t("Whoever you took out is told, and gets no more messages about the meeting.")
    return Receipt(ctx.t("Change who comes"), (Heading(ctx.t("The list is changed")), Text(text)), ctx.t("Close"))
