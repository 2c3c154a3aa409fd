"""Platforms that the file counts on and the settings leave out."""

from collections.abc import Mapping, Sequence

from bot.checks.findings import Group, fault
from bot.settings import Settings
from handlers.municipality.registered import Registered
from locales import Translator

NAMES = {"slack": "Slack", "teams": "Teams"}


def check_left_out(settings: Settings, seen: Mapping[str, Sequence[Registered]], t: Translator) -> list[Group]:
    """A group for each platform where a municipality is, and the bot is not."""
    set_up = {"slack": settings.slack is not None, "teams": settings.teams is not None}
    return [
        _group(NAMES[platform], known, t)
        for platform, municipalities in seen.items()
        if not set_up[platform] and (known := [each.name for each in municipalities if each.workspaces])
    ]


def _group(platform: str, municipalities: Sequence[str], t: Translator) -> Group:
    names = ", ".join(municipalities)
    said = t("{platform} stands in the file, but the bot is not set up there: {names}.", platform=platform, names=names)
    remedy = t(
        "Set what the bot needs there. Or take {platform} out of the file, and run samba-bot load.", platform=platform
    )
    return Group(platform, (fault(said, remedy),))
