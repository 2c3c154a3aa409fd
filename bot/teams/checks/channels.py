"""Whether summaries may stand in the channels and group chats that are registered for them."""

from microsoft_teams.api import ApiClient

from bot.checks.findings import Finding, fault, fine
from bot.checks.readers import check_readers
from bot.messenger import Room as Place
from bot.messenger import SendError
from bot.teams.audience import read_audience
from handlers.municipality.registered import Registered, Room
from handlers.rules.audience import Audience
from locales import Translator


async def check_channels(api: ApiClient, known: Registered, t: Translator) -> tuple[Finding, ...]:
    """Look at each in turn. Who may read is judged for each summary; here, who never may is told."""
    if not known.rooms:
        return (fine(t("No channel is registered. Summaries go to the parties only.")),)
    findings: list[Finding] = []
    for room in known.rooms:
        findings += await _channel(api, room, known, t)
    return tuple(findings)


async def _channel(api: ApiClient, room: Room, known: Registered, t: Translator) -> list[Finding]:
    if room.reference is None:
        return [_unmet(room, t)]
    try:
        audience = await read_audience(api, Place("teams", known.workspaces[0], room.channel, room.reference))
    except SendError as error:
        return [_unread(room, error.reason, t)]
    if audience is None:
        return [_unread(room, "unreadable", t)]
    found = _faults(room, audience, t) or check_readers(room.name, audience, known, t)
    return found or [fine(t("{channel}: private, and the bot is in it.", channel=room.name))]


def _unmet(room: Room, t: Translator) -> Finding:
    return fault(
        t("{channel}: the bot has not been there yet, or {id} is not its id.", channel=room.name, id=room.channel),
        t(
            "Add samba-bot to the team, and to the channel itself when it is private. "
            "Then write @samba-bot hjelp there. If it is there already, correct the id in the file."
        ),
    )


def _unread(room: Room, code: str, t: Translator) -> Finding:
    return fault(
        t("{channel}: the bot cannot see who reads there ({code}).", channel=room.name, code=code),
        t("See whether samba-bot is still in the team and in the channel. A channel of more than 200 is too large."),
    )


def _faults(room: Room, audience: Audience, t: Translator) -> list[Finding]:
    another = t("Choose a private channel or a group chat of the unit's own, and write its id in the file.")
    if audience.shared:
        return [fault(t("{channel}: a shared channel, where not all readers can be seen.", channel=room.name), another)]
    if not audience.private:
        return [fault(t("{channel}: open to the whole team.", channel=room.name), another)]
    return []
