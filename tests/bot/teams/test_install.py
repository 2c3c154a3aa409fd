"""Teams' part put together: it is ready, and nothing that it is told gets into a log or out of the process."""

import importlib.util
import json
import logging
import os
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from opentelemetry import baggage, metrics, trace

from bot.teams.elements import SEAL
from bot.teams.install import LIBRARIES, OpenDoor
from tests.bot.teams.conftest import APP_ID, LYNGVAG
from tests.bot.teams.connector import Connector, Refusal, down
from tests.bot.teams.house import House
from tests.bot.teams.house import house as house_in
from tests.bot.teams.keys import Signer
from tests.conftest import KEY
from tests.tables import copied

NAMED, IDENTITY = "Trulte Tjukkmage", "010112 34567"
JSON = {"Content-Type": "application/json"}
# As a page on the web makes a browser on this machine send it, and as something else than the client for evaluation.
STRANGE: dict[str, dict[str, str]] = {
    "another page's text": {"Content-Type": "text/plain", "Origin": "https://elsewhere.example"},
    "another page's JSON": {**JSON, "Origin": "https://elsewhere.example"},
    "a page's without a name": {**JSON, "Origin": "null"},
    "this machine's own page's": {**JSON, "Origin": "http://127.0.0.1:3978"},
    "a text": {"Content-Type": "text/plain;application/json"},
    "a form": {"Content-Type": "application/x-www-form-urlencoded"},
    "nothing": {"Content-Type": ""},
}
ELSEWHERE = (
    "https://smba.trafficmanager.net/emea/",
    "http://elsewhere.example:3978",
    "http://127.0.0.1.elsewhere.example/",
    "http://127.0.0.1@elsewhere.example/",
    "http://127.0.0.1\\@elsewhere.example/",
    "http://192.168.1.20/",
    "http://0.0.0.0/",
    "http://[::1",
    "http://",
    "ftp://localhost/",
    "localhost",
)


async def everything(house: House, signer: Signer) -> None:
    """All kinds of things that people and Teams do, right and wrong."""
    ingrid, envelope = house.at("ingrid"), house.teams.envelope
    for text in ("hjelp", "bestill", f"Kan du hugse {NAMED} {IDENTITY}?", f"flytt {NAMED}", ""):
        await ingrid.say(text)
    await ingrid.mention(f"bestill {NAMED}", house.channel)
    await house.teams.install(house.people["ingrid"])
    await house.teams.join(house.people["tor"], house.channel)
    await house.teams.remove(house.people["tor"])
    await ingrid.say("bestill")
    message = house.chat("ingrid").from_bot()[-1]
    assert message.card is not None
    button = message.card["actions"][0]
    for data in ({**button["data"], "initiator": NAMED}, {SEAL: NAMED}, {**button["data"], "initiator": "1"}, NAMED):
        press = envelope.press(house.people["ingrid"], house.chat("ingrid"), "", message.id, button, data)
        assert (await house.post(press))[0] == 200
    house.service.faults.plan("send", Refusal("BadSyntax", NAMED), down(500))
    for _ in range(2):
        await ingrid.say(f"hjelp {NAMED}")
    for token in ("", *signer.wrong_tokens().values()):
        await house.post(house.line("ingrid", NAMED), token=token)
    odd: tuple[dict[str, Any], ...] = (
        {"type": NAMED},
        {"from": NAMED},
        {"id": None},
        {"type": "invoke", "name": NAMED},
    )
    for each in odd:
        await house.post(house.line("ingrid", NAMED) | each)


async def test_nothing_that_was_told_is_found_in_a_log_or_printed(
    house: House, signer: Signer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.clear()

    async def fails(*_: object) -> None:
        raise RuntimeError(NAMED)

    await everything(house, signer)
    house.part._listeners._desk.reply = fails  # type: ignore[method-assign, assignment]
    assert (await house.post(house.line("ingrid", NAMED)))[0] == 500
    printed = capfd.readouterr()
    assert (printed.out, printed.err) == ("", "")
    assert {record.name.partition(".")[0] for record in caplog.records} & set(LIBRARIES) == set()
    ours = [record for record in caplog.records if record.name.startswith("samba_bot")]
    assert len(ours) > 20
    assert [record for record in caplog.records if record.exc_info] == []
    people = [name for user in house.people.values() for name in (*user.name.split(), user.object_id or "")]
    secrets = ("Trulte", "Tjukkmage", IDENTITY, "eyJ", "gAAAA", "AdaptiveCard", "bestill", "hjelp", *people)
    assert [secret for secret in secrets if secret in caplog.text] == []


async def test_nothing_is_told_to_anybody_who_measures(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert importlib.util.find_spec("opentelemetry.sdk") is None
    seen: list[Any] = []
    reply = house.part._listeners._desk.reply

    async def looks(*asked: Any) -> Any:
        seen.append((dict(baggage.get_all()), trace.get_current_span().is_recording()))
        return await reply(*asked)

    monkeypatch.setattr(house.part._listeners._desk, "reply", looks)
    await house.at("ingrid").say("hjelp")
    assert seen == [({}, False)]
    # Stand-ins until somebody puts others in their place, which nothing here does.
    assert type(trace.get_tracer_provider()).__name__ == "ProxyTracerProvider"
    assert "Proxy" in type(metrics.get_meter_provider()).__name__


async def test_what_the_bot_calls_is_the_address_that_teams_gave(house: House) -> None:
    await house.at("ingrid").say("hjelp")
    assert [(call.name, call.status) for call in house.service.calls] == [("send", 201)]
    assert [call.authorization for call in house.service.calls] == [""]


async def test_a_part_that_stands_is_ready_and_says_how_it_stands(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    assert await house.part.trouble() is None
    assert [route.path for route in house.part.routes] == ["/api/messages", "/calendar/{tenant}/{token}"]
    assert os.environ["PYTHON_DOTENV_DISABLED"] == "1"
    assert [logging.getLogger(name).isEnabledFor(logging.CRITICAL) for name in LIBRARIES] == [False] * len(LIBRARIES)
    assert LYNGVAG not in caplog.text


async def test_without_credentials_only_what_runs_on_this_machine_is_let_in(
    settled_in_teams: Path, tmp_path: Path, service: Connector
) -> None:
    with copied(settled_in_teams, tmp_path / "town.db", KEY) as database:
        async with house_in(database, service, LYNGVAG, APP_ID, OpenDoor(), None) as house:
            line, refused = house.line("ingrid", "bestill"), (401, {"error": "unauthorized"})
            for strange, headers in STRANGE.items():
                assert await sent(house, line, headers) == refused, strange
            for url in ELSEWHERE:
                assert await sent(house, line | {"serviceUrl": url}, JSON) == refused, url
            assert (service.calls, house.kept()["draft"]) == ([], [])
            assert await sent(house, line, {"Content-Type": "Application/JSON; charset=utf-8"}) == (200, "")
            assert [call.name for call in service.calls] == ["send"]


async def sent(house: House, activity: Any, headers: dict[str, str]) -> tuple[int, Any]:
    """What is answered to a request with some headers."""
    async with (
        aiohttp.ClientSession(skip_auto_headers=["Content-Type"]) as session,
        session.post(f"{house.url}/api/messages", data=json.dumps(activity).encode(), headers=headers) as answer,
    ):
        content = await answer.read()
        return answer.status, json.loads(content) if content else ""


@pytest.mark.parametrize("url", ["http://localhost:56150/_connector", "http://127.0.0.1:1/", "https://[::1]:1"])
async def test_what_is_written_without_credentials_stays_on_this_machine(url: str) -> None:
    token = await OpenDoor().check({"content-type": "application/json"}, url)
    assert (token.service_url, token.app_id) == (url, "")
