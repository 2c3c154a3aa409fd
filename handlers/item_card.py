"""The convener's card: one message that shows how an item stands, kept up to date as long as it is planned."""

from handlers.notices import Kind
from store.notices import NoticeKind

KINDS: dict[NoticeKind, Kind] = {}
