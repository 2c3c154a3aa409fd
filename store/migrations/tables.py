"""Every table, so that Alembic knows them all. A new module of `store` with a table is named here."""

from sqlmodel import SQLModel

import store.accounts
import store.agendas
import store.arenas
import store.attendance
import store.audit
import store.cases
import store.closed_days
import store.consents
import store.deliveries
import store.drafts
import store.measures
import store.meetings
import store.minutes
import store.notices
import store.people
import store.preferences
import store.receipts
import store.slots
import store.unit_weeks
import store.waitlist  # noqa: F401  (all of these are for their tables)

METADATA = SQLModel.metadata
