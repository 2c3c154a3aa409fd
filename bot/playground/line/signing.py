"""Slack's signature on what it sends over HTTP."""

import hashlib
import hmac
import time


def signed_headers(secret: str, body: bytes, now: float | None = None) -> dict[str, str]:
    """The two headers that prove the request is Slack's. `now` is seconds since 1970, real time."""
    timestamp = str(int(time.time() if now is None else now))
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}
