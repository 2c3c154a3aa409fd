"""Short lines about who comes: by role who is new, and how many have said yes."""

from collections import Counter

from handlers import picks
from handlers.attendance.who import YES, coming_to, reply_of, unit_of
from handlers.context import Context
from store import attendance, meetings
from store.attendance import OutsideRole, Participant, Reply
from store.meetings import Item


def count_line(ctx: Context, item: Item) -> str:
    """«Fem av seks har sagt ja.»"""
    answers = [reply_of(item, each) for each in coming_to(ctx, item)]
    yes = sum(answer in YES for answer in answers)
    if yes == 0:
        return ctx.t("Nobody has said yes yet.")
    if yes == len(answers):
        return ctx.t("Everyone has said yes.")
    return ctx.t("{yes} of {all} have said yes.", yes=ctx.t.number(yes).capitalize(), all=ctx.t.number(len(answers)))


def expected_line(ctx: Context, item: Item) -> str:
    """«Desse er venta: helsestasjonen, PPT, Solvik skule og to føresette.» By unit and role, without those who have
    said no.
    """
    named = [each for each in coming_to(ctx, item) if each.person_id is not None]
    coming = [each for each in named if reply_of(item, each) is not Reply.NOT_COMING]
    units = dict.fromkeys(unit_of(ctx, each).name(ctx.t.language) for each in coming)
    return ctx.t("Expected: {who}.", who=ctx.t.listing([*units, *_from_outside(ctx, item)]))


def _from_outside(ctx: Context, item: Item) -> list[str]:
    assert item.id is not None
    present = [each for each in attendance.outside_attendees_of(ctx.session, item.id) if each.coming is not False]
    roles = Counter(each.role for each in present)
    guardians = roles.pop(OutsideRole.GUARDIAN_1, 0) + roles.pop(OutsideRole.GUARDIAN_2, 0)
    words = [ctx.t(picks.OUTSIDE_ROLES[role]) for role in roles]
    lines = [word[:1].lower() + word[1:] for word in words]
    if guardians:
        number = ctx.t.number(guardians)
        lines.insert(0, ctx.t.many("one guardian", "{number} guardians", guardians, number=number))
    return lines


def newcomer_lines(ctx: Context, item: Item) -> list[str]:
    """«Ny i møtet: ein frå PPT.» A line for each unit, never a name, and nothing of the reader's own coming."""
    others = [each for each in newcomers(ctx, item) if each.person_id != ctx.actor_id]
    counts = Counter(unit_of(ctx, each).name(ctx.t.language) for each in others)
    return [
        ctx.t.many(
            "New in the meeting: one from {unit}.",
            "New in the meeting: {number} from {unit}.",
            count,
            unit=unit,
            number=ctx.t.number(count),
        )
        for unit, count in counts.items()
    ]


def newcomers(ctx: Context, item: Item) -> list[Participant]:
    """Those who joined after the booking, and, where the case had a meeting before, those who were not in that one."""
    present = [each for each in coming_to(ctx, item) if each.person_id is not None]
    earlier = meetings.earlier_item_of_case(ctx.session, item)
    known = {each.person_id for each in coming_to(ctx, earlier)} if earlier else None
    return [
        each
        for each in present
        if each.joined_at > item.booked_at or (known is not None and each.person_id not in known)
    ]
