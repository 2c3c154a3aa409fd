"""Where the platforms differ, by name: what happens on each, and why it cannot be the same.

A test that meets one asks for it by name, so that a difference is something we know of, and not a test that is missing.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from tests.both.municipality import Platform

Found = TypeVar("Found")


@dataclass(frozen=True)
class Difference(Generic[Found]):
    """What is found on each platform, and why."""

    slack: Found
    teams: Found
    why: str

    def at(self, platform: str) -> Found:
        """What is found there."""
        found: dict[str, Found] = {"slack": self.slack, "teams": self.teams}
        return found[platform]


NOT_A_COMMAND: Difference[str] = Difference(
    slack="Det ordet kjenner eg ikkje",
    teams="Hei. Eg hjelper deg med SamBa-møte",
    why="Slack tells a command from other lines, so a word that is none is a mistake. In Teams people simply write,"
    " and who writes something else is greeted.",
)
LIKE_A_COMMAND: Difference[str] = Difference(
    slack="Hei. Eg hjelper deg med SamBa-møte",
    teams="Meinte du «flytt»?",
    why="In Teams a line is where commands are given, so one that comes close to a command gets the nearest. In Slack"
    " commands have a place of their own.",
)
LEFT_EMPTY: Difference[list[str]] = Difference(
    slack=["Fyll ut dette feltet.", "Fyll ut dette feltet."],
    teams=["Vel eitt av alternativa.", "Vel eitt av alternativa."],
    why="What has to be filled in is seen to by the client. Slack says it in its own words, Teams in ours.",
)
FORM_COVERS: Difference[bool] = Difference(
    slack=True,
    teams=False,
    why="In Slack a form is a modal over the chat, and its receipt goes when it is closed. In Teams it is a card in the"
    " chat, where the receipt stays.",
)
DRAFTS_OF_WHAT_WAS_LEFT: Difference[int] = Difference(
    slack=1,
    teams=0,
    why="In Slack a form is gone with its window, and its draft after a day. In Teams a copy of the card may still"
    " stand on another screen, and must not do what its owner has just left.",
)
GREETED: Difference[list[str]] = Difference(
    slack=[],
    teams=["Hei frå samba-bot"],
    why="Teams tells the bot that somebody has got it, and expects it to say what it is for. Slack tells nothing.",
)
PAGE_FOLLOWS: Difference[bool] = Difference(
    slack=True,
    teams=False,
    why="Slack's Home is a tab of its own that is drawn anew when something has changed. In Teams the page is a card in"
    " the chat, as it was when it was asked for.",
)
CALENDAR_FILE: Difference[str] = Difference(
    slack="icsMøte (samba-bot)",
    teams="Opne kalenderfila",
    why="In Slack the file comes with the message. Teams takes files only after a question for each, so there it lies"
    " behind a button.",
)
ASKED_IN_CHANNEL: Difference[list[str]] = Difference(
    slack=[],
    teams=["Eg har svart deg i vår eigen chat."],
    why="Slack shows an answer in a channel to the asker alone. Teams has no such message, so the answer comes in the"
    " own chat, and the channel is told only that.",
)
SHARING_PENDING: Difference[str | None] = Difference(
    slack="sharing_pending",
    teams=None,
    why="Slack tells that another organisation is asked to share a channel. Teams tells only that it is shared.",
)
OTHER_APP: Difference[str | None] = Difference(
    slack="apps",
    teams=None,
    why="In Slack another app is a member of the channel. Teams tells a bot nothing of other apps: the owners of a"
    " private channel see to them.",
)
NEVER_IN: Difference[str] = Difference(
    slack="unreadable",
    teams="not_met",
    why="Slack writes to a channel by its id. Teams wants an address as well, which comes with the first word from"
    " there, so the convener is asked to write one.",
)
WITHOUT_BOT: Difference[str] = Difference(
    slack="unreadable",
    teams="uninstalled",
    why="Teams tells that the bot is there no longer, and its address of the channel is let go. Slack says only that it"
    " finds no such channel.",
)
OUTSIDER: Difference[str] = Difference(
    slack="shared",
    teams="outsiders",
    why="In Slack somebody of another organisation is there only where the channel is shared with theirs. In Teams one"
    " can be in a group chat without more.",
)
PUT_AWAY: Difference[str] = Difference(
    slack="Kanalen er arkivert, og ingen kan skrive der.",
    teams="Eg slepp ikkje lenger inn i kanalen. Legg meg til på nytt, eller vel ein annan kanal.",
    why="Slack tells that a channel is archived. In Teams the whole team is, and a bot is only refused when it writes.",
)
LOST_ANSWER: Difference[bool] = Difference(
    slack=False,
    teams=True,
    why="In Slack the bot can look up what it has written in somebody's own chat. In Teams it cannot, so the convener"
    " is told that a message may not have arrived.",
)

ALL: dict[str, Difference[object]] = {name: each for name, each in globals().items() if isinstance(each, Difference)}
PLATFORMS: tuple[Platform, ...] = ("slack", "teams")
