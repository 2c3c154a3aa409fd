"""Every kind of notice, in one table: who reads it, what it says, what it does."""

from collections.abc import Mapping

from handlers import changes, item_card
from handlers.notices import Kind
from handlers.waitlist import messages as waitlist
from store.notices import NoticeKind

KINDS: Mapping[NoticeKind, Kind] = {
    NoticeKind.REVISION: Kind(outlives=True),
    **item_card.KINDS,
    **changes.KINDS,
    **waitlist.KINDS,
}
