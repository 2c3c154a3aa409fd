"""The migrations lead from nothing to exactly the tables of the models, and back."""

import time
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError

from store.database import open_engine
from store.migrations import HEAD, UnknownVersionError, config, migrate
from store.migrations.tables import METADATA


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'bot.db'}"


def tables(url: str) -> set[str]:
    engine = open_engine(url)
    with engine.begin() as connection:
        found = set(inspect(connection).get_table_names())
    engine.dispose()
    return found


def execute(url: str, statement: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_migrated_database_has_exactly_the_tables_of_the_models(url: str) -> None:
    migrate(url)
    engine = open_engine(url)
    with engine.begin() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    engine.dispose()
    assert differences == []


def test_every_module_of_the_store_with_a_table_is_known_to_the_migrations() -> None:
    store = Path(__file__).parents[2] / "store"
    with_tables = {file.stem for file in store.glob("*.py") if "table=True" in file.read_text(encoding="utf-8")}
    named = (store / "migrations" / "tables.py").read_text(encoding="utf-8")
    assert {module for module in with_tables if f"import store.{module}" not in named} == set()


def test_migrating_again_changes_nothing_and_is_quick(url: str) -> None:
    assert migrate(url) == "created"
    started = time.perf_counter()
    assert migrate(url) == "unchanged"
    assert time.perf_counter() - started < 0.5


def test_the_way_back_leaves_nothing(url: str) -> None:
    migrate(url)
    engine = open_engine(url)
    with engine.begin() as connection:
        command.downgrade(config(connection), "base")
    engine.dispose()
    assert tables(url) == {"alembic_version"}
    assert migrate(url) == "created"


def test_a_migration_that_fails_leaves_the_database_as_it_was(url: str) -> None:
    execute(url, "CREATE TABLE told (id INTEGER)")  # one of the last tables: most others are made before it
    with pytest.raises(OperationalError, match="told already exists"):
        migrate(url)
    assert tables(url) == {"told"}


def test_a_database_of_a_newer_program_is_refused(url: str) -> None:
    migrate(url)
    execute(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UnknownVersionError):
        migrate(url)


def test_the_newest_revision_is_the_one_a_start_compares_with(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        assert ScriptDirectory.from_config(config(connection)).get_heads() == [HEAD]
    engine.dispose()


def test_migrations_are_found_from_any_working_directory(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert migrate(url) == "created"
