"""Whether summaries may stand in the channels that are registered for them."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.checks.findings import Finding, fault, fine
from bot.checks.readers import check_readers
from bot.messenger import NeverArrives, SendError
from bot.slack.audience import describe, read_audience
from handlers.municipality.registered import Registered, Room
from handlers.rules.audience import Audience
from locales import Translator

UNSEEN = ("channel_not_found", "not_in_channel")


async def check_channels(
    client: AsyncWebClient, team: str, bot_user: str, known: Registered, t: Translator
) -> tuple[Finding, ...]:
    """Look at each channel in turn. Who may read is judged for each summary; here, who never may is told."""
    if not known.rooms:
        return (fine(t("No channel is registered. Summaries go to the parties only.")),)
    findings: list[Finding] = []
    for room in known.rooms:
        findings += await _channel(client, team, bot_user, room, known, t)
    return tuple(findings)


async def _channel(
    client: AsyncWebClient, team: str, bot_user: str, room: Room, known: Registered, t: Translator
) -> list[Finding]:
    try:
        described = await describe(client, room.channel)
        audience = await read_audience(client, room.channel, team, bot_user)
    except NeverArrives as error:
        return [_absent(room, t) if error.reason in UNSEEN else _unread(room, error.reason, t)]
    except SendError as error:
        return [_unread(room, error.reason, t)]
    if audience is None:
        return [_unread(room, "unreadable", t)]
    found = _faults(room, audience, t) + check_readers(room.name, audience, known, t)
    if not described.get("is_member"):
        found.append(_absent(room, t))
    return found or [fine(t("{channel}: private, and the bot is in it.", channel=room.name))]


def _absent(room: Room, t: Translator) -> Finding:
    return fault(
        t("{channel}: the bot is not in the channel, or {id} is not its id.", channel=room.name, id=room.channel),
        t("Write /invite @samba-bot in the channel. If it is there already, correct the id in the file."),
    )


def _unread(room: Room, code: str, t: Translator) -> Finding:
    return fault(
        t("{channel}: the bot cannot see who reads there ({code}).", channel=room.name, code=code),
        t("Mend what is said of Slack above, and check again. A channel of more than 200 is too large."),
    )


def _faults(room: Room, audience: Audience, t: Translator) -> list[Finding]:
    another = t("Choose a private channel of your own for the unit, and write its id in the file.")
    faults = {
        t("{channel}: the channel is archived.", channel=room.name): audience.archived,
        t("{channel}: the channel is public.", channel=room.name): not audience.private,
        t("{channel}: the channel is shared with another organisation.", channel=room.name): audience.shared,
        t(
            "{channel}: another organisation is invited to share the channel.", channel=room.name
        ): audience.sharing_pending,
    }
    return [fault(text, another) for text, holds in faults.items() if holds]
