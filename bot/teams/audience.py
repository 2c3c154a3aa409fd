"""Who can read a channel or a group chat in Teams now: asked anew each time, told by what Teams says.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
"""

from collections.abc import Sequence

from microsoft_teams.api import ApiClient, TeamsChannelAccount
from pydantic import ValidationError

from bot.messenger import NeverArrives, Room
from bot.teams.faults import translated
from bot.teams.references import Reference
from handlers.rules.audience import Audience, Reader

# A channel with more members is nobody's room for one child.
MOST_MEMBERS = 200
PAGE, MOST_PAGES = 200, 10
CHAT, PRIVATE, SHARED, STANDARD = "chat", "private", "shared", "standard"
# How the id of a channel ends, old or new. A chat's ends otherwise.
OF_A_TEAM = ("@thread.tacv2", "@thread.skype")
# What Teams calls those who are let in, but are not of the house.
GUESTS = ("guest", "anonymous")


async def read_audience(api: ApiClient, room: Room) -> Audience | None:
    """Who can read a channel; None when Teams does not say, or not all of it: also where it tells of nobody. Who else
    is in a standard or a shared channel is not asked: all of the team are in the one, and Teams does not tell all who
    are in the other.

    Raises NeverArrives when nothing has come from there yet and where Teams refuses, Unreachable where it says that we
    are there no longer, and TryLater for what passes.
    """
    if room.reference is None:
        raise NeverArrives("not_met")
    at = Reference.parse(room.reference).at_top()
    there = api.clone(service_url=at.service_url)
    kind = await _kind(there, at)
    if kind in (STANDARD, SHARED):
        return Audience(private=kind != STANDARD, shared=kind == SHARED)
    members = await _members(there, at) if kind in (CHAT, PRIVATE) else None
    if not members:
        return None
    return Audience(private=True, readers=tuple(_reader(member, room.workspace) for member in members))


async def _kind(there: ApiClient, at: Reference) -> str | None:
    """What kind of channel it is; None when Teams does not say."""
    if not at.team:
        # A channel has its team told; without one, whose it is cannot be known.
        return None if at.conversation.endswith(OF_A_TEAM) else CHAT
    if at.conversation == at.team:
        return STANDARD  # «General» has the team's own id, and is open to the whole team
    with translated(sends=False):
        try:
            channels = await there.teams.get_conversations(at.team)
        except ValidationError:
            return None  # a kind that we have never heard of
    return next((channel.type for channel in channels if channel.id == at.conversation), None)


async def _members(there: ApiClient, at: Reference) -> Sequence[TeamsChannelAccount] | None:
    """All who are in it; None when they are too many. A chat has no pages."""
    if at.team:
        return await _all_pages(there, at.conversation)
    with translated(sends=False):
        members = await there.conversations.get_members(at.conversation)
    return members if len(members) <= MOST_MEMBERS else None


async def _all_pages(there: ApiClient, conversation: str) -> Sequence[TeamsChannelAccount] | None:
    members: dict[str, TeamsChannelAccount] = {}
    token: str | None = None
    for _ in range(MOST_PAGES):
        with translated(sends=False):
            page = await there.conversations.get_paged_members(conversation, PAGE, token)
        members |= {member.id: member for member in page.members}
        if len(members) > MOST_MEMBERS:
            return None
        token = page.continuation_token
        if not token:
            return list(members.values())
    return None


def _reader(member: TeamsChannelAccount, workspace: str) -> Reader:
    """One member. Who has no object id, or whose tenant is not told, is nobody that we know."""
    return Reader(
        member.aad_object_id or member.id,
        guest=is_guest(member),
        outsider=member.aad_object_id is None or member.tenant_id != workspace,
    )


def is_guest(member: TeamsChannelAccount) -> bool:
    """Whether a member is let in, but is not of the house."""
    return (member.user_role or "").lower() in GUESTS
