"""The story as people walk it in the browser, in nynorsk: times, booking, consent, agenda, reminder, refusals."""

from datetime import datetime
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.whole.system import system
from tests.whole.window import PATIENCE_MS, Window, window

pytestmark = pytest.mark.browser
MARCH_9 = datetime.fromisoformat("2027-03-09T10:00+01:00")


async def list_dates(page: Window) -> None:
    """The coordinator fills in Solvik's times, and sees the school holiday before anything is made."""
    await page.be("U0ANNE")
    await page.say("/samba tider")
    await page.press("Legg inn tider")
    await page.choose("Skule eller barnehage", "Solvik skule")
    await page.choose("Dag", "Tysdag")
    await page.write("Første dato", "09.03.2027")
    await page.write("Siste dato", "13.04.2027")
    await page.write("Start", "10.00")
    await page.write("Stad (valfritt)", "Møterom 2")
    await page.submit("Vis datoane", "Tysdag 30. mars: Påskeferie")


async def give_times(page: Window) -> None:
    """The coordinator gives Solvik its times."""
    await list_dates(page)
    await page.tick("Ja, hopp over desse dagane")
    await page.submit("Legg inn tidene", "Tidene er lagde inn")
    await page.close()


async def book(page: Window, user: str = "U0INGRID") -> str:
    """The five forms of a booking; returns the reference of the case."""
    await page.be(user)
    await page.say("/samba bestill")
    await page.tick("Dei føresette")
    await page.choose("Kor gammalt er barnet på møtedagen?", "9 år")
    await page.submit("Neste", "Korleis blir barnet høyrt?")
    await page.tick("Vi har snakka med barnet")
    await page.submit("Neste", "Tysdag 9. mars kl. 10.00–10.45")
    await page.tick("Tysdag 9. mars kl. 10.00–10.45")
    await page.submit("Neste", "Kor mange føresette skal vere med?")
    await page.submit("Neste", "Dette skjer no")
    await page.submit("Bestill tida", "Saka heiter")
    text = await page.line_of_form("Saka heiter")
    await page.close()
    return text.split()[2]


async def register(page: Window, holder: str) -> None:
    """Register the next one's written consent on the convener's card, and see it stand there."""
    await page.press_first("Registrer svar")
    await page.tick("Skriftleg, ligg i arkivet")
    await page.write("Arkivreferanse eller notat (valfritt)", "2027/118-3")
    for service in ("Helsestasjonen", "Barnevernstenesta", "PPT", "Solvik skule"):
        await page.tick(service)
    await page.tick("Veit kva som blir delt med kven, og at samtykket kan trekkjast tilbake")
    await page.submit("Registrer", holder)
    await page.close()
    await page.sees(f"{holder}: skriftleg, ligg i arkivet")


async def test_from_the_first_time_to_the_last_reminder(tmp_path: Path) -> None:
    async with system(tmp_path) as whole, window(whole.url) as page:
        await give_times(page)
        reference = await book(page)
        await page.sees(f"SamBa-møte, sak {reference}: tysdag 9. mars kl. 10.00–10.45. Møterom 2, Solvik skule.")
        await register(page, "Føresett 1")
        await register(page, "Føresett 2")

        await page.be("U0HILDE")
        await page.sees("Du er kalla inn til SamBa-møte tysdag 9. mars kl. 10.00–10.45")
        assert reference not in await page.messages.inner_text()
        await page.jump("02.03.2027", "09.01")
        await page.sees(f"Sak {reference}")
        await page.sees("Kva går bra no?")
        await page.press("Ja")
        await page.jump("08.03.2027", "09.01")
        await page.sees("I morgon kl. 10.00: SamBa-møte")
        await page.jump("09.03.2027", "09.01")
        await page.sees("I dag kl. 10.00: SamBa-møte")

        await page.be("U0INGRID")
        await page.sees("Helsestasjonen: Hilde Aase kjem")


async def test_a_withdrawal_takes_the_case_off_every_agenda_without_saying_who(tmp_path: Path) -> None:
    async with system(tmp_path, [("solvik", MARCH_9)]) as whole, window(whole.url) as page:
        reference = await book(page)
        await register(page, "Føresett 1")
        await register(page, "Føresett 2")
        await page.jump("02.03.2027", "09.01")
        await page.be("U0PER")
        await page.sees("Kva går bra no?")
        await page.be("U0INGRID")
        await page.messages.get_by_role("button", name="Endre svar", exact=True).first.click()
        await page.tick("Trekt tilbake")
        await page.submit("Registrer", "Føresett 1")
        await page.close()
        await page.be("U0PER")
        await page.sees(f"Sak {reference} er teken av saklista")
        # The invitation is edited a moment before the agenda.
        await expect(page.messages).not_to_contain_text("Kva går bra no?", timeout=PATIENCE_MS)
        said = await page.messages.inner_text()
        assert "Føresett 1" not in said
        assert "trekt tilbake" not in said.casefold()


async def test_refusals_say_what_is_wrong_and_where_to_go(tmp_path: Path) -> None:
    async with system(tmp_path, [("solvik", MARCH_9)]) as whole, window(whole.url) as page:
        await page.be("U0INGRID")
        await page.say("/samba flyt")
        await page.sees("Meinte du «flytt»?")
        await page.say("/samba tider")
        await page.sees("Berre SamBa-koordinatoren kan gjere dette. Spør Anne Brekke.")
        await page.say("/samba flytt S-2222")
        await page.sees("Møtet finst ikkje blant dine.")
        await page.say("Kan du hugse Kari Nordmann 010112?")
        await page.sees("Slett meldinga du skreiv")

        await page.say("/samba bestill")
        await page.choose("Kor gammalt er barnet på møtedagen?", "17 år")
        await page.tick("Dei føresette")
        await page.submit("Neste", "tek du kontakt med skulen og PPT i fylkeskommunen")
        await page.reads("«Målgruppa er barn og ungdom frå 0-16 år.»")
        await page.close()

        await page.be("U0VIKAR")
        await page.say("/samba hjelp")
        await page.sees("Eg kjenner deg ikkje enno")


async def test_a_refused_text_comes_back_empty_and_all_else_is_kept(tmp_path: Path) -> None:
    async with system(tmp_path, [("solvik", MARCH_9)]) as whole, window(whole.url) as page:
        await book(page)
        await page.messages.get_by_role("button", name="Registrer svar", exact=True).first.click()
        await page.tick("Skriftleg, ligg i arkivet")
        await page.write("Arkivreferanse eller notat (valfritt)", "sjå 01 01 12 - 345 67")
        await page.tick("PPT")
        await page.submit("Registrer", "Skriv utan fødselsnummer.")
        box = page.form.get_by_label("Arkivreferanse eller notat (valfritt)", exact=True)
        assert await box.input_value() == ""
        assert await page.form.get_by_label("Skriftleg, ligg i arkivet", exact=True).is_checked()
        assert await page.form.get_by_label("PPT", exact=True).is_checked()
    for kept in tmp_path.iterdir():
        assert b"345 67" not in kept.read_bytes()
