"""The try-out's municipality on both platforms, and what the evaluation client is told of it."""

import json
import tomllib
from pathlib import Path

from bot.teams.ids import CHANNEL, is_guid
from bot.teams.references import Reference
from bot.tryout_teams import on_both, write_seats

LYNGVAG = Path(__file__).parents[2] / "bot" / "playground" / "lyngvag.toml"
IN_TEAMS = ["ingrid", "jonas", "marit", "anne", "erik", "per"]
TEXT = LYNGVAG.read_text(encoding="utf-8")


def test_some_get_an_account_in_teams_before_their_own_and_nothing_else_changes() -> None:
    before, after = tomllib.loads(TEXT), tomllib.loads(on_both(TEXT))
    accounts = {person["key"]: person["accounts"] for person in after["people"]}
    both = {key: list(each) for key, each in accounts.items() if len(each) > 1}
    assert both == {key: ["teams", "slack"] for key in IN_TEAMS}
    assert all(is_guid(accounts[key]["teams"]) for key in IN_TEAMS)
    chat = after["channels"].pop()
    assert (chat["unit"], chat["name"]) == ("solvik", "solvik-samba-chat")
    assert CHANNEL.fullmatch(chat["accounts"].pop("teams"))
    assert after["workspaces"].pop("teams") == before["playground"]["teams"]["tenant"]
    for key in IN_TEAMS:
        del accounts[key]["teams"]
    assert after == before


def test_each_seat_is_somebody_among_the_five_others(tmp_path: Path) -> None:
    seats = write_seats(TEXT, tmp_path / "clients")
    loaded = tomllib.loads(on_both(TEXT))
    accounts = {person["name"]: person["accounts"] for person in loaded["people"]}
    told = [json.loads(seat.file.read_text(encoding="utf-8")) for seat in seats]
    assert [(seat.file.name, seat.port, seat.address) for seat in seats] == [
        (f"{key}.yml", 56150 + number, f"http://localhost:{56150 + number}/") for number, key in enumerate(IN_TEAMS)
    ]
    everybody = {seat.object_id for seat in seats}
    for seat, each in zip(seats, told, strict=True):
        me = each["currentUser"]
        assert accounts[me["name"]]["teams"] == me["id"] == me["aadObjectId"] == seat.object_id
        assert {other["id"] for other in each["users"]} == everybody - {seat.object_id}
        assert each["groupChat"]["id"] == loaded["channels"][-1]["accounts"]["teams"]
        at = Reference.parse(seat.met.reference)
        assert (at.conversation, at.tenant) == (each["personalChat"]["id"], each["tenantId"])
        assert at.service_url == f"{seat.address}_connector"


def test_the_command_names_the_client_the_file_and_the_bot(tmp_path: Path) -> None:
    seat = write_seats(TEXT, tmp_path)[0]
    assert seat.command("http://127.0.0.1:3978/api/messages") == (
        "TEAMSAPPTESTER_BROWSER=none APPLICATION_INSIGHTS_NO_STATSBEAT=1 "
        f"M365_AGENTS_PLAYGROUND_CONFIG_PATH={tmp_path / 'ingrid.yml'} "
        "npx --yes --package=@microsoft/m365agentsplayground@0.2.28 agentsplayground start "
        "-e http://127.0.0.1:3978/api/messages -c msteams -p 56150 --disable-telemetry"
    )
