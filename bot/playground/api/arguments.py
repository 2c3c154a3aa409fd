"""What a call brings: from the query, a form or a JSON body, where parts may be JSON inside a string."""

import json
from typing import Any

from starlette.requests import Request

from bot.playground.api.refusals import Refused

Json = dict[str, Any]


class Arguments:
    """A call's arguments, read by kind. Each reader raises Refused with Slack's code."""

    def __init__(self, given: Json) -> None:
        self._given = given

    def text(self, name: str) -> str:
        """A string, empty when absent."""
        value = self._given.get(name)
        return "" if value is None else str(value)

    def required(self, name: str, code: str = "invalid_arguments") -> str:
        """A string that must stand there."""
        value = self.text(name)
        if not value:
            raise Refused(code, [f"[ERROR] missing required field: {name}"])
        return value

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        try:
            return int(self.text(name) or default)
        except ValueError as error:
            raise Refused("invalid_arguments", [f"[ERROR] must be an integer [json-pointer:/{name}]"]) from error

    def flag(self, name: str) -> bool:
        """True when it says so."""
        return self.text(name).lower() in ("1", "true")

    def structure(self, name: str, code: str) -> Any:
        """An object or list, sent as such or as JSON text; None when absent."""
        value = self._given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as error:
            raise Refused(code) from error


async def read_arguments(request: Request) -> Arguments:
    """The arguments of a call, whichever way they came. Raises Refused."""
    given: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        given |= _json_object(await request.body())
    elif request.method == "POST":
        async with request.form() as form:
            given |= {name: value for name, value in form.items() if isinstance(value, str)}
    return Arguments(given)


def _json_object(body: bytes) -> Json:
    try:
        document = json.loads(body or b"{}")
    except ValueError as error:
        raise Refused("invalid_json") from error
    if not isinstance(document, dict):
        raise Refused("json_not_object")
    return document
