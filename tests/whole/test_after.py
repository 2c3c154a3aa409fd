"""The story after the meeting as people walk it in the browser, in nynorsk: summary, measures, refusals, digest."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.whole.after import TEXT, meet, send, to_preview
from tests.whole.system import system
from tests.whole.window import PATIENCE_MS, window

pytestmark = pytest.mark.browser


async def test_from_the_summary_to_the_measure_that_is_done_and_the_digest(tmp_path: Path) -> None:
    async with system(tmp_path) as whole, window(whole.url) as page:
        reference = await meet(page)
        await to_preview(page)
        await send(page, "#solvik-samba")
        await page.sees("Oppsummeringa er skriven")

        await page.look_in("C0SOLVIK")
        await page.sees(f"Oppsummering: SamBa-møte, sak {reference}")
        await page.sees(TEXT)
        await page.sees("Rettleiing: PPT, innan fredag 2. april")
        said = await page.messages.inner_text()
        assert not [word for word in ("Føresett", "føresette", "Per Instefjord") if word in said]

        await page.be("U0PER")
        await page.sees("Du har fått eit tiltak")
        await page.press("Merk som gjort")
        await page.sees("Gjort onsdag 10. mars")

        await page.be("U0MARIT")
        await page.jump("15.03.2027", "07.31")
        await page.sees("Solvik skule, veke 10")
        await page.sees("Færre enn 5 møte blei haldne i veke 10.")
        assert reference not in await page.messages.inner_text()


async def test_a_summary_reaches_no_channel_that_others_can_read(tmp_path: Path) -> None:
    async with system(tmp_path) as whole, window(whole.url) as page:
        reference = await meet(page)
        await to_preview(page)
        await send(page, "#solvik-bup")
        await page.sees("Oppsummeringa blei ikkje lagd ut")
        await page.sees("Kanalen er delt med ein annan organisasjon.")
        await page.look_in("C0SOLVIKBUP")
        await expect(page.messages).not_to_contain_text(reference)

        await page.be("U0INGRID")
        await page.press("Vel ein annan kanal")
        await send(page, "#solvik-samba")
        await page.look_in("C0SOLVIK")
        await page.sees(TEXT)

        await page.page.get_by_role("button", name="Gjer kanalen open for alle").click()
        await page.page.get_by_role("button", name="+1 time").click()
        await page.be("U0MARIT")
        await page.look_in("C0SOLVIK")
        await expect(page.messages).not_to_contain_text(TEXT, timeout=PATIENCE_MS)
