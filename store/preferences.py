"""What each person has chosen: when messages may come, and when the weekly digest does."""

from datetime import time

from sqlmodel import Field, Session, SQLModel

# Monday is 0, as in Python's own calendar.
MONDAY = 0


class Preference(SQLModel, table=True):
    """A person's own choices; a person without a row has made none. Times are local.

    Unasked messages come from `messages_from` until `messages_until`, within the municipality's hours; None is the
    municipality's own. `digest_weekday` (Monday is 0) and `digest_at` say when the digest comes; None is the first
    working day of the week, at the default time.
    """

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    tenant_id: int = Field(foreign_key="tenant.id")
    messages_from: time | None = None
    messages_until: time | None = None
    digest_weekday: int | None = None
    digest_at: time | None = None
    digest_wanted: bool = True


def preference_of(session: Session, person_id: int) -> Preference | None:
    """What a person has chosen; None when nothing."""
    return session.get(Preference, person_id)


def own_preference(session: Session, tenant_id: int, person_id: int) -> Preference:
    """The row that holds what a person chooses, made when there is none."""
    held = preference_of(session, person_id)
    if held is None:
        held = Preference(person_id=person_id, tenant_id=tenant_id)
        session.add(held)
        session.flush()
    return held
