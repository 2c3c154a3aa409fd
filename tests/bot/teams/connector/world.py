"""Everybody and everything in Teams: tenants, people, chats, teams with their channels, and what is written there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from typing import Any, Literal, TypeVar
from uuid import NAMESPACE_URL, uuid5

Json = dict[str, Any]
Role = Literal["user", "guest", "anonymous"]
Kind = Literal["personal", "groupChat", "channel"]
ChannelType = Literal["standard", "private", "shared"]
CARD = "application/vnd.microsoft.card.adaptive"


@dataclass(frozen=True)
class User:
    """Somebody. `object_id` is Entra's, which an anonymous guest of a meeting has not; `tenant` is the one they belong
    to themselves, which is another than the team's for somebody of another organisation.
    """

    name: str
    tenant: str
    object_id: str | None
    role: Role = "user"

    @property
    def id(self) -> str:
        """The id that the Bot Framework knows them by."""
        return f"29:1{_digest(self.tenant, self.name, self.object_id or '')}"


@dataclass
class Message:
    """What somebody wrote, or the bot (`author` None). `edits` holds what stood before each edit, and when it ended;
    `root` is the first message of its thread in a channel, itself included.
    """

    id: str
    author: User | None
    activity: Json
    sent: datetime
    root: str = ""
    edits: list[tuple[datetime, Json]] = field(default_factory=list)
    deleted: bool = False

    @property
    def card(self) -> Json | None:
        """Its Adaptive Card."""
        cards = [each["content"] for each in self.activity.get("attachments") or () if each["contentType"] == CARD]
        return cards[0] if cards else None

    @property
    def summary(self) -> str:
        """What a locked phone shows of it, and a screen reader reads first."""
        return self.activity.get("summary") or self.activity.get("text") or ""


@dataclass
class Conversation:
    """Where messages stand. `installed`: the bot is there; `blocked`: the code that Teams answers with when a person
    has blocked the bot (ConversationBlockedByUser, or MessageWritesBlocked as it also says).
    """

    id: str
    kind: Kind
    tenant: str
    members: list[User]
    installed: bool = True
    blocked: str = ""
    messages: list[Message] = field(default_factory=list)

    @property
    def roster(self) -> list[User]:
        """Who can read it."""
        return self.members

    @property
    def has_bot(self) -> bool:
        """Whether the bot is part of it."""
        return self.installed

    def standing(self) -> Iterator[Message]:
        """What stands there now, thread by thread in a channel, each in the order it was written."""
        for message in sorted(self.messages, key=lambda each: (each.root or each.id, each.id)):
            if not message.deleted:
                yield message

    def message(self, id_: str) -> Message | None:
        """One that stands there."""
        return next((each for each in self.messages if each.id == id_ and not each.deleted), None)

    def from_bot(self) -> list[Message]:
        """What the bot has written there, and what still stands."""
        return [each for each in self.standing() if each.author is None]


@dataclass
class Channel(Conversation):
    """A channel of a team. A private or shared one has its own members, and the bot is let into it by itself."""

    name: str = ""
    type: ChannelType = "standard"
    team: "Team" = field(default=None, repr=False)  # type: ignore[assignment]

    @property
    def roster(self) -> list[User]:
        """The team's for a standard channel."""
        return self.team.members if self.type == "standard" else self.members

    @property
    def has_bot(self) -> bool:
        """In the team, and in the channel itself where that is asked for."""
        return self.team.installed and (self.type == "standard" or self.installed)


@dataclass
class Team:
    """A team; `id` is also its first channel's, `group` Entra's id of it."""

    id: str
    name: str
    group: str
    tenant: str
    members: list[User]
    installed: bool = True
    channels: list[Channel] = field(default_factory=list)

    @property
    def general(self) -> Channel:
        """The channel that every team has."""
        return self.channels[0]


Place = TypeVar("Place", bound=Conversation)


class World:
    """All of it. `disabled`: the tenants whose administrator has switched the bot off; `now` stamps what is written."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.users: list[User] = []
        self.conversations: dict[str, Conversation] = {}
        self.teams: dict[str, Team] = {}
        self.disabled: set[str] = set()
        self.now = now
        self._ids = count(1776390257332)

    def user(self, name: str, tenant: str, role: Role = "user", object_id: str | None = None) -> User:
        """A new person; Entra's id is made from the name where none is given."""
        made = object_id or (str(uuid5(NAMESPACE_URL, f"{tenant}/{name}")) if role != "anonymous" else None)
        user = User(name, tenant, made, role)
        self.users.append(user)
        return user

    def personal(self, user: User) -> Conversation:
        """Somebody's own chat with the bot, where it is not installed until it is."""
        id_ = f"a:1{_digest('personal', user.id)}"
        chat = Conversation(id_, "personal", user.tenant, [user], installed=False)
        return self.conversations.setdefault(id_, chat)

    def group_chat(self, name: str, *users: User) -> Conversation:
        """A chat of several, in the tenant of the first."""
        return self._kept(Conversation(f"19:{_digest(name)}@thread.v2", "groupChat", users[0].tenant, list(users)))

    def team(self, name: str, *users: User) -> Team:
        """A team, in the tenant of the first member, with the channel that every team has."""
        id_ = f"19:{_digest('team', name)}@thread.tacv2"
        team = Team(id_, name, str(uuid5(NAMESPACE_URL, name)), users[0].tenant, list(users))
        self.teams[id_] = team
        team.channels.append(self._kept(Channel(id_, "channel", team.tenant, [], name="General", team=team)))
        return team

    def channel(self, team: Team, name: str, type_: ChannelType = "standard", *users: User) -> Channel:
        """A channel more; `users` are the members of a private or shared one."""
        id_ = f"19:{_digest(team.id, name)}@thread.tacv2"
        channel = Channel(id_, "channel", team.tenant, list(users), name=name, type=type_, team=team)
        team.channels.append(self._kept(channel))
        return channel

    def write(self, at: Conversation, activity: Json, author: User | None, root: str = "") -> Message:
        """A message is written; in a channel it begins a thread where it names none."""
        id_ = str(next(self._ids))
        root = (root or id_) if at.kind == "channel" else ""
        message = Message(id_, author, activity, self.now(), root)
        at.messages.append(message)
        return message

    def _kept(self, conversation: Place) -> Place:
        self.conversations[conversation.id] = conversation
        return conversation


def _digest(*parts: str) -> str:
    return sha256("/".join(parts).encode()).hexdigest()[:32]
