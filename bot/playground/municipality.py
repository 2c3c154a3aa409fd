"""Who and what the workspace holds, read from the municipality file that the bot is loaded with."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BOT_USER = "U0SAMBABOT"
SLACKBOT = "USLACKBOT"


@dataclass(frozen=True)
class User:
    """Somebody in the workspace. `title` is what the person does, for each language of the page.

    `team` is the workspace of another organisation the person belongs to, else empty; `single_channel` is a guest who
    may be in one channel only; `bot` is an app, this one or another.
    """

    id: str
    name: str
    language: str
    title: dict[str, str]
    guest: bool = False
    single_channel: bool = False
    deactivated: bool = False
    bot: bool = False
    team: str = ""


@dataclass(frozen=True)
class Organisation:
    """Another organisation, with a workspace of its own."""

    id: str
    name: str


@dataclass(frozen=True)
class Channel:
    """A public or private channel as it is from the start, and who is in it.

    `connected` are the workspaces of other organisations it is shared with, `pending` those that are invited.
    """

    id: str
    name: str
    private: bool
    members: tuple[str, ...]
    archived: bool = False
    connected: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    org_shared: bool = False


@dataclass(frozen=True)
class Setup:
    """A workspace as the file describes it, before anything has happened there."""

    team_id: str
    team_name: str
    municipality: str
    language: str
    timezone: str
    users: tuple[User, ...]
    channels: tuple[Channel, ...]
    organisations: tuple[Organisation, ...] = ()


ROLES = {
    "form_teacher": {"nn": "kontaktlærar", "nb": "kontaktlærer"},
    "head_of_school": {"nn": "rektor", "nb": "rektor"},
    "department_head": {"nn": "avdelingsleiar", "nb": "avdelingsleder"},
    "unit_head": {"nn": "einingsleiar", "nb": "enhetsleder"},
    "head_of_kindergarten": {"nn": "styrar", "nb": "styrer"},
    "pedagogical_leader": {"nn": "pedagogisk leiar", "nb": "pedagogisk leder"},
    "special_needs_lead": {"nn": "spesialpedagogisk ansvarleg", "nb": "spesialpedagogisk ansvarlig"},
    "samba_coordinator": {"nn": "SamBa-koordinator", "nb": "SamBa-koordinator"},
    "professional_lead": {"nn": "fagleiar", "nb": "fagleder"},
    "administrator": {"nn": "systemadministrator", "nb": "systemadministrator"},
}


def read_municipality(path: Path, bot_name: str) -> Setup:
    """The workspace in `path`, with the bot's own user in it. Raises OSError, ValueError or KeyError."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    own, extra = document["municipality"], document.get("playground", {})
    organisations = tuple(Organisation(each["id"], each["name"]) for each in extra.get("organisations", []))
    users = (*_people(document), *_extra_users(extra, own["language"], organisations))
    everybody = tuple(user.id for user in users if not (user.guest or user.deactivated or user.team or user.bot))
    bot = User(BOT_USER, bot_name, own["language"], {"nn": "app", "nb": "app"}, bot=True)
    return Setup(
        team_id=document["workspaces"]["slack"],
        team_name=extra.get("team_name", own["name"]),
        municipality=own["name"],
        language=own["language"],
        timezone=own["timezone"],
        users=(*users, bot),
        channels=tuple(_channels(extra, everybody)),
        organisations=organisations,
    )


def _people(document: dict[str, Any]) -> Iterator[User]:
    units = {unit["key"]: unit["name"] for unit in document.get("units", [])}
    for person in document.get("people", []):
        account = person.get("accounts", {}).get("slack")
        if account:
            language = person.get("language", document["municipality"]["language"])
            yield User(account, person["name"], language, _title(person, units))


def _title(person: dict[str, Any], units: dict[str, dict[str, str]]) -> dict[str, str]:
    title = {}
    for language in ("nn", "nb"):
        parts = []
        for role in person.get("roles", []):
            # "employee" says nothing that the unit does not say
            parts += [ROLES[role["role"]][language]] if role["role"] in ROLES else []
            parts += [units[role["unit"]][language]] if role.get("unit") in units else []
        title[language] = ", ".join(parts)
    return title


def _extra_users(extra: dict[str, Any], language: str, organisations: tuple[Organisation, ...]) -> Iterator[User]:
    names = {each.id: each.name for each in organisations}
    for entry in extra.get("users", []):
        yield User(
            entry["id"],
            entry["name"],
            entry.get("language", language),
            _extra_title(entry, names),
            guest=bool(entry.get("guest") or entry.get("single_channel_guest")),
            single_channel=bool(entry.get("single_channel_guest")),
            deactivated=bool(entry.get("deactivated")),
            bot=bool(entry.get("app")),
            team=entry.get("team", ""),
        )


def _extra_title(entry: dict[str, Any], organisations: dict[str, str]) -> dict[str, str]:
    if entry.get("team"):
        return dict.fromkeys(("nn", "nb"), organisations[entry["team"]])
    if entry.get("app"):
        return {"nn": "app", "nb": "app"}
    if entry.get("guest") or entry.get("single_channel_guest"):
        return {"nn": "gjest", "nb": "gjest"}
    return {"nn": "ukjend for boten", "nb": "ukjent for boten"}


def _channels(extra: dict[str, Any], everybody: tuple[str, ...]) -> Iterator[Channel]:
    for private, key in ((False, "public_channels"), (True, "private_channels")):
        for entry in extra.get(key, []):
            members = tuple(entry.get("members", () if private else everybody))
            if entry.get("bot_is_member", False):
                members = (*members, BOT_USER)
            yield Channel(
                entry["id"],
                entry["name"],
                private,
                members,
                archived=bool(entry.get("archived")),
                connected=tuple(entry.get("shared_with", ())),
                pending=tuple(entry.get("invited", ())),
                org_shared=bool(entry.get("org_shared")),
            )
