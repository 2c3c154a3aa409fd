"""The token of each request: the right one opens, no other does, and the server of the keys may be slow or away."""

import asyncio
import base64
import logging
import threading
import time
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest

from bot.platform_settings import TeamsSettings
from bot.teams import install, tokens
from bot.teams.install import OpenDoor
from bot.teams.tokens import Keys, TokenDoor
from tests.bot.teams.conftest import APP_ID, LYNGVAG
from tests.bot.teams.house import WITHOUT_CREDENTIALS, House
from tests.bot.teams.keys import KeyServer, Signer

SERVICE = "https://smba.trafficmanager.example/teams"
UNAUTHORIZED, NO_KEYS = (401, {"error": "unauthorized"}), (503, {"error": "keys"})
ENTRA = (f"https://sts.windows.net/{LYNGVAG}/", f"https://login.microsoftonline.com/{LYNGVAG}/v2.0")
AGENT_365 = "5a807f24-c9de-44ee-a3a7-329e88a00ffc"


def fetching(house: House) -> Keys:
    """What fetches the keys for the house's door."""
    assert isinstance(house.door, TokenDoor)
    found = house.door._validator._jwks_client
    assert isinstance(found, Keys)
    return found


def deep() -> str:
    """A token whose head is a list in a list in a list."""
    head = base64.urlsafe_b64encode(b"[" * 20_000).decode().rstrip("=")
    return f"{head}.e30.e30"


async def test_the_right_token_opens(house: House, keys: KeyServer) -> None:
    assert await house.post(house.line("ingrid", "hjelp")) == (200, "")
    assert await house.post(house.line("ingrid", "hjelp", id="f:2")) == (200, "")
    assert [call.name for call in house.service.calls] == ["send", "send"]
    assert keys.fetched == 1


async def test_no_wrong_token_opens(house: House, signer: Signer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    before, wrong = house.kept(), signer.wrong_tokens() | signer.lax_tokens()
    wrong |= {f"of Entra, {issuer}": signer.token(iss=issuer, tid=LYNGVAG, azp=AGENT_365) for issuer in ENTRA}
    wrong |= {f"of Entra as it was, {issuer}": signer.token(iss=issuer, appid=AGENT_365) for issuer in ENTRA}
    wrong |= {"of a number": signer.token(serviceurl=7), "deep": deep()}
    wrong |= {"of an empty list": signer.token(aud=[]), "with spaces": f" {signer.token()}", "two": "a.b.c d.e.f"}
    answers = {name: await house.post(house.line("ingrid", "bestill"), token=token) for name, token in wrong.items()}
    assert answers == dict.fromkeys(wrong, UNAUTHORIZED)
    assert (house.service.calls, house.kept()) == ([], before)
    ours = [record.getMessage() for record in caplog.records if record.name == "samba_bot.teams"]
    assert ours == ["refused reason=token"] * len(wrong)
    assert "eyJ" not in caplog.text  # as every token begins


async def test_what_is_no_token_at_all_opens_nothing(house: House, signer: Signer) -> None:
    before = house.kept()
    headers = ({}, *({"Authorization": each} for each in ("", "Bearer", "Bearer ", signer.token(), "Basic YTpi", "ø")))
    async with aiohttp.ClientSession(house.url) as session:
        answers = []
        for each in headers:
            async with session.post("/api/messages", json=house.line("ingrid", "bestill"), headers=each) as answer:
                answers.append((answer.status, await answer.json()))
    assert answers == [UNAUTHORIZED] * len(headers)
    assert (house.service.calls, house.kept()) == ([], before)


async def test_a_request_with_a_huge_header_is_refused_before_it_is_read(house: House) -> None:
    before = house.kept()
    status, _ = await house.post(house.line("ingrid", "bestill"), token="x" * 200_000)
    assert 400 <= status < 500
    assert (house.service.calls, house.kept()) == ([], before)


async def test_while_the_keys_are_away_nobody_is_let_in_and_then_all_is_well_again(
    house: House, keys: KeyServer
) -> None:
    before, keys.up = house.kept(), False
    assert await house.post(house.line("ingrid", "hjelp")) == NO_KEYS
    keys.up = True
    # A server that has just not answered is left alone for a while.
    assert await house.post(house.line("ingrid", "hjelp")) == NO_KEYS
    assert (keys.fetched, house.service.calls, house.kept()) == (0, [], before)
    fetching(house)._rests_until = 0.0
    assert await house.post(house.line("ingrid", "hjelp")) == (200, "")
    assert keys.fetched == 1


@pytest.mark.parametrize("told", [{}, {"keys": []}, {"keys": "x"}, {"keys": [7]}, {"keys": [{"kty": "RSA"}]}, []])
async def test_a_server_that_gives_no_keys_is_as_one_that_is_away(house: House, keys: KeyServer, told: Any) -> None:
    keys.jwks = told
    assert await house.post(house.line("ingrid", "hjelp")) == NO_KEYS
    assert house.service.calls == []


async def test_keys_that_are_not_there_keep_nobody_out_who_has_a_known_one(
    signer: Signer, keys: KeyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "COOLDOWN", 0.0)
    monkeypatch.setattr(tokens, "REST", 0.0)
    door = TokenDoor(APP_ID, keys.cloud)
    await door.check({"authorization": f"Bearer {signer.token()}"}, signer.service_url)
    keys.up = False
    with pytest.raises(ConnectionError):
        await door.check({"authorization": f"Bearer {signer.token(key_id='another')}"}, signer.service_url)
    keys.up, keys.jwks = True, {"keys": [key | {"endorsements": ["webchat"]} for key in keys.jwks["keys"]]}
    with pytest.raises(ConnectionError):
        await door.check({"authorization": f"Bearer {signer.token(key_id='another')}"}, signer.service_url)
    await door.check({"authorization": f"Bearer {signer.token()}"}, signer.service_url)


async def test_keys_of_which_none_may_sign_for_teams_are_none(house: House, keys: KeyServer) -> None:
    keys.jwks = {"keys": [key | {"endorsements": ["webchat", "directline"]} for key in keys.jwks["keys"]]}
    assert await house.post(house.line("ingrid", "hjelp")) == NO_KEYS
    assert house.service.calls == []


async def test_a_key_that_tells_nothing_of_what_it_may_sign_opens(house: House, keys: KeyServer) -> None:
    keys.jwks = {"keys": [{name: each for name, each in keys.jwks["keys"][0].items() if name != "endorsements"}]}
    assert await house.post(house.line("ingrid", "hjelp")) == (200, "")


async def test_new_keys_are_fetched_when_they_are_first_used_but_not_for_every_unknown_one(
    house: House, keys: KeyServer
) -> None:
    assert await house.post(house.line("ingrid", "hjelp")) == (200, "")
    rotated = Signer(APP_ID, house.service.url, ours=False)
    keys.jwks = {"keys": [*keys.jwks["keys"], rotated.jwks()["keys"][0] | {"kid": "tomorrow"}]}
    activity, token = house.line("ingrid", "hjelp", id="f:2"), rotated.token(key_id="tomorrow")
    assert [await house.post(activity, token=token) for _ in range(3)] == [UNAUTHORIZED] * 3
    assert keys.fetched == 1
    fetching(house).cooldown_duration = 0.0
    assert await house.post(activity, token=token) == (200, "")
    assert await house.post(house.line("ingrid", "hjelp", id="f:3")) == (200, "")
    assert (keys.fetched, len(house.service.calls)) == (2, 3)


async def test_keys_that_are_taken_back_open_nothing_when_they_are_fetched_anew(house: House, keys: KeyServer) -> None:
    assert await house.post(house.line("ingrid", "hjelp")) == (200, "")
    keys.jwks = Signer(APP_ID, SERVICE, ours=False).jwks()
    cache = fetching(house).jwk_set_cache
    assert cache is not None
    assert cache.lifespan == tokens.LIFE
    cache.lifespan = 0.0
    assert await house.post(house.line("ingrid", "hjelp", id="f:2")) == UNAUTHORIZED
    assert len(house.service.calls) == 1


@pytest.fixture
def held(keys: KeyServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The server of the keys answers when this is set."""
    event, answer = threading.Event(), keys.answer
    monkeypatch.setattr(keys, "answer", lambda path: (event.wait(20), answer(path))[1])
    yield event
    event.set()


async def test_a_slow_key_server_holds_up_nobody_else(house: House, keys: KeyServer, held: threading.Event) -> None:
    waiting = [asyncio.create_task(house.post(house.line("ingrid", "hjelp", id=f"f:{n}"))) for n in range(40)]
    await asyncio.sleep(0.2)
    async with aiohttp.ClientSession(house.url) as session:
        begun = time.perf_counter()
        async with session.get("/health") as answer:
            assert (answer.status, await answer.json()) == (200, {"ok": True})
        # Names of servers are looked up in the threads that the token waits not in.
        assert await asyncio.to_thread(lambda: "at once") == "at once"
        assert time.perf_counter() - begun < 1
    assert [task for task in waiting if task.done()] == []
    held.set()
    assert await asyncio.gather(*waiting) == [(200, "")] * 40
    assert keys.fetched == 1


@pytest.mark.usefixtures("held")
async def test_nobody_waits_longer_than_teams_does(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tokens.PATIENCE < tokens.LONGEST < 10
    monkeypatch.setattr(tokens, "LONGEST", 0.2)
    answers = await asyncio.gather(*(house.post(house.line("ingrid", "hjelp", id=f"f:{n}")) for n in range(3)))
    assert (answers, house.service.calls) == ([NO_KEYS] * 3, [])


async def test_with_credentials_the_door_wants_tokens() -> None:
    given = TeamsSettings(APP_ID, "a-secret", LYNGVAG, "https://samba.example/")
    door = install._door(given)
    assert isinstance(door, TokenDoor)
    options = door._validator.options
    assert (options.valid_issuers, options.jwks_uri, options.valid_audiences[0]) == (
        ["https://api.botframework.com"],
        "https://login.botframework.com/v1/.well-known/keys",
        APP_ID,
    )
    assert isinstance(install._door(WITHOUT_CREDENTIALS), OpenDoor)
    with pytest.raises(PermissionError, match="no_token"):
        await door.check({}, SERVICE)
