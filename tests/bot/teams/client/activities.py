"""What Teams sends to a bot, in its own shapes.

https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.bot.teams.connector.calls import THREAD
from tests.bot.teams.connector.world import Channel, Conversation, Json, Team, User

OSLO = ZoneInfo("Europe/Oslo")
BOT_NAME = "samba-bot"


@dataclass(frozen=True)
class Envelope:
    """What stands in everything that is sent: `service_url` is where to answer, `app_id` the bot's."""

    service_url: str
    app_id: str
    locale: str = "nn-NO"

    @property
    def bot(self) -> Json:
        """The bot as an account."""
        return {"id": f"28:{self.app_id}", "name": BOT_NAME}

    def activity(self, type_: str, sender: User, at: Conversation, root: str = "", **more: Any) -> Json:
        """An activity from somebody somewhere; with `root` in a thread."""
        now = datetime.now(UTC)
        return {
            "type": type_,
            "id": f"f:{uuid4()}",
            "timestamp": _stamp(now),
            "localTimestamp": now.astimezone(OSLO).isoformat(timespec="milliseconds"),
            "localTimezone": OSLO.key,
            "channelId": "msteams",
            "serviceUrl": f"{self.service_url}/",
            "from": account(sender),
            "recipient": self.bot,
            "conversation": conversation(at, root),
            "channelData": channel_data(at),
            **more,
        }

    def message(self, sender: User, at: Conversation, id_: str, root: str, text: str, *, mentions: bool) -> Json:
        """A line that somebody wrote; with `mentions` to the bot, among others."""
        mention = {"type": "mention", "mentioned": self.bot, "text": f"<at>{BOT_NAME}</at>"}
        client = {
            "type": "clientInfo",
            "locale": self.locale,
            "country": "NO",
            "platform": "Web",
            "timezone": OSLO.key,
        }
        whole = f"<at>{BOT_NAME}</at> {text}" if mentions else text
        more: Json = {"id": id_, "text": whole, "textFormat": "plain", "locale": self.locale}
        more["entities"] = [client, mention] if mentions else [client]
        if mentions:
            html = f'<p><span itemtype="http://schema.skype.com/Mention" itemid="0">{BOT_NAME}</span>&nbsp;{text}</p>'
            more["attachments"] = [{"contentType": "text/html", "content": html}]
        return self.activity("message", sender, at, root, **more)

    def press(self, sender: User, at: Conversation, root: str, message: str, action: Json, data: Any) -> Json:
        """An Action.Execute on the card of a message."""
        sent = {name: action[name] for name in ("type", "id", "verb") if name in action}
        return self.activity(
            "invoke",
            sender,
            at,
            root,
            name="adaptiveCard/action",
            value={"action": sent | {"data": data}, "trigger": "manual"},
            replyToId=message,
            locale=self.locale,
        )

    def installation(self, sender: User, at: Conversation, action: str) -> Json:
        """The bot is installed (`add`) or removed (`remove`)."""
        return self.activity("installationUpdate", sender, at, action=action)

    def update(self, sender: User, at: Conversation, event: str = "", **more: Any) -> Json:
        """Something about a conversation has changed; `event` as Teams calls it."""
        activity = self.activity("conversationUpdate", sender, at, **more)
        if event:
            activity["channelData"]["eventType"] = event
        return activity


def account(user: User) -> Json:
    """Somebody as an account; who is not signed in has no Entra id."""
    told = {"id": user.id, "name": user.name, "aadObjectId": user.object_id}
    return {name: each for name, each in told.items() if each is not None}


def conversation(at: Conversation, root: str = "") -> Json:
    """Where it happens. A chat of two is no group, and does not say so."""
    told: Json = {"id": f"{at.id}{THREAD}{root}" if root else at.id, "tenantId": at.tenant, "conversationType": at.kind}
    return told if at.kind == "personal" else told | {"isGroup": True}


def channel_data(at: Conversation) -> Json:
    """What only Teams tells of where it happens."""
    told: Json = {"tenant": {"id": at.tenant}}
    if not isinstance(at, Channel):
        return told
    team = _team(at.team)
    channel = {"id": at.id, "name": at.name, "type": at.type}
    return told | {"teamsTeamId": at.team.id, "teamsChannelId": at.id, "team": team, "channel": channel}


def _team(team: Team) -> Json:
    return {"id": team.id, "name": team.name, "aadGroupId": team.group}


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
