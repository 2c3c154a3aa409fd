"""The guides for an administrator say what the program does, and the same in both languages."""

import re
from pathlib import Path

import pytest

from bot.settings import read_settings
from bot.slack.scopes import needed_scopes
from bot.words import translator
from locales import Language

DOCS = Path(__file__).parents[1] / "docs"
SAID = re.compile(r"i orden|feil  |→|ting må|    (Folk|Slack)$")
LANGUAGES: tuple[Language, ...] = ("nn", "nb")


def guide(language: Language) -> str:
    """The guide in one language."""
    return (DOCS / f"install-slack.{language}.md").read_text(encoding="utf-8")


def to_copy(text: str) -> list[str]:
    """The lines that are to be copied, but for what the check says, which is translated."""
    return [line for line in text.splitlines() if line.startswith("    ") and not SAID.search(line)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_every_scope_that_the_app_gets(language: Language) -> None:
    table = guide(language).partition("(scope)")[2].partition("\n\n")[0]
    assert sorted(re.findall(r"`([a-z]+(?:[_a-z]*:[a-z]+)?)`", table)) == sorted(needed_scopes())


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_settings_are_enough(language: Language) -> None:
    named = dict(re.findall(r"^    ([A-Z_]+)=(\S+)$", guide(language), re.MULTILINE))
    settings = read_settings(named, translator(language))
    assert settings.slack
    assert (settings.slack.mode, settings.database.url) == ("socket", "sqlite:////var/lib/samba-bot/samba-bot.db")


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_commands_are_the_programs(language: Language) -> None:
    from bot.cli import _arguments

    known = _arguments(translator("nn")).format_help()
    commands = set(re.findall(r"`?(?:samba|samba-bot) (check|load|migrate|run|key|manifest)\b", guide(language)))
    assert commands == {"check", "load", "migrate", "run", "key", "manifest"}
    assert [command for command in sorted(commands) if f"    {command}" not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_check_says_is_what_it_would_say(language: Language) -> None:
    t = translator(language)
    said = guide(language)
    lines = (
        t("Slack knows the bot, in the workspace {team}.", team="T0STORFJORD"),
        t("The app has the scopes that the bot needs, and no others."),
        t("Slack says hello by Socket Mode."),
        t.many("One account can be reached.", "{count} accounts can be reached.", 41),
        t("These people's accounts are deactivated in Slack: {people}.", people="kari, nils"),
        t("Take those who have left out of the file, and run samba-bot load."),
        t.many("One thing must be put right.", "{count} things must be put right.", 1),
    )
    assert [line for line in lines if line not in said] == []


def test_both_languages_have_the_same_to_copy() -> None:
    nn, nb = (to_copy(guide(language)) for language in LANGUAGES)
    assert nn == nb
    assert len(nn) > 30
