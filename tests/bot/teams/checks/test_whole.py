"""`samba-bot check` over a municipality in Teams: everything that it says, and what it asks Microsoft and Teams for."""

import pytest

from tests.bot.checks.expected import DATABASE, DATABASE_NB, MUNICIPALITY, MUNICIPALITY_NB, fault, parts, warning
from tests.bot.commands import Outcome
from tests.bot.teams.checks.conftest import TENANT, Place
from tests.bot.teams.checks.expected import KEYS, KNOWN, not_running, one_fault, one_warning, well

BOKMAL = f"""\
Innstillinger
  ✓ i orden   Alt boten trenger for Teams, er satt.

{DATABASE_NB}
{MUNICIPALITY_NB}
Teams
  ✓ i orden   Microsoft kjenner boten, i tenanten 3f3d1cea-7a18-41af-872b-cfbbd5140984.
  ✓ i orden   Boten får hentet nøklene som Teams signerer med.
  ✓ i orden   Boten går ikke på http://127.0.0.1:PORT/api/messages nå, så veien inn er ikke prøvd.

Folk i Teams
  ✓ i orden   Boten kan skrive til 4 personer.

Kanaler i Teams
  ✓ i orden   fjordskulen-samba: Kanalen er privat, og boten er med.

Alt er i orden.
"""


async def test_all_is_well(place: Place) -> None:
    before = (place.folder / "samba-bot.db").read_bytes()
    assert await place.check() == well(place)
    assert place.microsoft.asked == [
        f"GET /{TENANT}/v2.0/.well-known/openid-configuration",
        f"POST /{TENANT}/oauth2/v2.0/token",
        "GET /v1/.well-known/keys",
    ]
    assert [call.name for call in place.service.calls] == ["channels", "paged_members"]
    assert (place.folder / "samba-bot.db").read_bytes() == before


async def test_it_answers_in_bokmal_too(place: Place) -> None:
    assert await place.check("--language", "nb") == Outcome(0, BOKMAL.replace("PORT", place.environ["PORT"]), "")


async def test_a_tenant_that_no_municipality_is_registered_with(place: Place) -> None:
    place.load(lambda text: text.replace(TENANT, "d6d49420-f39b-4df7-a1dc-d59a935871db"))
    said = fault(
        f"Ingen kommune er registrert med tenanten {TENANT}.",
        "Skriv id-en som teams under [workspaces] i fila, og køyr samba-bot load. Eller rett TENANT_ID.",
    )
    assert await place.check() == one_fault(place, teams=KNOWN + said + KEYS + not_running(place), people="", rooms="")


async def test_a_tenant_in_capitals_is_the_same(place: Place) -> None:
    place.environ["TENANT_ID"] = TENANT.upper()
    place.microsoft.apps |= {(TENANT.upper(), app): secret for (_, app), secret in place.microsoft.apps.items()}
    known = KNOWN.replace(TENANT, TENANT.upper())
    assert await place.check() == well(place, teams=known + KEYS + not_running(place))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"CLIENT_SECRET": "0c3f9a52-7d41-4b8e-9f60-2a1b5c7d8e94"},
            fault(
                "CLIENT_SECRET er id-en til hemmelegheita, og ikkje sjølve hemmelegheita.",
                "Lag ei ny hemmelegheit under Certificates & secrets i Entra, og kopier det som står under Value.",
            ),
        ),
        (
            {"SAMBA_BOT_URL": "http://127.0.0.1:3000"},
            fault(
                "SAMBA_BOT_URL er ei adresse som berre gjeld på denne maskina. Teams når ikkje fram dit.",
                "Set adressa som maskina har på internett, med https://.",
            ),
        ),
    ],
)
async def test_settings_that_cannot_work(place: Place, changed: dict[str, str], said: str) -> None:
    place.environ |= changed
    place.microsoft.apps = dict.fromkeys(place.microsoft.apps, place.environ["CLIENT_SECRET"])
    assert await place.check() == one_fault(place, settings="Innstillingar\n" + said)


async def test_ids_that_are_none(place: Place) -> None:
    place.environ |= {"CLIENT_ID": "samba-bot", "TENANT_ID": "storfjorden.onmicrosoft.com"}
    copy = "Kopier Application (client) ID og Directory (tenant) ID på nytt frå appregistreringa i Entra."
    settings = fault("CLIENT_ID er ikkje ein id frå Entra.", copy) + fault("TENANT_ID er ikkje ein id frå Entra.", copy)
    outcome = await place.check()
    assert outcome.said.startswith("Innstillingar\n" + settings + "\nDatabase\n")
    assert outcome.status == 1


async def test_a_bot_that_lets_everybody_in_is_told_loudly(place: Place) -> None:
    for name in ("CLIENT_ID", "CLIENT_SECRET", "TENANT_ID", "SAMBA_BOT_URL"):
        del place.environ[name]
    place.environ["DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"] = "true"
    place.service.demands_token = False
    loud = warning(
        "Alle som når denne maskina, kan gi seg ut for å vere kven som helst i Teams: "
        "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS er sett.",
        "Dette er berre for prøvekøyring. Fjern innstillinga, og set CLIENT_ID, CLIENT_SECRET og TENANT_ID i staden.",
    )
    assert await place.check() == one_warning(place, settings="Innstillingar\n" + loud, teams=not_running(place))
    assert place.microsoft.asked == []


async def test_settings_that_are_missing_leave_microsoft_alone(place: Place) -> None:
    del place.environ["CLIENT_SECRET"]
    missing = fault("CLIENT_SECRET: Manglar. Du finn verdien i Entra, på appregistreringa for boten.")
    said = parts("Innstillingar\n" + missing, DATABASE, MUNICIPALITY, end="Éin ting må rettast.\n")
    assert await place.check() == Outcome(1, said, "")
    assert (place.microsoft.asked, place.service.calls) == ([], [])


async def test_a_municipality_in_teams_while_the_bot_is_only_in_slack(place: Place) -> None:
    for name in ("CLIENT_ID", "CLIENT_SECRET", "TENANT_ID", "SAMBA_BOT_URL"):
        del place.environ[name]
    place.environ |= {
        "SLACK_BOT_TOKEN": "xoxb-test",
        "SLACK_APP_TOKEN": "xapp-test",
        "SLACK_API_URL": "http://127.0.0.1:9/api/",
    }
    outcome = await place.check()
    said = fault(
        "Teams står i fila, men boten er ikkje sett opp der: Storfjorden kommune.",
        "Set innstillingane som boten treng der. Eller ta Teams ut av fila, og køyr samba-bot load.",
    )
    assert outcome.said.endswith(f"\nTeams\n{said}\n2 ting må rettast.\n")
