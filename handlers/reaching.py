"""What a platform gives us to write to people and channels by: kept when we meet them, let go when it leads nowhere."""

from datetime import datetime

from sqlmodel import Session

from store import accounts

UNINSTALLED = "uninstalled"


def is_known(session: Session, _real_now: datetime, platform: str, workspace: str) -> bool:
    """Whether a workspace is a municipality's own."""
    return accounts.tenant_of_workspace(session, platform, workspace) is not None


def meet(
    session: Session, _real_now: datetime, platform: str, workspace: str, external_id: str, reference: str
) -> bool:
    """Keep how an account is reached from now on. False when nobody is registered with it."""
    return accounts.reach_account(session, platform, workspace, external_id, reference)


def meet_channel(
    session: Session, _real_now: datetime, platform: str, workspace: str, external_id: str, reference: str
) -> bool:
    """Keep how a channel is reached from now on. False when it is none of ours."""
    channel = accounts.channel_known_as(session, platform, workspace, external_id)
    if channel is None:
        return False
    channel.reference = reference
    return True


def lose(session: Session, _real_now: datetime, platform: str, workspace: str, external_id: str) -> None:
    """The platform says that we were removed where an account was: nothing gets through until it is met again."""
    account = accounts.account_known_as(session, platform, workspace, external_id)
    if account is not None:
        account.reference, account.unreachable = None, UNINSTALLED
