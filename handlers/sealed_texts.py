"""Whether the keys at hand open the texts that are sealed in the database."""

from collections.abc import Iterator

from cryptography.fernet import InvalidToken
from sqlalchemy import Column, Table, select
from sqlmodel import Session

from store.cipher import cipher_of
from store.migrations.tables import METADATA

SEALED = "sealed_"


def any_sealed(session: Session) -> bool:
    """Whether there is any sealed text at all."""
    return next(_samples(session), None) is not None


def all_open(session: Session) -> bool:
    """Whether the oldest and the newest text of each kind can be opened: the keys between them are rarely changed."""
    cipher = cipher_of(session)
    try:
        for sealed in _samples(session):
            cipher.open(sealed)
    except InvalidToken:
        return False
    return True


def _samples(session: Session) -> Iterator[str]:
    for table in METADATA.sorted_tables:
        for column in table.columns:
            if column.name.startswith(SEALED):
                yield from _ends(session, table, column)


def _ends(session: Session, table: Table, column: "Column[str]") -> Iterator[str]:
    key = next(iter(table.primary_key.columns))
    for order in (key.asc(), key.desc()):
        found = session.execute(select(column).where(column.is_not(None)).order_by(order).limit(1)).scalar()
        if found is not None:
            yield found
