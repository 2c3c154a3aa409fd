"""What people do with the rooms where summaries stand, in the way of each platform."""

from typing import Any

from sqlmodel import col, select, update

from bot.playground.conversations import Conversation, add_member, find_conversation
from bot.playground.line import channels
from bot.playground.line.actor import Actor
from bot.playground.municipality import BOT_USER
from bot.playground.workspace import Workspace
from bot.teams.references import Reference
from store.accounts import Account
from store.accounts import Channel as Kept
from store.accounts import Workspace as Home
from tests.bot.teams.client.card import ShownCard
from tests.bot.teams.connector import Channel, User
from tests.bot.teams.connector import Conversation as Chat
from tests.both.municipality import EXTRA, TENANT, Platform, read
from tests.both.teams.far_end import Teams
from tests.both.teams.shown import said
from tests.both.world import World

BUP = "T0BUPVEST"
ANSWERED = "Eg har svart deg i vår eigen chat."


def platform_of(world: World, channel: str) -> Platform:
    """Where a channel is."""
    if world.where == "mixed":
        return "teams" if channel == EXTRA else "slack"
    return world.where


async def joins(world: World, key: str, where: str | Conversation | Chat) -> None:
    """Somebody is let into a private channel, by its name, or into a closed conversation."""
    if isinstance(where, Chat):
        await teams(world).clients.join(user(world, key), where)
    elif isinstance(where, str) and platform_of(world, where) == "teams":
        await teams(world).clients.join(user(world, key), team_channel(world, where))
    else:
        name = where if isinstance(where, str) else where.id
        channels.invite(workspace(world), _insider(world, name), account_in_slack(key))
    await world.settle()


async def leaves(world: World, key: str, channel: str) -> None:
    """Somebody goes from a private channel."""
    if platform_of(world, channel) == "teams":
        await teams(world).clients.leave(user(world, key), team_channel(world, channel))
    else:
        channels.remove(workspace(world), _insider(world, channel), account_in_slack(key))
    await world.settle()


async def is_shared(world: World, channel: str) -> None:
    """A channel is shared with another organisation: in Teams it becomes another kind of channel."""
    if platform_of(world, channel) == "teams":
        there = team_channel(world, channel)
        there.type = "shared"
        await teams(world).clients.happens(user(world, "ingrid"), there, "channelShared")
    else:
        await invite_organisation(world, channel)
        channels.accept_invitation(workspace(world), _insider(world, channel), BUP)
    await world.settle()


async def is_put_away(world: World, channel: str) -> None:
    """A channel is archived; in Teams its team is, and nobody writes there."""
    if platform_of(world, channel) == "teams":
        team_channel(world, channel).blocked = "MessageWritesBlocked"
    else:
        channels.archive(workspace(world), _insider(world, channel), away=True)
    await world.settle()


async def loses_bot(world: World, channel: str) -> None:
    """Somebody takes the bot out: of the channel in Slack, of the team with all its channels in Teams."""
    if platform_of(world, channel) == "teams":
        there = team_channel(world, channel)
        await teams(world).clients.remove(user(world, "ingrid"), there.team.general)
    else:
        channels.remove(workspace(world), _insider(world, channel), BOT_USER)
    await world.settle()


async def gets_bot(world: World, channel: str) -> None:
    """Somebody lets the bot in again, where it was taken out."""
    if platform_of(world, channel) == "teams":
        await teams(world).clients.install(user(world, "ingrid"), team_channel(world, channel).team.general)
    else:
        channels.invite_bot(workspace(world), _insider(world, channel))
    await world.settle()


async def was_never_in(world: World, channel: str) -> None:
    """As if nobody had let the bot in, where it has been let in from the start."""
    await loses_bot(world, channel)
    with world.database.session() as session:
        session.exec(update(Kept).where(col(Kept.name) == channel).values(reference=None))


async def asks_in(world: World, key: str, words: str, where: Conversation | Chat) -> None:
    """Somebody gives a command where others are: in Slack as everywhere, in Teams with a mention of the bot."""
    sitting: Any = world.person(key)
    if isinstance(where, Conversation):
        await sitting._act("send", channel=where.id, text=f"/samba {words}")
    else:
        await sitting._doing(sitting._client.mention(f"samba {words}", where))


async def closed_conversation(world: World, *others: str) -> Conversation | Chat:
    """A conversation that Ingrid has made for the parties (and `others`), and brought the bot into."""
    parties = ("ingrid", "hilde", "erik", "per", *others)
    if world.where == "slack":
        return _personnel_made_closed(world, parties)
    users = [user(world, key) for key in parties]
    chat = teams(world).everybody.world.group_chat("Saka", *users)
    await teams(world).clients.install(users[0], chat)
    await world.settle()
    return chat


async def said_in(world: World, where: Conversation | Chat) -> list[str]:
    """What the bot has written in a conversation, and all can read; but for where it says that it has answered."""
    if isinstance(where, Conversation):
        return await world.person("ingrid").posts(where.id)
    cards = [said(ShownCard(each.card)) for each in where.from_bot() if each.card]
    return [each for each in cards if each != ANSWERED]


# ---- Slack alone -----------------------------------------------------------------------------------------------------


async def invite_organisation(world: World, channel: str) -> None:
    """Another organisation is asked to share a channel, and has not answered."""
    channels.invite_organisation(workspace(world), _insider(world, channel), BUP)
    await world.settle()


async def add_app(world: World, channel: str) -> None:
    """Another app is let into a channel."""
    channels.invite(workspace(world), _insider(world, channel), "U0POLL")
    await world.settle()


def workspace(world: World) -> Workspace:
    """Slack's side."""
    assert world.slack is not None
    return world.slack.playground.workspace


def room(world: World, channel: str) -> Conversation:
    """A channel in Slack as it is now, by name or id. One that is not in the municipality's file has its id alone."""
    ids = {each["name"]: each["accounts"]["slack"] for each in read()["channels"]}
    found = find_conversation(workspace(world), ids.get(channel, channel))
    assert found is not None
    return found


def _personnel_made_closed(world: World, parties: tuple[str, ...]) -> Conversation:
    there, ingrid = workspace(world), _insider(world, "C0PERSONAL")
    for key in ("jonas", "marit"):
        channels.remove(there, ingrid, account_in_slack(key))
    if "bup" in parties:
        channels.invite_organisation(there, ingrid, BUP)
        channels.accept_invitation(there, _insider(world, "C0PERSONAL"), BUP)
    with there.transaction():
        for key in parties:
            add_member(there, ingrid.place.id, account_in_slack(key))
    channels.invite_bot(there, _insider(world, "C0PERSONAL"))
    return room(world, "C0PERSONAL")


def _insider(world: World, channel: str) -> Actor:
    """Ingrid, or one of the parties where she sits on the other platform."""
    found = workspace(world).user(account_in_slack("ingrid")) or workspace(world).user(account_in_slack("per"))
    assert found is not None
    return Actor(found, room(world, channel), "nn")


def account_in_slack(key: str) -> str:
    """Somebody's account in Slack."""
    return f"U0{key.upper()}"


# ---- Teams alone -----------------------------------------------------------------------------------------------------


def teams(world: World) -> Teams:
    """Teams' side."""
    assert world.teams is not None
    return world.teams


def user(world: World, key: str) -> User:
    """Somebody, as Teams knows them."""
    return teams(world).everybody.users[key]


def sits_in_teams_too(world: World, key: str) -> Chat:
    """Somebody of Slack has an account in Teams as well, which comes before the other; they have blocked the bot there.
    Gives their chat with it.
    """
    there = teams(world)
    user = there.everybody.world.user(key, TENANT)
    chat = there.everybody.world.personal(user)
    chat.installed, chat.blocked = True, "ConversationBlockedByUser"
    reference = Reference(there.connector.url, chat.id, TENANT)
    with world.database.session() as session:
        own = session.exec(select(Account).where(Account.external_id == account_in_slack(key))).one()
        home = session.exec(select(Home).where(Home.platform == "teams")).one()
        account = Account(
            id=-1,
            tenant_id=own.tenant_id,
            person_id=own.person_id,
            workspace_id=home.id or 0,
            external_id=user.object_id or "",
            reference=str(reference),
        )
        session.add(account)
    return chat


def team_channel(world: World, channel: str) -> Channel:
    """A channel by name."""
    return teams(world).everybody.channels[channel]
