"""Whether Teams signed a request for this app: the SDK's own validator, with keys that are fetched with care.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import asyncio
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jwt
from microsoft_teams.api.auth.cloud_environment import CloudEnvironment
from microsoft_teams.api.auth.json_web_token import JsonWebToken
from microsoft_teams.apps.auth import TokenValidator
from microsoft_teams.apps.auth.token_validator import JwtValidationOptions

from bot.teams.arrivals import CHANNEL

# Seconds. Microsoft wants the keys fetched anew at least once a day; an unknown key is looked for at once, but not for
# every token that tells of one, and not at a server that has just not answered.
LIFE, COOLDOWN, REST = 3600.0, 30.0, 5.0
# Seconds that a request waits for the keys, and somewhat longer in all: others may be before it.
PATIENCE, LONGEST = 5.0, 8.0


class Keys(jwt.PyJWKClient):
    """The Bot Framework's keys, of those that may sign for Teams. Raises PyJWKClientConnectionError when its server
    gives none, whatever it says instead.
    """

    def __init__(self, uri: str) -> None:
        super().__init__(uri, lifespan=LIFE, timeout=PATIENCE, cooldown_duration=COOLDOWN)
        self._rests_until = 0.0

    def fetch_data(self) -> Any:
        """The key set."""
        assert self.jwk_set_cache is not None
        if time.monotonic() < self._rests_until:
            raise jwt.PyJWKClientConnectionError("rests")
        kept = self.jwk_set_cache.jwk_set_with_timestamp
        try:
            endorsed = {"keys": [key for key in super().fetch_data()["keys"] if _is_endorsed(key)]}
            self.jwk_set_cache.put(endorsed)
        except Exception:
            # What came was kept before it was looked at.
            self.jwk_set_cache.jwk_set_with_timestamp = kept
            self._rests_until = time.monotonic() + REST
            raise jwt.PyJWKClientConnectionError("no keys") from None
        return endorsed


class Validator(TokenValidator):
    """The SDK's, with our keys."""

    def __init__(self, jwt_validation_options: JwtValidationOptions) -> None:
        super().__init__(jwt_validation_options)
        self._jwks_client = Keys(jwt_validation_options.jwks_uri)


class TokenDoor:
    """Lets in what the Bot Framework signed for this app, by its id in Entra. `cloud` is Microsoft's public one."""

    def __init__(self, app_id: str, cloud: CloudEnvironment | None = None) -> None:
        self._validator = Validator.for_service(app_id, cloud=cloud)
        # The keys are fetched by a call that blocks, so it is made beside the event loop; one thread, since whoever
        # comes next is to use what the first one fetched.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="tokens")

    async def check(self, headers: Mapping[str, str], service_url: str) -> Any:
        """The token of the headers, valid for this address. Raises PermissionError, and ConnectionError while there are
        no keys to check it with.
        """
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise PermissionError("no_token")
        try:
            async with asyncio.timeout(LONGEST):
                return await asyncio.get_running_loop().run_in_executor(self._thread, self._checked, token, service_url)
        except TimeoutError:
            raise ConnectionError("keys") from None

    def _checked(self, token: str, service_url: str) -> JsonWebToken:
        try:
            claims = asyncio.run(self._validator.validate_token(token, service_url))
            if not claims.get("serviceurl") or not claims.get("exp"):
                raise PermissionError("token")
            return JsonWebToken(value=token)
        except jwt.PyJWKClientConnectionError:
            raise ConnectionError("keys") from None
        except Exception:
            # Whatever it is that cannot be read, it is no token of ours; the error's own text may repeat it.
            raise PermissionError("token") from None


def _is_endorsed(key: Any) -> bool:
    """Whether a key may sign for Teams; as Microsoft's own SDKs, one that says nothing of it may."""
    endorsements = key.get("endorsements")
    return not endorsements or CHANNEL in endorsements
