"""A platform that does not take posts in channels, or that nobody can say of whether it did."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from handlers import outbox, preparing
from store.deliveries import delivery_by_id
from tests.handlers.attendance.arranged import Arranged


@contextmanager
def posts_fail(arranged: Arranged, code: str | None) -> Iterator[None]:
    """While it lasts, what goes to a channel fails with the platform's `code`; with None its outcome is unknown."""
    town = arranged.town
    deliver = town._lay_in_inbox

    def lay(session: Session, tenant_id: int, prepared: preparing.Prepared) -> None:
        delivery = delivery_by_id(session, tenant_id, prepared.delivery)
        assert delivery is not None
        if delivery.channel_id is None:
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
