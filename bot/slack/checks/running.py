"""The bot on this machine, if it runs: what it says of itself, and whether it knows the signature."""

import hashlib
import hmac
import time

import aiohttp

from bot.slack.intake import PATH

PATIENCE = aiohttp.ClientTimeout(total=5, sock_connect=2)
PROBE = b"ssl_check=1"


async def trouble_at(address: str) -> str | None:
    """Why the bot that runs gets nothing from Slack; empty when it does, None when no bot runs there."""
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(f"{address}/ready") as answer:
            said = await answer.json()
            return "" if said["ok"] else str(said["reason"])
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError, KeyError, TypeError):
        return None


async def takes_signature(address: str, secret: str) -> bool | None:
    """Whether the bot that runs takes what is signed with this secret; None when no bot answers there."""
    stamp = str(int(time.time()))
    signature = hmac.new(secret.encode(), b"v0:%b:%b" % (stamp.encode(), PROBE), hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={signature}",
    }
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.post(f"{address}{PATH}", data=PROBE, headers=headers) as answer,
        ):
            return answer.status != 401 if answer.status in (200, 401) else None
    except (TimeoutError, aiohttp.ClientError, OSError):
        return None
