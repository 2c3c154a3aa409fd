from handlers.attendance import attendance_parts
from handlers.attendance.lines import count_line, newcomer_lines
from handlers.context import Context
from handlers.screens import Buttons, Heading, Listing, Text
from store.attendance import Participant, Reply, participants_of
from store.meetings import Item, Meeting
from tests.handlers.attendance.arranged import Arranged


def answers(arranged: Arranged, *replies: Reply) -> str:
    with arranged.town.as_("olav") as ctx:
        item, _ = arranged._in(ctx.session, ctx.tenant_id)
        for participant, reply in zip(participants_of(ctx.session, arranged.item_id), replies, strict=True):
            participant.reply = reply
        return count_line(ctx, item)


def test_the_count_is_said_in_words(sent: Arranged) -> None:
    yes, cover, no, wait = Reply.COMING, Reply.NEEDS_COVER, Reply.NOT_COMING, Reply.WAITING
    # The fourth is the convener, who comes until they say otherwise.
    assert answers(sent, yes, no, cover, wait, wait) == "Tre av fem har sagt ja."
    assert answers(sent, wait, wait, wait, wait, wait) == "Ein av fem har sagt ja."
    assert answers(sent, wait, wait, wait, no, wait) == "Ingen har sagt ja enno."
    assert answers(sent, yes, yes, cover, yes, yes) == "Alle har sagt ja."


def test_before_the_agenda_has_asked_nobody_is_counted(arranged: Arranged) -> None:
    with arranged.town.as_("ingrid") as ctx:
        item, meeting = arranged._in(ctx.session, ctx.tenant_id)
        parts = attendance_parts(ctx, item, meeting)
    assert [type(part) for part in parts] == [Heading, Listing, Buttons]
    assert parts[1] == Listing(
        (
            "Helsestasjonen: Hilde Aase er kalla inn",
            "Barnevernstenesta: Erik Sand er kalla inn",
            "PPT: Per Instefjord er kalla inn",
            "Solvik skule: Ingrid Haugland kjem",
            "Solvik skule: Jonas Bakke er kalla inn",
        )
    )


def test_a_service_without_a_person_is_a_line_too(arranged: Arranged) -> None:
    with arranged.town.as_("ingrid") as ctx:
        item, meeting = arranged._in(ctx.session, ctx.tenant_id)
        participants_of(ctx.session, arranged.item_id)[2].person_id = None
        parts = attendance_parts(ctx, item, meeting)
    assert isinstance(parts[1], Listing)
    assert parts[1].lines[2] == "PPT: ingen er vald enno"
    assert not [part for part in parts if isinstance(part, Text)]


def test_in_the_first_meeting_of_a_case_nobody_is_new(arranged: Arranged) -> None:
    with arranged.town.as_("hilde") as ctx:
        assert newcomer_lines(ctx, arranged._in(ctx.session, ctx.tenant_id)[0]) == []


def test_in_the_next_meeting_those_who_were_not_in_the_last_are_new_by_role(arranged: Arranged) -> None:
    with arranged.town.as_("hilde") as ctx:
        first, meeting = arranged._in(ctx.session, ctx.tenant_id)
        second = _next_item(arranged, first, meeting)
        ctx.session.add(second)
        ctx.session.flush()
        for person in ("hilde", "ragnhild", "marit", "silje"):
            unit = "ppt" if person == "ragnhild" else "solvik"
            ctx.session.add(_place(ctx, arranged, second, person, unit))
        ctx.session.flush()
        assert newcomer_lines(ctx, second) == [
            "Ny i møtet: ein frå PPT.",
            "Nye i møtet: to frå Solvik skule.",
        ]


def _next_item(arranged: Arranged, first: Item, meeting: Meeting) -> Item:
    kept = first.model_dump(exclude={"id", "booked_at"})
    return Item.model_validate({**kept, "booked_at": arranged.town.now, "meeting_id": meeting.id})


def _place(ctx: Context, arranged: Arranged, item: Item, person: str, unit: str) -> Participant:
    assert item.id is not None
    return Participant(
        tenant_id=ctx.tenant_id,
        item_id=item.id,
        unit_id=arranged.town.unit_id(ctx.session, unit),
        person_id=arranged.town.person(ctx.session, person).id,
        required=False,
        joined_at=item.booked_at,
    )
