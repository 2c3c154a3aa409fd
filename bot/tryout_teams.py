"""The try-out's municipality on two platforms, and what the evaluation client of Teams has to be told of it.

The client shows one person's Teams. It knows six people, a group chat with all of them, and a team whose channels are
open: https://www.npmjs.com/package/@microsoft/m365agentsplayground
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from bot.loading import Met
from bot.teams.references import Reference

PACKAGE = "@microsoft/m365agentsplayground@0.2.28"
FIRST_PORT = 56150
# Of the format of the client's own file.
FORMAT = "0.1.1"
ACCOUNT = re.compile(r'(?<=accounts = \{ )slack = "(\w+)"(?= \})')


@dataclass(frozen=True)
class Seat:
    """Somebody's client: the file it is told by, and the port that it is shown at."""

    name: str
    tenant: str
    object_id: str
    file: Path
    port: int

    @property
    def address(self) -> str:
        """Where it is opened."""
        return f"http://localhost:{self.port}/"

    @property
    def met(self) -> Met:
        """How the bot reaches it, as though it had been installed there. What is sent before the client is started is
        tried again for a while.
        """
        at = Reference(f"http://localhost:{self.port}/_connector", _chat_id(self.object_id), self.tenant)
        return Met("teams", self.tenant, self.object_id, str(at))

    def command(self, messages: str) -> str:
        """How it is fetched and started. `messages` is where the bot listens for Teams."""
        return (
            f"TEAMSAPPTESTER_BROWSER=none APPLICATION_INSIGHTS_NO_STATSBEAT=1 "
            f"M365_AGENTS_PLAYGROUND_CONFIG_PATH={self.file} "
            f"npx --yes --package={PACKAGE} agentsplayground start "
            f"-e {messages} -c msteams -p {self.port} --disable-telemetry"
        )


def on_both(text: str) -> str:
    """A municipality file where those of `[playground.teams]` have an account in Teams before the one in Slack, so that
    they are written to there, and with their group chat as a channel.
    """
    document = tomllib.loads(text)
    teams = document["playground"]["teams"]
    there = {
        person["accounts"]["slack"]: _object_id(teams["tenant"], person["key"])
        for person in _people(document, teams["people"])
    }
    moved = ACCOUNT.sub(
        lambda found: f'teams = "{there[found[1]]}", {found[0]}' if found[1] in there else found[0], text
    )
    slack = f'slack = "{document["workspaces"]["slack"]}"'
    both = moved.replace(slack, f'{slack}\nteams = "{teams["tenant"]}"', 1)
    chat = teams["chat"]
    return (
        f'{both}\n[[channels]]\nunit = "{teams["unit"]}"\nname = "{chat["name"]}"\n'
        f'accounts = {{ teams = "{chat["id"]}" }}\n'
    )


def write_seats(text: str, folder: Path) -> list[Seat]:
    """A file for the client of each of those who sit in Teams, in a folder. `text` is the municipality's file."""
    document = tomllib.loads(text)
    folder.mkdir(parents=True, exist_ok=True)
    return list(_written(document, document["playground"]["teams"], folder))


def _written(document: Mapping[str, Any], teams: Mapping[str, Any], folder: Path) -> Iterator[Seat]:
    users = {person["key"]: _user(person, teams["tenant"]) for person in _people(document, teams["people"])}
    for number, (key, user) in enumerate(users.items()):
        others = [each for each in users.values() if each is not user]
        file = folder / f"{key}.yml"
        # JSON is YAML too.
        told = json.dumps(_told(document, teams, user, others), ensure_ascii=False, indent=2)
        file.write_text(f"{told}\n", encoding="utf-8")
        yield Seat(user["name"], teams["tenant"], user["id"], file, FIRST_PORT + number)


def _told(
    document: Mapping[str, Any], teams: Mapping[str, Any], user: dict[str, str], others: list[dict[str, str]]
) -> dict[str, Any]:
    tenant = teams["tenant"]
    team = {
        "id": f"19:{_object_id(tenant, 'team')}@thread.tacv2",
        "name": document["municipality"]["name"],
        "aadGroupId": _object_id(tenant, "group"),
        "channels": [{"id": f"19:{_object_id(tenant, 'channel')}@thread.tacv2", "name": f"{teams['unit']}-open"}],
    }
    return {
        "version": FORMAT,
        "tenantId": tenant,
        "bot": {"id": f"28:{_object_id(tenant, 'bot')}", "name": "samba-bot"},
        "currentUser": user,
        "users": others,
        "personalChat": {"id": _chat_id(user["id"])},
        "groupChat": teams["chat"],
        "team": team,
    }


def _people(document: Mapping[str, Any], keys: list[str]) -> list[Mapping[str, Any]]:
    return [person for person in document["people"] if person["key"] in keys]


def _user(person: Mapping[str, Any], tenant: str) -> dict[str, str]:
    given, _, family = person["name"].rpartition(" ")
    address, object_id = f"{person['key']}@lyngvaag.example", _object_id(tenant, person["key"])
    return {
        "id": object_id,  # which the client opens a chat by
        "name": person["name"],
        "userPrincipleName": address,
        "aadObjectId": object_id,
        "givenName": given,
        "surname": family,
        "email": address,
    }


def _chat_id(object_id: str) -> str:
    return f"a:{object_id}"


def _object_id(tenant: str, key: str) -> str:
    return str(uuid5(UUID(tenant), key))
