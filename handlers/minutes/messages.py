"""Every message about minutes, in one table."""

from handlers.minutes import asking, documentation, post, to_parties, troubles

KINDS = {**asking.KINDS, **post.KINDS, **to_parties.KINDS, **troubles.KINDS, **documentation.KINDS}
