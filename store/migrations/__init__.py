"""How the tables come to be, and how they change from one version to the next. Always within one transaction."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, Engine, event, inspect, text

from store.database import open_engine

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent
# The newest revision. A database that stands there is left alone without loading Alembic, so that a start stays quick.
HEAD = "0003"

Outcome = Literal["created", "changed", "unchanged"]


class UnknownVersionError(Exception):
    """The database stands at a version this program does not know: a newer one has been there."""


def migrate(url: str, target: str = HEAD) -> Outcome:
    """Bring a database to the newest version, or up to `target`. Safe to repeat; an error leaves it as it was.

    Raises UnknownVersionError when a newer samba-bot has been there.
    """
    engine = open_to_migrate(url)
    try:
        with engine.begin() as connection:
            before = version(connection)
            if before == target:
                return "unchanged"
            if before is not None and not _is_known(before):
                raise UnknownVersionError(before)
            _upgrade(connection, target)
            return "changed" if before else "created"
    finally:
        engine.dispose()


def open_to_migrate(url: str) -> Engine:
    """The engine for a database whose tables are to change. SQLite copies a table that changes, which rows that refer
    to it must not keep from happening: the migration checks them when it is done.
    """
    engine = open_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA foreign_keys=OFF"))
    return engine


def check_references(connection: Connection) -> None:
    """See that every row still refers to one that is there. Raises RuntimeError, and the migration is undone."""
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if lost:
            raise RuntimeError(f"rows refer to what is gone: {sorted({row[0] for row in lost})}")


def version(connection: Connection) -> str | None:
    """The revision a database stands at; None when it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def config(connection: Connection) -> "Config":
    """What Alembic is told: where the migrations lie, wherever it is called from, and the open connection."""
    from alembic.config import Config

    configuration = Config(attributes={"connection": connection})
    # A percent sign in the path would be read as a placeholder.
    configuration.set_main_option("script_location", str(HERE).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    return configuration


def _is_known(revision: str) -> bool:
    return any((HERE / "versions").glob(f"{revision}_*.py"))


def _upgrade(connection: Connection, target: str) -> None:
    from alembic import command

    command.upgrade(config(connection), target)
    check_references(connection)
