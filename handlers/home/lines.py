"""A meeting in one line, for those who come to it."""

from collections.abc import Sequence

from handlers.agenda.words import arena_name
from handlers.context import Context
from handlers.screens import Button, Row, value
from handlers.waiting.duty import Reader
from store.meetings import Item, Meeting


class MeetingLines:
    """Some meetings as lines, with what they need looked up once for all."""

    def __init__(self, ctx: Context, mine: Sequence[tuple[Item, Meeting]]) -> None:
        self.ctx = ctx
        self._reader = Reader(ctx)
        self._references = self._reader.references(item for item, _ in mine)

    def row(self, item: Item, meeting: Meeting, with_day: bool = False) -> Row:
        """A meeting with the way to it; `with_day` with its day. The case stands there for its convener only."""
        ctx, mine = self.ctx, item.convener_id == self.ctx.actor_id
        when = ctx.t.when(meeting.starts_at, meeting.ends_at, ctx.now)
        line = ctx.t(
            "{when}: {arena}, {unit}",
            when=capital(when if with_day else ctx.t.span(meeting.starts_at, meeting.ends_at)),
            arena=arena_name(ctx, meeting),
            unit=self._reader.unit_name(meeting.unit_id),
        )
        if mine:
            line = f"{line} · {self._references[item.case_id]}"
        return Row(line, Button(ctx.t("Open"), "item.show" if mine else "agenda.show", value(item=item.id)))


def capital(text: str) -> str:
    """The text as it begins a line."""
    return text[:1].upper() + text[1:]
