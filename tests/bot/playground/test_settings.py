"""How the playground is started, and when it refuses."""

import pytest

from bot.playground.settings import Settings, SettingsError, read_settings

ENVIRONMENT = {
    "SAMBA_BOT_PLAYGROUND_SIGNING_SECRET": "hush",
    "SAMBA_BOT_PLAYGROUND_BOT_TOKEN": "xoxb-playground-1",
    "SAMBA_BOT_PLAYGROUND_APP_TOKEN": "xapp-playground-1",
    "SAMBA_BOT_TRY_TOKEN": "try",
}


def test_secrets_come_from_the_environment_and_are_not_shown() -> None:
    settings = read_settings(["--bot-url", "http://127.0.0.1:3000/"], ENVIRONMENT)
    secrets = (settings.signing_secret, settings.bot_token, settings.app_token, settings.try_token)
    assert secrets == ("hush", "xoxb-playground-1", "xapp-playground-1", "try")
    assert settings.bot_url == "http://127.0.0.1:3000"
    assert "hush" not in repr(settings)
    assert "xoxb" not in repr(settings)


@pytest.mark.parametrize(
    ("argv", "changed", "reason"),
    [
        (["--bot-url", "http://x"], {"SAMBA_BOT_PLAYGROUND_BOT_TOKEN": "xoxb-123-456"}, "--bot-token must begin with"),
        (["--mode", "socket"], {"SAMBA_BOT_PLAYGROUND_APP_TOKEN": "xapp-1-A0"}, "--app-token must begin with"),
        (["--bot-url", "http://x"], {"SAMBA_BOT_PLAYGROUND_BOT_TOKEN": ""}, "--bot-token is missing"),
        (["--bot-url", "http://x"], {"SAMBA_BOT_PLAYGROUND_SIGNING_SECRET": ""}, "--signing-secret is missing"),
        ([], {}, "--bot-url is missing"),
        (["--mode", "socket"], {"SAMBA_BOT_PLAYGROUND_APP_TOKEN": ""}, "--app-token is missing"),
    ],
)
def test_it_refuses_what_is_real_or_missing(argv: list[str], changed: dict[str, str], reason: str) -> None:
    with pytest.raises(SettingsError, match=f"^{reason}"):
        read_settings(argv, {**ENVIRONMENT, **changed})


def test_the_address_is_this_machines_own(settings: Settings) -> None:
    assert settings.own_url == f"http://127.0.0.1:{settings.port}"
