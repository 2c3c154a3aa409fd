"""Who can read a channel in Slack now: asked anew each time, told by what Slack says and never by the letters of an id.

https://docs.slack.dev/reference/objects/conversation-object and user-object
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.messenger import NeverArrives, TryLater
from bot.slack.faults import SOON, translated
from handlers.rules.audience import Audience, Reader

Facts = Mapping[str, Any]

# A channel with more members is nobody's room for one child, and asking after each would take a minute.
MOST_MEMBERS = 200
SIDE_BY_SIDE = 10
PAGE, MOST_PAGES = 200, 10
SLACKBOT = "USLACKBOT"
# Slack's word for a trouble of its own, which passes.
MEMBERS_FAILED = "fetch_members_failed"
# In the channel, but not to be seen from here.
UNSEEN = ("user_not_found", "user_not_visible")


async def read_audience(client: AsyncWebClient, channel: str, team: str, bot_user: str) -> Audience | None:
    """Who can read a channel, seen from the workspace `team`; None when Slack lets us not see it, or not all of it.

    Raises TryLater for what passes.
    """
    try:
        described = await describe(client, channel)
        members = await _members(client, channel)
        if members is None:
            return None
        readers = await _readers(client, [member for member in members if member not in (bot_user, SLACKBOT)], team)
    except NeverArrives as error:
        if error.reason == MEMBERS_FAILED:
            raise TryLater(error.reason, SOON) from None
        return None
    return Audience(
        private=described.get("is_private") is True,
        readers=readers,
        archived=bool(described.get("is_archived")),
        shared=is_shared(described, team),
        sharing_pending=is_sharing_pending(described),
    )


async def describe(client: AsyncWebClient, channel: str) -> Facts:
    """What Slack says of a channel. Raises NeverArrives or TryLater."""
    with translated(sends=False):
        found = await client.conversations_info(channel=channel)
    described: Facts = found["channel"]
    return described


async def _members(client: AsyncWebClient, channel: str) -> list[str] | None:
    """The accounts in a channel; None when they are too many."""
    members: dict[str, None] = {}
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        with translated(sends=False):
            page = await client.conversations_members(channel=channel, cursor=cursor, limit=PAGE)
        members |= dict.fromkeys(page["members"])
        if len(members) > MOST_MEMBERS:
            return None
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return list(members)
    return None


async def _readers(client: AsyncWebClient, members: list[str], team: str) -> tuple[Reader, ...]:
    found: list[Reader | None] = []
    for start in range(0, len(members), SIDE_BY_SIDE):
        some = members[start : start + SIDE_BY_SIDE]
        found += await asyncio.gather(*(_reader(client, account, team) for account in some))
    return tuple(reader for reader in found if reader)


async def _reader(client: AsyncWebClient, account: str, team: str) -> Reader | None:
    """One member; None for an account that is closed."""
    try:
        with translated(sends=False):
            user: Facts = (await client.users_info(user=account))["user"]
    except NeverArrives as error:
        if error.reason in UNSEEN:
            return Reader(account, outsider=True)
        raise
    if user.get("deleted"):
        return None
    return Reader(
        account,
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        outsider=bool(user.get("is_stranger")) or not belongs_to(user, team),
        app=any(user.get(fact) for fact in ("is_bot", "is_workflow_bot", "is_connector_bot")),
    )


def belongs_to(user: Facts, team: str) -> bool:
    """Whether a user is of this workspace; in an organisation with several, one can be of more than one."""
    return team in {user.get("team_id"), *((user.get("enterprise_user") or {}).get("teams") or ())}


def is_shared(channel: Facts, team: str) -> bool:
    """Whether a channel reaches beyond the organisation. Workspaces of one organisation may share it among them."""
    others = {*_ids(channel, "connected_team_ids"), *_ids(channel, "connected_limited_team_ids")}
    within_organisation = bool(channel.get("is_org_shared"))
    return (
        bool(channel.get("is_ext_shared"))
        or (bool(channel.get("is_shared")) and not within_organisation)
        or bool(others - {team, *_ids(channel, "internal_team_ids")})
    )


def is_sharing_pending(channel: Facts) -> bool:
    """Whether somebody outside is invited to share the channel."""
    invited = {*_ids(channel, "pending_shared"), *_ids(channel, "pending_connected_team_ids")}
    return bool(channel.get("is_pending_ext_shared")) or bool(invited)


def _ids(channel: Facts, name: str) -> set[str]:
    return {each for each in channel.get(name) or () if each}
