"""The last form, which says what will happen, and the receipt."""

from handlers import access, waitlist
from handlers.booking.draft import Booking, arena_of, unit_of
from handlers.calendars import plan_for
from handlers.context import Context
from handlers.rules.moments import MomentKind, plan_moments
from handlers.screens import Answer, Button, Buttons, Facts, Finish, Form, Heading, Listing, Note, Receipt, Text, value
from store.drafts import Draft
from store.meetings import item_with_meeting
from store.people import people_by_ids
from store.slots import Slot


def confirm_form(ctx: Context, draft: Draft, booking: Booking, slot: Slot) -> Form:
    """All that was chosen, and what follows from it."""
    t = ctx.t
    return Form(
        name="booking.confirm",
        title=t("Is this right?"),
        parts=(
            Heading(t.when(slot.starts_at, slot.ends_at, ctx.now)),
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
        (t("Place"), booking.place or slot.place),
        (t("Who comes"), t.listing(_names(ctx, booking))),
    )


def _names(ctx: Context, booking: Booking) -> list[str]:
    ids = [*booking.staff, *(person for person in booking.services.values() if person is not None)]
    known = people_by_ids(ctx.session, ctx.tenant_id, ids)
    names = [known[id_].name for id_ in dict.fromkeys(ids) if id_ in known]
    if booking.guardians:
        names.append(ctx.t.many("one guardian", "{count} guardians", booking.guardians))
    return names


def _what_happens(ctx: Context, booking: Booking, slot: Slot) -> tuple[str, ...]:
    t = ctx.t
    plan = plan_for(ctx, ctx.actor, unit_of(ctx, booking))
    due = {
        moment.kind: moment.due
        for moment in plan_moments(arena_of(ctx, booking), ctx.now, slot.starts_at, plan)
        if not moment.at_once
    }
    lines = [t("Those who come are invited, without a word about the case.")]
    if MomentKind.AGENDA in due:
        when = t.moment(due[MomentKind.AGENDA], ctx.now)
        lines.append(t("The agenda goes out {when}, when the consent is in place.", when=when))
    if MomentKind.RELEASE in due and not booking.consents:
        when = t.moment(due[MomentKind.RELEASE], ctx.now)
        lines.append(t("Without consent the time is given to others {when}.", when=when))
    if None in booking.services.values():
        lines.append(t("The coordinator is asked who comes from the service that has no contact person."))
    if waitlist.waiting_for(ctx, booking.arena, booking.model_dump(mode="json")):
        lines.append(t("You leave the waiting list, where you wait for the same."))
    lines.append(t("You tell the family about the time and place. I do not do that."))
    return tuple(lines)


def receipt(ctx: Context, item_id: int) -> Answer:
    """What the booker reads when the time is theirs."""
    t = ctx.t
    found = item_with_meeting(ctx.session, ctx.tenant_id, item_id)
    assert found is not None
    item, meeting = found
    reference = access.case_of(ctx, item).reference
    return Finish(
        Receipt(
            t("The time is yours"),
            (
                Heading(t.when(meeting.starts_at, meeting.ends_at, ctx.now)),
                Text(
                    t(
                        "The case is called {reference} here. Note that in the municipality's own case system now; "
                        "it is the only way back to the child.",
                        reference=reference,
                    )
                ),
                Text(t("You find consent, agenda and who comes on the card I am sending you.")),
                Buttons((Button(t("Text to the family"), "family.text", value(item=item.id, what="time")),)),
                Note(t("Tell the family about the time and place. I do not do that.")),
            ),
            t("Close"),
        )
    )
