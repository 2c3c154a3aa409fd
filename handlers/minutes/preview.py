"""The last form: the summary as it will be read, and where it is to go."""

from handlers import access
from handlers.context import Context
from handlers.minutes.checks import may_tell
from handlers.minutes.destinations import where_field
from handlers.minutes.draft import Writing, drafted
from handlers.minutes.held_form import title, without_consent
from handlers.minutes.summary import channel_parts, held_line, only_for_parties
from handlers.screens import Field, Form, Heading, Note, Part, Text
from store.meetings import Item, Meeting
from store.minutes import minutes_of


def preview_form(ctx: Context, draft: str, writing: Writing, item: Item, meeting: Meeting) -> Form:
    """What will be read, word for word. Without consent only what is registered."""
    t = ctx.t
    told = may_tell(ctx, item, meeting)
    return Form(
        name="minutes.confirm",
        title=title(ctx, writing),
        parts=_full(ctx, writing, item, meeting) if told else _bare(ctx, writing, item),
        submit=t("Save and send") if told else t("Save"),
        close=t("Cancel"),
        draft=draft,
    )


def _bare(ctx: Context, writing: Writing, item: Item) -> tuple[Part, ...]:
    t, said = ctx.t, drafted(ctx, item, writing)
    before = t("What you registered while the consent held, is kept as it was.")
    stands = writing.held and minutes_of(ctx.session, writing.item) is not None
    lines = (held_line(ctx, said), *((before,) if stands else ()))
    return (Heading(t("This is kept")), Text("\n".join(lines)), Note(without_consent(ctx)))


def _full(ctx: Context, writing: Writing, item: Item, meeting: Meeting) -> tuple[Part | Field, ...]:
    t, said = ctx.t, drafted(ctx, item, writing)
    more = only_for_parties(ctx, meeting, said)
    return (
        Note(t("This is how it will be read in a channel:")),
        *channel_parts(ctx.posted_by(access.person_of(ctx, item.convener_id)), item, meeting, said),
        *((Note(t("The parties also read this:")), *more) if more else ()),
        where_field(ctx, item, meeting, minutes_of(ctx.session, writing.item)),
    )
