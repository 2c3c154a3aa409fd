"""The last form, which says what will happen, and the receipt."""

from datetime import datetime

from handlers import access, consent, picks, waitlist
from handlers.booking.consent_step import holders_of, is_covered
from handlers.booking.draft import Booking, arena_of, place_of, unit_of
from handlers.booking.people import outside_roles, services_of
from handlers.calendars import plan_for
from handlers.context import Context
from handlers.item_card import summary_line
from handlers.rules.moments import MomentKind, plan_moments
from handlers.screens import (
    Answer,
    Button,
    Buttons,
    Facts,
    Finish,
    Form,
    Heading,
    Listing,
    Note,
    Part,
    Receipt,
    Text,
    value,
)
from store.attendance import OutsideRole
from store.drafts import Draft
from store.meetings import Item, Meeting
from store.notices import NoticeKind, planned_for
from store.people import people_by_ids
from store.slots import Slot

GUARDIANS = (OutsideRole.GUARDIAN_1, OutsideRole.GUARDIAN_2)


def confirm_form(ctx: Context, draft: Draft, booking: Booking, slot: Slot) -> Form:
    """All that was chosen, and what follows from it."""
    t = ctx.t
    return Form(
        name="booking.confirm",
        title=t("Is this right?"),
        parts=(
            Heading(t.when(slot.starts_at, slot.ends_at, ctx.now).capitalize()),
            Facts(_facts(ctx, booking, slot)),
            Heading(t("This will happen")),
            Listing(_what_happens(ctx, booking, slot)),
        ),
        submit=t("Book the time"),
        close=t("Cancel"),
        draft=draft.id,
    )


def _facts(ctx: Context, booking: Booking, slot: Slot) -> tuple[tuple[str, str], ...]:
    t = ctx.t
    return (
        (t("Meeting"), arena_of(ctx, booking).names.read(t.language).indefinite),
        (t("Place"), place_of(ctx, booking) or slot.place),
        (t("Who comes"), t.listing(_names(ctx, booking))),
    )


def _names(ctx: Context, booking: Booking) -> list[str]:
    services = [service.service or "" for service in services_of(ctx, arena_of(ctx, booking))]
    called = [booking.services.get(service) for service in services]
    ids = [*booking.staff, *(person for person in called if person is not None)]
    known = people_by_ids(ctx.session, ctx.tenant_id, ids)
    names = [known[id_].name for id_ in dict.fromkeys(ids) if id_ in known]
    if booking.guardians:
        names.append(
            ctx.t.many("one guardian", "{number} guardians", booking.guardians, number=ctx.t.number(booking.guardians))
        )
    roles = [ctx.t(picks.OUTSIDE_ROLES[role]) for role in outside_roles(booking) if role not in GUARDIANS]
    return [*names, *(role[:1].lower() + role[1:] for role in roles)]


def _what_happens(ctx: Context, booking: Booking, slot: Slot) -> tuple[str, ...]:
    t = ctx.t
    plan = plan_for(ctx, ctx.actor, unit_of(ctx, booking))
    due = {
        moment.kind: moment.due
        for moment in plan_moments(arena_of(ctx, booking), ctx.now, slot.starts_at, plan)
        if not moment.at_once
    }
    lines = [t("Those who come are invited, without a word about the case.")]
    lines.append(_about_consent(ctx, booking, slot, due.get(MomentKind.AGENDA)))
    if MomentKind.RELEASE in due and not is_covered(ctx, booking, slot):
        when = t.moment(due[MomentKind.RELEASE], ctx.now)
        lines.append(t("Without consent the time is given to others {when}.", when=when))
    if None in booking.services.values():
        lines.append(t("The coordinator is asked who comes from the service that has no contact person."))
    if booking.offer_id is None and waitlist.waiting_for(ctx, booking.arena, booking.model_dump(mode="json")):
        lines.append(t("You leave the waiting list, where you wait for the same."))
    lines.append(t("You tell the family about the time and place. I do not do that."))
    return tuple(lines)


def _about_consent(ctx: Context, booking: Booking, slot: Slot, agenda: datetime | None) -> str:
    """Who must consent before the agenda can go out; when it goes out (UTC, None is at once) where they have."""
    if not is_covered(ctx, booking, slot):
        return consent.who_must_consent(ctx, len(holders_of(ctx, booking, slot)), agenda)
    if agenda is None:
        return ctx.t("The consent is in place, and the agenda goes out at once.")
    return ctx.t("The consent is in place. The agenda goes out {when}.", when=ctx.t.moment(agenda, ctx.now))


def receipt(ctx: Context, item: Item, meeting: Meeting) -> Answer:
    """What the booker reads when the time is theirs."""
    t = ctx.t
    reference = access.case_of(ctx, item).reference
    note = t(
        "The case is called {reference} here. Note that in the municipality's own case system now; "
        "it is the only way back to the child.",
        reference=reference,
    )
    parts = (
        Text(summary_line(ctx, item, meeting)),
        Text(note),
        *_what_is_missing(ctx, item, meeting),
        Note(t("Tell the family about the time and place. I do not do that.")),
    )
    return Finish(Receipt(t("The time is yours"), parts, t("Close")))


def _what_is_missing(ctx: Context, item: Item, meeting: Meeting) -> tuple[Part, ...]:
    assert item.id is not None
    family = Button(ctx.t("Text to the family"), "family.text", value(item=item.id, what="time"))
    verdict = consent.verdict_for(ctx, item, meeting)
    if verdict.valid:
        return (Buttons((family,)),)
    agenda = planned_for(ctx.session, item.id, NoticeKind.AGENDA)
    missing = consent.who_must_consent(ctx, len(verdict.holders), agenda)
    register = Button(ctx.t("Register consent"), "consent.open", value(item=item.id), "primary")
    return (Text(missing), Buttons((register, family)))
