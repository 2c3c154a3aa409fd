"""The consent ledger: what an employee has registered of consents given outside the chat. Rows are added, never
changed.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from store.meetings import Item, Meeting
from store.rows import row_by_id
from store.types import one_of


class ConsentKind(StrEnum):
    """What a row says. An `undone` row takes the one it names back, as a slip."""

    WRITTEN = "written"
    ORAL = "oral"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    UNDONE = "undone"


class Consent(SQLModel, table=True):
    """One row of the ledger. `holder` is a role, never a name; `scope` the services it covers; `sealed_evidence` the
    archive reference or note.

    `given_on` and `expires_on` are local days; `recorded_at` is UTC.
    """

    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    case_id: int = Field(foreign_key="child_case.id", index=True)
    item_id: int = Field(foreign_key="item.id")
    holder: str
    kind: ConsentKind = Field(sa_type=one_of(ConsentKind))
    scope: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    sealed_evidence: str | None = None
    informed: bool = False
    given_on: date | None = None
    expires_on: date | None = None
    recorded_by: int = Field(foreign_key="person.id")
    recorded_at: datetime
    undoes_id: int | None = Field(default=None, foreign_key="consent.id", unique=True)


# Asked for wherever consent is judged, and so put together once.
_LEDGER_OF = (
    select(Consent)
    .join(Item, col(Item.id) == col(Consent.item_id))
    .join(Meeting, col(Meeting.id) == col(Item.meeting_id))
    .where(Consent.case_id == bindparam("case"), Meeting.unit_id == bindparam("unit"))
    .order_by(col(Consent.id))
)


def ledger_of(session: Session, case_id: int, unit_id: int) -> Sequence[Consent]:
    """Every row about a case that was written for a meeting at a unit, in the order they were written."""
    return session.exec(_LEDGER_OF, params={"case": case_id, "unit": unit_id}).all()


def entry_by_id(session: Session, tenant_id: int, entry_id: int) -> Consent | None:
    """A row of this tenant's ledger."""
    return row_by_id(session, Consent, tenant_id, entry_id)
