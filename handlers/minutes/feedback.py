"""The feedback to those without an account: a text that the convener copies and passes on outside the chat."""

from handlers.agenda.words import when_of
from handlers.context import Context
from handlers.minutes.said import said_of
from handlers.minutes.summary import conclusion_lines, next_line
from store import minutes as store
from store.meetings import Item, Meeting


def feedback_text(ctx: Context, item: Item, meeting: Meeting) -> str:
    """What came out of the meeting, in the reader's language: no names but those of staff, and no reference."""
    assert item.id is not None
    written = store.minutes_of(ctx.session, item.id)
    if written is None:
        return ctx.t("Thank you for the meeting {when}.", when=when_of(ctx, meeting))
    said = said_of(ctx, item, written)
    if not said.held:
        opening = ctx.t("The meeting {when} was not held.", when=when_of(ctx, meeting))
    else:
        opening = ctx.t("Thank you for the meeting {when}. This is what we agreed on:", when=when_of(ctx, meeting))
    lines = [opening, *(f"– {line}" for line in conclusion_lines(ctx, said))]
    if said.text:
        lines.append(said.text)
    if measures := said.measures(ctx, False):
        lines += [ctx.t("Who does what:"), *(f"– {line}" for line in measures)]
    following = next_line(ctx, item, meeting)
    asks = ctx.t("Get in touch if you wonder about something, or if you remember it another way.")
    return "\n".join([*lines, *([following] if following else []), asks])
