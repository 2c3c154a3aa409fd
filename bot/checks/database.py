"""The database: whether it is there, at this version's tables, and opened by the keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.engine import make_url

from bot.app import Standing, open_as_it_is, standing
from bot.checks.findings import Finding, fault, fine
from bot.environment import SettingsError
from bot.settings import DatabaseSettings
from handlers.municipality.registered import Registered, registered
from handlers.sealed_texts import all_open, any_sealed
from locales import Translator


@dataclass(frozen=True)
class Remembered:
    """What was found, and what the database knows of the municipalities, as each platform sees them; None when it could
    not be asked.
    """

    findings: tuple[Finding, ...]
    municipalities: Mapping[str, list[Registered]] | None = None


def check_database(settings: DatabaseSettings, platforms: Iterable[str], t: Translator) -> Remembered:
    """Look at the database and change nothing in it."""
    place = make_url(settings.url).render_as_string(hide_password=True)
    stands = standing(settings)
    if stands is not Standing.CURRENT:
        return Remembered((_fault(stands, place, t),))
    there = fine(t("The database {place} answers, and its tables are of this version.", place=place))
    try:
        with open_as_it_is(settings, t) as session:
            key = _key(all_open(session), any_sealed(session), t)
            return Remembered((there, key), {platform: registered(session, platform) for platform in platforms})
    except SettingsError as error:
        return Remembered((there, *(fault(line) for line in error.faults)))


def _fault(stands: Standing, place: str, t: Translator) -> Finding:
    match stands:
        case Standing.ABSENT:
            return fault(
                t("There is no database {place}.", place=place),
                t("Run samba-bot load with the file about the municipality. Or correct SAMBA_BOT_DATABASE_URL."),
            )
        case Standing.OLDER:
            return fault(
                t("The tables of the database {place} are not of this version.", place=place),
                t("Run samba-bot migrate. samba-bot run does the same."),
            )
        case Standing.NEWER:
            return fault(
                t("The database {place} is of a newer samba-bot.", place=place), t("Install the newer version again.")
            )
        case _:
            return fault(
                t("The database {place} cannot be opened.", place=place),
                t("See whether the address is right, and whether the bot may read and write there."),
            )


def _key(opens: bool, sealed: bool, t: Translator) -> Finding:
    if not opens:
        return fault(
            t("The keys do not open the texts that are sealed in the database."),
            t("Put back the key file, or set SAMBA_BOT_TEXT_KEYS to every key that has been in use, the newest first."),
        )
    if sealed:
        return fine(t("The keys open the texts that are sealed."))
    return fine(t("There is a key for the texts. None is sealed yet."))


def municipalities_at(settings: DatabaseSettings, t: Translator) -> list[Registered]:
    """The municipalities on a database, as no platform sees them; none when the database cannot be asked."""
    if standing(settings) is not Standing.CURRENT:
        return []
    try:
        with open_as_it_is(settings, t) as session:
            return registered(session, "")
    except SettingsError:
        return []
