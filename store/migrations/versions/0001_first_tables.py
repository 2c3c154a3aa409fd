"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Constraints get their names from the convention in store/__init__.py.
WORD = sa.String(40)
MOMENT = sa.DateTime(timezone=True)
UNREVISED = sa.text("revises IS NULL")
TABLES = (
    "tenant",
    "approved_arena",
    "person",
    "unit",
    "workspace",
    "account",
    "channel",
    "closed_day",
    "contact",
    "person_role",
    "slot_series",
    "slot",
    "child_case",
    "meeting",
    "item",
    "agenda_point",
    "outside_attendee",
    "participant",
    "told",
    "consent",
    "wait_entry",
    "offer",
    "notice",
    "delivery",
    "receipt",
    "audit_entry",
    "draft",
)


def upgrade() -> None:
    """To the newer version."""
    _create_municipality()
    _create_times()
    _create_meetings()
    _create_consent()
    _create_waiting_list()
    _create_notices()
    _create_traces()


def downgrade() -> None:
    """Back to nothing."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_municipality() -> None:
    """The municipality, its arenas, units and people, and how they are reached."""
    op.create_table(
        "tenant",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("clock_offset", sa.Float(), nullable=False),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "approved_arena",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("arena", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.UniqueConstraint("tenant_id", "arena"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String()),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("tenant_id", "key"),
    )
    op.create_index("ix_person_tenant_id", "person", ["tenant_id"])
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("service", sa.String()),
        sa.Column("name_nn", sa.String(), nullable=False),
        sa.Column("name_nb", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("tenant_id", "key"),
    )
    op.create_table(
        "workspace",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.UniqueConstraint("platform", "external_id"),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.UniqueConstraint("workspace_id", "external_id"),
    )
    op.create_index("ix_account_person_id", "account", ["person_id"])
    op.create_table(
        "channel",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.UniqueConstraint("workspace_id", "external_id"),
    )
    op.create_table(
        "closed_day",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", WORD),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id")),
        sa.Column("planning", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_closed_day_tenant_id", "closed_day", ["tenant_id"])
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("service_id", sa.Integer(), sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id")),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
    )
    op.create_index("ix_contact_tenant_id", "contact", ["tenant_id"])
    op.create_table(
        "person_role",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("role", WORD, nullable=False),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id")),
    )
    op.create_index("ix_person_role_person_id", "person_role", ["person_id"])
    op.create_index("ix_person_role_tenant_id", "person_role", ["tenant_id"])
    op.create_index("ix_person_role_unit_id", "person_role", ["unit_id"])


def _create_times() -> None:
    """The times that units have."""
    op.create_table(
        "slot_series",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("arena", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("every_n_weeks", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("length_minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("video_link", sa.String()),
        sa.Column("created_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
    )
    op.create_table(
        "slot",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("arena", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("series_id", sa.Integer(), sa.ForeignKey("slot_series.id")),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("video_link", sa.String()),
        sa.Column("state", WORD, nullable=False),
        sa.Column("held_for", sa.Integer()),
    )
    op.create_index("ix_slot_unit_time", "slot", ["tenant_id", "arena", "unit_id", "starts_at"])


def _create_meetings() -> None:
    """Cases, meetings, their items, and who comes."""
    op.create_table(
        "child_case",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.UniqueConstraint("tenant_id", "reference"),
    )
    op.create_index("ix_child_case_owner_id", "child_case", ["owner_id"])
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("arena", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("slot_id", sa.Integer(), sa.ForeignKey("slot.id")),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("sealed_place", sa.String()),
        sa.Column("video_link", sa.String()),
        sa.Column("state", WORD, nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.UniqueConstraint("slot_id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_meeting_unit_time", "meeting", ["tenant_id", "unit_id", "starts_at"])
    op.create_table(
        "item",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("child_case.id"), nullable=False),
        sa.Column("convener_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("booked_by_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("booked_at", MOMENT, nullable=False),
        sa.Column("initiator", sa.String(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=False),
        sa.Column("age_on", sa.Date(), nullable=False),
        sa.Column("youth_decides_from", sa.Date()),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_reason", sa.String()),
        sa.Column("heard", sa.String(), nullable=False),
        sa.Column("heard_reason", sa.String()),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("guardians_expected", sa.Integer(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("end_reason", sa.String()),
        sa.Column("keep_until_release", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agenda_sent_at", MOMENT),
    )
    op.create_index("ix_item_case_id", "item", ["case_id"])
    op.create_index("ix_item_convener_id", "item", ["convener_id"])
    op.create_index("ix_item_meeting_id", "item", ["meeting_id"])
    op.create_table(
        "agenda_point",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("point", sa.String()),
        sa.Column("sealed_text", sa.String()),
        sa.Column("minutes", sa.Integer(), nullable=False),
    )
    op.create_index("ix_agenda_point_item_id", "agenda_point", ["item_id"])
    op.create_table(
        "outside_attendee",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("role", WORD, nullable=False),
        sa.Column("coming", sa.Boolean()),
        sa.Column("active", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_outside_attendee_item_id", "outside_attendee", ["item_id"])
    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id")),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("reply", WORD, nullable=False),
        sa.Column("replied_at", MOMENT),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("replaces_id", sa.Integer(), sa.ForeignKey("participant.id")),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_participant_item_id", "participant", ["item_id"])
    op.create_index("ix_participant_person_id", "participant", ["person_id"])
    op.create_table(
        "told",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("attendee_id", sa.Integer(), sa.ForeignKey("outside_attendee.id"), nullable=False),
        sa.Column("what", WORD, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("done_by", sa.Integer(), sa.ForeignKey("person.id")),
        sa.Column("how", WORD),
        sa.Column("overtaken", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_told_item_id", "told", ["item_id"])


def _create_consent() -> None:
    """The ledger of consent."""
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("child_case.id"), nullable=False),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("sealed_evidence", sa.String()),
        sa.Column("informed", sa.Boolean(), nullable=False),
        sa.Column("given_on", sa.Date()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("recorded_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("undoes_id", sa.Integer(), sa.ForeignKey("consent.id")),
        sa.UniqueConstraint("undoes_id"),
    )
    op.create_index("ix_consent_case_id", "consent", ["case_id"])


def _create_waiting_list() -> None:
    """Who waits for a time, and what they were offered."""
    op.create_table(
        "wait_entry",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("arena", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("state", WORD, nullable=False),
    )
    op.create_index("ix_wait_entry_line", "wait_entry", ["tenant_id", "arena", "unit_id", "state", "id"])
    op.create_index("ix_wait_entry_person_id", "wait_entry", ["person_id"])
    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("wait_entry.id"), nullable=False),
        sa.Column("slot_id", sa.Integer(), sa.ForeignKey("slot.id"), nullable=False),
        sa.Column("offered_at", MOMENT, nullable=False),
        sa.Column("deadline_at", MOMENT, nullable=False),
        sa.Column("state", WORD, nullable=False),
    )
    op.create_index("ix_offer_entry_id", "offer", ["entry_id"])
    op.create_index("ix_offer_slot_id", "offer", ["slot_id"])


def _create_notices() -> None:
    """What is promised to be said, and the messages it becomes."""
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id")),
        sa.Column("subject_id", sa.Integer()),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", MOMENT),
        sa.UniqueConstraint("tenant_id", "key"),
    )
    op.create_index("ix_notice_due", "notice", ["tenant_id", "state", "due_at"])
    op.create_index("ix_notice_item_id", "notice", ["item_id"])
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("notice_id", sa.Integer(), sa.ForeignKey("notice.id"), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("item_id", sa.Integer(), sa.ForeignKey("item.id")),
        sa.Column("subject_id", sa.Integer()),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", MOMENT),
        sa.Column("claimed_until", MOMENT),
        sa.Column("sent_at", MOMENT),
        sa.Column("address", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("revises", sa.String(), sa.ForeignKey("delivery.id")),
        sa.Column("fingerprint", sa.String()),
        sa.UniqueConstraint("notice_id", "person_id", "revises"),
    )
    op.create_index("ix_delivery_due", "delivery", ["tenant_id", "state", "due_at"])
    op.create_index("ix_delivery_item_id", "delivery", ["item_id"])
    op.create_index("ix_delivery_person_id", "delivery", ["person_id"])
    op.create_index(
        "uq_delivery_notice_id_person_id",
        "delivery",
        ["notice_id", "person_id"],
        unique=True,
        sqlite_where=UNREVISED,
        postgresql_where=UNREVISED,
    )


def _create_traces() -> None:
    """Drafts, what has been received, and the audit trail."""
    op.create_table(
        "receipt",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("received_at", MOMENT, nullable=False),
    )
    op.create_index("ix_receipt_received_at", "receipt", ["received_at"])
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("actor_id", sa.Integer(), sa.ForeignKey("person.id")),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String()),
    )
    op.create_index("ix_audit_about", "audit_entry", ["tenant_id", "about", "about_id"])
    op.create_table(
        "draft",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("tenant.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("consumed_at", MOMENT),
    )
    op.create_index("ix_draft_created_at", "draft", ["created_at"])
