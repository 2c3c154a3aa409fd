"""A token, scopes, and a line to Slack that are not what they should be."""

from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.slack.checks import line
from bot.slack.install import build
from bot.slack.scopes import needed_scopes
from tests.bot.checks.conftest import FILE, Place
from tests.bot.checks.expected import (
    DATABASE,
    MUNICIPALITY,
    ONE_FAULT,
    SETTINGS,
    WELL,
    fault,
    fine,
    parts,
    warning,
    well,
    with_fault,
    with_warning,
)
from tests.bot.commands import Outcome
from tests.bot.playground.ports import bound
from tests.bot.scripted import Answered
from tests.bot.serving import serving
from tests.bot.slack.conftest import FakeDesk

KNOWN = fine("Slack kjenner boten, i arbeidsområdet T1.")
SCOPES = fine("Appen har dei løyva boten treng, og ingen andre.")
HELLO = fine("Slack svarer gjennom Socket Mode.")
NEW_MANIFEST = "Byt ut manifestet til appen med det samba-bot manifest skriv ut, og installer appen på nytt."


def unknown_workspace(slack: str) -> Outcome:
    """Slack does not tell which municipality it is, so its people and channels are not asked after."""
    return Outcome(1, parts(SETTINGS, DATABASE, MUNICIPALITY, f"Slack\n{slack}", end=ONE_FAULT), "")


async def test_a_token_that_slack_does_not_know(place: Place) -> None:
    place.slack.usual["auth.test"] = {"ok": False, "error": "invalid_auth"}
    said = fault(
        "Slack godtek ikkje SLACK_BOT_TOKEN (invalid_auth).",
        "Installer appen i arbeidsområdet, og kopier Bot User OAuth Token på nytt, under OAuth & Permissions.",
    )
    assert await place.check() == unknown_workspace(said + HELLO)


@pytest.mark.parametrize("answers", ["nobody", "a proxy"])
async def test_a_slack_that_cannot_be_reached(place: Place, answers: str) -> None:
    if answers == "nobody":
        place.environ["SLACK_API_URL"] = "http://127.0.0.1:9/api/"
    place.slack.usual["auth.test"] = Answered(502, "<html>Bad gateway</html>", content_type="text/html")
    said = fault(
        f"Boten får ikkje kontakt med Slack på {place.environ['SLACK_API_URL']}.",
        "Sjå om maskina får gå ut på internett, og om maskina må bruke ein mellomtenar (HTTPS_PROXY).",
    )
    assert await place.check() == unknown_workspace(said)


async def test_a_token_for_another_workspace(place: Place) -> None:
    place.load(FILE.read_text(encoding="utf-8").replace('slack = "T1"', 'slack = "T2"'))
    said = fault(
        "Ingen kommune er registrert med arbeidsområdet T1.",
        "Skriv id-en under [workspaces] i fila, og køyr samba-bot load. Eller bruk tokenet til den rette appen.",
    )
    assert await place.check() == unknown_workspace(KNOWN + said + SCOPES + HELLO)


async def test_a_scope_that_is_missing(place: Place) -> None:
    place.grant(needed_scopes() - {"groups:read", "chat:write"})
    said = fault("Appen manglar løyve (scopes): chat:write, groups:read.", NEW_MANIFEST)
    assert await place.check() == with_fault(SCOPES, said)


async def test_a_scope_that_is_too_much(place: Place) -> None:
    place.grant(needed_scopes() | {"groups:history"})
    said = warning("Appen har løyve til meir enn boten treng: groups:history.", NEW_MANIFEST)
    assert await place.check() == with_warning(SCOPES, said)


async def test_scopes_that_slack_does_not_tell(place: Place) -> None:
    place.slack.usual["auth.test"] = {"team_id": "T1", "user_id": "UBOT"}
    said = warning(
        "Slack sa ikkje kva appen har løyve til.",
        "Hald løyva til appen opp mot dei som samba-bot manifest skriv ut.",
    )
    assert await place.check() == with_warning(SCOPES, said)


@pytest.mark.parametrize("planted", [{"deaf": True}, {"greeting": False}, {"url": "ws://127.0.0.1:9/nobody"}])
async def test_socket_mode_that_is_deaf(place: Place, planted: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "HELLO_SECONDS", 1.0)
    vars(place.far).update(planted)
    place.furnish()
    said = fault(
        "Slack sa ingenting gjennom Socket Mode på 1 sekund.",
        "Sjå om Socket Mode er slått på for appen, og om brannmuren slepp gjennom WebSocket (wss).",
    )
    assert await place.check() == with_fault(HELLO, said)


async def test_an_app_token_that_slack_does_not_know(place: Place) -> None:
    place.slack.usual["apps.connections.open"] = {"ok": False, "error": "not_allowed_token_type"}
    said = fault(
        "Slack godtek ikkje SLACK_APP_TOKEN (not_allowed_token_type).",
        "Lag eit App-Level Token med connections:write under Basic Information, og slå på Socket Mode.",
    )
    assert await place.check() == with_fault(HELLO, said)


async def deaf() -> str:
    """What a bot that runs says of itself when it is deaf."""
    return "socket_silent"


async def test_a_bot_that_runs_is_asked_and_no_second_connection_opened(place: Place) -> None:
    port = int(place.environ["PORT"])
    async with serving([], bound(port)):
        assert await place.check() == well(WELL.replace(HELLO, fine("Boten går, og høyrer Slack gjennom Socket Mode.")))
    async with serving([], bound(port), trouble=deaf):
        said = fault(
            "Boten går, men ingenting frå Slack når fram (socket_silent).",
            "Boten prøver igjen av seg sjølv. Held det fram, må de sjå om brannmuren slepp gjennom WebSocket (wss).",
        )
        assert await place.check() == with_fault(HELLO, said)
    assert (place.far.connections, place.slack.asked("apps.connections.open")) == (0, [])


async def test_another_program_on_the_port_is_not_taken_for_the_bot(place: Place) -> None:
    async def ready(_: web.Request) -> web.Response:
        return web.json_response(["hei"])

    other = web.Application()
    other.router.add_get("/ready", ready)
    async with TestServer(other, port=int(place.environ["PORT"])):
        assert await place.check() == well()


HTTP = WELL.replace("gjennom Socket Mode.\n\nDatabase", "over HTTP.\n\nDatabase")
SECRET, OTHER = "0123456789abcdef" * 2, "fedcba9876543210" * 2


async def test_over_http_the_bot_that_runs_must_know_the_signature(place: Place) -> None:
    port = int(place.environ["PORT"])
    address = f"http://127.0.0.1:{port}"
    place.environ |= {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": SECRET}
    untried = fine(f"Boten går ikkje på {address} no, så signaturen er ikkje prøvd.")
    assert await place.check() == well(HTTP.replace(HELLO, untried))
    part = build(FakeDesk(), bot_token="xoxb-test", signing_secret=SECRET, api_url=place.slack.url)
    async with serving(part.routes, bound(port)):
        known = fine("Boten går, og godtek det som er signert med SLACK_SIGNING_SECRET.")
        assert await place.check() == well(HTTP.replace(HELLO, known))
        place.environ["SLACK_SIGNING_SECRET"] = OTHER
        said = fault(
            f"Boten som går på {address}, har ein annan SLACK_SIGNING_SECRET.",
            "Start boten på nytt med dei innstillingane du sjekkar her.",
        )
        assert await place.check() == Outcome(1, HTTP.replace(HELLO, said) + ONE_FAULT, "")
    await part.close()


async def test_a_signing_secret_that_is_none(place: Place) -> None:
    place.environ |= {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "A1B2-hemmeleg"}
    untried = f"Boten går ikkje på http://127.0.0.1:{place.environ['PORT']} no, så signaturen er ikkje prøvd."
    said = fault(
        "SLACK_SIGNING_SECRET er ikkje slik Slack lagar dei: 32 teikn, 0–9 og a–f.",
        "Kopier Signing Secret på nytt frå sida til appen hos Slack, under Basic Information.",
    )
    expected = HTTP.replace(fine("Alt boten treng, er sett. Slack når boten over HTTP."), said)
    assert await place.check() == Outcome(1, expected.replace(HELLO, fine(untried)) + ONE_FAULT, "")
