"""Promises: what will be said about an item, and when. Written as rows in the same transaction as what they are
about.
"""

from collections.abc import Iterable
from datetime import datetime

from handlers import access
from handlers.calendars import plan_for
from handlers.context import Context, World
from handlers.rules import moments as rules
from handlers.rules.moments import Moment, MomentKind
from handlers.screens import Button, Buttons, Card, Heading, Text
from store import deliveries, notices
from store.deliveries import Delivery, DeliveryState
from store.meetings import Item, Meeting, item_with_meeting
from store.notices import NoticeKind, NoticeState, Promise

NOTICE_OF_MOMENT = {
    MomentKind.CONSENT_TOLD: NoticeKind.CONSENT_MISSING,
    MomentKind.CONSENT_CHOICE: NoticeKind.CONSENT_CHOICE,
    MomentKind.AGENDA: NoticeKind.AGENDA,
    MomentKind.ANSWERS_CHECK: NoticeKind.REPLIES_CHECK,
    MomentKind.GUARDIANS_CHECK: NoticeKind.NO_GUARDIANS,
    MomentKind.RELEASE: NoticeKind.RELEASE,
    MomentKind.REMINDER_DAY: NoticeKind.REMINDER_DAY,
    MomentKind.REMINDER_HOUR: NoticeKind.REMINDER_HOUR,
    MomentKind.START: NoticeKind.START,
    MomentKind.MINUTES: NoticeKind.MINUTES_DUE,
}

DUTIES = frozenset({NoticeKind.CONSENT_MISSING, NoticeKind.CONSENT_CHOICE})
# What a summary becomes is shown to its convener.
SHOWN_ON_CARD = frozenset({NoticeKind.MINUTES_POST, NoticeKind.MINUTES_TO_PARTIES})
# Somebody has deleted what was to be changed.
MESSAGE_GONE = "message_gone"


def plan_moments_anew(world: World, item: Item, meeting: Meeting) -> None:
    """Plan all that the arena's routine says about an item, for the meeting's new time. What was planned for another
    time dies, also where it only waits for the reader's working hours. A duty that the convener has put off does not:
    it may be too late to plan it anew, and it is judged when it comes.
    """
    assert item.id is not None
    notices.drop_planned(world.session, item.id, set(NOTICE_OF_MOMENT.values()) - DUTIES)
    notices.drop_planned(world.session, item.id, DUTIES, put_off=False)
    deliveries.drop_waiting(world.session, item.id, NOTICE_OF_MOMENT.values())
    plan_moments(world, item, meeting)


def plan_moments(world: World, item: Item, meeting: Meeting, before: Iterable[Promise] = ()) -> None:
    """Plan all that the arena's routine says about an item for which nothing is planned yet. What is told `before` goes
    out first, where the meeting is so near that the routine's own is due at once too.
    """
    due = [(NOTICE_OF_MOMENT[moment.kind], moment.due) for moment in moments_of(world, item, meeting)]
    told = [
        Promise(kind, f"{kind}:{item.id}:{meeting.sequence}:{number}", at, item.id)
        for number, (kind, at) in enumerate(due)
    ]
    notices.plan_several(world.session, world.tenant_id, [*before, *told])


def moments_of(world: World, item: Item, meeting: Meeting) -> tuple[Moment, ...]:
    """What the arena's routine says will happen with an item from now on, by due time (UTC)."""
    plan = plan_for(world, access.person_of(world, item.convener_id), access.unit_of(world, meeting.unit_id))
    return rules.plan_moments(world.rulebook[meeting.arena], world.now, meeting.starts_at, plan)


def tell(
    world: World,
    kind: NoticeKind,
    item: Item,
    *,
    of: object = "",
    subject_id: int | None = None,
    due: datetime | None = None,
    asked: bool = False,
) -> None:
    """Plan one notice about an item, at once unless `due` (UTC) says later. `of` tells it from others of its kind."""
    told = promise(kind, item, due or world.now, of=of, subject_id=subject_id, asked=asked)
    notices.plan_several(world.session, world.tenant_id, [told])


def promise(
    kind: NoticeKind,
    item: Item,
    due: datetime,
    *,
    of: object = "",
    subject_id: int | None = None,
    asked: bool = False,
) -> Promise:
    """A notice about an item, to be planned with others; the item's version is in the key."""
    assert item.id is not None
    return Promise(kind, f"{kind}:{item.id}:{item.version}:{of}", due, item.id, subject_id, asked=asked)


def revise(world: World, item: Item) -> None:
    """Something about the item has changed: raise its version, and bring every message about it up to date."""
    item.version += 1
    world.session.add(item)
    tell(world, NoticeKind.REVISION, item, asked=True)


def revise_notice(world: World, key: str) -> None:
    """What a notice that is about no item was about has changed: bring what it became up to date."""
    notice = notices.notice_by_key(world.session, world.tenant_id, key)
    if notice is not None and notice.state is NoticeState.EXPANDED:
        kind = NoticeKind.REVISION
        again = f"{kind}:{key}"
        notices.plan(world.session, world.tenant_id, kind, again, world.now, subject_id=notice.id, asked=True)


def revise_post(world: World, post: Delivery) -> None:
    """Bring one post in a channel up to date, without raising the item's version: who can read it has changed."""
    kind = NoticeKind.REVISION
    key = f"{kind}:post:{post.id}:{world.now:%Y%m%dT%H%M%S}"
    notices.plan(world.session, world.tenant_id, kind, key, world.now, subject_id=post.notice_id, asked=True)


def end_planned(world: World, item: Item) -> None:
    """Nothing that was planned about the item will be said."""
    assert item.id is not None
    notices.drop_planned(world.session, item.id)


def report_failure(world: World, delivery: Delivery) -> None:
    """A message about an item will never reach its reader or its channel, or nobody can say whether it reached its
    reader: the convener is told.
    """
    if delivery.channel_id is not None:
        _report(world, NoticeKind.POST_REFUSED, delivery, asked=True)
    else:
        _report_reader(world, delivery)


def _report_reader(world: World, delivery: Delivery) -> None:
    """One card for each reader who cannot be reached, which then lists more and more; a new one where the meeting has
    been moved or called off, since that must be told anew.
    """
    assert delivery.item_id is not None
    found = item_with_meeting(world.session, world.tenant_id, delivery.item_id)
    assert found is not None
    kind, reader = NoticeKind.DELIVERY_FAILED, delivery.person_id
    key = f"{kind}:{delivery.item_id}:{reader}:{found[1].sequence}"
    told = notices.notice_by_key(world.session, world.tenant_id, key)
    if told is None or told.state is not NoticeState.EXPANDED:
        item_id = delivery.item_id
        notices.plan(world.session, world.tenant_id, kind, key, world.now, item_id=item_id, subject_id=reader)
        return
    again = f"{NoticeKind.REVISION}:{key}:{delivery.id}"
    notices.plan(world.session, world.tenant_id, NoticeKind.REVISION, again, world.now, subject_id=told.id, asked=True)


def report_not_replaced(world: World, delivery: Delivery) -> None:
    """What was to bring a post up to date, or to take its place, never got there: the convener is told once, where the
    card that told of the taking down does not say so already.
    """
    assert delivery.revises is not None
    original = deliveries.delivery_by_id(world.session, world.tenant_id, delivery.revises)
    assert original is not None
    if original.state is DeliveryState.TAKEN_DOWN:
        if delivery.reason != MESSAGE_GONE:
            assert original.item_id is not None
            report_taken_down(world, original)
            revise_card(world, original.item_id, of=delivery.id)
        revise_notice(world, f"{NoticeKind.POST_TAKEN_DOWN}:{original.id}")
        return
    gone = delivery.reason == MESSAGE_GONE
    original.state, original.reason = DeliveryState.OVERTAKEN if gone else DeliveryState.TAKEN_DOWN, delivery.reason
    report_failure(world, original)


def report_not_changed(world: World, delivery: Delivery) -> None:
    """What was to bring a party's summary up to date, or to take it away, never got there: what stands there is old, so
    that it counts as a summary that did not arrive, and the convener is told. It keeps its address while it stands.
    """
    assert delivery.revises is not None
    assert delivery.item_id is not None
    original = deliveries.delivery_by_id(world.session, world.tenant_id, delivery.revises)
    assert original is not None
    original.state, original.reason = DeliveryState.FAILED, delivery.reason
    if delivery.reason == MESSAGE_GONE:
        original.address = None
    report_failure(world, original)
    revise_card(world, delivery.item_id, of=delivery.id)


def follow_on_card(world: World, delivery: Delivery) -> None:
    """The convener's card shows what became of a summary: it follows when the last of a notice's messages is out."""
    if delivery.kind not in SHOWN_ON_CARD or delivery.revises or delivery.item_id is None:
        return
    on_its_way = (DeliveryState.WAITING, DeliveryState.CLAIMED)
    if all(each.state not in on_its_way for each in deliveries.deliveries_of(world.session, delivery.notice_id)):
        revise_card(world, delivery.item_id, of=f"{delivery.notice_id}:{delivery.id}")


def revise_card(world: World, item_id: int, of: object) -> None:
    """Bring the convener's card up to date, and nothing else; `of` tells why from other times."""
    card = notices.notice_of_item(world.session, item_id, NoticeKind.BOOKED)
    if card is not None and card.state is NoticeState.EXPANDED:
        kind = NoticeKind.REVISION
        key = f"{kind}:card:{item_id}:{of}"
        notices.plan(world.session, world.tenant_id, kind, key, world.now, subject_id=card.id, asked=True)


def report_unknown(world: World, delivery: Delivery) -> None:
    """Nobody can say whether a post about an item stands in its channel: the convener is asked."""
    _report(world, NoticeKind.POST_UNKNOWN, delivery, asked=True)


def report_taken_down(world: World, delivery: Delivery) -> None:
    """A post may no longer stand in its channel, and a stub takes its place: the convener of the item is told, once, at
    work.
    """
    _report(world, NoticeKind.POST_TAKEN_DOWN, delivery, asked=False)


def _report(world: World, kind: NoticeKind, delivery: Delivery, asked: bool) -> None:
    assert delivery.item_id is not None
    notices.plan(
        world.session,
        world.tenant_id,
        kind,
        f"{kind}:{delivery.id}",
        world.now,
        item_id=delivery.item_id,
        subject_id=delivery.channel_id or delivery.person_id,
        asked=asked,
    )


def gone_card(ctx: Context) -> Card:
    """What takes the place of a message that no longer holds, when nothing more is to be said."""
    parts = (
        Heading(ctx.t("This card no longer applies")),
        Text(ctx.t("Something has changed since. Your meetings show what holds now.")),
        Buttons((Button(ctx.t("My meetings"), "list.show"),)),
    )
    return Card(parts, ctx.t("A message from samba-bot has changed"))
