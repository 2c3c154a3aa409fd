"""The page in a real browser, as the person who sits there uses it: by labels and by what buttons say.

The walks say it in nynorsk; a window in bokmål has `words` that turn it into what stands there.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from playwright.async_api import Locator, Page, expect

from locales import Language
from tests.bot.playground.browser import chromium

# The other half of a click is a round trip to the bot.
PATIENCE_MS = 20_000
# The same in both written standards.
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)


class Window:
    """One person's page."""

    def __init__(self, page: Page, url: str, language: Language = "nn", words: Callable[[str], str] = str) -> None:
        self.page = page
        self._url = url
        self._language = language
        self._words = words
        page.set_default_timeout(PATIENCE_MS)

    @property
    def form(self) -> Locator:
        """The modal on the screen."""
        return self.page.get_by_role("dialog")

    @property
    def messages(self) -> Locator:
        """The conversation."""
        return self.page.get_by_test_id("messages")

    async def be(self, user: str) -> None:
        """Be somebody, in the direct message with the bot."""
        await self.page.goto(f"{self._url}/?person={user}&channel=D{user[1:]}&lang={self._language}")
        await expect(self.page.get_by_test_id("composer")).to_be_visible()

    async def look_in(self, channel: str) -> None:
        """See a channel, as the person who sits there."""
        await self.page.get_by_test_id(f"place-{channel}").click()
        await expect(self.page.get_by_test_id("composer")).to_be_visible()

    async def say(self, text: str) -> None:
        """Write in the conversation and send it."""
        box = self.page.get_by_test_id("composer").get_by_role("textbox")
        await box.fill(text)
        await box.press("Enter")

    async def press(self, name: str) -> None:
        """Press a button of the newest message that has it."""
        await self.messages.get_by_role("button", name=self._words(name), exact=True).last.click()

    async def press_first(self, name: str) -> None:
        """Press the first button that says so, in all that stands in the conversation."""
        await self.messages.get_by_role("button", name=self._words(name), exact=True).first.click()

    async def submit(self, name: str, then: str) -> None:
        """Press a button of the modal and wait for what stands there next."""
        await self.form.get_by_role("button", name=self._words(name), exact=True).click()
        await self.reads(then)

    async def reads(self, text: str) -> None:
        """See a text in the modal."""
        await expect(self.form.get_by_text(self._words(text)).first).to_be_visible(timeout=PATIENCE_MS)

    async def line_of_form(self, text: str) -> str:
        """The whole of a line in the modal that has a text in it."""
        return await self.form.get_by_text(self._words(text)).inner_text()

    async def sees(self, text: str) -> None:
        """See a text in the conversation."""
        await expect(self.messages.get_by_text(self._words(text)).last).to_be_visible(timeout=PATIENCE_MS)

    def message(self, text: str) -> Locator:
        """The newest message with a text in it."""
        return self.messages.get_by_test_id("message").filter(has_text=self._words(text)).last

    async def choose(self, label: str, option: str) -> None:
        """Choose in a menu."""
        await self.form.get_by_label(self._words(label), exact=True).select_option(label=self._words(option))

    async def write(self, label: str, text: str) -> None:
        """Fill in a text, a date or a time."""
        await self.form.get_by_label(self._words(label), exact=True).fill(self._words(text))

    async def tick(self, label: str) -> None:
        """Tick a box or choose one of several."""
        await self.form.get_by_label(self._words(label), exact=True).check()

    async def close(self) -> None:
        """Close the modal."""
        await self.page.keyboard.press("Escape")
        await expect(self.form).to_be_hidden(timeout=PATIENCE_MS)

    async def jump(self, day: str, clock: str) -> None:
        """Move the workspace's clock forward, with all that falls due on the way."""
        date, time = (self.page.get_by_label(label, exact=True) for label in ("Dato", "Klokkeslett"))
        for field, text in ((date, day), (time, clock)):
            # What is put at once into a field that is just being drawn anew is lost, as a key never is.
            while await field.input_value() != text:
                await field.fill(text)
        await time.press("Enter")
        now = self.page.get_by_test_id("now")
        await expect(now).to_contain_text(clock, timeout=30_000)
        await expect(now).to_contain_text(in_words(day))


def in_words(day: str) -> str:
    """A date as the clock says it: «15. mars 2027» for «15.03.2027»."""
    number, month, year = map(int, day.split("."))
    return f"{number}. {MONTHS[month - 1]} {year}"


@asynccontextmanager
async def window(
    url: str, language: Language = "nn", words: Callable[[str], str] = str, scale: float = 1
) -> AsyncIterator[Window]:
    """A window on the workspace at an address. Nothing on it may fail in the browser's own eyes. `scale` is how many
    dots of a picture go to one of the page.
    """
    faults: list[str] = []
    async with chromium() as browser:
        page = await browser.new_page(
            viewport={"width": 1400, "height": 1000}, locale=f"{language}-NO", device_scale_factor=scale
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield Window(page, url, language, words)
    assert faults == []
