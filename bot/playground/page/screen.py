"""What one browser tab shows: who is chosen, where, in which language. It stands in the URL, so tabs can differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.playground.conversations import Conversation, conversations_of, direct_id, find_conversation, is_member
from bot.playground.messages import count_unread
from bot.playground.municipality import User
from bot.playground.words import Language, as_language
from bot.playground.workspace import Workspace

HOME = "home"


@dataclass(frozen=True)
class Screen:
    """A tab. `place` is None on the home tab."""

    person: User
    place: Conversation | None
    language: Language

    @property
    def channel(self) -> str:
        """What stands for the place in the URL."""
        return self.place.id if self.place else HOME

    def link(self, *, person: str = "", channel: str = "", language: str = "") -> str:
        """The address of this tab with something else chosen."""
        chosen = {
            "person": person or self.person.id,
            "channel": channel or (direct_id(person) if person else self.channel),
            "lang": language or self.language,
        }
        return f"/?{urlencode(chosen)}"


def read_screen(ws: Workspace, chosen: Mapping[str, str]) -> Screen:
    """The tab asked for; what is not there falls back to the first person and the bot's direct message."""
    people = people_of(ws)
    person = next((user for user in people if user.id == chosen.get("person")), people[0])
    language = as_language(chosen.get("lang") or ws.setup.language)
    if chosen.get("channel") == HOME:
        return Screen(person, None, language)
    place = _place_asked_for(ws, chosen.get("channel", ""))
    if place is None or not is_member(ws, place, person.id):
        place = find_conversation(ws, direct_id(person.id))
    return Screen(person, place, language)


def _place_asked_for(ws: Workspace, channel: str) -> Conversation | None:
    """The conversation, also by an id that a channel had before: an open tab knows only that one."""
    row = ws.db.execute("select id from channels where seed = ?", (channel,)).fetchone()
    return find_conversation(ws, row["id"] if row else channel)


def people_of(ws: Workspace) -> list[User]:
    """Everybody one can be."""
    return [user for user in ws.setup.users if not user.bot and not user.deactivated]


def unread_everywhere(ws: Workspace, user: User) -> int:
    """How much that person has not seen yet, in all conversations."""
    places = [direct_id(user.id), *(place.id for place in conversations_of(ws, user.id))]
    return sum(count_unread(ws, user.id, place) for place in places)
