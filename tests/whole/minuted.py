"""Meetings that have been, whose summaries are on their way to a channel: made with the handlers, before a start."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import select, update

from bot.app import open_database
from bot.loading import prepare_try_out
from bot.settings import DatabaseSettings
from bot.words import translator
from handlers.access import case_of
from handlers.clock import set_clock
from handlers.entry import Entry
from handlers.screens import FieldValue, Open
from store.accounts import Channel
from store.deliveries import Delivery, DeliveryState
from store.meetings import Item
from tests.handlers.attendance.arranged import Arranged
from tests.handlers.booking import journey
from tests.town import Town, oslo
from tests.whole.system import BEGINS, MUNICIPALITY

FIRST = oslo(2027, 3, 9, 8)
WRITTEN = oslo(2027, 3, 10, 10)
OUTCOME: dict[str, FieldValue] = {"conclusions": ("measures",), "guardians_decided": "yes", "documented": "yes"}


def settle(folder: Path, count: int, now: datetime) -> Sequence[str]:
    """A database in which so many summaries are to be posted in Solvik's channel, and whose clock stands at `now`;
    returns the references of their cases.
    """
    settings = DatabaseSettings(f"sqlite:///{folder / 'bot.db'}")
    t = translator("nn")
    prepare_try_out(settings, MUNICIPALITY, BEGINS, t)
    database = open_database(settings, t)
    town = Town(database)
    _follow_the_towns_clock(town)
    items = [_held(town, FIRST + timedelta(hours=hour)) for hour in range(count)]
    town.wait_until(WRITTEN)
    with database.session() as session:
        # What was laid in the town's inboxes stands in no workspace, and cannot be edited there.
        session.exec(update(Delivery).values(state=DeliveryState.OVERTAKEN))
        channel = session.exec(select(Channel.id).where(Channel.name == "solvik-samba")).one()
    for item in items:
        _write(town, item.item_id, f"channel:{channel}")
    with database.session() as session:
        set_clock(session, datetime.now(UTC), now)
    database.close()
    return [item.reference for item in items]


def _follow_the_towns_clock(town: Town) -> None:
    with town.database.session() as session:
        tenant = town.tenant(session)
        tenant.clock_offset = 0.0
        session.add(tenant)


def _held(town: Town, starts_at: datetime) -> Arranged:
    """A meeting of an hour's slot, with consent registered."""
    journey.book(town, town.give_slot("solvik", starts_at))
    with town.world() as world:
        item = world.session.exec(select(Item).order_by(Item.id.desc())).first()  # type: ignore[union-attr]
        assert item is not None
        assert item.id is not None
        arranged = Arranged(town, item.id, case_of(world, item).reference)
    arranged.consents()
    return arranged


def _write(town: Town, item_id: int, where: str) -> None:
    opened = town.asks("ingrid", Entry.ACTION, "minutes.open", item=str(item_id))
    assert isinstance(opened, Open)
    draft = opened.form.draft
    town.asks("ingrid", Entry.FORM, "minutes.held", draft=draft, held="yes")
    town.asks("ingrid", Entry.FORM, "minutes.outcome", draft=draft, **OUTCOME)
    town.asks("ingrid", Entry.FORM, "minutes.measures", draft=draft)
    town.asks("ingrid", Entry.FORM, "minutes.confirm", draft=draft, where=where)
