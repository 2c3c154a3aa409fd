"""What `samba-bot check` says of a municipality in Teams where all is well, in nynorsk."""

from tests.bot.checks.expected import ALL_WELL, DATABASE, MUNICIPALITY, ONE_FAULT, ONE_WARNING, fine, parts
from tests.bot.commands import Outcome
from tests.bot.teams.checks.conftest import TENANT, Place

SETTINGS = "Innstillingar\n" + fine("Alt boten treng for Teams, er sett.")
KNOWN = fine(f"Microsoft kjenner boten, i tenanten {TENANT}.")
KEYS = fine("Boten får henta nøklane som Teams signerer med.")
PEOPLE = fine("Boten kan skrive til 4 personar.")
ROOM = fine("fjordskulen-samba: Kanalen er privat, og boten er med.")


def not_running(place: Place) -> str:
    """The line about the bot, which does not run."""
    address = f"http://127.0.0.1:{place.environ['PORT']}/api/messages"
    return fine(f"Boten går ikkje på {address} no, så vegen inn er ikkje prøvd.")


def said(
    place: Place, *, settings: str = SETTINGS, teams: str = "", people: str = PEOPLE, rooms: str = ROOM, end: str
) -> str:
    """All of it, with other lines in some places; empty lines leave a group out."""
    groups = [settings, DATABASE, MUNICIPALITY, "Teams\n" + (teams or KNOWN + KEYS + not_running(place))]
    groups += ["Folk i Teams\n" + people] if people else []
    groups += ["Kanalar i Teams\n" + rooms] if rooms else []
    return parts(*groups, end=end)


def well(place: Place, **changed: str) -> Outcome:
    """Nothing is wrong."""
    return Outcome(0, said(place, end=ALL_WELL, **changed), "")


def one_fault(place: Place, **changed: str) -> Outcome:
    """One thing must be put right."""
    return Outcome(1, said(place, end=ONE_FAULT, **changed), "")


def one_warning(place: Place, **changed: str) -> Outcome:
    """There is one warning, which hinders nothing."""
    return Outcome(0, said(place, end=ONE_WARNING, **changed), "")
