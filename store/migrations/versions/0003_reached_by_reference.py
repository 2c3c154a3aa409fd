"""What a platform needs to write to an account or a channel, where an id is not enough; conversations of one item."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """To the newer version."""
    op.add_column("account", sa.Column("reference", sa.String()))
    op.add_column("account", sa.Column("unreachable", sa.String()))
    op.add_column("channel", sa.Column("reference", sa.String()))
    with op.batch_alter_table("channel") as channel:
        channel.add_column(sa.Column("item_id", sa.Integer()))
        channel.create_foreign_key("fk_channel_item_id", "item", ["item_id"], ["id"])
        channel.create_index("ix_channel_item_id", ["item_id"])
    with op.batch_alter_table("delivery") as delivery:
        delivery.add_column(sa.Column("workspace_id", sa.Integer()))
        delivery.create_foreign_key("fk_delivery_workspace_id", "workspace", ["workspace_id"], ["id"])


def downgrade() -> None:
    """To the older version."""
    with op.batch_alter_table("delivery") as delivery:
        delivery.drop_constraint("fk_delivery_workspace_id", type_="foreignkey")
        delivery.drop_column("workspace_id")
    with op.batch_alter_table("channel") as channel:
        channel.drop_index("ix_channel_item_id")
        channel.drop_constraint("fk_channel_item_id", type_="foreignkey")
        channel.drop_column("item_id")
        channel.drop_column("reference")
    with op.batch_alter_table("account") as account:
        account.drop_column("unreachable")
        account.drop_column("reference")
