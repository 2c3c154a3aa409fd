"""Everything people can ask for, in one table. Names are `noun.verb`, the same on all platforms."""

from collections.abc import Mapping

from handlers.entry import Entry
from handlers.router import Route

ROUTES: Mapping[tuple[Entry, str], Route] = {}
