"""Where the bot writes to, as a test tells it to answer: it can fail in every way that a connector fails."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from tests.bot.scripted import Answered, ScriptedEnd

# What stands in the messages, and must not come back out of an error.
SECRET = "Møtet er flytta"


def refused(status: int, code: str, **headers: str) -> Answered:
    """Teams' answer when it refuses. Its text may repeat what was sent."""
    return Answered(status, f'{{"error": {{"code": "{code}", "message": "about {SECRET}"}}}}', headers)


class FarEnd(ScriptedEnd):
    """A call is known by its address, as «POST /v3/…»."""

    def addresses(self) -> list[str]:
        """What was asked, in order."""
        return [address for address, _ in self.calls]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        carried = await request.json() if request.can_read_body else dict(request.query)
        scripted = self.called(f"{request.method} {request.path}", carried, unknown=Answered(404))
        return await self.respond(request, scripted)


@asynccontextmanager
async def far_end() -> AsyncIterator[FarEnd]:
    """The other end, while it is there."""
    far = FarEnd()
    async with far.listening("/{rest:.*}", far.answer) as far.url:
        yield far
