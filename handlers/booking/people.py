"""The fourth form: who comes. Services by their contact persons, staff of the unit, and how many guardians are
expected.
"""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from handlers import access, units
from handlers.booking.draft import Booking, arena_of, place_of, unit_of
from handlers.context import Context
from handlers.errors import BadField
from handlers.guard import guarded
from handlers.rules.arena import Arena
from handlers.rules.holders import Who
from handlers.screens import ChoiceField, Field, Form, Heading, Option, Text, TextField
from store import people as directory
from store.attendance import OutsideRole
from store.cipher import cipher_of
from store.drafts import Draft
from store.people import Named, Person, Unit
from store.slots import Slot

ASK_COORDINATOR = "ask"
MOST_GUARDIANS = 2


class BringPeople(BaseModel):
    """What the fourth form brings; each service has a field of its own, `service_<field of work>`."""

    model_config = ConfigDict(extra="allow")
    draft: str
    staff: tuple[int, ...] = ()
    guardians: int
    place: str = ""


def people_form(ctx: Context, draft: Draft, booking: Booking, slot: Slot) -> Form:
    """The fourth form. What was filled in before, for a time that was lost, is preset; else each service's contact
    person, and the asker.
    """
    t, unit = ctx.t, unit_of(ctx, booking)
    assert unit.id is not None
    services = services_of(ctx, arena_of(ctx, booking))
    staff = _staff(ctx, services, unit.id)
    contacts = directory.contacts_of(ctx.session, ctx.tenant_id, unit.id)
    guardians = "2" if booking.guardians is None else str(booking.guardians)
    return Form(
        name="booking.people",
        title=t("Who comes"),
        parts=(
            Heading(t.when(slot.starts_at, slot.ends_at, ctx.now).capitalize()),
            *_place(ctx, booking, slot, unit),
            *(_service_field(ctx, booking, each, staff, contacts) for each in services),
            _staff_field(ctx, booking, unit, staff[unit.id]),
            ChoiceField(
                "guardians", t("How many guardians are expected?"), _guardian_counts(ctx), initial=(guardians,)
            ),
        ),
        submit=t("Next"),
        close=t("Cancel"),
        draft=draft.id,
    )


def services_of(ctx: Context, arena: Arena) -> list[Unit]:
    """The units of the services that must be there, in the routine's order."""
    required = arena.composition.required_services
    found = directory.service_units(ctx.session, ctx.tenant_id, required)
    return [found[name] for name in required if name in found]


def _staff(ctx: Context, services: Iterable[Unit], unit_id: int) -> dict[int, list[Named]]:
    """Who works in each of the services and in the unit."""
    units = [unit_id, *(service.id for service in services if service.id is not None)]
    return directory.staff_of_each(ctx.session, ctx.tenant_id, units)


def _place(ctx: Context, booking: Booking, slot: Slot, unit: Unit) -> tuple[Text | Field, ...]:
    if slot.unit_id == unit.id:
        return (Text(slot.place),)
    host = access.unit_of(ctx, slot.unit_id).name(ctx.t.language)
    return (
        Text(ctx.t("This time was set up for {unit}. Where will you meet?", unit=host)),
        TextField(
            "place",
            ctx.t("Place {at_unit}", at_unit=units.at_unit(ctx.t, unit)),
            placeholder=slot.place,
            initial=place_of(ctx, booking),
        ),
    )


def _service_field(
    ctx: Context,
    booking: Booking,
    service: Unit,
    staff: Mapping[int, Sequence[Named]],
    contacts: Mapping[int, Person],
) -> ChoiceField:
    assert service.id is not None
    contact = contacts.get(service.id)
    chosen = booking.services.get(service.service or "", contact.id if contact else None)
    name = service.name(ctx.t.language)
    return ChoiceField(
        f"service_{service.service}",
        name[:1].upper() + name[1:],
        (
            *(Option(str(person.id), person.name) for person in staff[service.id]),
            Option(ASK_COORDINATOR, ctx.t("I do not know. Ask the coordinator.")),
        ),
        initial=(str(chosen) if chosen is not None else ASK_COORDINATOR,),
    )


def _staff_field(ctx: Context, booking: Booking, unit: Unit, staff: Sequence[Named]) -> ChoiceField:
    chosen = booking.staff or (ctx.actor_id,)
    return ChoiceField(
        "staff",
        ctx.t("From {unit}", unit=unit.name(ctx.t.language)),
        tuple(Option(str(person.id), person.name) for person in staff),
        many=True,
        initial=tuple(str(person.id) for person in staff if person.id in chosen),
        hint=ctx.t("At least one who knows the child."),
    )


def _guardian_counts(ctx: Context) -> tuple[Option, ...]:
    words = (ctx.t("None"), *(ctx.t.number(count).capitalize() for count in range(1, MOST_GUARDIANS + 1)))
    return tuple(Option(str(count), word) for count, word in enumerate(words))


def judge_people(ctx: Context, booking: Booking, slot: Slot, request: BringPeople) -> Booking:
    """The booking with the fourth form's answers; BadField when they cannot be used."""
    assert booking.unit_id is not None
    required = services_of(ctx, arena_of(ctx, booking))
    staff = _staff(ctx, required, booking.unit_id)
    services, errors = _services(ctx, required, staff, request)
    errors |= _staff_errors(ctx, booking, staff[booking.unit_id], request)
    if request.guardians not in range(MOST_GUARDIANS + 1):
        errors["guardians"] = ctx.t("Choose how many guardians are expected.")
    elsewhere = slot.unit_id != booking.unit_id
    if elsewhere and not request.place.strip():
        errors["place"] = ctx.t("Write where you will meet.")
    place = guarded(ctx, "place", request.place) if elsewhere and request.place.strip() else None
    if errors:
        raise BadField(errors)
    sealed = cipher_of(ctx.session).seal(place) if place else None
    return booking.model_copy(
        update={"services": services, "staff": request.staff, "guardians": request.guardians, "sealed_place": sealed}
    )


def _services(
    ctx: Context, required: Iterable[Unit], staff: Mapping[int, Sequence[Named]], request: BringPeople
) -> tuple[dict[str, int | None], dict[str, str]]:
    chosen: dict[str, int | None] = {}
    errors: dict[str, str] = {}
    for service in required:
        assert service.id is not None
        assert service.service is not None
        answer = str((request.model_extra or {}).get(f"service_{service.service}", ""))
        if answer in {str(person.id) for person in staff[service.id]}:
            chosen[service.service] = int(answer)
        elif answer == ASK_COORDINATOR:
            chosen[service.service] = None
        else:
            errors[f"service_{service.service}"] = ctx.t("Choose who comes, or that the coordinator is asked.")
    return chosen, errors


def _staff_errors(ctx: Context, booking: Booking, staff: Iterable[Named], request: BringPeople) -> dict[str, str]:
    least = arena_of(ctx, booking).composition.unit_staff_min
    known = {person.id for person in staff}
    if len(set(request.staff)) < least or not set(request.staff) <= known:
        return {"staff": ctx.t("Choose at least one who works there.")}
    return {}


def outside_roles(booking: Booking) -> list[OutsideRole]:
    """Who comes without an account, as far as the booking says."""
    roles = [OutsideRole.GUARDIAN_1, OutsideRole.GUARDIAN_2][: booking.guardians or 0]
    if booking.decided_by == Who.APPOINTED_GUARDIAN:
        roles.append(OutsideRole.REPRESENTATIVE)
    if booking.heard == "takes_part":
        roles.append(OutsideRole.YOUTH)
    if booking.interpreter:
        roles.append(OutsideRole.INTERPRETER)
    if booking.initiator == "professional_outside":
        roles.append(OutsideRole.OUTSIDER)
    return roles
