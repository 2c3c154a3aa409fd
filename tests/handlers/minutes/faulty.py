"""A platform that does not take posts in channels or messages to somebody, or that nobody can say of whether it did."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlmodel import Session

from handlers import outbox, preparing
from store.deliveries import Delivery, delivery_by_id
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged


def posts_fail(arranged: Arranged, code: str | None) -> AbstractContextManager[None]:
    """While it lasts, what goes to a channel fails with the platform's `code`; with None its outcome is unknown."""
    return _failing(arranged, lambda delivery: delivery.channel_id is not None, code)


def summaries_fail(arranged: Arranged, person: str, code: str | None) -> AbstractContextManager[None]:
    """While it lasts, the same with the summary to a party, and with what is to change it."""
    reader, kind = arranged.town.person_id(person), NoticeKind.MINUTES_TO_PARTIES
    return _failing(arranged, lambda delivery: (delivery.person_id, delivery.kind) == (reader, kind), code)


@contextmanager
def _failing(arranged: Arranged, affected: Callable[[Delivery], bool], code: str | None) -> Iterator[None]:
    town = arranged.town
    deliver = town._lay_in_inbox

    def lay(session: Session, tenant_id: int, prepared: preparing.Prepared) -> None:
        delivery = delivery_by_id(session, tenant_id, prepared.delivery)
        assert delivery is not None
        if not affected(delivery):
            deliver(session, tenant_id, prepared)
        elif code is None:
            outbox.record_unknown(session, town.now, tenant_id, prepared.delivery)
        else:
            outbox.record_failed(session, town.now, tenant_id, prepared.delivery, code)

    town._lay_in_inbox = lay  # type: ignore[method-assign]
    try:
        yield
    finally:
        del town._lay_in_inbox
