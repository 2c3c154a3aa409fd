"""The calendar file behind a button, fetched over HTTP."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession
from microsoft_teams.cards import AdaptiveCard, OpenUrlAction, TextBlock

from bot.messenger import Attachment
from bot.teams.calendar_links import CalendarLinks
from bot.teams.seals import Drawing, Seals
from handlers.screens import Form
from locales import Language
from store.cipher import new_key
from tests.bot.serving import serving
from tests.bot.teams.conftest import ELSEWHERE, LYNGVAG

SEALS = Seals([new_key()])
ICS = Attachment("mote-7-2.ics", "Møte", "BEGIN:VCALENDAR\r\nLOCATION:Møterom 2".encode())


@pytest.fixture
async def url() -> AsyncIterator[str]:
    """Where the bot is reached."""
    async with serving(CalendarLinks(SEALS, "").routes()) as address:
        yield f"{address}/"


def address_of(url: str, tenant: str, attachment: Attachment = ICS) -> str:
    """What the button of a card leads to."""
    card = AdaptiveCard(body=[])
    CalendarLinks(SEALS, url).add(card, attachment, Drawing(SEALS, tenant, "nn"))
    assert card.actions
    [button] = card.actions
    assert isinstance(button, OpenUrlAction)
    assert button.url
    return button.url


async def fetch(address: str, method: str = "GET") -> tuple[int, bytes]:
    """What stands at an address."""
    async with ClientSession() as session, session.request(method, address) as response:
        return response.status, await response.read()


async def test_the_button_leads_to_the_file_and_nobody_else_keeps_it(url: str) -> None:
    async with ClientSession() as session, session.get(address_of(url, LYNGVAG)) as response:
        assert (response.status, await response.read()) == (200, ICS.content)
        told = {name: response.headers[name] for name in ("Content-Type", "Content-Disposition", "Cache-Control")}
    assert told == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'attachment; filename="mote-7-2.ics"',
        "Cache-Control": "private, no-store",
    }


async def test_anything_else_is_not_there_and_nothing_is_said_of_it(url: str) -> None:
    good = address_of(url, LYNGVAG)
    of_a_form = SEALS.form(LYNGVAG, "", Form("booking", "Book", (), "Send", "Lukk"), "nn")
    others = Seals([new_key()]).file(LYNGVAG, ICS.name, ICS.content)
    addresses = [
        good.replace(LYNGVAG, ELSEWHERE),
        good[:-4],
        f"{url}calendar/{LYNGVAG}/{of_a_form}",
        f"{url}calendar/{LYNGVAG}/{others}",
        f"{url}calendar/{LYNGVAG}/m%C3%B8te",
        f"{url}calendar/{LYNGVAG}/..%2F..%2Fetc%2Fpasswd",
    ]
    assert [(await fetch(address))[0] for address in addresses] == [404] * len(addresses)
    assert await fetch(addresses[0]) == (404, b"")
    assert (await fetch(good, "POST"))[0] == 405


@pytest.mark.parametrize(("language", "title"), [("nn", "Opne kalenderfila"), ("nb", "Åpne kalenderfilen")])
def test_the_button_stands_after_what_the_card_has(language: Language, title: str) -> None:
    first = OpenUrlAction(title="Sjå", url="https://example.no/")
    card = AdaptiveCard(body=[TextBlock(text="Møte")], actions=[first])
    CalendarLinks(SEALS, "https://samba.example.no/").add(card, ICS, Drawing(SEALS, LYNGVAG, language))
    written = card.model_dump(by_alias=True, exclude_none=True)
    assert [button["title"] for button in written["actions"]] == ["Sjå", title]


def test_the_address_of_a_usual_file_is_no_longer_than_browsers_take() -> None:
    content = ICS.content * 40 + bytes(range(256)) * 2
    assert len(address_of("https://samba.example.no/", LYNGVAG, Attachment("mote.ics", "Møte", content))) < 2000
