"""Who comes to an item, with an account or without, and what those without one are to be told."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, or_, select
from sqlmodel.sql.expression import Select

from store.meetings import Item, ItemState, Meeting
from store.people import Unit
from store.rows import row_by_id
from store.types import one_of


class Reply(StrEnum):
    """What somebody has answered to the agenda."""

    WAITING = "waiting"
    COMING = "coming"
    NEEDS_COVER = "needs_cover"
    NOT_COMING = "not_coming"
    SENT_DEPUTY = "sent_deputy"


class OutsideRole(StrEnum):
    """Who comes without an account. A role, never a name."""

    GUARDIAN_1 = "guardian_1"
    GUARDIAN_2 = "guardian_2"
    YOUTH = "youth"
    REPRESENTATIVE = "representative"
    INTERPRETER = "interpreter"
    OUTSIDER = "outsider"


class Telling(StrEnum):
    """What somebody without an account is to be told by the convener."""

    TIME = "time"
    AGENDA = "agenda"
    CHANGE = "change"
    CANCELLATION = "cancellation"
    MINUTES = "minutes"


class ToldBy(StrEnum):
    """How somebody was told."""

    PHONE = "phone"
    LETTER = "letter"
    SECURE_MAIL = "secure_mail"
    IN_MEETING = "in_meeting"


class Participant(SQLModel, table=True):
    """Somebody with an account who comes to an item, for a unit. `person_id` is None while a service has named nobody.

    Who is replaced stays as a row with `active` false, so that the later message about it can reach them.
    """

    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    item_id: int = Field(foreign_key="item.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    required: bool
    reply: Reply = Field(default=Reply.WAITING, sa_type=one_of(Reply))
    replied_at: datetime | None = None
    joined_at: datetime
    replaces_id: int | None = Field(default=None, foreign_key="participant.id")
    accepted: bool = True
    active: bool = True


class OutsideAttendee(SQLModel, table=True):
    """Somebody without an account who is expected to an item."""

    __tablename__ = "outside_attendee"
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    item_id: int = Field(foreign_key="item.id", index=True)
    role: OutsideRole = Field(sa_type=one_of(OutsideRole))
    coming: bool | None = None
    active: bool = True


class Told(SQLModel, table=True):
    """One thing that an attendee without an account is to be told. Open until `done_at` (UTC)."""

    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    item_id: int = Field(foreign_key="item.id", index=True)
    attendee_id: int = Field(foreign_key="outside_attendee.id")
    what: Telling = Field(sa_type=one_of(Telling))
    opened_at: datetime
    done_at: datetime | None = None
    done_by: int | None = Field(default=None, foreign_key="person.id")
    how: ToldBy | None = Field(default=None, sa_type=one_of(ToldBy))
    overtaken: bool = False


# Asked for wherever an item is shown, and so put together once.
_EVERYBODY_ASKED = select(Participant).where(Participant.item_id == bindparam("item")).order_by(col(Participant.id))
_PARTICIPANTS_OF = _EVERYBODY_ASKED.where(col(Participant.active))
_UNITS_COMING = (
    select(Unit)
    .join(Participant, col(Participant.unit_id) == col(Unit.id))
    .where(Participant.item_id == bindparam("item"), col(Participant.active))
    .order_by(col(Participant.id))
)
_OUTSIDE_ATTENDEES_OF = (
    select(OutsideAttendee)
    .where(OutsideAttendee.item_id == bindparam("item"), col(OutsideAttendee.active))
    .order_by(col(OutsideAttendee.id))
)
_TELLINGS_OF = (
    select(Told).where(Told.item_id == bindparam("item"), col(Told.overtaken).is_(False)).order_by(col(Told.id))
)


def participants_of(session: Session, item_id: int, active: bool = True) -> Sequence[Participant]:
    """Who comes to an item; with `active` false also those who were replaced."""
    return session.exec(_PARTICIPANTS_OF if active else _EVERYBODY_ASKED, params={"item": item_id}).all()


def units_coming(session: Session, item_id: int) -> Sequence[Unit]:
    """The units that those who come to an item come from, each once, the first to come first."""
    return list({unit.id: unit for unit in session.exec(_UNITS_COMING, params={"item": item_id})}.values())


def outside_attendees_of(session: Session, item_id: int) -> Sequence[OutsideAttendee]:
    """Who comes to an item without an account."""
    return session.exec(_OUTSIDE_ATTENDEES_OF, params={"item": item_id}).all()


def tellings_of(session: Session, item_id: int) -> Sequence[Told]:
    """What those without an account are to be told about an item, and whether they have been; overtaken ones left
    out.
    """
    return session.exec(_TELLINGS_OF, params={"item": item_id}).all()


def attendee_by_id(session: Session, tenant_id: int, attendee_id: int) -> OutsideAttendee | None:
    """Somebody without an account, expected in this tenant."""
    return row_by_id(session, OutsideAttendee, tenant_id, attendee_id)


def telling_by_id(session: Session, tenant_id: int, told_id: int) -> Told | None:
    """One thing that somebody in this tenant is to be told, overtaken or not."""
    return row_by_id(session, Told, tenant_id, told_id)


def items_about(
    session: Session, tenant_id: int, person_id: int, after: datetime, limit: int, skip: int = 0
) -> Sequence[tuple[Item, Meeting]]:
    """The planned items, from `after` (UTC) on, that a person convenes or comes to, in order of time; the first `skip`
    left out.
    """
    mine = select(Participant.item_id).where(Participant.person_id == person_id, col(Participant.active))
    query = (
        select(Item, Meeting)
        .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
        .where(Item.tenant_id == tenant_id, Item.state == ItemState.PLANNED, Meeting.ends_at >= after)
        .where(or_(Item.convener_id == person_id, col(Item.id).in_(mine)))
        .order_by(col(Meeting.starts_at), col(Item.id))
        .limit(limit)
        .offset(skip)
    )
    return session.exec(query).all()


def deputies_asked(
    session: Session, tenant_id: int, person_id: int, after: datetime
) -> Sequence[tuple[Participant, Item, Meeting]]:
    """Where a person has been asked to come in somebody's place and has not answered, in order of time."""
    query = _places_ahead(tenant_id, after).where(
        Participant.person_id == person_id,
        col(Participant.replaces_id).is_not(None),
        col(Participant.accepted).is_(False),
        Participant.reply == Reply.WAITING,
    )
    return session.exec(query).all()


def places_without_person(
    session: Session, tenant_id: int, after: datetime, limit: int
) -> Sequence[tuple[Participant, Item, Meeting]]:
    """Services that are to come and have named nobody, in order of time."""
    query = _places_ahead(tenant_id, after).where(col(Participant.person_id).is_(None), col(Participant.active))
    return session.exec(query.limit(limit)).all()


def _places_ahead(tenant_id: int, after: datetime) -> Select[Participant, Item, Meeting]:
    return (
        select(Participant, Item, Meeting)
        .join(Item, col(Participant.item_id) == col(Item.id))
        .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
        .where(Participant.tenant_id == tenant_id, Item.state == ItemState.PLANNED, Meeting.starts_at > after)
        .order_by(col(Meeting.starts_at), col(Participant.id))
    )
