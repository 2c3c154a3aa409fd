"""Doing on the page what a person does, without a browser."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

Json = dict[str, Any]


class Person:
    """Somebody with the page open."""

    def __init__(self, session: aiohttp.ClientSession, url: str, user: str, channel: str = "") -> None:
        self._session = session
        self._url = url
        self._who = {"person": user, "channel": channel or "D" + user[1:], "lang": "nn"}

    async def do(self, name: str, **body: Any) -> Json:
        """POST to one of the page's endpoints."""
        headers = {"Origin": self._url}
        async with self._session.post(f"{self._url}/page/{name}", json={**self._who, **body}, headers=headers) as got:
            assert got.status == 200, await got.text()
            answer: Json = await got.json()
            return answer

    async def write(self, text: str) -> None:
        """Send what stands in the composer."""
        assert await self.do("send", text=text) == {}

    async def press(self, message: Json, action_id: str, *values: str) -> Json:
        """Press something in a message."""
        where = block_of(message["blocks"], action_id)
        return await self.do("press", ts=message["ts"], block_id=where, action_id=action_id, values=list(values))

    async def messages(self) -> list[Json]:
        """What stands in the conversation, deleted and others' ephemeral messages too."""
        return list((await self.get(f"/inspect/messages?channel={self._who['channel']}"))["messages"])

    async def texts(self) -> list[str]:
        """The texts alone."""
        return [message["text"] for message in await self.messages()]

    async def modal(self) -> str:
        """The HTML of the modal on the screen."""
        return str((await self.do("look"))["modal"])

    async def view_id(self) -> str:
        """The id of the modal on top."""
        return str((await self.do("look"))["modal_id"])

    async def get(self, path: str) -> Json:
        """A JSON answer."""
        async with self._session.get(f"{self._url}{path}") as got:
            answer: Json = await got.json()
            return answer


@asynccontextmanager
async def person(url: str, user: str = "U0INGRID", channel: str = "") -> AsyncIterator[Person]:
    """Somebody with the page open."""
    async with aiohttp.ClientSession() as session:
        yield Person(session, url, user, channel)


def block_of(blocks: list[Json], action_id: str) -> str:
    """The id of the block where that action stands."""
    for block in blocks:
        inside = [block.get("element"), block.get("accessory"), *block.get("elements", [])]
        if any(isinstance(each, dict) and each.get("action_id") == action_id for each in inside):
            return str(block["block_id"])
    raise AssertionError(action_id)
