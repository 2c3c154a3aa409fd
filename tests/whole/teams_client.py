"""Microsoft's evaluation client in a real browser, as the person who sits there uses it. It is no dependency of ours:
who wants it fetches it, and says where its `cli.js` is.
"""

import asyncio
import calendar
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from bot.processes import wait_until_well
from bot.tryout_teams import Seat

PATIENCE_MS = 20_000
QUIET = {"TEAMSAPPTESTER_BROWSER": "none", "APPLICATION_INSIGHTS_NO_STATSBEAT": "1"}


class Chat:
    """Somebody's own chat with the bot, in the client. `words` turn what the walk says into the reader's language."""

    def __init__(self, page: Page, words: Callable[[str], str]) -> None:
        self.page, self._words = page, words
        page.set_default_timeout(PATIENCE_MS)

    def card(self, text: str = "") -> Locator:
        """The newest card with a text in it."""
        return self.page.locator(".ac-adaptiveCard").filter(has_text=self._words(text) if text else "").last

    async def say(self, line: str) -> None:
        """Write a line."""
        await self.page.get_by_role("textbox").last.click()
        await self.page.keyboard.type(line)
        await self.page.keyboard.press("Enter")

    async def press(self, name: str, then: str) -> None:
        """Press the newest button that says so, and wait for a card with what is said next."""
        await self.page.get_by_role("button", name=self._words(name), exact=True).last.click()
        await expect(self.card(then)).to_be_visible(timeout=PATIENCE_MS)

    async def tick(self, label: str) -> None:
        """Choose one of several, or tick a box, in the newest card."""
        option = self.card().get_by_text(self._words(label), exact=True).last
        await option.click()

    async def choose(self, label: str, option: str) -> None:
        """Choose in a menu of the newest card."""
        await self.card().get_by_label(self._words(label)).first.click()
        await self.page.get_by_role("option", name=self._words(option), exact=True).last.click()

    async def write(self, label: str, text: str) -> None:
        """Fill in a text of the newest card."""
        await self.card().get_by_label(self._words(label)).first.fill(self._words(text))

    async def pick(self, label: str, day: date) -> None:
        """Pick a day in a calendar, which begins at today's month."""
        await self.card().get_by_label(self._words(label)).first.click()
        window = self.page.get_by_role("dialog").last
        month = f"{calendar.month_name[day.month]} {day.year}"
        while month not in await window.inner_text():
            await window.get_by_role("button", name="next month").first.click()
        await window.get_by_role(
            "button", name=f"{day.day}, {calendar.month_name[day.month]}, {day.year}"
        ).first.click()


@asynccontextmanager
async def client(
    browser: Browser, program: Path, seat: Seat, messages: str, words: Callable[[str], str] = str, scale: float = 1
) -> AsyncIterator[Chat]:
    """The client under way for one person, and a page on it. `program` is its `cli.js`."""
    told = {"M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(seat.file)}
    process = await asyncio.create_subprocess_exec(
        *("node", str(program), "start", "-e", messages, "-c", "msteams", "-p", str(seat.port), "--disable-telemetry"),
        env={**os.environ, **QUIET, **told},
        cwd=seat.file.parent,
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        await wait_until_well([seat.address])
        page = await browser.new_page(viewport={"width": 1100, "height": 2400}, device_scale_factor=scale)
        await page.goto(seat.address)
        yield Chat(page, words)
        await page.close()
    finally:
        process.terminate()
        await process.wait()
