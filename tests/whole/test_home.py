"""Home in a real browser: what is pressed and filled in there is seen on the page behind, in both written standards."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.whole.system import system
from tests.whole.window import PATIENCE_MS, Window, window

pytestmark = pytest.mark.browser
MARCH_9 = datetime.fromisoformat("2027-03-09T10:00+01:00")
TIMES = [("solvik", MARCH_9 + timedelta(weeks=number)) for number in range(2)]


async def open_home(page: Window, user: str) -> Locator:
    """Somebody's own page."""
    await page.be(user)
    await page.page.get_by_test_id("place-home").click()
    home = page.page.get_by_test_id("home")
    await expect(home).to_be_visible(timeout=PATIENCE_MS)
    return home


async def test_what_is_done_from_the_page_is_seen_on_it(tmp_path: Path) -> None:
    async with system(tmp_path, TIMES) as whole, window(whole.url) as page:
        home = await open_home(page, "U0INGRID")
        await expect(home).to_contain_text("Ingenting ventar på deg.")
        await home.get_by_role("button", name="Bestill denne tida").nth(1).click()
        await page.tick("Dei føresette")
        await page.choose("Kor gammalt er barnet på møtedagen?", "9 år")
        await page.submit("Neste", "Korleis blir barnet høyrt?")
        await page.tick("Vi har snakka med barnet")
        await page.submit("Neste", "Tysdag 16. mars kl. 10.00–10.45")
        await expect(page.form.get_by_label("Tysdag 16. mars kl. 10.00–10.45")).to_be_checked()
        await page.submit("Neste", "Kor mange føresette skal vere med?")
        await page.submit("Neste", "Dette skjer no")
        await page.submit("Bestill tida", "Saka heiter")
        await page.close()
        await expect(home).to_contain_text("Samtykke manglar i sak", timeout=PATIENCE_MS)
        await expect(home.get_by_role("button", name="Bestill denne tida")).to_have_count(1)

        await home.get_by_role("button", name="Endre tidene").click()
        await page.choose("Frå", "10.00")
        await page.choose("Til", "11.00")
        await page.submit("Lagre", "Det må vere minst to timar mellom tidene, så meldingane kan nå deg.")
        await page.choose("Til", "15.00")
        await page.submit("Lagre", "frå kl. 10.00 til kl. 15.00, slik du har valt")
        await page.close()
        await expect(home).to_contain_text("frå kl. 10.00 til kl. 15.00, slik du har valt", timeout=PATIENCE_MS)

        await home.get_by_role("button", name="Bytt til bokmål").click()
        await page.close()
        await expect(home).to_contain_text("Samtykke mangler i sak", timeout=PATIENCE_MS)
        await expect(home).to_contain_text("fra kl. 10.00 til kl. 15.00, slik du har valgt")
