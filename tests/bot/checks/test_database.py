"""A database that is gone, old, new, broken, or sealed with another key."""

import sqlite3
from contextlib import closing

import pytest

from store.cipher import Cipher, new_key
from tests.bot.checks.conftest import Place
from tests.bot.checks.expected import ONE_FAULT, SETTINGS, SLACK, WELL, fault, fine, parts, well, with_fault
from tests.bot.commands import Outcome

DATABASE = "databasen sqlite:///samba-bot.db"
NOT_SEALED = fine("Det finst ein nøkkel for tekstane. Ingen er krypterte enno.")
OLD = fault(
    f"Tabellane i {DATABASE} høyrer ikkje til denne versjonen.", "Køyr samba-bot migrate. samba-bot run gjer det same."
)
NEW = fault("Databasen sqlite:///samba-bot.db høyrer til ein nyare samba-bot.", "Installer den nyare versjonen igjen.")


def unasked(database: str) -> Outcome:
    """Nothing can be asked of the database, so nothing is known of the municipality."""
    return Outcome(1, parts(SETTINGS, f"Database\n{database}", SLACK, end=ONE_FAULT), "")


async def test_a_database_that_is_not_there(place: Place) -> None:
    place.environ["SAMBA_BOT_DATABASE_URL"] = "sqlite:///borte.db"
    assert await place.check() == unasked(
        fault(
            "Det finst ingen database sqlite:///borte.db.",
            "Køyr samba-bot load med fila om kommunen. Eller rett SAMBA_BOT_DATABASE_URL.",
        )
    )
    assert sorted(file.name for file in place.folder.iterdir()) == ["samba-bot.db", "samba-bot.db.key"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("update alembic_version set version_num = '0000'", OLD),
        ("drop table alembic_version", OLD),
        ("update alembic_version set version_num = '9999'", NEW),
    ],
)
async def test_a_database_of_another_version(place: Place, change: str, said: str) -> None:
    with closing(sqlite3.connect(place.folder / "samba-bot.db")) as connection, connection:
        connection.execute(change)
    assert await place.check() == unasked(said)


async def test_a_database_that_cannot_be_opened(place: Place) -> None:
    (place.folder / "samba-bot.db").write_text("dette er ingen database" * 100)
    remedy = "Sjå om adressa er rett, og om boten får lese og skrive der."
    assert await place.check() == unasked(fault(f"Boten får ikkje opna {DATABASE}.", remedy))


async def test_a_password_in_the_address_is_not_shown(place: Place) -> None:
    place.environ |= {
        "SAMBA_BOT_DATABASE_URL": "postgresql+psycopg://samba:hemmeleg@127.0.0.1:9/samba",
        "SAMBA_BOT_TEXT_KEYS": new_key(),
    }
    outcome = await place.check()
    assert "hemmeleg" not in outcome.said + outcome.complained
    assert outcome.status == 1


def seal(place: Place, *sealed: str) -> None:
    """Lay sealed texts in the database, on agendas that nobody looks up."""
    with closing(sqlite3.connect(place.folder / "samba-bot.db")) as connection, connection:
        connection.executemany(
            "insert into agenda_point (tenant_id, item_id, position, minutes, sealed_text) values (1, 1, 1, 5, ?)",
            [(text,) for text in sealed],
        )


async def test_keys_that_open_what_is_sealed(place: Place) -> None:
    key = (place.folder / "samba-bot.db.key").read_text().strip()
    seal(place, Cipher([key]).seal("hemmeleg"))
    assert await place.check() == well(WELL.replace(NOT_SEALED, fine("Nøklane opnar dei krypterte tekstane.")))


@pytest.mark.parametrize("lost_first", [True, False])
async def test_a_key_that_is_lost(place: Place, lost_first: bool) -> None:
    key = (place.folder / "samba-bot.db.key").read_text().strip()
    texts = [Cipher([new_key()]).seal("hemmeleg"), Cipher([key]).seal("hemmeleg")]
    seal(place, *(texts if lost_first else reversed(texts)))
    said = fault(
        "Nøklane opnar ikkje dei krypterte tekstane i databasen.",
        "Legg tilbake nøkkelfila, eller set SAMBA_BOT_TEXT_KEYS til alle nøklane som har vore i bruk, den nyaste "
        "først.",
    )
    assert await place.check() == with_fault(NOT_SEALED, said)


async def test_a_key_file_that_is_gone(place: Place) -> None:
    (place.folder / "samba-bot.db.key").unlink()
    there = fine("Databasen sqlite:///samba-bot.db svarer, og tabellane høyrer til denne versjonen.")
    gone = fault("Nøkkelfila samba-bot.db.key manglar. Legg fila tilbake, eller set SAMBA_BOT_TEXT_KEYS.")
    assert await place.check() == unasked(there + gone)
    assert not (place.folder / "samba-bot.db.key").exists()
