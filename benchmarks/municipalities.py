"""A database like that of a shared installation after ten years: many municipalities, and up to a million meetings.

One municipality is loaded from its file, and one meeting booked in it through the bot itself. `copying` makes the rest
of them.
"""

import asyncio
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, update
from sqlmodel import Session, select

from benchmarks.copying import copy_history, copy_municipality
from benchmarks.slack.bot import the_bot
from benchmarks.slack.journey import USER, Booking
from benchmarks.slack.sender import Sender
from benchmarks.teams.sender import TENANT
from benchmarks.teams.sender import USER as OBJECT_ID
from handlers.municipality import load_municipality
from store.accounts import Account, Workspace
from store.cipher import Cipher, new_key
from store.database import Database
from store.migrations import HEAD, migrate
from store.people import Tenant, Unit
from store.slots import Slot

LYNGVAG = Path(__file__).parents[1] / "bot" / "playground" / "lyngvag.toml"
# The municipalities of Norway.
MOST = 357
NOW = datetime(2027, 2, 23, 8, tzinfo=UTC)
# Of the asker's school in each municipality: enough for every booking of a run, from three weeks ahead.
BOOKED_AT = "solvik"
QUICK = ("foreign_keys=OFF", "journal_mode=OFF", "synchronous=OFF", "cache_size=-1000000")
FREE_TIMES, FIRST_FREE = 20, timedelta(days=22)


def municipalities_of(meetings: int) -> int:
    """How many municipalities so many meetings are spread over."""
    return min(MOST, meetings)


def database_of(meetings: int, folder: Path) -> Database:
    """A fresh copy of a database with so many meetings, which is made the first time; to be closed."""
    folder.mkdir(parents=True, exist_ok=True)
    made, used = folder / f"{meetings}-meetings-{HEAD}.db", folder / "in-use.db"
    if not made.exists():
        unfinished = made.with_suffix(".unfinished")
        _remove(unfinished)
        _make(meetings, unfinished)
        unfinished.rename(made)
    _remove(used)
    shutil.copy(made, used)
    database = _opened(used)
    _set_clock(database)
    return database


def _make(meetings: int, path: Path) -> None:
    migrate(f"sqlite:///{path}")
    database = _opened(path)
    with database.session() as session:
        load_municipality(session, LYNGVAG.read_text(encoding="utf-8"), ("slack",))
        _let_into_teams(session)
        _give_times(session, [session.exec(select(Unit).where(Unit.key == BOOKED_AT)).one()], 1)
    _set_clock(database)
    asyncio.run(_book_one(database))
    municipalities = municipalities_of(meetings)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        for pragma in QUICK:
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        connection.exec_driver_sql("BEGIN")
        copy_municipality(connection, municipalities)
        copy_history(connection, municipalities, meetings)
        connection.commit()
    with database.session() as session:
        _give_times(session, session.exec(select(Unit).where(Unit.key == BOOKED_AT)).all(), FREE_TIMES)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("ANALYZE")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


async def _book_one(database: Database) -> None:
    async with the_bot(database) as (app, opened):
        await Booking(Sender(app), opened, 1).whole(0)


def _let_into_teams(session: Session) -> None:
    """The asker has an account there, too."""
    account = session.exec(select(Account).where(Account.external_id == USER)).one()
    teams = Workspace(tenant_id=account.tenant_id, platform="teams", external_id=TENANT)
    session.add(teams)
    session.flush()
    assert teams.id is not None
    person = account.person_id
    session.add(Account(tenant_id=account.tenant_id, person_id=person, workspace_id=teams.id, external_id=OBJECT_ID))


def _give_times(session: Session, units: Sequence[Unit], count: int) -> None:
    times = [NOW + FIRST_FREE + timedelta(days=number) for number in range(count)]
    rows = [
        {
            "tenant_id": unit.tenant_id,
            "arena": "samba",
            "unit_id": unit.id,
            "starts_at": start,
            "ends_at": start + timedelta(minutes=45),
            "place": "Møterom 2",
        }
        for unit in units
        for start in times
    ]
    session.execute(insert(Slot), rows)


def _set_clock(database: Database) -> None:
    with database.session() as session:
        session.execute(update(Tenant).values(clock_offset=(NOW - datetime.now(UTC)).total_seconds()))


def _opened(path: Path) -> Database:
    return Database(f"sqlite:///{path}", Cipher([new_key()]))


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
