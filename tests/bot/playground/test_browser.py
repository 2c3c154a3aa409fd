"""The page as a person meets it: by keyboard, by name and by role."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.bot.playground.browser import chromium
from tests.bot.playground.conftest import Stage
from tests.bot.playground.screens import CARD, DIGEST, RECEIPT

# one browser for all the tests here: starting it costs more than using it
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
ASK, DONE = {"response_action": "errors", "errors": {"reference": "Ukjend referanse"}}, {"response_action": "update"}
NAMELESS = """() => [...document.querySelectorAll("button, a, input, select, textarea, summary")]
    .filter(each => !each.closest("#confirm, [aria-hidden=true]"))
    .filter(each => !(each.getAttribute("aria-label") || each.labels?.length || each.textContent.trim()))
    .map(each => each.outerHTML)"""


TOO_WIDE = """() => [...document.querySelectorAll("aside, main, nav, .stream, .panel")]
    .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.className)"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Headless Chromium."""
    async with chromium() as found:
        yield found


async def open_page(browser: Browser, stage: Stage, person: str, channel: str = "", **more: str) -> Page:
    """A tab of its own, as that person."""
    context = await browser.new_context(locale="nb-NO")
    page = await context.new_page()
    query = "&".join(f"{name}={value}" for name, value in {"person": person, "channel": channel, **more}.items())
    await page.goto(f"{stage.url}/?{query}")
    return page


async def write(page: Page, text: str) -> None:
    """Type into the composer and press Enter."""
    await page.get_by_label("Skriv til").fill(text)
    await page.keyboard.press("Enter")


async def test_a_booking_by_keyboard_with_faults_on_the_way(browser: Browser, stage: Stage) -> None:
    stage.heard.submission_answers.extend([ASK, {**DONE, "view": RECEIPT}])
    page = await open_page(browser, stage, "U0INGRID")
    await write(page, "/samba bestill")
    dialog = page.get_by_role("dialog", name="Bestill tid")
    reference = dialog.get_by_label("Saksreferanse")
    await expect(reference).to_be_focused()
    await page.keyboard.type("S-7F3K")
    await page.keyboard.press("Enter")
    slot = dialog.get_by_label("Ledig tid")
    await expect(slot).to_be_focused()
    await expect(slot).to_have_accessible_description("Fyll ut dette feltet.")
    await expect(reference).to_have_value("S-7F3K")

    await slot.select_option(label="tys. 9. mars kl. 10.00")
    await dialog.get_by_role("radio", name="Namngitt sak").check()
    await dialog.get_by_role("group", name="Kven skal vere med?").get_by_label("PPT").check()
    await dialog.get_by_label("Samtykke gitt").fill("20. 2. 2027")
    await dialog.get_by_label("Alder i heile år").fill("9")
    await dialog.get_by_label("Stadfortredar").select_option(label="Jonas Bakke")
    await dialog.get_by_role("button", name="Bestill").click()
    await expect(reference).to_be_focused()
    await expect(reference).to_have_accessible_description("Fire bokstavar eller tal etter S- Ukjend referanse")
    await expect(slot).to_have_value("9")

    await page.keyboard.press("Enter")
    receipt = page.get_by_role("dialog", name="Tida er di")
    await expect(receipt).to_contain_text("tysdag 9. mars kl. 10.00")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    submitted = stage.heard.payloads[-1]
    assert submitted["type"] == "view_submission"


async def test_a_press_asks_first_and_its_answer_is_only_for_the_one_who_pressed(
    browser: Browser, stage: Stage
) -> None:
    page = await open_page(browser, stage, "U0INGRID")
    await stage.client.chat_postMessage(channel="U0INGRID", text="Du har fått tid", blocks=CARD)
    card = page.get_by_role("log").get_by_test_id("message")
    await expect(card.get_by_role("link", name="rutinen")).to_have_attribute("href", "https://lyngvaag.example/samba")
    cancel = card.get_by_role("button", name="Avlys møtet", exact=True)
    await cancel.click()
    await page.get_by_role("dialog", name="Avlyse møtet?").get_by_role("button", name="La det stå").click()
    await cancel.click()
    await page.get_by_role("dialog", name="Avlyse møtet?").get_by_role("button", name="Avlys møtet").click()
    whispered = page.get_by_test_id("message").last
    await expect(whispered).to_contain_text("Trykt: meeting.cancel")
    await expect(whispered.get_by_test_id("only-you")).to_have_text("◉ Berre synleg for deg")
    await page.get_by_role("button", name="Registrer samtykke").click()
    await expect(page.get_by_test_id("message").first).to_contain_text("(redigert)")
    pressed = [each["actions"][0]["action_id"] for each in stage.heard.payloads if "actions" in each]
    assert pressed == ["meeting.cancel", "consent.register"]


async def test_two_tabs_are_two_people_and_the_clock_moves_for_both(browser: Browser, stage: Stage) -> None:
    ingrid = await open_page(browser, stage, "U0INGRID", channel="home")
    hilde = await open_page(browser, stage, "U0HILDE", lang="nb")
    await expect(ingrid.get_by_role("heading", name="Møta dine")).to_be_visible()
    await hilde.get_by_role("button", name="Neste hendelse").click()
    await expect(hilde.get_by_role("status").filter(has_text="Klokken er nå tirsdag 2. mars")).to_be_visible()
    await hilde.get_by_label("Dato").fill("9.3.2027")
    await hilde.get_by_label("Klokkeslett").fill("10.00")
    await hilde.get_by_role("button", name="Gå til").click()
    await expect(hilde.get_by_role("log")).to_contain_text("Påminning: møte i morgon kl. 10.00")
    await expect(ingrid.get_by_test_id("person-U0INGRID")).to_contain_text("2 ulesne")
    await expect(ingrid.get_by_test_id("now")).to_contain_text("tysdag 9. mars 2027")
    await ingrid.get_by_role("link", name="samba-bot").click()
    await expect(ingrid.get_by_test_id("message")).to_have_count(2)
    await expect(ingrid.get_by_test_id("person-U0INGRID")).not_to_contain_text("ulesne")


async def test_more_tabs_than_a_browser_has_connections_all_follow(browser: Browser, stage: Stage) -> None:
    context = await browser.new_context()
    pages = [await context.new_page() for _ in range(8)]
    for page in pages:
        await page.goto(f"{stage.url}/?person=U0INGRID")
    await stage.client.chat_postMessage(channel="U0INGRID", text="Til alle faner")
    for page in pages:
        await expect(page.get_by_role("log")).to_contain_text("Til alle faner")
    await pages[0].close()
    await stage.client.chat_postMessage(channel="U0INGRID", text="Etter at den første er lukka")
    await expect(pages[7].get_by_role("log")).to_contain_text("Etter at den første er lukka")
    await context.close()


async def test_the_bot_is_let_into_a_channel_with_a_button(browser: Browser, stage: Stage) -> None:
    page = await open_page(browser, stage, "U0INGRID", channel="C0PERSONAL")
    await page.get_by_role("button", name="Legg til samba-bot").click()
    await expect(page.get_by_role("log")).to_contain_text("samba-bot er no med i kanalen.")
    await expect(page.get_by_role("button", name="Legg til samba-bot")).to_have_count(0)
    await expect(page.get_by_role("main")).to_contain_text("privat kanal · samba-bot er med")


async def test_people_are_found_by_name_and_steps_put_their_command_ready(browser: Browser, stage: Stage) -> None:
    page = await open_page(browser, stage, "U0INGRID")
    await page.get_by_label("Finn person").fill("helse")
    people = page.get_by_test_id("people").get_by_role("link")
    assert await people.evaluate_all("links => links.filter(each => each.checkVisibility()).length") == 3
    await page.get_by_role("link", name="Legg inn tider for Solvik skule").click()
    await expect(page.get_by_test_id("me")).to_contain_text("Anne Brekke")
    await expect(page.get_by_label("Skriv til samba-bot")).to_have_value("/samba tider")
    await expect(page.get_by_label("Skriv til samba-bot")).to_be_focused()


async def test_what_people_write_is_never_run(browser: Browser, stage: Stage) -> None:
    page = await open_page(browser, stage, "U0INGRID")
    faults: list[Any] = []
    page.on("pageerror", lambda error: faults.append(error))
    page.on("dialog", lambda dialog: faults.append(dialog))
    await write(
        page, '<img src=x onerror=alert(1)> *<script>alert(2)</script>* <https://x.example/"onmouseover=alert(3)|x>'
    )
    await expect(page.get_by_test_id("message").last).to_contain_text("Du skreiv: <img src=x onerror=alert(1)>")
    assert await page.get_by_role("log").locator("img, script, a").count() == 0
    assert faults == []


async def test_every_control_has_a_name_and_the_page_says_its_language(browser: Browser, stage: Stage) -> None:
    page = await open_page(browser, stage, "U0INGRID", lang="nb")
    await stage.client.chat_postMessage(channel="U0INGRID", text="Du har fått tid", blocks=CARD)
    await write(page, "/samba bestill")
    await expect(page.get_by_role("dialog")).to_be_visible()
    nameless = await page.evaluate(NAMELESS)
    landmarks = [await page.locator(name).count() for name in ("main", "nav", "aside", "h1")]
    assert (nameless, landmarks) == ([], [1, 1, 1, 1])
    assert await page.locator("html").get_attribute("lang") == "nb"


async def test_a_guest_is_let_in_marked_and_taken_out_by_keyboard(browser: Browser, stage: Stage) -> None:
    page = await open_page(browser, stage, "U0INGRID", channel="C0SOLVIK")
    panel = page.get_by_role("region", name="Om kanalen")
    await panel.get_by_label("Legg til i kanalen").focus()
    await page.keyboard.type("Gjest")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    guest = panel.get_by_role("listitem").filter(has_text="Gjest Utanfrå")
    await expect(guest).to_contain_text("gjest")
    await expect(panel.get_by_role("button", name="Legg til")).to_be_focused()
    await panel.get_by_role("button", name="Fjern Gjest Utanfrå frå kanalen").focus()
    await page.keyboard.press("Space")
    await expect(guest).to_have_count(0)
    await expect(page.get_by_role("log")).to_contain_text("Gjest Utanfrå er ikkje lenger med i kanalen.")


async def test_a_channel_is_shared_step_by_step_and_its_head_says_so(browser: Browser, stage: Stage) -> None:
    page = await open_page(browser, stage, "U0INGRID", channel="C0SOLVIK", lang="nb")
    head = page.get_by_role("main").locator("header")
    await page.get_by_role("button", name="Inviter BUP Vest til å dele").click()
    await expect(head).to_contain_text("privat kanal · BUP Vest er invitert til å dele kanalen · samba-bot er med")
    await page.get_by_role("button", name="BUP Vest godtar invitasjonen").click()
    await expect(head).to_contain_text("privat kanal · delt med BUP Vest · samba-bot er med")
    await expect(page.get_by_test_id("members")).to_contain_text("Turid Vestby fra BUP Vest")
    await page.get_by_role("button", name="Arkiver kanalen").click()
    await expect(page.get_by_role("button", name="Hent kanalen fram igjen")).to_be_visible()
    await page.get_by_role("button", name="Hent kanalen fram igjen").click()
    await page.get_by_role("button", name="Fjern Ingrid Haugland fra kanalen").click()
    await expect(page.get_by_label("Skriv til samba-bot")).to_be_visible()
    await expect(page.get_by_test_id("place-C0SOLVIK")).to_have_count(0)


async def test_a_shortcut_is_found_by_keyboard_and_its_menu_closes_with_escape(browser: Browser, stage: Stage) -> None:
    page = await open_page(browser, stage, "U0INGRID")
    menu, start = page.get_by_label("Snarvegar"), page.get_by_role("button", name="Bestill møte")
    await page.get_by_label("Skriv til samba-bot").focus()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(start).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(start).to_be_hidden()
    await expect(menu).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Bestill tid")).to_be_visible()
    await expect(start).to_be_hidden()


async def test_a_fault_is_switched_on_told_of_and_off_again(browser: Browser, stage: Stage) -> None:
    page = await open_page(browser, stage, "U0INGRID", lang="nb")
    faults = page.get_by_role("region", name="Feil å prøve")
    await faults.get_by_text("Slå på en feil").click()
    await faults.get_by_label("Hva som går galt").select_option(label="Slack gjør det, men svaret blir borte")
    await faults.get_by_label("Hva det gjelder").select_option(label="chat.postMessage")
    await faults.get_by_label("Hvor mange ganger").select_option(label="2 ganger")
    await faults.get_by_role("button", name="Slå på").click()
    on = faults.get_by_role("listitem")
    await expect(on).to_contain_text("Slack gjør det, men svaret blir borte: chat.postMessage 2 igjen")
    await faults.get_by_role("button", name="Slå av: Slack gjør det").click()
    await expect(on).to_have_count(0)


async def test_a_channel_post_with_table_and_chart_is_read_by_name_and_number(browser: Browser, stage: Stage) -> None:
    sent = await stage.client.chat_postMessage(channel="C0SOLVIK", text="Vekerapport", blocks=DIGEST)
    page = await open_page(browser, stage, "U0INGRID", channel="C0SOLVIK")
    post = page.get_by_test_id("message")
    table = post.get_by_role("table")
    await expect(table.get_by_role("columnheader").nth(1)).to_have_text("Haldne")
    await expect(table.get_by_role("rowheader", name="SamBa")).to_be_visible()
    await expect(table.get_by_role("cell", name="færre enn 5")).to_have_css("text-align", "right")
    picture = post.get_by_role("img", name="Diagram: Møte. Haldne: SamBa 6, Drøfting 12")
    await expect(picture).to_be_visible()
    await post.get_by_text("Vis tala i ein tabell").focus()
    await page.keyboard.press("Enter")
    await expect(post.get_by_role("table").nth(1).get_by_role("row").nth(2)).to_have_text("Drøfting12")
    await stage.client.chat_update(channel="C0SOLVIK", ts=sent["ts"], text="Retta", blocks=[])
    await expect(post).to_contain_text("(redigert)")
    await expect(post).to_contain_text("Retta")


@pytest.mark.parametrize("channel", ["home", "C0SOLVIKBUP", "C0GAMAL"])
async def test_new_controls_have_names_too_and_nothing_runs_off_the_side(
    browser: Browser, stage: Stage, channel: str
) -> None:
    if channel == "C0SOLVIKBUP":
        await stage.client.chat_postMessage(channel=channel, text="Vekerapport", blocks=DIGEST)
    page = await open_page(browser, stage, "U0INGRID", channel=channel)
    await page.locator(".faults summary").click()
    assert await page.evaluate(NAMELESS) == []
    assert await page.evaluate(TOO_WIDE) == []
