"""Alembic's own entrance: runs the migrations on the connection that `migrate` has open, in its transaction."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Enum
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from store.migrations.tables import METADATA
from store.types import WORD_LENGTH

# A migration stays as it was written while the types of the models live on, so it is drafted in plain ones.
PLAIN = {AutoString: "sa.String()", UTCDateTime: "sa.DateTime(timezone=True)", Enum: f"sa.String({WORD_LENGTH})"}


def plainly(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """How the type of a column is written in a drafted migration; False leaves it to Alembic."""
    return PLAIN.get(type(item), False) if kind == "type" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_item=plainly,
    # SQLite cannot alter a table in place, so its tables are copied; and it can take back what changes a table.
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
