"""The guides for an administrator of Teams say what the program does, and the same in both languages."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from microsoft_teams.api.auth.cloud_environment import PUBLIC

from bot.cli import _arguments
from bot.loading import IDS
from bot.settings import read_settings
from bot.teams import calendar_links, intake
from bot.teams.checks.line import KEYS
from bot.teams.package.manifest import SCOPES, manifest
from bot.words import translator
from handlers.commands import name_of
from locales import Language
from tests.bot.teams.test_package import package

DOCS = Path(__file__).parents[1] / "docs"
GUIDES: dict[Language, str] = {"nn": "teams.md", "nb": "teams.nb.md"}
SAID = re.compile(r"i orden|  ! |→|Det er é|    (Folk i Teams|Teams)$")
TENANT, URL = "6b1f0c9e-2d37-4a58-8c41-f3e9b7a05d12", "https://samba.storfjorden.example/"
languages = pytest.mark.parametrize("language", GUIDES)


def guide(language: Language) -> str:
    """The guide in one language."""
    return (DOCS / GUIDES[language]).read_text(encoding="utf-8")


def to_copy(text: str) -> list[str]:
    """The lines that are to be copied, but for what the check says, which is translated."""
    return [line for line in text.splitlines() if line.startswith("    ") and not SAID.search(line)]


@languages
def test_its_settings_are_enough(language: Language) -> None:
    named = dict(re.findall(r"^    ([A-Z_]+)=(\S+)$", guide(language), re.MULTILINE))
    settings = read_settings(named, translator(language))
    assert settings.teams
    assert (settings.slack, settings.teams.url, settings.teams.unauthenticated) == (None, URL, False)
    assert (settings.host, settings.port) == ("127.0.0.1", 3000)
    assert settings.database.url == "sqlite:////var/lib/samba-bot/samba-bot.db"


@languages
def test_its_commands_are_the_programs(language: Language) -> None:
    known = _arguments(translator(language))
    lines = [line.strip() for line in to_copy(guide(language)) if line.startswith("    samba ")]
    given = [known.parse_args(shlex.split(line)[1:]) for line in lines]
    assert [each.command.__name__ for each in given] == ["_load", "_teams_package", "_check"]
    assert "/samba-bot run\n" in guide(language)
    options = set(re.findall(r"`(--[a-z]+)", guide(language)))
    assert options == {"--publisher", "--website", "--privacy", "--terms"}
    assert known.parse_args(["teams", "package", *(f"{option}=x" for option in options)])


@languages
def test_the_web_server_in_front_lets_in_what_the_bot_serves_and_no_more(language: Language) -> None:
    passed = re.findall(r"location (?:= )?(/\S*) \{ proxy_pass http://127\.0\.0\.1:3000;", guide(language))
    assert passed == [intake.PATH, calendar_links.PATH.partition("{")[0]]
    assert f"`{URL.rstrip('/')}{intake.PATH}`" in guide(language)


@languages
def test_the_firewall_lets_through_what_the_bot_calls(language: Language) -> None:
    hosts = {re.sub(r"https://([^/]+).*", r"\1", address) for address in (PUBLIC.login_endpoint, KEYS)}
    table = guide(language).partition("\n## 1.")[0]
    assert hosts == {"login.microsoftonline.com", "login.botframework.com"}
    assert [host for host in (*hosts, "smba.trafficmanager.net", "serviceUrl") if f"`{host}`" not in table] == []


@languages
def test_it_names_all_that_the_app_asks_for(language: Language) -> None:
    made = manifest(package(language))
    assert not {"webApplicationInfo", "authorization", "permissions"} & made.keys()
    rows = guide(language).partition("(RSC)")[0].rpartition("|---")[2]
    assert set(re.findall(r"`(\w+)`", rows)) == {*SCOPES, *made["supportedChannelTypes"]}


@languages
def test_the_ids_that_it_shows_would_be_taken(language: Language) -> None:
    block = re.search(r"    \[workspaces\]\n(?:    .*\n|\n(?=    ))+", guide(language))
    assert block
    shown = tomllib.loads(block.group().replace("    ", ""))
    assert IDS["teams"].workspace.pattern.fullmatch(shown["workspaces"]["teams"])
    assert IDS["teams"].account.pattern.fullmatch(shown["people"][0]["accounts"]["teams"])


@languages
def test_what_is_to_be_written_to_the_bot_is_understood(language: Language) -> None:
    text = guide(language)
    assert "`@samba-bot hjelp`" in text
    assert "`samba referat S-7F3K`" in text
    assert [word for word in ("hjelp", "referat") if name_of(word) is None] == []


@languages
def test_what_the_check_says_is_what_it_would_say(language: Language) -> None:
    t, said = translator(language), guide(language)
    lines = (
        t("Microsoft knows the bot, in the tenant {tenant}.", tenant=TENANT),
        t("The keys that Teams signs with can be fetched."),
        t("The bot runs, and lets in only what Microsoft has signed."),
        t("The bot answers at {address}, where Teams calls.", address=f"{URL}api/messages"),
        t("People in Teams"),
        t.many("The bot can write to one person.", "The bot can write to {count} people.", 41),
        t("These have not got the bot yet, and it cannot write to them: {people}.", people="kari, nils"),
        t("Install the app for them with a setup policy, or let them add it. See whether the object ids are right."),
        t.many("There is one warning.", "There are {count} warnings.", 1),
    )
    assert [line for line in lines if line not in said] == []


@languages
def test_the_lines_of_the_log_are_the_bots(language: Language) -> None:
    written = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in (intake,))
    told = set(re.findall(r"`((?:refused|cannot)[^`]* reason)=(\w+)`", guide(language)))
    assert {reason for _, reason in told} == {"no_token", "token", "keys", "tenant"}
    assert [line for line, _ in told if f'"{line}=' not in written] == []


def test_both_languages_have_the_same_to_copy() -> None:
    nn, nb = (to_copy(guide(language)) for language in GUIDES)
    assert nn == nb
    assert len(nn) > 50
