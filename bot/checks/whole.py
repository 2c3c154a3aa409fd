"""The whole check: what the environment says, what the database remembers, and what the platforms answer."""

import asyncio
from collections.abc import Mapping, Sequence

from bot.checks.database import check_database, municipalities_at
from bot.checks.findings import Finding, Group, fault
from bot.checks.municipality import check_municipality
from bot.checks.platforms import check_left_out
from bot.checks.settings import check_faults, check_settings
from bot.loading import PLATFORMS
from bot.settings import DatabaseSettings, Settings, SettingsError, read_database_settings, read_settings
from handlers.municipality.registered import Registered
from locales import Language, Translator

Seen = Mapping[str, Sequence[Registered]]


def registered_at(environ: Mapping[str, str], t: Translator) -> list[Registered]:
    """The municipalities that are registered; none when there is no database to ask."""
    try:
        return municipalities_at(read_database_settings(environ, t), t)
    except SettingsError:
        return []


def spoken(environ: Mapping[str, str], t: Translator) -> Language:
    """The language of the municipality that is registered, if one is."""
    return next((known.language for known in registered_at(environ, t)), t.language)


def check(environ: Mapping[str, str], t: Translator) -> list[Group]:
    """Everything that can be looked at with what is set."""
    settings, findings = _settings(environ, t)
    groups = [Group(t("Settings"), findings)]
    database = settings.database if settings else _database_settings(environ, t)
    seen: Seen | None = None
    if database:
        remembered = check_database(database, PLATFORMS, t)
        seen = remembered.municipalities
        groups.append(Group(t("Database"), remembered.findings))
    if seen is not None:
        groups += _municipalities(seen[PLATFORMS[0]], t)
    return groups + (_platforms(settings, seen, t) if settings else [])


def _platforms(settings: Settings, seen: Seen | None, t: Translator) -> list[Group]:
    groups: list[Group] = []
    if settings.slack:
        from bot.slack.checks.whole import check_slack

        groups += asyncio.run(check_slack(settings, settings.slack, seen["slack"] if seen else None, t))
    if settings.teams:
        from bot.teams.checks.whole import check_teams

        groups += asyncio.run(check_teams(settings, settings.teams, seen["teams"] if seen else None, t))
    return groups + check_left_out(settings, seen or {}, t)


def _settings(environ: Mapping[str, str], t: Translator) -> tuple[Settings | None, tuple[Finding, ...]]:
    try:
        settings = read_settings(environ, t)
    except SettingsError as error:
        return None, check_faults(error.faults)
    return settings, check_settings(settings, t)


def _database_settings(environ: Mapping[str, str], t: Translator) -> DatabaseSettings | None:
    try:
        return read_database_settings(environ, t)
    except SettingsError:
        return None


def _municipalities(municipalities: Sequence[Registered], t: Translator) -> list[Group]:
    if municipalities:
        return [Group(known.name, check_municipality(known, t)) for known in municipalities]
    nobody = fault(t("No municipality is registered."), t("Run samba-bot load with the file about the municipality."))
    return [Group(t("Municipality"), (nobody,))]
