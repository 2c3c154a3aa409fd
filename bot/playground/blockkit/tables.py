"""The rules of the block that draws a table."""

from bot.playground.blockkit.grammar import anything, flag, items, number, one_of, record, string, typed
from bot.playground.blockkit.rich import RICH_TEXT

CELL_TEXT = string(1_000_000, 1)
CELL = typed(
    {
        "rich_text": RICH_TEXT,
        "raw_text": record({"text": CELL_TEXT}, {"type": anything}),
        "raw_number": record({"text": CELL_TEXT, "value": number}, {"type": anything}),
    }
)
COLUMN = record({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})
TABLE = record(
    {"rows": items(items(CELL, 0, 20), 1, 100)},
    {"type": anything, "block_id": string(255), "column_settings": items(COLUMN, 0, 20)},
)
