"""Copies a municipality, and a meeting in it, many times over within the database, quickly: a statement for each table.

A copy's ids are the original's, shifted by so much for each copy that they never meet. Whatever refers to them is
shifted alike, by the tables' own foreign keys, so that a new column needs no line here.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Table, case, func, insert, literal, select, true
from sqlmodel.sql.sqltypes import UTCDateTime

from store.attendance import Participant
from store.cases import Case, CaseState
from store.meetings import Item, Meeting
from store.migrations.tables import METADATA
from store.notices import Notice, NoticeKind, NoticeState
from store.slots import Slot

Own = Mapping[str, ColumnElement[Any]]
DAYS = 3652
# Of what each has booked, the last tenth are open cases.
OPEN_PART = 10
SETUP = ("tenant", "approved_arena", "workspace", "unit", "person", "account", "person_role", "contact", "closed_day")


def copy_municipality(connection: Connection, municipalities: int) -> None:
    """Make so many municipalities of the one there is, each with its units, people and accounts."""
    numbers = _numbers(1, municipalities)
    copy = numbers.c.number
    last = _last_ids(connection, [METADATA.tables[name] for name in SETUP])
    own: dict[str, Own] = {
        "tenant": {"key": METADATA.tables["tenant"].c.key + "-" + _text(copy)},
        "workspace": {"external_id": METADATA.tables["workspace"].c.external_id + _text(copy)},
    }
    for name in SETUP:
        table = METADATA.tables[name]
        _copy(connection, table, numbers, dict.fromkeys(last, copy), last, own.get(name, {}))


def copy_history(connection: Connection, municipalities: int, meetings: int) -> None:
    """Make so many meetings of the one there is, spread evenly over the municipalities and over ten years back."""
    history = [_table(model) for model in (Slot, Case, Meeting, Item, Participant, Notice)]
    numbers = _numbers(1, meetings)
    copy = numbers.c.number
    municipality, back = copy % municipalities, copy // municipalities
    setup = _last_ids(connection, [METADATA.tables[name] for name in SETUP])
    width = (
        {"tenant": 1} | {name: last // municipalities for name, last in setup.items()} | _last_ids(connection, history)
    )
    copies = dict.fromkeys(SETUP, municipality) | {table.name: copy for table in history}
    days = back * DAYS // max(meetings // municipalities, 1)
    booker = 1 + back % width["person"] + municipality * width["person"]
    open_ones = meetings // municipalities // OPEN_PART
    own: dict[str, dict[str, ColumnElement[Any]]] = {
        "child_case": {
            "reference": "S-" + func.printf("%04d", back),
            "owner_id": booker,
            "state": case((back <= open_ones, CaseState.OPEN), else_=CaseState.CLOSED),
        },
        "meeting": {"uid": func.lower(func.hex(func.randomblob(16)))},
        "item": {"convener_id": booker, "booked_by_id": booker},
        "notice": {"key": _table(Notice).c.key + ":" + _text(copy), "state": literal(NoticeState.EXPANDED)},
    }
    said = _table(Notice).c.kind.in_((NoticeKind.BOOKED, NoticeKind.INVITATION))
    for table in history:
        moments = {column.name: _earlier(column, days) for column in table.c if isinstance(column.type, UTCDateTime)}
        only = said if table.name == "notice" else true()
        _copy(connection, table, numbers, copies, width, moments | own.get(table.name, {}), only)


def _copy(
    connection: Connection,
    table: Table,
    numbers: CTE,
    copies: Mapping[str, ColumnElement[int]],
    width: Mapping[str, int],
    own: Own,
    only: ColumnElement[bool] = true(),  # noqa: B008  it is a constant
) -> None:
    """`copies` says for each table which copy it is, `width` by how much an id is shifted from one to the next."""

    def shifted(column: ColumnElement[Any]) -> ColumnElement[Any]:
        referred = (str(key.column.table.name) for key in column.foreign_keys)
        target = table.name if column.primary_key else next(referred, "")
        return column + copies[target] * width[target] if target in width else column

    values = [own[column.name] if column.name in own else shifted(column) for column in table.c]
    source = select(*values).select_from(table.join(numbers, true())).where(table.c.id <= width[table.name], only)
    connection.execute(insert(table).from_select([column.name for column in table.c], source))


def _numbers(first: int, end: int) -> CTE:
    numbers = select(literal(first).label("number")).where(literal(first) < end).cte("numbers", recursive=True)
    following = select(numbers.c.number + 1).where(numbers.c.number + 1 < end)
    return numbers.union_all(following)


def _last_ids(connection: Connection, tables: Sequence[Table]) -> dict[str, int]:
    return {table.name: connection.execute(select(func.max(table.c.id))).scalar() or 0 for table in tables}


def _earlier(column: ColumnElement[Any], days: ColumnElement[int]) -> ColumnElement[Any]:
    # As SQLAlchemy writes a moment on SQLite: with six digits of a second.
    return func.strftime("%Y-%m-%d %H:%M:%f", column, "-" + _text(days) + " days") + "000"


def _text(number: ColumnElement[int]) -> ColumnElement[str]:
    return func.printf("%d", number)


def _table(model: Any) -> Table:
    table: Table = model.__table__
    return table
