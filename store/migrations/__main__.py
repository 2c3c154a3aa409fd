"""Draft the next migration from what the tables have become, to be tidied by hand.

`python -m store.migrations 0002 "what changes"`. `HEAD` names the newest too; a test says when they differ.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from store.database import open_engine
from store.migrations import config, migrate


def draft(revision: str, message: str) -> None:
    """Write `versions/<revision>_<message>.py`, compared with a fresh database of the newest version."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'newest.db'}"
        migrate(url)
        engine = open_engine(url)
        with engine.begin() as connection:
            command.revision(config(connection), message, autogenerate=True, rev_id=revision)
        engine.dispose()


if __name__ == "__main__":
    draft(*sys.argv[1:3])
