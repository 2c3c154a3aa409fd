"""The whole check: what the environment says, what the database remembers, and what Slack answers."""

import asyncio
from collections.abc import Mapping

from bot.checks.database import check_database, municipalities_at
from bot.checks.findings import Finding, Group, fault
from bot.checks.municipality import check_municipality
from bot.checks.settings import check_faults, check_settings
from bot.settings import DatabaseSettings, Settings, SettingsError, read_database_settings, read_settings
from handlers.municipality.registered import Registered
from locales import Language, Translator

PLATFORM = "slack"


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
    municipalities: list[Registered] | None = None
    if database:
        remembered = check_database(database, PLATFORM, t)
        municipalities = remembered.municipalities
        groups.append(Group(t("Database"), remembered.findings))
    if municipalities is not None:
        groups += _municipalities(municipalities, t)
    if settings and settings.slack:
        from bot.slack.checks.whole import check_slack

        groups += asyncio.run(check_slack(settings, settings.slack, municipalities, t))
    return groups


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


def _municipalities(municipalities: list[Registered], t: Translator) -> list[Group]:
    if municipalities:
        return [Group(known.name, check_municipality(known, t)) for known in municipalities]
    nobody = fault(t("No municipality is registered."), t("Run samba-bot load with the file about the municipality."))
    return [Group(t("Municipality"), (nobody,))]
