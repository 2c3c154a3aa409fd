"""A municipality in both Slack and Teams: each platform has groups of its own, and nobody is missed who is on one."""

from collections.abc import Callable

from tests.bot.checks.conftest import FILE, Place
from tests.bot.checks.expected import WELL, fault, fine, warning
from tests.bot.commands import Outcome

TENANT, NILS = "3f3d1cea-7a18-41af-872b-cfbbd5140984", "0c3f9a52-7d41-4b8e-9f60-2a1b5c7d8e94"
OPEN = "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"


def on_both(text: str) -> str:
    """The file with one of them in Teams instead."""
    text = text.replace('slack = "T1"', f'slack = "T1"\nteams = "{TENANT}"')
    return text.replace('slack = "U0NILS"', f'teams = "{NILS}"')


def load(place: Place, change: Callable[[str], str]) -> None:
    """Load the file, changed."""
    place.load(change(FILE.read_text(encoding="utf-8")))


async def test_each_platform_is_looked_at_for_itself(place: Place) -> None:
    load(place, on_both)
    place.environ[OPEN] = "true"
    own = f"http://127.0.0.1:{place.environ['PORT']}/api/messages"
    loud = warning(
        f"Alle som når denne maskina, kan gi seg ut for å vere kven som helst i Teams: {OPEN} er sett.",
        "Dette er berre for prøvekøyring. Fjern innstillinga, og set CLIENT_ID, CLIENT_SECRET og TENANT_ID i staden.",
    )
    nils = warning(
        "Desse har ikkje fått boten enno, og boten kan ikkje skrive til dei: nils.",
        "Installer appen for dei med ein oppsettspolicy, eller la dei leggje han til sjølve. "
        "Sjå om objekt-ID-ane er rette.",
    )
    said = WELL.replace("Socket Mode.\n\nDatabase", f"Socket Mode.\n{loud}\nDatabase")
    said = said.replace("Boten når 4 kontoar", "Boten når 3 kontoar")
    said += "Teams\n" + fine(f"Boten går ikkje på {own} no, så vegen inn er ikkje prøvd.")
    said += f"\nFolk i Teams\n{nils}"
    said += "\nKanalar i Teams\n" + fine("Ingen kanal er registrert. Oppsummeringar går berre til partane.")
    assert await place.check() == Outcome(0, said + "\nDet er 2 åtvaringar.\n", "")


async def test_a_platform_that_the_file_counts_on_is_to_be_set_up(place: Place) -> None:
    load(place, on_both)
    said = fault(
        "Teams står i fila, men boten er ikkje sett opp der: Storfjorden kommune.",
        "Set innstillingane som boten treng der. Eller ta Teams ut av fila, og køyr samba-bot load.",
    )
    whole = WELL.replace("Boten når 4 kontoar", "Boten når 3 kontoar") + f"Teams\n{said}\n"
    assert await place.check() == Outcome(1, whole + "Éin ting må rettast.\n", "")
