"""Every kind of notice, in one table: who reads it, what it says, what it does."""

from collections.abc import Mapping

from handlers import changes, consent, failures, invitation, item_card, measures, release, reminders, retention
from handlers.agenda import sending as agenda
from handlers.attendance import messages as attendance
from handlers.digest import sending as digest
from handlers.family import notices as family
from handlers.minutes import messages as minutes
from handlers.notices import Kind
from handlers.waitlist import messages as waitlist
from store.notices import NoticeKind

KINDS: Mapping[NoticeKind, Kind] = {
    NoticeKind.REVISION: Kind(outlives=True),
    **item_card.KINDS,
    **changes.KINDS,
    **consent.KINDS,
    **family.KINDS,
    **release.KINDS,
    **waitlist.KINDS,
    **invitation.KINDS,
    **agenda.KINDS,
    **attendance.KINDS,
    **reminders.KINDS,
    **minutes.KINDS,
    **measures.KINDS,
    **digest.KINDS,
    **failures.KINDS,
    **retention.KINDS,
}
