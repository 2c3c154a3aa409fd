"""Every notice about who comes."""

from handlers.attendance import cover, declined, deputy_cards, replaced, unanswered

KINDS = {**cover.KINDS, **declined.KINDS, **deputy_cards.KINDS, **replaced.KINDS, **unanswered.KINDS}
