"""Takes the pictures in the documents, from the real thing: `make pictures`. Those of the guides in both written
standards, by the same walk.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import FloatRect, Locator, ViewportSize, expect

from locales import Language
from tests.whole import two_weeks
from tests.whole.after import fill_outcome, from_outcome, send
from tests.whole.bokmal import bokmal
from tests.whole.system import MUNICIPALITY, system
from tests.whole.test_journey import book, give_times, list_dates, register
from tests.whole.window import PATIENCE_MS, Window, window

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
TRY_OUT = ViewportSize(width=1160, height=860)
# So tall that no card is cut, and so narrow that the text is large where the picture is shown.
TALL = ViewportSize(width=1160, height=2600)
DOTS = 1.4
# The bars want more room, and fewer dots.
WIDE = ViewportSize(width=1500, height=2600)
DOTS_OF_BARS = 1.1
SETTLED_MS = 1000
OTHER_CHANNELS = ("solvik-gjest", "solvik-laerarar", "solvik-open", "solvik-2019")
WORDS: dict[Language, Callable[[str], str]] = {"nn": str, "nb": bokmal}


@dataclass(frozen=True)
class Camera:
    """Takes pictures of parts of a page, into the folder of its language."""

    page: Window
    folder: Path

    async def take(self, what: Locator, name: str, margin: float = 0) -> None:
        """One picture, when nothing moves any more, with a margin around it (dots of the page)."""
        await expect(what).to_be_visible(timeout=PATIENCE_MS)
        await self.page.page.wait_for_timeout(SETTLED_MS)
        await what.scroll_into_view_if_needed()
        box = await what.bounding_box()
        assert box is not None
        clip = FloatRect(
            x=box["x"] - margin,
            y=box["y"] - margin,
            width=box["width"] + 2 * margin,
            height=box["height"] + 2 * margin,
        )
        await self.page.page.screenshot(path=self.folder / f"{name}.png", clip=clip)

    async def message(self, text: str, name: str) -> None:
        """The newest message with a text in it."""
        await self.take(self.page.message(text), name)

    async def form(self, name: str) -> None:
        """The modal."""
        await self.take(self.page.form, name)


def simpler(folder: Path, language: Language) -> Path:
    """The municipality's file in a folder, with everybody reading one language, and with two channels for Solvik: one
    that is safe, and one that is shared.
    """
    said = MUNICIPALITY.read_text(encoding="utf-8").replace('language = "nn"', f'language = "{language}"')
    for name in OTHER_CHANNELS:
        said, count = re.subn(rf'\[\[channels\]\]\nunit = "solvik"\nname = "{name}"\naccounts = .*\n', "", said)
        assert count == 1, name
    written = folder / "municipality.toml"
    written.write_text(said, encoding="utf-8")
    return written


@asynccontextmanager
async def camera(folder: Path, language: Language, *, bars: bool = False) -> AsyncIterator[Camera]:
    """A camera on a fresh municipality that reads a language; for `bars` with two weeks of meetings in it."""
    pictures = PICTURES / language
    pictures.mkdir(parents=True, exist_ok=True)
    municipality = simpler(folder, language)
    if bars:
        two_weeks.fill(folder, municipality)
    async with (
        system(folder, municipality=municipality) as whole,
        window(whole.url, language, WORDS[language], DOTS_OF_BARS if bars else DOTS) as page,
    ):
        await page.page.set_viewport_size(WIDE if bars else TALL)
        yield Camera(page, pictures)


async def take_before(at: Camera) -> None:
    """Times, the booking, the consent, the agenda, the reminder."""
    page = at.page
    await list_dates(page)
    await at.form("times")
    await page.close()
    await give_times(page)
    await page.be("U0INGRID")
    await page.say("/samba")
    await at.message("Hei. Eg hjelper deg med SamBa-møte", "help")
    await page.say("/samba bestill")
    await page.tick("Dei føresette")
    await page.choose("Kor gammalt er barnet på møtedagen?", "9 år")
    await at.form("booking")
    await page.close()
    await book(page)
    await register(page, "Føresett 1")
    await at.message("Tida er di", "consent")
    await register(page, "Føresett 2")
    await page.jump("02.03.2027", "09.01")
    await page.be("U0HILDE")
    await at.message("Kva går bra no?", "agenda")
    await page.press("Ja")
    await page.jump("08.03.2027", "09.01")
    await at.message("I morgon kl. 10.00: SamBa-møte", "reminder")
    await page.press("Minn meg på det seinare")
    await page.reads("Når skal eg minne deg på det?")
    await at.form("later")
    await page.close()


async def take_after(at: Camera) -> None:
    """The summary, what refuses it, where it stands, and the measure that came out of it."""
    page = at.page
    await page.jump("10.03.2027", "09.01")
    await page.be("U0INGRID")
    await at.message("Korleis gjekk møtet?", "asked")
    await fill_outcome(page)
    await at.form("outcome")
    await from_outcome(page)
    await page.tick("#solvik-samba")
    await at.form("preview")
    await send(page, "#solvik-bup")
    await at.message("Oppsummeringa blei ikkje lagd ut", "refused")
    await page.press("Vel ein annan kanal")
    await send(page, "#solvik-samba")
    await page.look_in("C0SOLVIK")
    await at.message("Rettleiing: PPT, innan fredag 2. april", "post")
    await page.be("U0PER")
    await at.message("Du har fått eit tiltak", "measure")
    await page.press("Utset fristen")
    await page.reads("Ny frist")
    await at.form("put-off")
    await page.close()


async def take_home(at: Camera) -> None:
    """Somebody's own page, the day before the meeting."""
    page = at.page
    await page.be("U0INGRID")
    await page.page.get_by_test_id("place-home").click()
    await at.take(page.page.get_by_test_id("home"), "home", margin=10)


async def take_coordinator(at: Camera) -> None:
    """The coordinator's list of times."""
    page = at.page
    await page.be("U0ANNE")
    await page.say("/samba tider")
    await page.press("Vis tidene")
    await at.message("Avlys ein dag", "slots")


async def take_digest(at: Camera) -> None:
    """The second Monday, so that there is a change to tell of."""
    page = at.page
    await page.be("U0MARIT")
    await page.jump("08.03.2027", "07.31")
    await page.jump("15.03.2027", "07.31")
    await page.be("U0MARIT")
    await at.message("Solvik skule, veke 10", "digest")
    await page.press("Vis det som manglar")
    await at.message("Kor lenge", "missing")
    await page.press("Vel dag og tid")
    await page.reads("Kva dag?")
    await at.form("digest-time")


async def take_try_out(folder: Path) -> None:
    """The whole page, where the convener has one consent and waits for the other."""
    async with system(folder) as whole, window(whole.url) as page:
        await page.page.set_viewport_size(TRY_OUT)
        await give_times(page)
        await book(page)
        await register(page, "Føresett 1")
        await page.messages.get_by_text("Tida er di").last.scroll_into_view_if_needed()
        await page.page.wait_for_timeout(500)
        await page.page.screenshot(path=PICTURES / "try-out.png")


async def take_guides(folder: Path, language: Language) -> None:
    """Every picture of the guides in one language."""
    for name in ("story", "weeks"):
        (folder / name).mkdir(parents=True)
    async with camera(folder / "story", language) as at:
        await take_before(at)
        await take_home(at)
        await take_coordinator(at)
        await take_after(at)
    async with camera(folder / "weeks", language, bars=True) as at:
        await take_digest(at)


async def take_all(folder: Path) -> None:
    """Every picture."""
    await take_try_out(folder)
    await take_guides(folder / "nn", "nn")
    await take_guides(folder / "nb", "nb")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(take_all(Path(place)))
    sys.stdout.write(f"{PICTURES.name}\n")
