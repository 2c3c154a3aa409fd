"""Takes the pictures in the documents, from the real thing: `make pictures`."""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import ViewportSize

from tests.whole.system import system
from tests.whole.test_journey import book, give_times, register
from tests.whole.window import window

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
TALL = ViewportSize(width=1360, height=1160)


async def take(folder: Path) -> None:
    """Walk the story to where the convener has one consent and waits for the other."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    async with system(folder) as whole, window(whole.url) as page:
        await page.page.set_viewport_size(TALL)
        await give_times(page)
        await book(page)
        await register(page, "Føresett 1")
        await page.messages.get_by_text("Tida er di").last.scroll_into_view_if_needed()
        await page.page.wait_for_timeout(500)
        await page.page.screenshot(path=PICTURES / "try-out.png")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(take(Path(place)))
    sys.stdout.write(f"{PICTURES.name}\n")
