"""Microsoft's sign-in for apps and the Bot Framework's keys, as strict as the real ones, on 127.0.0.1.

https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from aiohttp import web
from aiohttp.test_utils import TestServer

SIGN_IN = "https://login.microsoftonline.com"
HOSTS = ("login.microsoftonline.com", "login.botframework.com")
TEXTS = {
    90002: "invalid_tenant",
    700016: "unauthorized_client",
    7000112: "unauthorized_client",
    7000215: "invalid_client",
    7000222: "invalid_client",
    53003: "access_denied",
}


@dataclass
class Microsoft:
    """`apps` are the secrets by tenant and app; `refuses` is a code that everybody gets instead of a token. `page` is
    what somebody in between answers, whatever is asked for; `asked` is all that was.
    """

    apps: dict[tuple[str, str], str]
    refuses: int = 0
    keys: Any = field(default_factory=lambda: {"keys": [{"kid": "one"}]})
    page: str = ""
    url: httpx.URL = field(default_factory=lambda: httpx.URL("http://127.0.0.1:9"))
    asked: list[str] = field(default_factory=list)

    def client(self) -> httpx.Client:
        """A client that finds this in Microsoft's place, and nothing else in the world."""
        return httpx.Client(transport=_Here(self), timeout=5)

    async def answer(self, request: web.Request) -> web.Response:
        """One request."""
        self.asked.append(f"{request.method} {request.path}")
        if self.page:
            return web.Response(text=self.page, content_type="text/html")
        if request.path == "/v1/.well-known/keys":
            return web.json_response(self.keys)
        tenant, _, rest = request.path.lstrip("/").partition("/")
        if tenant not in {known for known, _ in self.apps}:
            return _refused(90002)
        if request.method == "GET" and rest == "v2.0/.well-known/openid-configuration":
            return web.json_response(_described(tenant))
        assert (request.method, rest) == ("POST", "oauth2/v2.0/token")
        return self._token(tenant, dict(await request.post()))

    def _token(self, tenant: str, given: dict[str, Any]) -> web.Response:
        assert given["grant_type"] == "client_credentials"
        assert given["scope"] == "https://api.botframework.com/.default"
        if self.refuses:
            return _refused(self.refuses)
        secret = self.apps.get((tenant, given["client_id"]))
        if secret is None:
            return _refused(700016)
        if given["client_secret"] != secret:
            return _refused(7000215)
        return web.json_response({"token_type": "Bearer", "expires_in": 3599, "access_token": TOKEN})


TOKEN = "the-token-of-the-bot"


def _described(tenant: str) -> dict[str, Any]:
    return {
        "issuer": f"{SIGN_IN}/{tenant}/v2.0",
        "token_endpoint": f"{SIGN_IN}/{tenant}/oauth2/v2.0/token",
        "authorization_endpoint": f"{SIGN_IN}/{tenant}/oauth2/v2.0/authorize",
    }


def _refused(code: int) -> web.Response:
    text = f"AADSTS{code}: something about the app, and what was sent."
    status = 400 if code in (90002, 700016) else 401
    return web.json_response({"error": TEXTS[code], "error_description": text, "error_codes": [code]}, status=status)


class _Here(httpx.HTTPTransport):
    """Brings what is meant for Microsoft's servers here."""

    def __init__(self, microsoft: Microsoft) -> None:
        super().__init__()
        self._microsoft = microsoft

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request."""
        assert (request.url.scheme, request.url.host in HOSTS) == ("https", True), request.url
        here = self._microsoft.url
        request.url = request.url.copy_with(scheme="http", host=here.host, port=here.port)
        return super().handle_request(request)


@asynccontextmanager
async def microsoft(apps: dict[tuple[str, str], str]) -> AsyncIterator[Microsoft]:
    """The servers, while they are there."""
    there = Microsoft(apps)
    application = web.Application()
    application.router.add_route("*", "/{rest:.*}", there.answer)
    async with TestServer(application, host="127.0.0.1", shutdown_timeout=0.1) as server:
        there.url = httpx.URL(str(server.make_url("/")))
        yield there
