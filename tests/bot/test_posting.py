"""A summary on its way to a channel through the real loop: posted once, never twice, asked about when nobody knows."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select, update

from bot.app import open_database
from bot.messenger import NeverArrives, OutcomeUnknown, SendError, TryLater, Unreachable
from bot.settings import DatabaseSettings
from bot.words import translator
from handlers import access, planning
from handlers.outbox import MAX_ATTEMPTS
from handlers.rules.audience import Audience, Reader
from store.accounts import Channel
from store.database import Database, utc_now
from store.deliveries import Delivery, DeliveryState
from store.meetings import Item
from store.notices import NoticeKind
from store.people import Tenant
from tests.bot.test_delivery import Mailman, bring
from tests.town import oslo
from tests.whole.minuted import settle

CHANNEL = "C0SOLVIK"
SAFE = Audience(True, (Reader("U0INGRID"), Reader("U0MARIT")))


@pytest.fixture(scope="module")
def minuted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one summary that is to be posted at once."""
    folder = tmp_path_factory.mktemp("minuted")
    settle(folder, 1, oslo(2027, 3, 10, 11))
    return folder


@pytest.fixture
def database(minuted: Path, tmp_path: Path) -> Iterator[Database]:
    """A test's own copy."""
    for file in minuted.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    database = open_database(DatabaseSettings(f"sqlite:///{tmp_path / 'bot.db'}"), translator("nn"))
    yield database
    database.close()


def posts(database: Database) -> list[tuple[DeliveryState, str | None]]:
    """How the posts stand, and why."""
    with database.session() as session:
        found = session.exec(
            select(Delivery).where(col(Delivery.channel_id).is_not(None)).order_by(col(Delivery.due_at))
        )
        return [(post.state, post.reason) for post in found]


def told(database: Database) -> list[NoticeKind]:
    """What the convener was told of a post."""
    kinds = (NoticeKind.POST_REFUSED, NoticeKind.POST_UNKNOWN, NoticeKind.POST_TAKEN_DOWN)
    with database.session() as session:
        return list(
            session.exec(
                select(col(Delivery.kind)).where(col(Delivery.kind).in_(kinds), col(Delivery.revises).is_(None))
            )
        )


def look(database: Database) -> None:
    """The channel is to be looked at now."""
    with database.session() as session:
        session.exec(update(Channel).where(col(Channel.external_id) == CHANNEL).values(check_at=oslo(2027, 3, 10, 11)))


async def test_a_summary_is_posted_where_all_may_read_it(database: Database) -> None:
    mailman = Mailman(audiences={CHANNEL: SAFE})
    await bring(database, mailman, rounds=2)
    assert len(mailman.to(CHANNEL)) == 1
    assert (posts(database), told(database)) == ([(DeliveryState.SENT, None)], [])


@pytest.mark.parametrize(
    ("audience", "reason"),
    [
        (None, "unreadable"),
        (Audience(False), "public"),
        (Audience(True, shared=True), "shared"),
        (Audience(True, (Reader("U0GJEST", guest=True),)), "outsiders"),
        (Audience(True, (Reader("U0JONAS"),)), "others"),
    ],
)
async def test_a_summary_that_others_could_read_is_not_posted(
    database: Database, audience: Audience | None, reason: str
) -> None:
    mailman = Mailman(audiences={CHANNEL: audience} if audience else {})
    await bring(database, mailman, rounds=2)
    assert mailman.to(CHANNEL) == []
    assert (posts(database), told(database)) == ([(DeliveryState.FAILED, reason)], [NoticeKind.POST_REFUSED])


async def test_what_was_surely_not_posted_is_tried_again(database: Database) -> None:
    mailman = Mailman(audiences={CHANNEL: SAFE}, failing={CHANNEL: [TryLater("ratelimited", 3), TryLater("busy", 3)]})
    await bring(database, mailman, rounds=4)
    assert len(mailman.to(CHANNEL)) == 1
    assert (posts(database), told(database)) == ([(DeliveryState.SENT, None)], [])


@pytest.mark.parametrize("error", [OutcomeUnknown("TimeoutError"), SendError("odd")])
async def test_what_may_have_been_posted_is_never_posted_again_but_asked_about(
    database: Database, error: SendError
) -> None:
    mailman = Mailman(audiences={CHANNEL: SAFE}, failing={CHANNEL: [error]})
    await bring(database, mailman, rounds=4)
    assert mailman.to(CHANNEL) == []
    assert [state for state, _ in posts(database)] == [DeliveryState.UNKNOWN]
    assert told(database) == [NoticeKind.POST_UNKNOWN]


async def test_it_is_asked_about_also_where_the_channel_cannot_be_looked_at_at_first(database: Database) -> None:
    troubles: list[SendError | None] = [None, TryLater("TimeoutError", 5), TryLater("ratelimited", 5)]
    mailman = Mailman(audiences={CHANNEL: SAFE}, unreadable={CHANNEL: troubles})
    mailman.failing[CHANNEL] = [OutcomeUnknown("TimeoutError")]
    await bring(database, mailman, rounds=6)
    assert mailman.to(CHANNEL) == []
    assert [state for state, _ in posts(database)] == [DeliveryState.UNKNOWN]
    assert told(database) == [NoticeKind.POST_UNKNOWN]


async def test_it_is_asked_about_also_where_it_was_the_last_try(database: Database) -> None:
    errors: list[SendError] = [TryLater("ratelimited", 3)] * (MAX_ATTEMPTS - 1)
    errors.append(OutcomeUnknown("TimeoutError"))
    mailman = Mailman(audiences={CHANNEL: SAFE}, failing={CHANNEL: errors})
    await bring(database, mailman, rounds=MAX_ATTEMPTS + 2)
    assert mailman.to(CHANNEL) == []
    assert [state for state, _ in posts(database)] == [DeliveryState.UNKNOWN]
    assert told(database) == [NoticeKind.POST_UNKNOWN]


async def test_a_post_that_the_process_died_with_is_asked_about(database: Database) -> None:
    mailman = Mailman(audiences={CHANNEL: SAFE})
    with database.session() as session:
        session.exec(update(Delivery).values(state=DeliveryState.OVERTAKEN))
    await bring(database, mailman)
    with database.session() as session:
        # As it stood when the process died: claimed, prepared, and the lease has run out.
        long_ago = utc_now() - timedelta(hours=1)
        died = update(Delivery).where(col(Delivery.channel_id).is_not(None))
        session.exec(died.values(state=DeliveryState.CLAIMED, claimed_until=long_ago, in_doubt=True, sent_at=None))
    await bring(database, mailman, rounds=2)
    assert len(mailman.to(CHANNEL)) == 1
    assert [state for state, _ in posts(database)] == [DeliveryState.UNKNOWN]
    assert told(database) == [NoticeKind.POST_UNKNOWN]


async def test_a_post_that_the_chat_refuses_is_told_of(database: Database) -> None:
    mailman = Mailman(audiences={CHANNEL: SAFE}, failing={CHANNEL: [NeverArrives("restricted_action")]})
    await bring(database, mailman, rounds=2)
    assert (posts(database), told(database)) == (
        [(DeliveryState.FAILED, "restricted_action")],
        [NoticeKind.POST_REFUSED],
    )


async def test_a_channel_that_becomes_unsafe_is_emptied_when_it_is_looked_at(database: Database) -> None:
    mailman = Mailman(audiences={CHANNEL: SAFE})
    await bring(database, mailman)
    mailman.audiences[CHANNEL] = Audience(True, SAFE.readers, shared=True)
    await bring(database, mailman)
    assert [where for where, _ in mailman.edited if where == CHANNEL] == []
    look(database)
    await bring(database, mailman, rounds=2)
    assert len([where for where, _ in mailman.edited if where == CHANNEL]) == 1
    assert [state for state, _ in posts(database)] == [DeliveryState.TAKEN_DOWN, DeliveryState.SENT]
    assert told(database) == [NoticeKind.POST_TAKEN_DOWN]


async def test_what_stands_in_a_channel_that_lets_us_in_no_longer_is_taken_down_by_its_address(
    database: Database,
) -> None:
    mailman = Mailman(audiences={CHANNEL: SAFE})
    await bring(database, mailman)
    look(database)
    mailman.unreadable[CHANNEL] = [NeverArrives("not_met"), NeverArrives("not_met")]
    await bring(database, mailman, rounds=2)
    assert len([where for where, _ in mailman.edited if where == CHANNEL]) == 1
    assert [state for state, _ in posts(database)] == [DeliveryState.TAKEN_DOWN, DeliveryState.SENT]
    assert told(database) == [NoticeKind.POST_TAKEN_DOWN]


def met(database: Database) -> str | None:
    """What the channel is written to by; it is kept from the start of the tests that ask."""
    with database.session() as session:
        return session.exec(select(Channel.reference).where(col(Channel.external_id) == CHANNEL)).one()


def meet(database: Database) -> None:
    """The platform has given something to write to the channel by."""
    with database.session() as session:
        session.exec(update(Channel).where(col(Channel.external_id) == CHANNEL).values(reference="kept"))


LOST = Unreachable("uninstalled")


async def test_a_channel_that_says_we_are_there_no_longer_is_marked_and_told_of(database: Database) -> None:
    meet(database)
    mailman = Mailman(audiences={CHANNEL: SAFE}, unreadable={CHANNEL: [LOST]})
    await bring(database, mailman, rounds=2)
    assert (met(database), mailman.to(CHANNEL)) == (None, [])
    assert (posts(database), told(database)) == ([(DeliveryState.FAILED, "uninstalled")], [NoticeKind.POST_REFUSED])


async def test_a_channel_that_is_gone_at_the_next_try_is_marked_and_a_post_in_doubt_stays_so(
    database: Database,
) -> None:
    meet(database)
    mailman = Mailman(audiences={CHANNEL: SAFE}, unreadable={CHANNEL: [None, LOST]})
    mailman.failing[CHANNEL] = [OutcomeUnknown("TimeoutError")]
    await bring(database, mailman, rounds=3)
    assert met(database) is None
    assert [state for state, _ in posts(database)] == [DeliveryState.UNKNOWN]
    assert told(database) == [NoticeKind.POST_UNKNOWN]


async def test_a_watched_channel_that_says_we_are_there_no_longer_is_marked_and_emptied_by_its_address(
    database: Database,
) -> None:
    meet(database)
    mailman = Mailman(audiences={CHANNEL: SAFE})
    await bring(database, mailman)
    look(database)
    mailman.unreadable[CHANNEL] = [LOST, NeverArrives("not_met")]
    await bring(database, mailman, rounds=2)
    assert met(database) is None
    assert len([where for where, _ in mailman.edited if where == CHANNEL]) == 1
    assert [state for state, _ in posts(database)] == [DeliveryState.TAKEN_DOWN, DeliveryState.SENT]
    assert told(database) == [NoticeKind.POST_TAKEN_DOWN]


async def test_a_correction_meets_a_channel_that_is_gone_and_what_stands_is_taken_down_by_its_address(
    database: Database,
) -> None:
    meet(database)
    mailman = Mailman(audiences={CHANNEL: SAFE})
    await bring(database, mailman)
    with database.session() as session:
        item = session.exec(select(Item)).one()
        planning.revise(access.world_of(session, session.exec(select(Tenant)).one(), utc_now()), item)
    mailman.unreadable[CHANNEL] = [LOST]
    await bring(database, mailman, rounds=2)
    assert met(database) is None
    assert len([where for where, _ in mailman.edited if where == CHANNEL]) == 1
    assert told(database) == [NoticeKind.POST_TAKEN_DOWN]


async def test_a_post_in_doubt_is_watched_as_one_that_stands(database: Database) -> None:
    mailman = Mailman(audiences={CHANNEL: SAFE}, failing={CHANNEL: [OutcomeUnknown("TimeoutError")]})
    await bring(database, mailman, rounds=2)
    assert [state for state, _ in posts(database)] == [DeliveryState.UNKNOWN]
    look(database)
    mailman.audiences[CHANNEL] = Audience(True, SAFE.readers, shared=True)
    await bring(database, mailman, rounds=2)
    assert posts(database) == [(DeliveryState.TAKEN_DOWN, "shared")]
    assert told(database) == [NoticeKind.POST_UNKNOWN, NoticeKind.POST_TAKEN_DOWN]
    assert [where for where, _ in mailman.edited if where == CHANNEL] == []
