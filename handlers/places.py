"""Where a delivery goes: to which of a reader's accounts, or to which channel; and when that leads nowhere any more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from handlers import access, outbox, readers
from store import deliveries
from store.accounts import (
    Account,
    Workspace,
    account_known_as,
    accounts_of,
    any_reference,
    channel_known_as,
    channel_with_workspace,
)
from store.deliveries import Delivery


@dataclass(frozen=True)
class Place:
    """Where a delivery goes, as the platform knows it: to an account, or to a channel. `partner`: the reader comes from
    a registered partner, and may be reached as a guest or in another organisation. `reference` is what the platform
    gave us to write there by, and for somebody whom nobody has met `near` is a colleague's. `home` is our own id of an
    account's workspace. `stands`: something of ours stands there already, and is to be changed.
    """

    platform: str
    workspace: str
    account: str | None = None
    channel: str | None = None
    partner: bool = False
    reference: str | None = None
    near: str | None = None
    home: int | None = None
    stands: bool = False


@dataclass(frozen=True)
class Platforms:
    """The platforms that are set up, and of them those that want a reference of whom they write to. `refused` are a
    reader's accounts (our workspace's id, the account's own) that do not take a message.
    """

    set_up: frozenset[str]
    by_reference: frozenset[str] = frozenset()
    refused: frozenset[tuple[int | None, str | None]] = frozenset()

    def but(self, place: Place) -> "Platforms":
        """The same, when a message has been to an account in vain."""
        return replace(self, refused=self.refused | {(place.home, place.account)})


def place_of(
    session: Session, real_now: datetime, tenant_id: int, delivery_id: str, platforms: Platforms | None = None
) -> Place | None:
    """Where a delivery goes; None when nowhere. Without `platforms`, all are taken to be set up and to want no more
    than an id.
    """
    delivery = outbox.held_delivery(session, tenant_id, delivery_id)
    if delivery.channel_id is not None:
        found = channel_with_workspace(session, tenant_id, delivery.channel_id)
        if found is None:
            return None
        channel, workspace = found
        return Place(
            workspace.platform,
            workspace.external_id,
            channel=channel.external_id,
            reference=channel.reference,
            stands=delivery.revises is not None,
        )
    assert delivery.person_id is not None
    found_account = _account_for(session, delivery, platforms)
    if found_account is None:
        return None
    account, home = found_account
    world = outbox.world_at(session, tenant_id, real_now)
    partner = readers.is_partner(world, access.person_of(world, delivery.person_id))
    return Place(
        home.platform,
        home.external_id,
        account=account.external_id,
        partner=partner,
        reference=account.reference,
        near=_near(session, account) if platforms and home.platform in platforms.by_reference else None,
        home=home.id,
        stands=delivery.revises is not None,
    )


def lose(session: Session, _real_now: datetime, place: Place, reason: str) -> None:
    """Nothing gets through to a place by what it was written to by; changes nothing where it has been met anew since.
    `reason` is a code.
    """
    if place.account is not None:
        account = account_known_as(session, place.platform, place.workspace, place.account)
        if account is not None and account.reference == place.reference:
            account.reference, account.unreachable = None, reason
    elif place.channel is not None:
        channel = channel_known_as(session, place.platform, place.workspace, place.channel)
        if channel is not None and channel.reference == place.reference:
            channel.reference = None


def _near(session: Session, account: Account) -> str | None:
    """What a colleague is written to by, for somebody whom nobody has met; None for who has removed us."""
    if account.reference is not None or account.unreachable is not None:
        return None
    return any_reference(session, account.workspace_id)


def _account_for(session: Session, delivery: Delivery, platforms: Platforms | None) -> tuple[Account, Workspace] | None:
    """The reader's account where what it takes the place of stands, or where it was tried; else the first one met."""
    assert delivery.person_id is not None
    original = deliveries.delivery_by_id(session, delivery.tenant_id, delivery.revises) if delivery.revises else None
    tried, known = (original or delivery).workspace_id, accounts_of(session, delivery.person_id)
    if platforms:
        refused = platforms.refused
        known = [found for found in known if (found[0].workspace_id, found[0].external_id) not in refused]
    there = next((found for found in known if found[0].workspace_id == tried), None)
    if original is not None and tried is not None:
        return there
    if there is not None and there[0].unreachable is None:
        return there
    return _best(session, known, platforms) if platforms and len(known) > 1 else next(iter(known), None)


def _best(
    session: Session, known: Sequence[tuple[Account, Workspace]], platforms: Platforms
) -> tuple[Account, Workspace]:
    """The first account that can be written to now, else the first that might be, else the first."""
    there = [found for found in known if found[1].platform in platforms.set_up]
    met = [found for found in there if found[0].reference or found[1].platform not in platforms.by_reference]
    return next(iter([*met, *(found for found in there if _near(session, found[0])), *there, *known]))
