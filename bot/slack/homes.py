"""People's own pages in the Home tab, and which views were opened beside one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.asking import Ask, Caller
from bot.slack import payloads
from bot.slack.blocks import home
from bot.slack.calls import Calls
from bot.slack.elements import MARK, Block
from bot.slack.payloads import Body
from handlers.screens import Answer, FieldErrors, Home, Open, Replace, Show

log = logging.getLogger("samba_bot.slack")

# What Slack sends back of a view does not tell where it was opened, so the view's name does.
BESIDE = f"{MARK}home"


def beside_home(view: Block) -> Block:
    """The view, marked as opened where its reader may have their own page before them."""
    name = view.get("callback_id", "")
    return view if name.endswith(BESIDE) else view | {"callback_id": f"{name}{BESIDE}"}


def is_beside_home(body: Body) -> bool:
    """Whether a press or a form comes from the home page, or from a view that was opened beside it."""
    view = body.get("view") or {}
    return view.get("type") == "home" or (view.get("callback_id") or "").endswith(BESIDE)


def may_have_changed(answer: Answer | None) -> bool:
    """Whether something may stand otherwise after an answer: not while a form goes on or is refused."""
    return answer is not None and not isinstance(answer, Open | FieldErrors | Home)


class HomePages:
    """Draws people's own pages: when they are opened, and anew when a click may have changed what stands there.

    A page is drawn anew after the answer to the click, which is not to wait for it; for each person one at a time, so
    that the newest stands. What changes while the page is not open is drawn when it is opened.
    """

    def __init__(self, ask: Callable[[Caller, Ask], Awaitable[Answer | None]], calls: Calls) -> None:
        self._ask = ask
        self._calls = calls
        self._wanted: set[Caller] = set()
        self._drawing: dict[Caller, asyncio.Task[None]] = {}

    async def draw(self, caller: Caller) -> None:
        """Show somebody their page as it is now; to somebody unknown, why there is none."""
        answer = await self._ask(caller, payloads.home_ask())
        if isinstance(answer, Home):
            await self._calls.publish_home(caller.account, home(answer.parts))
        elif isinstance(answer, Show | Replace):
            await self._calls.publish_home(caller.account, home(answer.card.parts))

    def draw_soon(self, caller: Caller) -> None:
        """Draw somebody's page anew, without waiting for it."""
        self._wanted.add(caller)
        if caller not in self._drawing:
            self._drawing[caller] = asyncio.create_task(self._draw_all(caller))

    async def settled(self) -> None:
        """Wait for the pages that are being drawn anew."""
        while self._drawing:
            await asyncio.gather(*self._drawing.values())

    async def _draw_all(self, caller: Caller) -> None:
        try:
            while caller in self._wanted:
                self._wanted.discard(caller)
                await self.draw(caller)
        except Exception as error:
            # The error's own text may hold what stands on the page.
            log.error("home not drawn error=%s", type(error).__qualname__)
        finally:
            del self._drawing[caller]
