"""${message}"""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """To the newer version."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Back to the older version."""
    ${downgrades if downgrades else "pass"}
