"""What the package is made of: the bot's registration and address from the settings, the publisher from the command."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import urlsplit

from bot.environment import Environment
from bot.platform_settings import URL
from bot.refusal import CommandError
from bot.teams.ids import is_guid
from locales import Language, Translator

CLIENT_ID = "CLIENT_ID"
PROGRAM = "samba-bot"
# https://learn.microsoft.com/microsoft-365/extensibility/schema/root-developer
LONGEST_NAME = 32
VERSION = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", re.ASCII)


@dataclass(frozen=True)
class Registration:
    """The bot as Entra and Azure know it, and the name of the server that it answers at."""

    client_id: str
    domain: str


@dataclass(frozen=True)
class Publisher:
    """Who stands behind the app: the municipality, and its pages that Teams links to."""

    name: str
    website: str
    privacy: str
    terms: str


@dataclass(frozen=True)
class Package:
    """All that a package says of its own. `language` is the one for those whose Teams is in neither of ours."""

    registration: Registration
    publisher: Publisher
    version: str
    language: Language


def read_registration(environ: Mapping[str, str], t: Translator) -> Registration:
    """What the settings say. Raises SettingsError; no secret is needed for a package."""
    variables = Environment(environ, t)
    client_id = variables.text(CLIENT_ID)
    if not client_id:
        variables.fault(CLIENT_ID, t("Is missing. You find it in Entra, on the app registration of the bot."))
    elif not is_guid(client_id):
        variables.fault(CLIENT_ID, t("Is no application id. Copy Application (client) ID anew from Entra."))
    address = ""
    if variables.text(URL):
        address = variables.web_address(URL, "")
    else:
        variables.fault(URL, t("Is missing. Set it to the bot's public address, for instance https://samba.example/."))
    variables.raise_faults()
    return Registration(client_id.lower(), urlsplit(address).hostname or "")


def publisher(name: str | None, website: str, privacy: str | None, terms: str | None, t: Translator) -> Publisher:
    """The publisher. The privacy statement and the terms of use are on the website where nothing else is said. Raises
    CommandError for what Teams does not take.
    """
    if not name:
        raise CommandError(
            t("No municipality is registered. Run samba-bot load first, or say with --publisher who is behind the app.")
        )
    if len(name) > LONGEST_NAME:
        raise CommandError(
            t(
                "“{name}” is longer than {most} characters. Choose a shorter name with --publisher.",
                name=name,
                most=LONGEST_NAME,
            )
        )
    pages = (website, privacy or website, terms or website)
    for page in pages:
        if not _is_page(page):
            raise CommandError(
                t("{page} is no page that Teams can link to. Write an address with https://.", page=page)
            )
    return Publisher(name, *pages)


def app_version(wanted: str | None, t: Translator) -> str:
    """The version of the package: the program's own, or the one that is asked for. Raises CommandError."""
    if wanted is None:
        return version(PROGRAM)
    if not VERSION.fullmatch(wanted):
        raise CommandError(t("The version must be three numbers with full stops between them, such as 1.0.1."))
    return wanted


def _is_page(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname)
