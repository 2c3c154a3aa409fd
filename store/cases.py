"""Cases: opaque references, whose key lies in the municipality's own case system."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from store.rows import row_by_id
from store.types import one_of

# No 0/O, 1/I/L: a reference is read aloud and copied by hand.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class CaseState(StrEnum):
    """Whether a case is worked on."""

    OPEN = "open"
    CLOSED = "closed"


class Case(SQLModel, table=True):
    """A child's case, with nothing in it that points to the child but the school or kindergarten."""

    __tablename__ = "child_case"
    __table_args__ = (
        UniqueConstraint("tenant_id", "reference"),
        Index("ix_child_case_owner", "tenant_id", "owner_id", "state"),
    )
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    reference: str
    unit_id: int = Field(foreign_key="unit.id")
    owner_id: int = Field(foreign_key="person.id", index=True)
    opened_at: datetime
    state: CaseState = Field(default=CaseState.OPEN, sa_type=one_of(CaseState))


# Asked for at most bookings, and so put together once.
_NAMED_SO = select(Case.id).where(Case.tenant_id == bindparam("tenant"), Case.reference == bindparam("reference"))
_CASES_OF = (
    select(Case)
    .where(Case.tenant_id == bindparam("tenant"), Case.owner_id == bindparam("owner"), Case.state == CaseState.OPEN)
    .order_by(col(Case.opened_at).desc())
)


def open_case(session: Session, tenant_id: int, unit_id: int, owner_id: int, now: datetime) -> Case:
    """A new case with a reference nobody has."""
    while True:
        reference = "S-" + "".join(secrets.choice(ALPHABET) for _ in range(4))
        if not session.exec(_NAMED_SO, params={"tenant": tenant_id, "reference": reference}).first():
            break
    case = Case(tenant_id=tenant_id, reference=reference, unit_id=unit_id, owner_id=owner_id, opened_at=now)
    session.add(case)
    session.flush()
    return case


def cases_of(session: Session, tenant_id: int, owner_id: int) -> Sequence[Case]:
    """A person's own open cases, the newest first."""
    return session.exec(_CASES_OF, params={"tenant": tenant_id, "owner": owner_id}).all()


def case_by_id(session: Session, tenant_id: int, case_id: int) -> Case | None:
    """A case of this tenant."""
    return row_by_id(session, Case, tenant_id, case_id)


def case_by_reference(session: Session, tenant_id: int, reference: str) -> Case | None:
    """A case of this tenant by what is written on it; case and space do not matter."""
    wanted = reference.strip().upper()
    return session.exec(select(Case).where(Case.tenant_id == tenant_id, Case.reference == wanted)).first()
