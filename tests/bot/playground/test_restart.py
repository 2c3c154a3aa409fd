"""Killed at any moment and started again: what was acknowledged stands, and nothing stands twice."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.settings import Settings
from tests.bot.playground.bolt_bot import BOT_TOKEN
from tests.bot.playground.person import person

ROOT = Path(__file__).parents[3]


async def start(settings: Settings) -> subprocess.Popen[bytes]:
    """The playground as a process of its own, ready."""
    argv = ["--port", str(settings.port), "--state", str(settings.state), "--bot-url", settings.bot_url]
    secrets = {
        "SAMBA_BOT_PLAYGROUND_SIGNING_SECRET": settings.signing_secret,
        "SAMBA_BOT_PLAYGROUND_BOT_TOKEN": settings.bot_token,
    }
    process = subprocess.Popen([sys.executable, "-m", "bot.playground", *argv], cwd=ROOT, env={**os.environ, **secrets})
    async with aiohttp.ClientSession() as session:
        for _ in range(200):
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(f"{settings.own_url}/health") as got:
                    if got.status == 200:
                        return process
            await asyncio.sleep(0.05)
    raise AssertionError("the playground did not begin")


async def post_until_killed(client: AsyncWebClient, acknowledged: list[tuple[str, str]]) -> None:
    """Post one after the other, keeping what was acknowledged."""
    with contextlib.suppress(aiohttp.ClientError, asyncio.IncompleteReadError):
        for number in range(10_000):
            answer = await client.chat_postMessage(channel="U0INGRID", text=str(number))
            acknowledged.append((answer["ts"], str(number)))


async def test_nothing_acknowledged_is_lost_or_doubled_by_a_kill(settings: Settings) -> None:
    acknowledged: list[tuple[str, str]] = []
    process = await start(settings)
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=f"{settings.own_url}/api/", session=session)
        posting = asyncio.create_task(post_until_killed(client, acknowledged))
        while len(acknowledged) < 30:
            await asyncio.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        await posting
        process = await start(settings)
        try:
            after = await client.chat_postMessage(channel="U0INGRID", text="etter")
            async with person(settings.own_url) as ingrid:
                found = [(each["ts"], each["text"]) for each in await ingrid.messages()]
        finally:
            process.terminate()
            process.wait(10)
    # one more may stand there: written, but killed before the answer
    whole = [*acknowledged, (after["ts"], "etter")]
    unanswered = [each for each in found if each not in whole]
    assert [each for each in found if each not in unanswered] == whole
    assert [text for _, text in unanswered] in ([], [str(len(acknowledged))])
    assert [ts for ts, _ in found] == sorted({ts for ts, _ in found})


async def test_an_event_not_acknowledged_before_the_kill_is_sent_after_it(settings: Settings) -> None:
    process = await start(settings)
    async with person(settings.own_url) as ingrid:
        await ingrid.write("hei")
        process.send_signal(signal.SIGKILL)
        process.wait()
        heard: list[bytes] = []

        async def bot(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            heard.append(await reader.readexactly(length))
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(bot, "127.0.0.1", int(settings.bot_url.rpartition(":")[2]))
        process = await start(settings)
        for _ in range(100):
            if heard:
                break
            await asyncio.sleep(0.05)
        await asyncio.sleep(1)
        process.terminate()
        process.wait(10)
        server.close()
        await server.wait_closed()
    assert [b'"text": "hei"' in body for body in heard] == [True]
