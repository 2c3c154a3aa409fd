"""What somebody sees, where it is the same on every platform: by the cards in the own chat, and by the open form."""

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable

from tests.both.person import PATIENCE, plain


class Seeing(ABC):
    """See Person. `settle` brings out all that is due, after each act."""

    def __init__(self, settle: Callable[[], Awaitable[None]]) -> None:
        self._settle = settle

    async def sees(self, text: str) -> None:
        await self._until(text, self.screen)

    async def never_sees(self, *texts: str) -> None:
        screen = plain(await self.screen())
        assert [each for each in texts if plain(each) in screen] == [], screen

    async def reads(self, text: str) -> None:
        await self._until(text, self.form)

    async def screen(self) -> str:
        return "\n".join(await self._cards())

    async def card(self, text: str) -> str:
        found = [each for each in await self._cards() if plain(text) in plain(each)]
        assert found, f"no card with «{text}» in:\n{await self.screen()}"
        return found[-1]

    @abstractmethod
    async def form(self) -> str: ...

    @abstractmethod
    async def _cards(self) -> list[str]:
        """What each card in the own chat says, the newest last."""

    async def _until(self, text: str, shown: Callable[[], Awaitable[str]]) -> None:
        deadline = time.monotonic() + PATIENCE
        while plain(text) not in plain(said := await shown()):
            assert time.monotonic() < deadline, f"«{text}» is not in:\n{said}"
            await asyncio.sleep(0.05)
            await self._settle()
