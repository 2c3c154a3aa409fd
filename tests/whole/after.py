"""What people do in the browser after the meeting: the summary with its measures, sent where it is to go."""

from tests.whole.test_journey import book, give_times, register
from tests.whole.window import Window

TEXT = "Vi prøver ei fast hjelpetid på skulen."


async def meet(page: Window) -> str:
    """From an empty calendar to the morning after the meeting, as Ingrid; returns the reference of the case."""
    await give_times(page)
    reference = await book(page)
    await register(page, "Føresett 1")
    await register(page, "Føresett 2")
    await page.jump("10.03.2027", "09.01")
    await page.be("U0INGRID")
    await page.sees("Korleis gjekk møtet?")
    return reference


async def fill_outcome(page: Window) -> None:
    """The first form of the summary, and the second filled in."""
    await page.press("Skriv oppsummering")
    await page.tick("Ja, møtet blei halde")
    await page.submit("Neste", "Kva konkluderte de med?")
    await page.tick("Tiltak blir sette i gang")
    await page.tick("Nytt møte")
    await page.write("Med eigne ord (valfritt)", TEXT)
    await page.tick("Ja")
    await page.tick("Seinare. Minn meg på det.")


async def to_preview(page: Window) -> None:
    """The forms of the summary, with one measure, up to the last."""
    await fill_outcome(page)
    await from_outcome(page)


async def from_outcome(page: Window) -> None:
    """From the second form filled in to the last form."""
    await page.submit("Neste", "Ingen tiltak enno.")
    await page.submit("Legg til tiltak", "Kven er ansvarleg?")
    await page.choose("Kva for eit tiltak?", "Rettleiing")
    await page.choose("Kven er ansvarleg?", "Per Instefjord, PPT")
    await page.write("Når skal det vere gjort?", "02.04.2027")
    await page.submit("Legg til", "Rettleiing: Per Instefjord, innan fredag 2. april")
    await page.submit("Neste", "Slik ser oppsummeringa ut i ein kanal:")


async def send(page: Window, where: str) -> None:
    """Choose where the summary is to go, and send it."""
    await page.tick(where)
    await page.submit("Lagre og send", "Oppsummeringa er skriven")
    await page.close()
