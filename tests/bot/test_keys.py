"""The key file beside a SQLite database is made once, for its owner only, and never in place of one that is lost."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.environment import SettingsError
from bot.keys import new_key, text_keys
from bot.settings import DatabaseSettings
from tests.source_words import source_words


@pytest.fixture
def settings(tmp_path: Path) -> DatabaseSettings:
    return DatabaseSettings(f"sqlite:///{tmp_path / 'data' / 'bot.db'}")


def keys(settings: DatabaseSettings) -> tuple[str, ...]:
    return text_keys(settings, source_words())


def test_the_first_start_makes_a_key_and_the_next_finds_it(settings: DatabaseSettings, tmp_path: Path) -> None:
    first = keys(settings)
    assert keys(settings) == first
    files = list((tmp_path / "data").iterdir())
    assert [file.name for file in files] == ["bot.db.key"]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600


def test_of_many_that_start_together_all_get_the_same_key(settings: DatabaseSettings) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(keys, [settings] * 16))) == 1


def test_keys_of_the_environment_come_first(settings: DatabaseSettings, tmp_path: Path) -> None:
    key = new_key()
    assert keys(DatabaseSettings(settings.url, (key,))) == (key,)
    assert list(tmp_path.iterdir()) == []


def test_a_lost_key_file_is_not_replaced(settings: DatabaseSettings, tmp_path: Path) -> None:
    keys(settings)
    (tmp_path / "data" / "bot.db").write_bytes(b"sealed texts")
    (tmp_path / "data" / "bot.db.key").unlink()
    with pytest.raises(SettingsError) as caught:
        keys(settings)
    assert caught.value.faults == ["The key file bot.db.key is missing. Put it back, or set SAMBA_BOT_TEXT_KEYS."]


@pytest.mark.parametrize("content", ["", "no key", "ø"])
def test_a_key_file_that_holds_no_key_is_refused(settings: DatabaseSettings, tmp_path: Path, content: str) -> None:
    keys(settings)
    (tmp_path / "data" / "bot.db.key").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        keys(settings)
    assert caught.value.faults == ["The key file bot.db.key holds no Fernet key."]
