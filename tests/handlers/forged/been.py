"""Two meetings that have been: one summed up at every step, and one whose summary waits for an answer."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from handlers.entry import Entry
from handlers.screens import FieldValue
from store import deliveries, notices
from store.accounts import Channel
from store.cases import case_by_id
from store.deliveries import DeliveryState
from store.meetings import Item, Meeting
from store.minutes import Destination, Documented, Minutes
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged
from tests.handlers.booking import journey
from tests.town import Town, oslo

if TYPE_CHECKING:
    from tests.handlers.forged.scene import Scene

ITS_TIME = oslo(2027, 3, 8, 10)
OUTCOME: dict[str, FieldValue] = {
    "conclusions": ("new_meeting",),
    "text": "",
    "text_only_parties": False,
    "guardians_decided": "yes",
    "youth_decided": "",
    "documented": "later",
}
MEASURE: dict[str, FieldValue] = {
    "measure_what": "guidance",
    "measure_text": "",
    "measure_only_parties": False,
    "measure_responsible": "unit:@barnevernet",
    "measure_starts": date(2027, 3, 9),
    "measure_due": date(2027, 4, 2),
}


def sum_up(scene: "Scene") -> None:
    """Let both have been, with a draft at each step of the one, and a post nobody can say of in the other."""
    for name, day in (("been", 22), ("summed", 23)):
        item = scene.ids[name] = str(_held(scene, oslo(2027, 4, day, 12)))
        scene.secrets = (*scene.secrets, _reference(scene.town, int(item)))
    scene.ids["been_reference"] = scene.secrets[-2]
    with scene.town.world() as world:
        unit = int(scene.ids["solvik"])
        query = select(Channel.id).where(Channel.unit_id == unit).order_by(col(Channel.id))
        scene.ids["channel"] = str(world.session.exec(query).first())
    _drafts(scene)
    _waits(scene)
    scene.opened("where", "ingrid", Entry.ACTION, "minutes.where", item=scene.ids["summed"])


def _held(scene: "Scene", booked_for: datetime) -> int:
    town = scene.town
    journey.book(town, town.give_slot("solvik", booked_for))
    with town.world() as world:
        query = select(Item).where(Item.tenant_id == world.tenant_id).order_by(col(Item.id).desc())
        item = world.session.exec(query).first()
        assert item is not None
        assert item.id is not None
        meeting = world.session.get(Meeting, item.meeting_id)
        assert meeting is not None
        length = meeting.ends_at - meeting.starts_at
        meeting.starts_at, meeting.ends_at = ITS_TIME, ITS_TIME + length
        item_id = item.id
    Arranged(town, item_id, "").consents()
    return item_id


def _reference(town: Town, item_id: int) -> str:
    with town.world() as world:
        item = world.session.get(Item, item_id)
        assert item is not None
        case = case_by_id(world.session, world.tenant_id, item.case_id)
        assert case is not None
        return case.reference


def _drafts(scene: "Scene") -> None:
    """A draft of the minutes after each of the forms."""
    town, item = scene.town, scene.ids["been"]
    measure = MEASURE | {"measure_responsible": f"unit:{scene.ids['barnevernet']}"}
    for name in ("minutes_open", "minutes_held", "minutes_outcome", "minutes_adding", "minutes_added"):
        draft = scene.opened(name, "ingrid", Entry.ACTION, "minutes.open", item=item)
        if name == "minutes_open":
            continue
        town.asks("ingrid", Entry.FORM, "minutes.held", draft=draft, held="yes", reason=None)
        if name == "minutes_held":
            continue
        town.asks("ingrid", Entry.FORM, "minutes.outcome", draft=draft, **OUTCOME)
        if name == "minutes_outcome":
            continue
        town.asks("ingrid", Entry.ACTION, "minutes.add", draft=draft)
        if name == "minutes_added":
            town.asks("ingrid", Entry.FORM, "minutes.measure", draft=draft, **measure)


def _waits(scene: "Scene") -> None:
    """Minutes whose post may stand in the channel, that stand nowhere for certain, and that are documented later."""
    with scene.town.world() as world:
        item = int(scene.ids["summed"])
        world.session.add(
            Minutes(
                tenant_id=world.tenant_id,
                item_id=item,
                held=True,
                conclusions=["new_meeting"],
                documented=Documented.LATER,
                destination=Destination.UNDECIDED,
                written_by=int(scene.ids["ingrid"]),
                written_at=world.now,
            )
        )
        _doubtful_post(world.session, world.tenant_id, item, int(scene.ids["channel"]), scene)


def _doubtful_post(session: Session, tenant_id: int, item: int, channel: int, scene: "Scene") -> None:
    kind, key = NoticeKind.MINUTES_POST, f"minutes_post:{item}"
    notices.plan(session, tenant_id, kind, key, scene.town.now, item_id=item, subject_id=channel)
    notice = notices.notice_by_key(session, tenant_id, key)
    assert notice is not None
    notice.state = notices.NoticeState.EXPANDED
    deliveries.add_delivery(session, notice, scene.town.now, channel_id=channel)
    session.flush()
    (post,) = deliveries.posts_about(session, item)
    post.state = DeliveryState.UNKNOWN
