"""Who can read a channel, and whether a summary may stand there: judged from what is true at the moment of sending."""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum


class Unsafe(StrEnum):
    """Why a summary may not stand in a channel. The first that holds, in this order, is the one that is told."""

    UNREADABLE = "unreadable"
    ARCHIVED = "archived"
    PUBLIC = "public"
    SHARED = "shared"
    SHARING_PENDING = "sharing_pending"
    OUTSIDERS = "outsiders"
    APPS = "apps"
    OTHERS = "others"


@dataclass(frozen=True)
class Reader:
    """Somebody who can read a channel. `account` as the platform gave it; `outsider` belongs to another organisation,
    `guest` is let into a few channels only, `app` is another program than this one.
    """

    account: str
    guest: bool = False
    outsider: bool = False
    app: bool = False


@dataclass(frozen=True)
class Audience:
    """A channel as the platform describes it now. `readers` are all who are in it, but for the bot itself.

    `shared`: connected to or shared with an outside organisation; `sharing_pending`: such an organisation is invited.
    """

    private: bool
    readers: tuple[Reader, ...] = ()
    archived: bool = False
    shared: bool = False
    sharing_pending: bool = False


def judge(audience: Audience | None, entitled: Set[str], partners: Set[str]) -> Unsafe | None:
    """Why a summary may not stand in a channel; None when all who can read it may. No audience: it cannot be read.

    `entitled` are the accounts of the parties and of those whose role reads the unit's summaries; `partners` are the
    accounts of the parties who come from a registered partner, the only guests and outsiders who may read.
    """
    if audience is None:
        return Unsafe.UNREADABLE
    found = {
        Unsafe.ARCHIVED: audience.archived,
        Unsafe.PUBLIC: not audience.private,
        Unsafe.SHARED: audience.shared,
        Unsafe.SHARING_PENDING: audience.sharing_pending,
        Unsafe.OUTSIDERS: any(_is_foreign(reader) and reader.account not in partners for reader in audience.readers),
        Unsafe.APPS: any(reader.app for reader in audience.readers),
        Unsafe.OTHERS: any(
            reader.account not in entitled | partners for reader in audience.readers if not _is_foreign(reader)
        ),
    }
    return next((reason for reason, holds in found.items() if holds), None)


def _is_foreign(reader: Reader) -> bool:
    return reader.guest or reader.outsider
