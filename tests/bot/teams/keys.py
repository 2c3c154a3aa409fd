"""Tokens as the Bot Framework signs them for what it sends to a bot, every wrong one, and the server of its keys.

https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from microsoft_teams.api.auth.cloud_environment import PUBLIC, CloudEnvironment

ISSUER = "https://api.botframework.com"
WELL_KNOWN = "/v1/.well-known"
KEY_ID, ELSEWHERE = "the-key-of-today", "the-key-of-another-channel"
LIFE = 3600
HOUR = 3600


class Signer:
    """Signs for one app, `app_id`, what comes from one service, `service_url`; with another key unless it is `ours`."""

    def __init__(self, app_id: str, service_url: str, *, ours: bool = True) -> None:
        self.app_id, self.service_url = app_id, service_url
        self._key = _key("ours" if ours else "a stranger's")

    def claims(self, **changes: Any) -> dict[str, Any]:
        """What a token says; a claim that is changed to None is left out. Times are in seconds."""
        now = int(time.time())
        usual = {
            "iss": ISSUER,
            "aud": self.app_id,
            "serviceurl": self.service_url,
            "nbf": now - 5,
            "iat": now - 5,
            "exp": now + LIFE,
        }
        return {name: each for name, each in (usual | changes).items() if each is not None}

    def token(self, *, key_id: str = KEY_ID, **changes: Any) -> str:
        """A token, right unless it is changed."""
        return jwt.encode(self.claims(**changes), self._key, algorithm="RS256", headers={"kid": key_id})

    def lax_tokens(self) -> dict[str, str]:
        """Tokens that the SDK's validator lets in, and a bot must not."""
        return {
            "without an end": self.token(exp=None),
            "signed with a key for another channel": self.token(key_id=ELSEWHERE),
        }

    def jwks(self) -> dict[str, Any]:
        """The key set that tells whether we signed."""
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key()))
        ours = {"kid": KEY_ID, "use": "sig", "endorsements": ["msteams"]}
        return {"keys": [key | ours, key | ours | {"kid": ELSEWHERE, "endorsements": ["webchat"]}]}

    def wrong_tokens(self) -> dict[str, str]:
        """Tokens that nobody may be let in with, by what is wrong. The clock may be five minutes off, and no more."""
        now = int(time.time())
        right = self.token()
        head, body, signature = right.split(".")
        stranger = Signer(self.app_id, self.service_url, ours=False)
        return {
            "for another app": self.token(aud="00000000-0000-0000-0000-00000000beef"),
            "for nobody": self.token(aud=None),
            "from another issuer": self.token(iss="https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"),
            "from nobody": self.token(iss=None),
            "run out": self.token(iat=now - 2 * HOUR, nbf=now - 2 * HOUR, exp=now - HOUR),
            "not valid yet": self.token(nbf=now + HOUR, exp=now + 2 * HOUR),
            "signed in the future": self.token(iat=now + HOUR),
            "from another service": self.token(serviceurl="https://smba.trafficmanager.example/emea/"),
            "from no service": self.token(serviceurl=None),
            "signed by a stranger": stranger.token(),
            "signed with an unknown key": stranger.token(key_id="another-key"),
            "signed by nobody": jwt.encode(self.claims(), "", algorithm="none", headers={"kid": KEY_ID}),
            "signed with the public key": self._signed_with_public_key(),
            "without its signature": f"{head}.{body}.",
            "with another body": f"{head}.{_packed(self.claims(aud=self.app_id, sub='somebody'))}.{signature}",
            "cut off": right[: len(right) // 2],
            "no token": "not-a-token",
        }

    def _signed_with_public_key(self) -> str:
        """The public key taken for a shared secret, which a careless reader of `alg` believes."""
        pem = self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        signed = f"{_packed({'alg': 'HS256', 'typ': 'JWT', 'kid': KEY_ID})}.{_packed(self.claims())}"
        return f"{signed}.{_plain(hmac.new(pem, signed.encode(), hashlib.sha256).digest())}"


@cache
def _key(_whose: str) -> RSAPrivateKey:
    """Each is made once: it takes a while."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _packed(thing: dict[str, Any]) -> str:
    return _plain(json.dumps(thing).encode())


def _plain(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class KeyServer:
    """Where the keys are fetched: a thread of its own, since the SDK blocks the event loop while it fetches them.
    `fetched` counts how often; while not `up`, it answers 503.
    """

    def __init__(self, jwks: dict[str, Any]) -> None:
        self.jwks, self.fetched, self.up = jwks, 0, True
        self.url = ""

    @property
    def cloud(self) -> CloudEnvironment:
        """The SDK's surroundings, with these keys instead of Microsoft's."""
        return replace(PUBLIC, openid_metadata_url=f"{self.url}{WELL_KNOWN}/openidconfiguration")

    def answer(self, path: str) -> tuple[int, dict[str, Any]]:
        """The key set, or where it lies."""
        if not self.up:
            return 503, {}
        if path == f"{WELL_KNOWN}/openidconfiguration":
            return 200, {"issuer": ISSUER, "jwks_uri": f"{self.url}{WELL_KNOWN}/keys"}
        if path == f"{WELL_KNOWN}/keys":
            self.fetched += 1
            return 200, self.jwks
        return 404, {}


@contextmanager
def key_server(signer: Signer) -> Iterator[KeyServer]:
    """The server of a signer's keys, while it runs."""
    keys = KeyServer(signer.jwks())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = keys.answer(self.path)
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        keys.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield keys
        finally:
            server.shutdown()
            thread.join()
