"""After the meeting: minutes, measures, posts in channels, what each person has chosen, and what leaders are told."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """To the newer version."""
    _add_columns()
    _create_minutes()
    _create_measures()
    _create_preferences()
    _create_unit_weeks()
    _let_deliveries_go_to_channels()
    op.create_index("ix_slot_time", "slot", ["tenant_id", "arena", "starts_at"])
    op.create_index("ix_child_case_owner", "child_case", ["tenant_id", "owner_id", "state"])


def _add_columns() -> None:
    op.add_column("channel", sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("channel", sa.Column("check_at", sa.DateTime(timezone=True)))
    op.create_index("ix_channel_check_at", "channel", ["check_at"])
    op.add_column("tenant", sa.Column("refuse_outsiders", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("tenant", sa.Column("day_planned", sa.Date()))
    op.add_column("tenant", sa.Column("planned_to", sa.Integer()))
    op.add_column("unit", sa.Column("agreement", sa.String()))
    op.add_column("notice", sa.Column("only_id", sa.Integer()))


def _create_minutes() -> None:
    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("not_held_reason", sa.String()),
        sa.Column("conclusions", sa.JSON(), nullable=False),
        sa.Column("sealed_text", sa.String()),
        sa.Column("text_questioned", sa.Boolean(), nullable=False),
        sa.Column("guardians_decided", sa.String(40)),
        sa.Column("youth_decided", sa.String(40)),
        sa.Column("documented", sa.String(40)),
        sa.Column("documented_at", sa.DateTime(timezone=True)),
        sa.Column("destination", sa.String(40), nullable=False),
        sa.Column("channel_id", sa.Integer(), sa.ForeignKey("channel.id")),
        sa.Column("written_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrections", sa.Integer(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("item_id"),
    )
    op.create_index("ix_minutes_tenant_id", "minutes", ["tenant_id"])


def _create_measures() -> None:
    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("sealed_text", sa.String()),
        sa.Column("text_questioned", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id")),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id")),
        sa.Column("family", sa.String(40)),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("put_off_reason", sa.String()),
        sa.Column("times_put_off", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("ended_by", sa.Integer(), sa.ForeignKey("person.id")),
    )
    op.create_index("ix_measure_owner", "measure", ["owner_id", "state", "due_on"])
    op.create_index("ix_measure_due", "measure", ["tenant_id", "state", "due_on"])
    op.create_index("ix_measure_item_id", "measure", ["item_id"])


def _create_preferences() -> None:
    op.create_table(
        "preference",
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("messages_from", sa.Time()),
        sa.Column("messages_until", sa.Time()),
        sa.Column("digest_weekday", sa.Integer()),
        sa.Column("digest_at", sa.Time()),
        sa.Column("digest_wanted", sa.Boolean(), nullable=False),
    )


def _create_unit_weeks() -> None:
    op.create_table(
        "unit_week",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.UniqueConstraint("unit_id", "monday"),
    )


def _let_deliveries_go_to_channels() -> None:
    with op.batch_alter_table("delivery") as table:
        table.alter_column("person_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("channel_id", sa.Integer()))
        table.add_column(sa.Column("in_doubt", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.create_foreign_key("fk_delivery_channel_id", "channel", ["channel_id"], ["id"])
        table.create_check_constraint("one_reader", "(person_id IS NULL) <> (channel_id IS NULL)")
        table.create_index("ix_delivery_channel_id", ["channel_id"])
    op.create_index(
        "uq_delivery_notice_id_channel_id",
        "delivery",
        ["notice_id", "channel_id"],
        unique=True,
        sqlite_where=sa.text("revises IS NULL"),
        postgresql_where=sa.text("revises IS NULL"),
    )


def downgrade() -> None:
    """Back to the older version. Posts in channels are forgotten: it knows of none."""
    op.execute("DELETE FROM delivery WHERE person_id IS NULL")
    op.drop_index("ix_slot_time", "slot")
    op.drop_index("ix_child_case_owner", "child_case")
    op.drop_index("uq_delivery_notice_id_channel_id", "delivery")
    with op.batch_alter_table("delivery") as table:
        table.drop_index("ix_delivery_channel_id")
        table.drop_constraint("one_reader", type_="check")
        table.drop_constraint("fk_delivery_channel_id", type_="foreignkey")
        table.drop_column("in_doubt")
        table.drop_column("channel_id")
        table.alter_column("person_id", existing_type=sa.Integer(), nullable=False)
    for name in ("unit_week", "preference", "measure", "minutes"):
        op.drop_table(name)
    op.drop_index("ix_channel_check_at", "channel")
    for table_name, column in (
        ("channel", "check_at"),
        ("notice", "only_id"),
        ("unit", "agreement"),
        ("tenant", "planned_to"),
        ("tenant", "day_planned"),
        ("tenant", "refuse_outsiders"),
        ("channel", "active"),
    ):
        op.drop_column(table_name, column)
