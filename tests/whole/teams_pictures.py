"""Takes the pictures of Teams in the documents, from Microsoft's evaluation client. Whoever runs this has fetched it:

npm install --prefix ELSEWHERE @microsoft/m365agentsplayground@0.2.28
python -m tests.whole.teams_pictures ELSEWHERE/node_modules/@microsoft/m365agentsplayground/cli.js
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from playwright.async_api import Browser, expect

from bot.tryout_teams import on_both
from locales import Language
from tests.bot.playground.browser import chromium
from tests.whole import two_weeks
from tests.whole.after import TEXT
from tests.whole.pictures import PICTURES, SETTLED_MS, WORDS, simpler
from tests.whole.system import System, system
from tests.whole.teams_client import PATIENCE_MS, Chat, client

DOTS = 1.4
MEETING = datetime.fromisoformat("2027-03-09T10:00+01:00")
SERVICES = ("Helsestasjonen", "Barnevernstenesta", "PPT", "Solvik skule")
INFORMED = "Veit kva som blir delt med kven, og at samtykket kan trekkjast tilbake"


@dataclass(frozen=True)
class Studio:
    """The whole under way in one language, and where its pictures go."""

    whole: System
    browser: Browser
    program: Path
    language: Language

    @asynccontextmanager
    async def chat(self, name: str) -> AsyncIterator[Chat]:
        """Somebody's chat."""
        [seat] = [seat for seat in self.whole.seats if seat.name == name]
        words = WORDS[self.language]
        async with client(self.browser, self.program, seat, self.whole.wanted.messages, words, DOTS) as found:
            yield found

    async def take(self, chat: Chat, text: str, name: str) -> None:
        """A picture of the newest card with a text in it."""
        card = chat.card(text)
        await expect(card).to_be_visible(timeout=PATIENCE_MS)
        await chat.page.wait_for_timeout(SETTLED_MS)
        await card.screenshot(path=PICTURES / self.language / f"teams-{name}.png")

    async def at(self, moment: str) -> None:
        """Move the clock."""
        await self.whole.clock(datetime.fromisoformat(f"{moment}+01:00"))


async def book(at: Studio, chat: Chat) -> None:
    """From the first line to the last form."""
    await at.take(chat, "Hei. Eg hjelper deg med SamBa-møte", "help")
    await chat.press("Bestill tid", "Kven tek initiativet?")
    await chat.tick("Dei føresette")
    await chat.choose("Kor gammalt er barnet på møtedagen?", "9 år")
    await at.take(chat, "Kven tek initiativet?", "booking")
    await chat.press("Neste", "Korleis blir barnet høyrt?")
    await chat.tick("Vi har snakka med barnet")
    await chat.press("Neste", "Vel ei tid")
    await chat.tick("Tysdag 9. mars kl. 10.00–10.45")
    await chat.press("Neste", "Kor mange føresette skal vere med?")
    await chat.press("Neste", "Dette skjer no")
    await chat.press("Bestill tida", "Møtet ditt som kalenderfil")


async def register(chat: Chat) -> None:
    """One guardian's consent, from the newest button for it."""
    await chat.press("Registrer svar", "Kven samtykket gjeld for")
    await chat.tick("Skriftleg, ligg i arkivet")
    await chat.write("Arkivreferanse eller notat", "2027/118-3")
    for service in SERVICES:
        await chat.tick(service)
    await chat.tick(INFORMED)
    await chat.press("Registrer", "Samtykket er registrert")


async def minutes(at: Studio, chat: Chat) -> None:
    """The summary, to its preview."""
    await expect(chat.card("Korleis gjekk møtet?")).to_be_visible(timeout=PATIENCE_MS)
    await chat.press("Skriv oppsummering", "Ja, møtet blei halde")
    await chat.tick("Ja, møtet blei halde")
    await chat.press("Neste", "Kva konkluderte de med?")
    await chat.tick("Tiltak blir sette i gang")
    await chat.write("Med eigne ord", TEXT)
    await chat.tick("Ja")
    await chat.tick("Seinare. Minn meg på det.")
    await chat.press("Neste", "Ingen tiltak enno.")
    await chat.press("Legg til tiltak", "Kva for eit tiltak?")
    await chat.choose("Kva for eit tiltak?", "Rettleiing")
    await chat.choose("Kven er ansvarleg?", "Per Instefjord, PPT")
    await chat.pick("Når skal det vere gjort?", date(2027, 4, 2))
    await chat.press("Legg til", "Rettleiing: Per Instefjord, innan fredag 2. april")
    await chat.press("Neste", "Slik ser oppsummeringa ut i ein kanal:")
    await at.take(chat, "Slik ser oppsummeringa ut i ein kanal:", "preview")


async def take_story(at: Studio) -> None:
    """From the booking to the summary, with people on both platforms."""
    async with at.chat("Ingrid Haugland") as ingrid, at.chat("Per Instefjord") as per:
        await book(at, ingrid)
        await register(ingrid)
        await register(ingrid)
        await at.at("2027-03-02T09:01")
        await at.take(per, "Kva går bra no?", "agenda")
        await per.press("Ja", "Du har svart at du kjem.")
        await at.at("2027-03-10T09:01")
        await minutes(at, ingrid)


async def take_digest(at: Studio) -> None:
    """The leader's second Monday."""
    async with at.chat("Marit Solheim") as marit:
        await expect(marit.card("Hei. Eg hjelper deg med SamBa-møte")).to_be_visible(timeout=PATIENCE_MS)
        await at.at("2027-03-08T07:31")
        await at.at("2027-03-15T07:31")
        await at.take(marit, "Solvik skule, veke 10", "digest")


async def take_all(folder: Path, program: Path, language: Language) -> None:
    """Every picture in one language."""
    for name in ("story", "weeks"):
        (folder / name).mkdir(parents=True)
    municipality = simpler(folder / "story", language)
    async with chromium() as browser:
        async with system(folder / "story", [("solvik", MEETING)], municipality, teams=True) as whole:
            await take_story(Studio(whole, browser, program, language))
        # Who is in Teams from the start is written to there.
        both = folder / "weeks" / "both.toml"
        both.write_text(on_both(municipality.read_text(encoding="utf-8")), encoding="utf-8")
        two_weeks.fill(folder / "weeks", both)
        async with system(folder / "weeks", [], municipality, teams=True) as whole:
            await take_digest(Studio(whole, browser, program, language))


if __name__ == "__main__":
    for each in WORDS:
        with tempfile.TemporaryDirectory() as place:
            asyncio.run(take_all(Path(place), Path(sys.argv[1]).absolute(), each))
