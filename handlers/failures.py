"""A message that never arrives is told to the convener, with the reason and what can be done."""

from collections.abc import Iterable

from handlers import access
from handlers.context import Context, World
from handlers.notices import About, Kind, Message
from handlers.screens import Button, Buttons, Card, Heading, Text, value
from locales import mark
from store.deliveries import Delivery, failed_deliveries
from store.notices import NoticeKind

REASONS = {
    "deactivated": mark("The account is closed."),
    "guest": mark("The account belongs to a guest, and guests get no messages about meetings."),
    "stranger": mark("The account belongs to another organisation, and nobody there gets messages about meetings."),
    "no_account": mark("No account is registered."),
}
OTHER_REASON = mark("The chat does not take messages to this account.")


def _readers(world: World, about: About) -> Iterable[int]:
    """The convener; the coordinators when it is the convener who cannot be reached."""
    if about.item is None:
        return ()
    if about.item.convener_id != about.subject_id:
        return (about.item.convener_id,)
    return (person.id for person in access.coordinators(world) if person.id is not None)


def _render(ctx: Context, about: About) -> Message | None:
    if about.item is None or about.meeting is None or about.subject_id is None:
        return None
    assert about.item.id is not None
    failed = failed_deliveries(ctx.session, about.item.id, about.subject_id)
    if not failed:
        return None
    when = ctx.t.when(about.meeting.starts_at, about.meeting.ends_at, ctx.now)
    name = access.person_of(ctx, about.subject_id).name
    return Message(
        Card(
            (
                Heading(ctx.t("A message did not arrive")),
                Text(ctx.t("{name} did not get a message about the meeting {when}.", name=name, when=when)),
                Text(ctx.t(_reason(failed[-1]))),
                Text(ctx.t("Ring and tell, or choose somebody else.")),
                _ways_forward(ctx, about),
            ),
            ctx.t("A message did not arrive"),
        )
    )


def _reason(delivery: Delivery) -> str:
    return REASONS.get(delivery.reason or "", OTHER_REASON)


def _ways_forward(ctx: Context, about: About) -> Buttons:
    assert about.item is not None
    if about.item.convener_id != ctx.actor_id:
        return Buttons((Button(ctx.t("Times"), "slots.show"),))
    return Buttons((Button(ctx.t("Change who comes"), "attendance.people", value(item=about.item.id)),))


KINDS = {NoticeKind.DELIVERY_FAILED: Kind(readers=_readers, render=_render)}
