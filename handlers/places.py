"""Where a delivery goes: to which of a reader's accounts, or to which channel; and when that leads nowhere any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers import access, outbox, readers
from store import deliveries
from store.accounts import (
    Account,
    Workspace,
    account_known_as,
    accounts_of,
    channel_known_as,
    channel_with_workspace,
    has_references,
)
from store.deliveries import Delivery


@dataclass(frozen=True)
class Place:
    """Where a delivery goes, as the platform knows it: to an account, or to a channel. `partner`: the reader comes from
    a registered partner, and may be reached as a guest or in another organisation. `reference` is what the platform
    gave us to write there by, and `home` our own id of an account's workspace.
    """

    platform: str
    workspace: str
    account: str | None = None
    channel: str | None = None
    partner: bool = False
    reference: str | None = None
    home: int | None = None


def place_of(session: Session, real_now: datetime, tenant_id: int, delivery_id: str) -> Place | None:
    """Where a delivery goes; None when nowhere."""
    delivery = outbox.held_delivery(session, tenant_id, delivery_id)
    if delivery.channel_id is not None:
        found = channel_with_workspace(session, tenant_id, delivery.channel_id)
        if found is None:
            return None
        channel, workspace = found
        return Place(
            workspace.platform, workspace.external_id, channel=channel.external_id, reference=channel.reference
        )
    assert delivery.person_id is not None
    found_account = _account_for(session, delivery)
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
        home=home.id,
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


def _account_for(session: Session, delivery: Delivery) -> tuple[Account, Workspace] | None:
    """The reader's account where what it takes the place of stands, or where it was tried; else the first one met."""
    assert delivery.person_id is not None
    original = deliveries.delivery_by_id(session, delivery.tenant_id, delivery.revises) if delivery.revises else None
    tried, known = (original or delivery).workspace_id, accounts_of(session, delivery.person_id)
    there = next((found for found in known if found[0].workspace_id == tried), None)
    if original is not None and tried is not None:
        return there
    if there is not None and there[0].unreachable is None:
        return there
    return _first_that_is_met(session, known)


def _first_that_is_met(
    session: Session, known: Sequence[tuple[Account, Workspace]]
) -> tuple[Account, Workspace] | None:
    """The first account; with several, one that nobody has met where people are met comes after the others."""
    if len(known) > 1:
        for account, home in known:
            if account.reference is not None or not has_references(session, account.workspace_id):
                return account, home
    return next(iter(known), None)
