"""The manifest of the Teams app, and the file with its words in the other written standard.

https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema
"""

from typing import Any

from bot.teams.package.wanted import Package
from bot.words import translator
from handlers.commands import WORDS
from locales import LANGUAGES, Language, Translator

SCHEMA_VERSION = "1.30"
SCHEMAS = f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA_VERSION}"
NAME = "samba-bot"
ACCENT = "#1d5b6b"
COLOR_ICON, OUTLINE_ICON = "color.png", "outline.png"
SCOPES = ("personal", "team", "groupChat")
Json = dict[str, Any]


def manifest(package: Package) -> Json:
    """The manifest. It asks for no permission beyond what every bot has that is let in."""
    t = translator(package.language)
    client_id = package.registration.client_id
    return {
        "$schema": f"{SCHEMAS}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA_VERSION,
        "version": package.version,
        "id": client_id,
        "localizationInfo": {
            "defaultLanguageTag": package.language,
            "additionalLanguages": [
                {"languageTag": other, "file": localization_file(other)} for other in others(package.language)
            ],
        },
        "developer": {
            "name": package.publisher.name,
            "websiteUrl": package.publisher.website,
            "privacyUrl": package.publisher.privacy,
            "termsOfUseUrl": package.publisher.terms,
        },
        "name": {"short": NAME, "full": _full_name(t)},
        "description": {"short": _short_description(t), "full": _full_description(t)},
        "icons": {"color": COLOR_ICON, "outline": OUTLINE_ICON},
        "accentColor": ACCENT,
        "bots": [
            {
                "botId": client_id,
                "scopes": list(SCOPES),
                "isNotificationOnly": False,
                "supportsFiles": False,
                "commandLists": [{"scopes": [scope], "commands": _commands(t)} for scope in SCOPES],
            }
        ],
        "defaultInstallScope": "personal",
        # The older and the newer way of saying that the app may be let into channels that are not standard.
        "supportedChannelTypes": ["sharedChannels", "privateChannels"],
        "supportsChannelFeatures": "tier1",
        "validDomains": [package.registration.domain],
    }


def localization(language: Language) -> Json:
    """What a file with the words in one language holds. What is not named there stands as in the manifest."""
    t = translator(language)
    commands = _commands(t)
    told = {
        f"bots[0].commandLists[{place}].commands[{number}].{key}": command[key]
        for place in range(len(SCOPES))
        for number, command in enumerate(commands)
        for key in ("title", "description")
    }
    return {
        "$schema": f"{SCHEMAS}/MicrosoftTeams.Localization.schema.json",
        "name.short": NAME,
        "name.full": _full_name(t),
        "description.short": _short_description(t),
        "description.full": _full_description(t),
        **told,
    }


def others(language: Language) -> list[Language]:
    """The languages that have a file of their own."""
    return [other for other in LANGUAGES if other != language]


def localization_file(language: Language) -> str:
    """The name of the file with a language's words. The tag names no country: so it holds for all of them."""
    return f"{language}.json"


def _commands(t: Translator) -> list[dict[str, str]]:
    """The command list. The title is what stands in the message when a command is picked."""
    told = {
        "help": t("Everything that you can ask for"),
        "book": t("Book a time"),
        "list": t("Your meetings"),
        "move": t("Move a meeting"),
        "cancel": t("Cancel a meeting"),
        "agenda": t("See and change the agenda"),
        "minutes": t("Write the summary after the meeting"),
        "todo": t("Your measures"),
        "slots": t("Put in times, for the coordinator"),
        "digest": t("The weekly summary, for leaders"),
        "language": t("Choose nynorsk or bokmål"),
        "settings": t("Choose language, and when messages come"),
    }
    return [{"title": WORDS[name][1], "description": text} for name, text in told.items()]


def _full_name(t: Translator) -> str:
    return t("samba-bot: meetings around a child")


def _short_description(t: Translator) -> str:
    return t("Books meetings around a child, and keeps consent in order.")


def _full_description(t: Translator) -> str:
    return "\n\n".join(
        [
            t(
                "samba-bot is for staff who meet around a child: school, kindergarten, health station, PPT and child "
                "welfare. It books a time in the right meeting, keeps track of who has consented, sends the agenda, "
                "reminds, sends the summary to those who may read it, and follows up what was agreed."
            ),
            t(
                "Write to it in your own chat, for instance “bestill”. What you ask for in a channel is answered in "
                "your own chat with the bot."
            ),
            t("Never write the name of a child. Each case has a reference."),
        ]
    )
