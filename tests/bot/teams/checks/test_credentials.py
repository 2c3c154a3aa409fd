"""A sign-in at Microsoft that does not succeed, told in words, and never with what Microsoft's text repeats."""

import httpx
import pytest

from tests.bot.checks.expected import fault
from tests.bot.teams.checks.conftest import SECRET, TENANT, Place
from tests.bot.teams.checks.expected import KEYS, not_running, one_fault
from tests.bot.teams.conftest import APP_ID

COPY = "Kopier Application (client) ID og Directory (tenant) ID på nytt frå appregistreringa i Entra."
NEW_SECRET = "Lag ei ny hemmelegheit under Certificates & secrets i Entra, og kopier det som står under Value."
OTHER = "d6d49420-f39b-4df7-a1dc-d59a935871db"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (7000222, fault("CLIENT_SECRET har gått ut.", NEW_SECRET)),
        (7000112, fault("Appen er slått av i Entra.", "Slå på appen under Enterprise applications i Entra.")),
        (
            53003,
            fault(
                "Microsoft slepp ikkje boten inn (AADSTS53003).",
                "Sjå på appregistreringa i Entra, og i innloggingsloggen der.",
            ),
        ),
    ],
)
async def test_microsoft_does_not_let_the_bot_in(place: Place, code: int, said: str) -> None:
    place.microsoft.refuses = code
    assert await place.check() == one_fault(place, teams=said + KEYS + not_running(place), rooms="")
    assert place.service.calls == []


async def test_a_secret_that_is_another_ones(place: Place) -> None:
    place.environ["CLIENT_SECRET"] = f"{SECRET}-old"
    said = fault("Microsoft godtek ikkje CLIENT_SECRET.", NEW_SECRET)
    outcome = await place.check()
    assert outcome == one_fault(place, teams=said + KEYS + not_running(place), rooms="")
    assert SECRET not in outcome.said


async def test_an_app_that_is_not_in_the_tenant(place: Place) -> None:
    place.environ["CLIENT_ID"] = OTHER
    said = fault(f"Appen {OTHER} finst ikkje i tenanten.", COPY)
    assert await place.check() == one_fault(place, teams=said + KEYS + not_running(place), rooms="")


async def test_a_tenant_that_is_none(place: Place) -> None:
    place.microsoft.apps = {(OTHER, APP_ID): SECRET}
    said = fault(f"Tenanten {TENANT} finst ikkje.", COPY)
    assert await place.check() == one_fault(place, teams=said + KEYS + not_running(place), rooms="")


@pytest.mark.parametrize("between", ["nobody", "a page"])
async def test_microsoft_cannot_be_reached(place: Place, between: str) -> None:
    if between == "nobody":
        place.microsoft.url = httpx.URL("http://127.0.0.1:9")
    place.microsoft.page = "<html>Logg inn på gjestenettet</html>"
    out = "Sjå om maskina får gå ut på internett, og om maskina må bruke ein mellomtenar (HTTPS_PROXY)."
    said = fault("Boten får ikkje kontakt med innlogginga hos Microsoft på https://login.microsoftonline.com.", out)
    said += fault(
        "Boten får ikkje henta nøklane som Teams signerer med. Dei ligg på https://login.botframework.com/v1/.well-known/keys.",
        "Utan dei slepp boten ingen inn. Sjå om maskina får gå ut på internett.",
    )
    outcome = await place.check()
    expected = one_fault(place, teams=said + not_running(place), rooms="").said.replace("Éin ting", "2 ting")
    assert (outcome.status, outcome.said) == (1, expected)


@pytest.mark.parametrize("keys", [{"keys": []}, [], {}])
async def test_keys_that_are_none(place: Place, keys: object) -> None:
    place.microsoft.keys = keys
    said = fault(
        "Boten får ikkje henta nøklane som Teams signerer med. Dei ligg på https://login.botframework.com/v1/.well-known/keys.",
        "Utan dei slepp boten ingen inn. Sjå om maskina får gå ut på internett.",
    )
    known = f"  ✓ i orden   Microsoft kjenner boten, i tenanten {TENANT}.\n"
    assert await place.check() == one_fault(place, teams=known + said + not_running(place))
