"""What the panel about a channel shows: who is in it, who could be, and what can be done with it."""

from dataclasses import dataclass

from bot.playground.conversations import Conversation, members_of
from bot.playground.municipality import BOT_USER, Organisation, User
from bot.playground.page.texts import text
from bot.playground.words import Language
from bot.playground.workspace import Workspace


@dataclass(frozen=True)
class Member:
    """Somebody in the channel, with the words that mark who is no colleague (empty for colleagues)."""

    user: User
    marks: str


@dataclass(frozen=True)
class Panel:
    """The panel. `invitable` are those outside, under a heading each kind."""

    place: Conversation
    facts: list[str]
    members: list[Member]
    invitable: list[tuple[str, list[User]]]
    outside: list[Organisation]
    pending: list[Organisation]
    connected: list[Organisation]


def channel_panel(ws: Workspace, place: Conversation, language: Language) -> Panel:
    """The panel about the channel as it is now."""
    inside = members_of(ws, place)
    organisations = ws.setup.organisations
    return Panel(
        place=place,
        facts=channel_facts(ws, place, language),
        members=[Member(user, _marks(ws, user, language)) for user in ws.setup.users if user.id in inside],
        invitable=_invitable([user for user in ws.setup.users if user.id not in inside and not user.deactivated]),
        outside=[each for each in organisations if each.id not in (*place.pending, *place.connected)],
        pending=[each for each in organisations if each.id in place.pending],
        connected=[each for each in organisations if each.id in place.connected],
    )


def channel_facts(ws: Workspace, place: Conversation, language: Language) -> list[str]:
    """What the channel is, in words: private or public, shared, archived."""
    names = {each.id: each.name for each in ws.setup.organisations}
    facts = [text("private" if place.kind == "private" else "public", language)]
    facts += [text("shared_with", language, organisation=names.get(team, team)) for team in place.connected]
    facts += [text("invited_to_share", language, organisation=names.get(team, team)) for team in place.pending]
    facts += [text("org_shared", language)] if place.org_shared else []
    return [*facts, *([text("archived", language)] if place.archived else [])]


def _marks(ws: Workspace, user: User, language: Language) -> str:
    if user.team:
        names = {each.id: each.name for each in ws.setup.organisations}
        return text("outsider", language, organisation=names.get(user.team, user.team))
    if user.bot:
        return text("this_app" if user.id == BOT_USER else "other_app", language)
    if user.guest:
        return text("guest_one" if user.single_channel else "guest", language)
    return text("closed_account", language) if user.deactivated else ""


def _invitable(users: list[User]) -> list[tuple[str, list[User]]]:
    kinds: dict[str, list[User]] = {"colleagues": [], "guests": [], "outsiders": [], "apps": []}
    for user in users:
        kind = "apps" if user.bot else "outsiders" if user.team else "guests" if user.guest else "colleagues"
        kinds[kind].append(user)
    return [(kind, found) for kind, found in kinds.items() if found]
