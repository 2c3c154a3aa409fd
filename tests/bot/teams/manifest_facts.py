"""What a Teams app package must be like, as far as ours goes: the facts as a schema of our own, closed to all else.

From https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema (1.30) and
https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package
"""

from typing import Any

Json = dict[str, Any]
COLOR_SIZE, OUTLINE_SIZE = (192, 192), (32, 32)
MOST_COMMANDS = 12


def text(longest: int) -> Json:
    """A text with something in it."""
    return {"type": "string", "minLength": 1, "maxLength": longest, "pattern": r"\S"}


def closed(required: Json, **optional: Json) -> Json:
    """An object with these keys and no others."""
    properties = required | optional
    return {"type": "object", "additionalProperties": False, "required": sorted(required), "properties": properties}


GUID: Json = {"type": "string", "pattern": "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"}
PAGE: Json = {"type": "string", "maxLength": 2048, "pattern": "^https://"}
LANGUAGE_TAG: Json = {"type": "string", "pattern": "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,2}$"}
FILE: Json = {"type": "string", "maxLength": 2048, "pattern": r"^[a-z]+\.(json|png)$"}
SCOPE: Json = {"enum": ["personal", "team", "groupChat"]}
COMMAND = closed({"title": text(128), "description": text(4000)})
COMMAND_LIST = closed(
    {
        "scopes": {"type": "array", "minItems": 1, "maxItems": 1, "items": SCOPE},
        "commands": {"type": "array", "minItems": 1, "maxItems": MOST_COMMANDS, "items": COMMAND},
    }
)
BOT = closed(
    {
        "botId": GUID,
        "scopes": {"type": "array", "uniqueItems": True, "minItems": 3, "items": SCOPE},
        "commandLists": {"type": "array", "maxItems": 3, "items": COMMAND_LIST},
    },
    isNotificationOnly={"const": False},
    supportsFiles={"const": False},
)
MANIFEST: Json = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **closed(
        {
            "$schema": {"const": "https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json"},
            "manifestVersion": {"const": "1.30"},
            "version": {"type": "string", "pattern": r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$"},
            "id": GUID,
            "localizationInfo": closed(
                {
                    "defaultLanguageTag": LANGUAGE_TAG,
                    "additionalLanguages": {
                        "type": "array",
                        "uniqueItems": True,
                        "items": closed({"languageTag": LANGUAGE_TAG, "file": FILE}),
                    },
                }
            ),
            "developer": closed({"name": text(32), "websiteUrl": PAGE, "privacyUrl": PAGE, "termsOfUseUrl": PAGE}),
            "name": closed({"short": text(30), "full": text(100)}),
            "description": closed({"short": text(80), "full": text(4000)}),
            "icons": closed({"color": FILE, "outline": FILE}),
            "accentColor": {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"},
            "bots": {"type": "array", "minItems": 1, "maxItems": 1, "items": BOT},
            "validDomains": {
                "type": "array",
                "maxItems": 100,
                "items": {"type": "string", "pattern": r"^[a-z0-9.-]+$"},
            },
        },
        defaultInstallScope=SCOPE,
        supportedChannelTypes={
            "type": "array",
            "maxItems": 2,
            "uniqueItems": True,
            "items": {"enum": ["sharedChannels", "privateChannels"]},
        },
        supportsChannelFeatures={"const": "tier1"},
    ),
}
_NUMBERED = r"^bots\[0\]\.commandLists\[[0-2]\]\.commands\[([0-9]|1[0-1])\]"
LOCALIZATION: Json = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "patternProperties": {rf"{_NUMBERED}\.title$": text(128), rf"{_NUMBERED}\.description$": text(4000)},
    **closed(
        {
            "$schema": {
                "const": "https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.Localization.schema.json"
            },
            "name.short": text(30),
            "description.short": text(80),
            "description.full": text(4000),
        },
        **{"name.full": text(100)},
    ),
}
