"""Slack's errors as the messenger port's: what was not sent, what never will be, and what may have been."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.messenger import NeverArrives, OutcomeUnknown, SendError, TryLater

# Codes of what passes. Slack says of the first two that some of it may have been done.
UNFINISHED = ("internal_error", "fatal_error")
PASSING = ("service_unavailable", "request_timeout", "team_added_to_org", "ratelimited", "rate_limited")
NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
SOON = 5.0


@contextmanager
def translated(*, sends: bool) -> Iterator[None]:
    """Raise the port's errors for Slack's. `sends`: whether a request that broke off may have reached its reader."""
    try:
        yield
    except SlackApiError as error:
        raise _refusal(error, sends) from None  # Slack's error holds the whole answer
    except NOT_SENT as error:
        raise TryLater(type(error).__name__, SOON) from None
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise _broken_off(type(error).__name__, sends) from None


def _refusal(error: SlackApiError, sends: bool) -> SendError:
    code, status = code_of(error), _status(error)
    if status == 429 or code in PASSING:
        return TryLater(code, retry_after(error))
    if status == 503:
        return TryLater("service_unavailable", SOON)
    if status >= 500 or code in UNFINISHED or not code:
        return _broken_off(code or f"http_{status}", sends)
    return NeverArrives(code)


def _broken_off(reason: str, sends: bool) -> SendError:
    return OutcomeUnknown(reason) if sends else TryLater(reason, SOON)


def code_of(error: SlackApiError) -> str:
    """Slack's code of an error; empty when the answer was not Slack's own."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def _status(error: SlackApiError) -> int:
    # The answer is Slack's, or aiohttp's where it could not be read.
    return int(getattr(error.response, "status_code", 0) or getattr(error.response, "status", 0))


def retry_after(error: SlackApiError) -> float:
    """The seconds that Slack asks to wait."""
    try:
        return float(error.response.headers["Retry-After"])
    except (KeyError, TypeError, ValueError):
        return SOON
