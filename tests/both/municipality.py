"""The try-out's municipality on each platform: the same people, units and channels, known there by other accounts."""

import re
import tomllib
from pathlib import Path
from typing import Any, Literal
from uuid import NAMESPACE_URL, uuid5

Platform = Literal["slack", "teams"]
Where = Literal["slack", "teams", "mixed"]
FILE = Path(__file__).parents[2] / "bot" / "playground" / "lyngvag.toml"
TENANT = "3f3d1cea-7a18-41af-872b-cfbbd5140984"
ACCOUNTS = re.compile(r'(?<=accounts = \{ )slack = "(\w+)"')
# In the mixed municipality: the schools and the coordinator sit in Teams, the services and the kindergarten in Slack.
IN_TEAMS = ("ingrid", "jonas", "marit", "olav", "astrid", "kristin", "tor", "anne")
# A channel that the mixed municipality has beside the others, in Teams.
EXTRA = "solvik-team"


def read() -> dict[str, Any]:
    """The file as it is."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def object_id(key: str) -> str:
    """Somebody's Entra object id, by the key of the person or the account in the workspace."""
    return str(uuid5(NAMESPACE_URL, f"{TENANT}/{key}"))


def text(where: Where, channels: dict[str, str]) -> str:
    """The file for a municipality that sits there. `channels` are the ids of Teams' channels by name."""
    original = FILE.read_text(encoding="utf-8")
    if where == "slack":
        return original
    known = read()
    teams = {each["accounts"]["slack"]: channels[each["name"]] for each in known["channels"] if where == "teams"}
    for person in known["people"]:
        if where == "teams" or person["key"] in IN_TEAMS:
            teams[person["accounts"]["slack"]] = object_id(person["key"])
    moved = ACCOUNTS.sub(lambda found: f'teams = "{teams[found[1]]}"' if found[1] in teams else found[0], original)
    slack, both = f'slack = "{known["workspaces"]["slack"]}"', f'teams = "{TENANT}"'
    moved = moved.replace(slack, both if where == "teams" else f"{slack}\n{both}", 1)
    return moved if where == "teams" else moved + _extra(channels[EXTRA])


def workspace(where: Where) -> str:
    """The file that the workspace in the browser is made from: who sits in Teams is in no channel there."""
    original = FILE.read_text(encoding="utf-8")
    if where != "mixed":
        return original
    elsewhere = [each["accounts"]["slack"] for each in read()["people"] if each["key"] in IN_TEAMS]
    gone = re.compile(rf'"({"|".join(elsewhere)})"(, )?')
    return "\n".join(gone.sub("", line) if line.startswith("members = ") else line for line in original.splitlines())


def _extra(channel: str) -> str:
    return f'\n[[channels]]\nunit = "solvik"\nname = "{EXTRA}"\naccounts = {{ teams = "{channel}" }}\n'
