"""Settings come from the environment; every fault is named at once, and no secret is repeated."""

import pytest

from bot.platform_settings import SlackSettings, TeamsSettings
from bot.settings import DatabaseSettings, Settings, SettingsError, read_database_settings, read_settings
from store.cipher import new_key
from tests.source_words import source_words

BOT, APP, SECRET = "xoxb-1-2-three", "xapp-1-two", "0123456789abcdef"
SOCKET = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}
TEAMS = {
    "CLIENT_ID": "client",
    "CLIENT_SECRET": "secret-one",
    "TENANT_ID": "tenant",
    "SAMBA_BOT_URL": "https://samba.example/",
}
HTTP = {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET}


def read(**environ: str) -> Settings:
    return read_settings(environ, source_words())


def faults(**environ: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read(**environ)
    return caught.value.faults


def test_two_tokens_are_enough_for_socket_mode() -> None:
    assert read(**SOCKET) == Settings(
        database=DatabaseSettings("sqlite:///samba-bot.db"),
        slack=SlackSettings(BOT, "", APP, "https://slack.com/api/"),
        teams=None,
        host="127.0.0.1",
        port=3000,
        lease_seconds=60,
        try_token="",
    )
    assert SlackSettings(BOT, "", APP, "").mode == "socket"


def test_everything_can_be_set() -> None:
    old, new = new_key(), new_key()
    settings = read(
        **HTTP,
        SAMBA_BOT_DATABASE_URL="sqlite:////srv/samba/bot.db",
        SAMBA_BOT_TEXT_KEYS=f"{new}, {old}",
        SLACK_API_URL="http://127.0.0.1:8065/api",
        HOST="0.0.0.0",
        PORT=" 8080 ",
        SAMBA_BOT_LEASE_SECONDS="5",
    )
    assert settings == Settings(
        database=DatabaseSettings("sqlite:////srv/samba/bot.db", (new, old)),
        slack=SlackSettings(BOT, SECRET, "", "http://127.0.0.1:8065/api/"),
        teams=None,
        host="0.0.0.0",
        port=8080,
        lease_seconds=5,
        try_token="",
    )
    assert SlackSettings(BOT, SECRET, "", "").mode == "http"


def test_every_fault_is_named_at_once() -> None:
    assert faults(
        SAMBA_BOT_DATABASE_URL="mysql://x",
        SAMBA_BOT_TEXT_KEYS=f"{new_key()},secret-one",
        SLACK_BOT_TOKEN="xoxp-secret-two",
        SLACK_SIGNING_SECRET="secret-three",
        SLACK_APP_TOKEN="xoxb-secret-four",
        SLACK_API_URL="http://slack.example/api/",
        PORT="70000",
        SAMBA_BOT_TRY_TOKEN="secret-five",
    ) == [
        "SAMBA_BOT_DATABASE_URL: Cannot be used. Write sqlite:/// and the path of a file, for instance "
        "sqlite:///samba-bot.db.",
        "SAMBA_BOT_TEXT_KEYS: Key number 2 is no Fernet key. Make one with samba-bot key.",
        "PORT: Must be a whole number from 1 to 65535.",
        "SLACK_BOT_TOKEN: Must begin with xoxb-. It is another kind of token.",
        "SLACK_APP_TOKEN: Must begin with xapp-. It is another kind of token.",
        "SLACK_API_URL: Must be a web address that begins with https://, or with http:// on this machine.",
        "SLACK_APP_TOKEN: Stands beside SLACK_SIGNING_SECRET. Keep this one for Socket Mode, or that one for HTTP.",
        "SAMBA_BOT_TRY_TOKEN: Is for the try-out only, which runs on this machine without real tokens. Remove it.",
    ]


def test_nothing_set_says_what_is_needed() -> None:
    assert faults() == ["SLACK_BOT_TOKEN: Is missing. Set it to work in Slack, or set CLIENT_ID to work in Teams."]


def test_a_part_of_what_slack_needs_says_what_is_missing() -> None:
    assert faults(SLACK_BOT_TOKEN=BOT) == [
        "SLACK_APP_TOKEN: Is missing. Set it for Socket Mode, or set SLACK_SIGNING_SECRET for HTTP.",
    ]
    assert faults(SLACK_APP_TOKEN=APP) == [
        "SLACK_BOT_TOKEN: Is missing. You find it on the app's page at Slack, under OAuth & Permissions.",
    ]


def test_teams_alone_is_enough() -> None:
    settings = read(**TEAMS)
    assert settings.slack is None
    assert settings.teams == TeamsSettings("client", "secret-one", "tenant", "https://samba.example/")


def test_both_platforms_can_be_set_up() -> None:
    settings = read(**TEAMS, **SOCKET)
    assert (settings.slack is not None, settings.teams is not None) == (True, True)


@pytest.mark.parametrize("missing", ["CLIENT_ID", "CLIENT_SECRET", "TENANT_ID"])
def test_a_part_of_the_credentials_for_teams_says_what_is_missing(missing: str) -> None:
    given = {name: value for name, value in TEAMS.items() if name != missing}
    assert faults(**given) == [f"{missing}: Is missing. You find it in Entra, on the app registration of the bot."]


def test_teams_must_know_its_own_address() -> None:
    assert faults(**{**TEAMS, "SAMBA_BOT_URL": ""}) == [
        "SAMBA_BOT_URL: Is missing. Set it to the bot's public address, for instance https://samba.example/."
    ]
    assert faults(**{**TEAMS, "SAMBA_BOT_URL": "http://samba.example/"}) == [
        "SAMBA_BOT_URL: Must be a web address that begins with https://, or with http:// on this machine."
    ]


@pytest.mark.parametrize("word", ["true", "1", "Yes", "ON"])
def test_anybody_may_be_anybody_on_this_machine_when_it_is_said(word: str) -> None:
    settings = read(DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS=word, PORT="3978")
    assert settings.teams == TeamsSettings("", "", "", "http://127.0.0.1:3978/", unauthenticated=True)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2"])
def test_nobody_else_may_be_anybody(host: str) -> None:
    assert faults(DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS="true", HOST=host) == [
        "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS: Is for this machine only. Set HOST to 127.0.0.1, or remove it."
    ]


def test_credentials_never_stand_beside_an_open_door() -> None:
    assert faults(**TEAMS, DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS="true") == [
        "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS: Stands beside CLIENT_ID, CLIENT_SECRET, TENANT_ID, and would let "
        "anybody in. Remove it, or remove them."
    ]


def test_a_switch_is_on_or_off() -> None:
    assert faults(**TEAMS, DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS="perhaps") == [
        "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS: Must be true or false."
    ]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    assert faults(**SOCKET, SAMBA_BOT_DATABASE_URL=url) == [
        "SAMBA_BOT_DATABASE_URL: Names no file. What the bot remembers must outlive it. Write the path after sqlite:///."
    ]


@pytest.mark.parametrize("port", ["0", "-1", "65536", "8o80", "³", "3000.0"])
def test_a_port_is_a_number_in_range(port: str) -> None:
    assert faults(**SOCKET, PORT=port) == ["PORT: Must be a whole number from 1 to 65535."]


@pytest.mark.parametrize(
    "url", ["slack.com/api", "ftp://slack.com", "http://slack.com/api/", "https://", "https://x:y/"]
)
def test_tokens_are_sent_to_a_safe_address_only(url: str) -> None:
    assert [fault.split(":")[0] for fault in faults(**SOCKET, SLACK_API_URL=url)] == ["SLACK_API_URL"]


@pytest.mark.parametrize(
    ("environ", "allowed"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-playground-1"}, True),
        ({"SLACK_BOT_TOKEN": BOT}, False),
        ({"SLACK_BOT_TOKEN": "xoxb-playground-1", "HOST": "0.0.0.0"}, False),
        ({"SLACK_BOT_TOKEN": "xoxb-playground-1", "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true"}, True),
        ({"SLACK_BOT_TOKEN": "xoxb-playground-1", **TEAMS}, False),
    ],
)
def test_the_try_outs_token_works_on_this_machine_without_real_tokens_only(
    environ: dict[str, str], allowed: bool
) -> None:
    given = {**HTTP, "SAMBA_BOT_TRY_TOKEN": "t", **environ}
    if allowed:
        assert read(**given).try_token == "t"
    else:
        assert [fault.split(":")[0] for fault in faults(**given)] == ["SAMBA_BOT_TRY_TOKEN"]


def test_secrets_are_not_shown() -> None:
    key = new_key()
    shown = repr(read(**HTTP, **TEAMS, SAMBA_BOT_TEXT_KEYS=key))
    assert "port=3000" in shown
    assert [secret for secret in (BOT, SECRET, key, TEAMS["CLIENT_SECRET"]) if secret in shown] == []


def test_a_command_that_only_opens_the_database_needs_no_tokens() -> None:
    assert read_database_settings({}, source_words()) == DatabaseSettings("sqlite:///samba-bot.db")
