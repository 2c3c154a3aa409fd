"""The summary as it is read: in a channel by those who may read it there, by the parties, and by nobody else.

A channel never gets who of the family was there, what somebody was part of, or a text that the guard questioned.
"""

from handlers import access, picks
from handlers.agenda.words import arena_name, when_of
from handlers.attendance.who import YES, coming_to, reply_of
from handlers.context import Context
from handlers.minutes.documentation_words import PARTIES_DOCUMENT
from handlers.minutes.said import Said
from handlers.screens import Facts, Heading, Listing, Note, Part, Text
from store import meetings
from store.meetings import Item, Meeting
from store.minutes import PartInDeciding


def channel_parts(ctx: Context, item: Item, meeting: Meeting, said: Said) -> tuple[Part, ...]:
    """What stands in a channel."""
    own = (Text(said.text),) if said.text and not said.text_questioned else ()
    return (*_opening(ctx, item, meeting, said), *own, *_measures(ctx, said, True), *_closing(ctx, item, meeting, said))


def party_parts(ctx: Context, item: Item, meeting: Meeting, said: Said) -> tuple[Part, ...]:
    """What each party reads: all that was written, and by name who is to do what."""
    own = (Text(said.text),) if said.text else ()
    return (
        *_opening(ctx, item, meeting, said),
        *own,
        *_measures(ctx, said, False),
        *_deciding(ctx, said),
        *_closing(ctx, item, meeting, said),
        *_documented(ctx, meeting, said),
    )


def only_for_parties(ctx: Context, meeting: Meeting, said: Said) -> tuple[Part, ...]:
    """What the parties read and a channel does not."""
    own = (Text(said.text),) if said.text and said.text_questioned else ()
    measures = _measures(ctx, said, False) if said.measures(ctx, False) != said.measures(ctx, True) else ()
    return (*own, *measures, *_deciding(ctx, said), *_documented(ctx, meeting, said))


def held_line(ctx: Context, said: Said) -> str:
    """«Møtet blei halde.», or that it was not, and why."""
    if said.held:
        return ctx.t("The meeting was held.")
    reason = ctx.t(picks.NOT_HELD_REASONS[said.not_held_reason or ""])
    return ctx.t("The meeting was not held. The reason: {reason}.", reason=reason[:1].lower() + reason[1:])


def conclusion_lines(ctx: Context, said: Said) -> tuple[str, ...]:
    """The conclusions, in the order of the pick-list."""
    return tuple(ctx.t(words) for key, words in picks.CONCLUSIONS.items() if key in said.conclusions)


def next_meeting(ctx: Context, item: Item, meeting: Meeting) -> Meeting | None:
    """The case's first planned meeting after this one that is still to come."""
    later = [
        each
        for other, each in meetings.planned_items_of_case(ctx.session, item.case_id)
        if other.id != item.id and each.starts_at > max(ctx.now, meeting.starts_at)
    ]
    return min(later, key=lambda each: each.starts_at, default=None)


def next_line(ctx: Context, item: Item, meeting: Meeting) -> str | None:
    """«Neste møte: tysdag 13. april kl. 10.00–10.45.»; None when none is booked."""
    found = next_meeting(ctx, item, meeting)
    return ctx.t("Next meeting: {when}.", when=when_of(ctx, found)) if found else None


def _opening(ctx: Context, item: Item, meeting: Meeting, said: Said) -> tuple[Part, ...]:
    heading = ctx.t(
        "Summary: {arena}, case {reference}",
        arena=arena_name(ctx, meeting),
        reference=access.case_of(ctx, item).reference,
    )
    when = when_of(ctx, meeting)
    lines = [when[:1].upper() + when[1:] + ".", held_line(ctx, said), *_counts(ctx, item, said)]
    conclusions = conclusion_lines(ctx, said)
    return (Heading(heading), Text(" ".join(lines)), *((Listing(conclusions),) if conclusions else ()))


def _counts(ctx: Context, item: Item, said: Said) -> list[str]:
    """«Fem fagfolk var kalla inn, og fire av dei hadde sagt ja.» Those with an account: nobody of the family."""
    answers = [reply_of(item, each) for each in coming_to(ctx, item) if each.person_id is not None]
    if not said.held or not answers:
        return []
    yes, all_ = sum(answer in YES for answer in answers), ctx.t.number(len(answers))
    if yes == len(answers):
        return [ctx.t("{all} professionals were called in, and all had said yes.", all=all_.capitalize())]
    if yes == 0:
        return [ctx.t("{all} professionals were called in, and none had said yes.", all=all_.capitalize())]
    return [
        ctx.t(
            "{all} professionals were called in, and {yes} of them had said yes.",
            all=all_.capitalize(),
            yes=ctx.t.number(yes),
        )
    ]


def _measures(ctx: Context, said: Said, in_channel: bool) -> tuple[Part, ...]:
    lines = said.measures(ctx, in_channel)
    return (Heading(ctx.t("Measures")), Listing(lines)) if lines else ()


def _deciding(ctx: Context, said: Said) -> tuple[Part, ...]:
    pairs = (
        (ctx.t("The guardians were part of deciding"), said.guardians_decided),
        (ctx.t("The child or youth was part of deciding"), said.youth_decided),
    )
    known = tuple((label, part_in_deciding(ctx, answer)) for label, answer in pairs if answer is not None)
    return (Facts(known),) if known else ()


def part_in_deciding(ctx: Context, answer: PartInDeciding) -> str:
    """«Ja», «Delvis», «Nei»"""
    return ctx.t(picks.PART_IN_DECIDING[answer])


def _closing(ctx: Context, item: Item, meeting: Meeting, said: Said) -> tuple[Part, ...]:
    following = next_line(ctx, item, meeting)
    name = access.person_of(ctx, item.convener_id).name
    notes = [ctx.t("Contact person: {name}.", name=name)]
    if said.corrected_at is not None:
        notes.append(ctx.t("Corrected {day}.", day=ctx.t.day(said.corrected_at, ctx.now)))
    return (*((Text(following),) if following else ()), Note(" ".join(notes)))


def _documented(ctx: Context, meeting: Meeting, said: Said) -> tuple[Part, ...]:
    target = ctx.rulebook[meeting.arena].documentation.target
    return (Note(ctx.t(PARTIES_DOCUMENT[target])),) if said.held else ()
