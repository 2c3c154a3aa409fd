"""Tokens: the SDK lets in the right one, and none of the wrong ones."""

import asyncio
from typing import Any

import httpx
import jwt
import pytest
from microsoft_teams.apps.auth import TokenValidator

from tests.bot.teams.conftest import APP_ID
from tests.bot.teams.keys import KeyServer, Signer, key_server

SERVICE = "https://smba.trafficmanager.example/teams"
SIGNER = Signer(APP_ID, SERVICE)


def checked(keys: KeyServer, token: str) -> Any:
    validator = TokenValidator.for_service(APP_ID, cloud=keys.cloud)
    return asyncio.run(validator.validate_token(token, SERVICE))


def test_the_right_token_is_let_in_as_it_was_signed() -> None:
    with key_server(SIGNER) as keys:
        claims = checked(keys, SIGNER.token())
        assert keys.fetched == 1
    now = claims["iat"]
    assert claims == {
        "iss": "https://api.botframework.com",
        "aud": APP_ID,
        "serviceurl": SERVICE,
        "nbf": now,
        "iat": now,
        "exp": now + 3605,
    }


@pytest.mark.parametrize("wrong", sorted(SIGNER.wrong_tokens()))
def test_no_wrong_token_is_let_in(wrong: str) -> None:
    with key_server(SIGNER) as keys, pytest.raises(jwt.PyJWTError) as refused:
        checked(keys, SIGNER.wrong_tokens()[wrong])
    assert not isinstance(refused.value, jwt.PyJWKClientConnectionError)


def test_what_the_sdk_lets_in_and_a_bot_must_not() -> None:
    tokens = SIGNER.lax_tokens()
    with key_server(SIGNER) as keys:
        let_in = {name: checked(keys, token) for name, token in tokens.items()}
        assert [each.get("endorsements") for each in keys.jwks["keys"]] == [["msteams"], ["webchat"]]
    assert ["exp" in let_in[name] for name in ("without an end", "signed with a key for another channel")] == [
        False,
        True,
    ]


@pytest.mark.parametrize(("seconds", "let_in"), [(240, True), (360, False)])
def test_the_clock_may_be_five_minutes_off(seconds: int, let_in: bool) -> None:
    past = SIGNER.claims()["nbf"] - seconds
    token = SIGNER.token(iat=past - 60, nbf=past - 60, exp=past)
    with key_server(SIGNER) as keys:
        if let_in:
            assert checked(keys, token)["exp"] == past
        else:
            with pytest.raises(jwt.ExpiredSignatureError):
                checked(keys, token)


def test_the_keys_can_be_out_of_reach() -> None:
    with key_server(SIGNER) as keys:
        keys.up = False
        with pytest.raises(jwt.PyJWKClientConnectionError):
            checked(keys, SIGNER.token())
        assert httpx.get(keys.cloud.openid_metadata_url).status_code == 503
