"""Teams' errors as the messenger port's: what was not sent, what never will be, and what may have been.

Only codes leave this place: an error's own text may hold what is in the message.
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from pydantic import ValidationError

from bot.messenger import NeverArrives, OutcomeUnknown, SendError, TryLater, Unreachable

# Teams says of these that nothing was done, and that it is to be tried again.
PASSING = (412, 429, 502, 504)
# Blocked or uninstalled, and never heard of: whoever we knew there is not there for us.
DEAD = (403, 404)
# Switched off for the whole tenant, and perhaps on again tomorrow: those we know are still there then.
SWITCHED_OFF = "BotDisabledByAdmin"
# A token that was not taken is a trouble of ours, and the next one may be.
NO_ENTRY, REQUEST_TIMEOUT = 401, 408
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.InvalidURL)
BROKEN_OFF = (TimeoutError, httpx.HTTPError)
UNREADABLE = (json.JSONDecodeError, UnicodeDecodeError, ValidationError, KeyError, TypeError, AttributeError)
# What the SDK raises where it gets no token: an error of `requests`, or a ValueError of its own.
NO_TOKEN = (OSError, ValueError)
FAILURES = (*NOT_SENT, *BROKEN_OFF, *UNREADABLE, *NO_TOKEN)
# Seconds. Somebody has to see to what is wrong with a token.
SOON, LATER = 5.0, 60.0


@contextmanager
def translated(*, sends: bool) -> Iterator[None]:
    """Raise the port's errors for Teams'. `sends`: whether a request that broke off may have reached its reader, and
    would do so again; an edit that is repeated does no harm.
    """
    try:
        yield
    except httpx.HTTPStatusError as error:
        raise _refusal(error.response, sends) from None
    except NOT_SENT as error:
        raise TryLater(type(error).__name__, SOON) from None
    except BROKEN_OFF as error:
        raise _broken_off(type(error).__name__, sends) from None
    except UNREADABLE:
        raise _broken_off("unreadable_answer", sends) from None
    except NO_TOKEN:
        raise TryLater("no_token", LATER) from None


def _refusal(response: httpx.Response, sends: bool) -> SendError:
    status, code = response.status_code, code_of(response)
    if status in PASSING:
        return TryLater(code, retry_after(response) or SOON)
    if status == NO_ENTRY:
        return TryLater(code, LATER)
    if code == SWITCHED_OFF:
        return NeverArrives("switched_off")
    if status in DEAD:
        return Unreachable("uninstalled")
    if 400 <= status < 500 and status != REQUEST_TIMEOUT:
        return NeverArrives(code)
    return _broken_off(code, sends)


def _broken_off(reason: str, sends: bool) -> SendError:
    return OutcomeUnknown(reason) if sends else TryLater(reason, SOON)


def code_of(response: httpx.Response) -> str:
    """Teams' code of an error; the status where the answer is not Teams' own."""
    try:
        code = response.json()["error"]["code"]
    except (ValueError, KeyError, TypeError):
        code = None
    return code if isinstance(code, str) and re.fullmatch(r"\w{1,64}", code) else f"http_{response.status_code}"


def failure_code(error: Exception) -> str:
    """The code of what went wrong, safe to log."""
    return code_of(error.response) if isinstance(error, httpx.HTTPStatusError) else type(error).__name__


def retry_after(response: httpx.Response) -> float | None:
    """The seconds that Teams asks to wait; None when it does not say."""
    asked = response.headers.get("Retry-After", "").strip()
    return float(asked) if re.fullmatch(r"\d{1,6}(\.\d+)?", asked) else None
