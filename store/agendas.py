"""The agenda of an item: its points, in order."""

from collections.abc import Sequence

from sqlmodel import Field, Session, SQLModel, col, select


class AgendaPoint(SQLModel, table=True):
    """A point on an item's agenda: one of the arena's or a pick-list's (`point`), or free text, sealed. `minutes` is
    its length.
    """

    __tablename__ = "agenda_point"
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    item_id: int = Field(foreign_key="item.id", index=True)
    position: int
    point: str | None = None
    sealed_text: str | None = None
    minutes: int


def agenda_of(session: Session, item_id: int) -> Sequence[AgendaPoint]:
    """An item's agenda in order."""
    query = select(AgendaPoint).where(AgendaPoint.item_id == item_id)
    return session.exec(query.order_by(col(AgendaPoint.position), col(AgendaPoint.id))).all()
