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
from store.migrations import HEAD, UnknownVersionError, check_references, config, migrate, open_to_migrate
from store.migrations.tables import METADATA

# A message and what revises it, in the first version's tables.
SENT_BEFORE = (
    "INSERT INTO tenant (id, key, name, language, timezone, clock_offset) VALUES (1, 'k', 'K', 'nn', 'Europe/Oslo', 0)",
    "INSERT INTO person (id, tenant_id, key, name, active) VALUES (1, 1, 'p', 'P', 1)",
    "INSERT INTO notice (id, tenant_id, kind, key, due_at, asked, state, attempts)"
    " VALUES (1, 1, 'agenda', 'a', '2027-01-01', 0, 'expanded', 0)",
    *(
        "INSERT INTO delivery (id, tenant_id, notice_id, kind, person_id, due_at, state, attempts, revises)"
        f" VALUES ('{name}', 1, 1, 'agenda', 1, '2027-01-01', 'sent', 1, {revises})"
        for name, revises in (("one", "NULL"), ("two", "'one'"))
    ),
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'bot.db'}"


def tables(url: str) -> set[str]:
    engine = open_engine(url)
    with engine.begin() as connection:
        found = set(inspect(connection).get_table_names())
    engine.dispose()
    return found


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    engine = open_engine(url)
    with engine.begin() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
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


def test_what_was_sent_before_the_second_version_stands_after_it_and_on_the_way_back(url: str) -> None:
    migrate(url, "0001")
    for statement in SENT_BEFORE:
        execute(url, statement)
    migrate(url)
    sent = "SELECT id, person_id, revises FROM delivery ORDER BY id"
    assert rows(url, sent) == [("one", 1, None), ("two", 1, "one")]
    assert rows(url, "SELECT channel_id, in_doubt FROM delivery") == [(None, 0), (None, 0)]
    engine = open_to_migrate(url)
    with engine.begin() as connection:
        command.downgrade(config(connection), "0001")
        check_references(connection)
    engine.dispose()
    assert rows(url, sent) == [("one", 1, None), ("two", 1, "one")]


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
