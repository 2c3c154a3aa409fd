"""How people and channels are reached. What a platform needs for that is opaque here: names and ids that it gave us."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint, bindparam, case, update
from sqlmodel import Field, Session, SQLModel, col, select

from store.people import Person, Tenant


class Workspace(SQLModel, table=True):
    """A tenant's place on a platform."""

    __table_args__ = (UniqueConstraint("platform", "external_id"),)
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    platform: str
    external_id: str


class Account(SQLModel, table=True):
    """A person's account on a platform.

    `reference` is what the platform gave us to write to it by, opaque here; None where the id alone is enough, or where
    nobody there has met us yet. `unreachable` is the code of why nothing gets through any longer.
    """

    __table_args__ = (UniqueConstraint("workspace_id", "external_id"),)
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    external_id: str
    reference: str | None = None
    unreachable: str | None = None


class Channel(SQLModel, table=True):
    """A unit's channel for summaries, or with `item_id` a conversation that the item's convener has brought us into.
    One that is no longer in use stays, since posts stand in it.

    `check_at` is when to look next whether what stands there still may (tenant's time, UTC); None when nothing does.
    `reference` as of an account.
    """

    __table_args__ = (UniqueConstraint("workspace_id", "external_id"),)
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    unit_id: int = Field(foreign_key="unit.id")
    workspace_id: int = Field(foreign_key="workspace.id")
    external_id: str
    name: str
    active: bool = True
    check_at: datetime | None = Field(default=None, index=True)
    reference: str | None = None
    item_id: int | None = Field(default=None, foreign_key="item.id", index=True)


# Asked for at every request, and so put together once.
_TENANT_OF_WORKSPACE = (
    select(Tenant)
    .join(Workspace, col(Workspace.tenant_id) == col(Tenant.id))
    .where(Workspace.platform == bindparam("platform"), Workspace.external_id == bindparam("workspace"))
)
_ACCOUNT_HOLDER = (
    select(Tenant, Person, case((col(Account.unreachable).is_(None), col(Account.reference))))
    .join(Workspace, col(Workspace.tenant_id) == col(Tenant.id))
    .join(Account, col(Account.workspace_id) == col(Workspace.id))
    .join(Person, col(Account.person_id) == col(Person.id))
    .where(
        Workspace.platform == bindparam("platform"),
        Workspace.external_id == bindparam("workspace"),
        Account.external_id == bindparam("account"),
    )
)
_ACCOUNT_KNOWN_AS = (
    select(Account)
    .join(Workspace, col(Account.workspace_id) == col(Workspace.id))
    .where(
        Workspace.platform == bindparam("platform"),
        Workspace.external_id == bindparam("workspace"),
        Account.external_id == bindparam("account"),
    )
)
_WORKSPACE_NAMED_SO = (
    select(Workspace.id)
    .where(Workspace.platform == bindparam("platform"), Workspace.external_id == bindparam("workspace"))
    .scalar_subquery()
)
_REACH_ACCOUNT = (
    update(Account.__table__)  # type: ignore[attr-defined]
    .where(col(Account.workspace_id) == _WORKSPACE_NAMED_SO, col(Account.external_id) == bindparam("account"))
    .values(reference=bindparam("reached_by"), unreachable=None)
)


def workspace_known_as(session: Session, platform: str, external_id: str) -> Workspace | None:
    """The workspace behind a platform's id; None when it is nobody's."""
    query = select(Workspace).where(Workspace.platform == platform, Workspace.external_id == external_id)
    return session.exec(query).first()


def tenant_of_workspace(session: Session, platform: str, external_id: str) -> Tenant | None:
    """The municipality whose workspace this is."""
    return session.exec(_TENANT_OF_WORKSPACE, params={"platform": platform, "workspace": external_id}).first()


def account_holder(
    session: Session, platform: str, workspace: str, external_id: str
) -> tuple[Tenant, Person, str | None] | None:
    """The municipality and the person behind an account, and what they are written to by, if they can be; None when
    nobody is registered with it.
    """
    named = {"platform": platform, "workspace": workspace, "account": external_id}
    return session.exec(_ACCOUNT_HOLDER, params=named).first()


def account_known_as(session: Session, platform: str, workspace: str, external_id: str) -> Account | None:
    """The account behind a platform's id; None when it is none of ours."""
    named = {"platform": platform, "workspace": workspace, "account": external_id}
    return session.exec(_ACCOUNT_KNOWN_AS, params=named).first()


def reach_account(session: Session, platform: str, workspace: str, external_id: str, reference: str) -> bool:
    """Keep what an account is written to by from now on. False when it is none of ours."""
    named = {"platform": platform, "workspace": workspace, "account": external_id, "reached_by": reference}
    return session.connection().execute(_REACH_ACCOUNT, named).rowcount == 1


def accounts_of(session: Session, person_id: int) -> Sequence[tuple[Account, Workspace]]:
    """Where a person can be reached, the first registered first; where nothing gets through any longer comes last."""
    query = (
        select(Account, Workspace)
        .join(Workspace, col(Account.workspace_id) == col(Workspace.id))
        .where(Account.person_id == person_id)
        .order_by(col(Account.unreachable).is_not(None), col(Account.id))
    )
    return session.exec(query).all()


def any_reference(session: Session, workspace_id: int) -> str | None:
    """What one of those in a workspace is written to by; None where nobody is known by more than an id."""
    query = select(Account.reference).where(Account.workspace_id == workspace_id, col(Account.reference).is_not(None))
    return session.exec(query.limit(1)).first()


def accounts_in(session: Session, workspace_id: int, people: Iterable[int]) -> Sequence[Account]:
    """The accounts that some people (ids) have in one workspace."""
    query = select(Account).where(Account.workspace_id == workspace_id, col(Account.person_id).in_(tuple(people)))
    return session.exec(query).all()


def channels_of(session: Session, tenant_id: int, unit_id: int, item_id: int) -> Sequence[Channel]:
    """The channels in use for the summary of an item of a unit: its own conversation first, then the unit's, the first
    registered first.
    """
    fits = col(Channel.item_id).is_(None) | (col(Channel.item_id) == item_id)
    query = select(Channel).where(Channel.tenant_id == tenant_id, Channel.unit_id == unit_id, Channel.active, fits)
    return session.exec(query.order_by(col(Channel.item_id).is_(None), col(Channel.id))).all()


def channel_with_workspace(session: Session, tenant_id: int, channel_id: int) -> tuple[Channel, Workspace] | None:
    """A channel of this tenant, in use or not, and where it is."""
    query = (
        select(Channel, Workspace)
        .join(Workspace, col(Channel.workspace_id) == col(Workspace.id))
        .where(Channel.tenant_id == tenant_id, Channel.id == channel_id)
    )
    return session.exec(query).first()


def channels_to_check(
    session: Session, tenant_id: int, now: datetime, limit: int
) -> Sequence[tuple[Channel, Workspace]]:
    """The channels that are to be looked at now (tenant's time, UTC), the longest waiting first, and where they are."""
    query = (
        select(Channel, Workspace)
        .join(Workspace, col(Channel.workspace_id) == col(Workspace.id))
        .where(Channel.tenant_id == tenant_id, col(Channel.check_at) <= now)
        .order_by(col(Channel.check_at))
        .limit(limit)
    )
    return session.exec(query).all()


def channel_known_as(session: Session, platform: str, workspace: str, external_id: str) -> Channel | None:
    """The channel behind a platform's id; None when it is none of ours."""
    query = (
        select(Channel)
        .join(Workspace, col(Channel.workspace_id) == col(Workspace.id))
        .where(Workspace.platform == platform, Workspace.external_id == workspace, Channel.external_id == external_id)
    )
    return session.exec(query).first()
