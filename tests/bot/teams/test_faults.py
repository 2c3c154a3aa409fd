"""Teams' errors as the port's. Those that a connector can answer with are in `test_messenger.py`."""

import json
from typing import Any

import httpx
import pytest
import requests

from bot.messenger import OutcomeUnknown, SendError, TryLater
from bot.teams.faults import LATER, SOON, code_of, failure_code, retry_after, translated

SECRET = "Møtet er flytta"


def answered(**more: Any) -> httpx.Response:
    """An answer that refuses."""
    return httpx.Response(429, request=httpx.Request("POST", "http://127.0.0.1/"), **more)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("30", 30.0),
        ("0.5", 0.5),
        (" 7 ", 7.0),
        ("", None),
        ("-1", None),
        ("nan", None),
        ("1e9", None),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
    ],
)
def test_the_wait_is_told_in_seconds_or_not_at_all(asked: str, seconds: float | None) -> None:
    assert retry_after(answered(headers={"Retry-After": asked})) == seconds


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"error": {"code": "Throttled", "message": SECRET}}, "Throttled"),
        ({"error": {"code": SECRET}}, "http_429"),
        ({"error": {"code": 7}}, "http_429"),
        ({"error": {"code": "x" * 65}}, "http_429"),
        ({"error": SECRET}, "http_429"),
        ([SECRET], "http_429"),
    ],
)
def test_a_code_is_a_short_word_and_nothing_else_of_the_answer(body: Any, code: str) -> None:
    response = answered(json=body)
    assert code_of(response) == code
    assert failure_code(httpx.HTTPStatusError(SECRET, request=response.request, response=response)) == code


@pytest.mark.parametrize("sends", [True, False])
@pytest.mark.parametrize(
    ("raised", "reason"),
    [
        (httpx.ConnectError(SECRET), "ConnectError"),
        (httpx.ConnectTimeout(SECRET), "ConnectTimeout"),
        (httpx.PoolTimeout(SECRET), "PoolTimeout"),
        (httpx.InvalidURL(SECRET), "InvalidURL"),
    ],
)
def test_what_never_left_has_not_been_sent(raised: Exception, reason: str, sends: bool) -> None:
    assert outcome(raised, sends) == (TryLater, reason, SOON)


@pytest.mark.parametrize("raised", [requests.ConnectionError(SECRET), ValueError(SECRET)])
def test_a_token_that_is_not_given_is_asked_for_again_when_somebody_has_seen_to_it(raised: Exception) -> None:
    assert outcome(raised, sends=True) == (TryLater, "no_token", LATER)


@pytest.mark.parametrize(
    ("raised", "reason"),
    [
        (httpx.ReadTimeout(SECRET), "ReadTimeout"),
        (httpx.WriteTimeout(SECRET), "WriteTimeout"),
        (httpx.ReadError(SECRET), "ReadError"),
        (TimeoutError(SECRET), "TimeoutError"),
        (json.JSONDecodeError(SECRET, SECRET, 1), "unreadable_answer"),
        (KeyError(SECRET), "unreadable_answer"),
    ],
)
def test_what_broke_off_may_have_been_sent_where_something_was(raised: Exception, reason: str) -> None:
    assert outcome(raised, sends=True) == (OutcomeUnknown, reason, None)
    assert outcome(raised, sends=False) == (TryLater, reason, SOON)


def outcome(raised: Exception, sends: bool) -> tuple[type[SendError], str, float | None]:
    """What an error becomes. Nothing of its text is left."""
    with pytest.raises(SendError) as caught, translated(sends=sends):
        raise raised
    assert (str(caught.value), caught.value.__suppress_context__) == (caught.value.reason, True)
    return type(caught.value), caught.value.reason, getattr(caught.value, "seconds", None)
