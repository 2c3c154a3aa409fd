"""The way through the forms of the minutes, with answers that hold, so that a test says only what is special in it."""

from datetime import date

from sqlmodel import select

from handlers.entry import Entry
from handlers.screens import Answer, Card, FieldValue, Form, Open
from store.accounts import Channel
from store.minutes import Minutes, minutes_of
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged, words
from tests.town import oslo

AFTER = oslo(2027, 3, 16, 11)
DUE = oslo(2027, 3, 17, 9)
OUTCOME: dict[str, FieldValue] = {
    "conclusions": ("measures",),
    "text": "Vi følgjer opp lesinga",
    "text_only_parties": False,
    "guardians_decided": "yes",
    "youth_decided": "",
    "documented": "yes",
}


def form_of(answer: Answer) -> Form:
    """The form that was opened."""
    assert isinstance(answer, Open), answer
    return answer.form


def channel_id(arranged: Arranged, name: str) -> str:
    """A channel's id by its name."""
    with arranged.town.database.session() as session:
        return str(session.exec(select(Channel.id).where(Channel.name == name)).one())


def in_channel(arranged: Arranged, name: str = "solvik-samba") -> str:
    """What is chosen for a channel."""
    return f"channel:{channel_id(arranged, name)}"


def opened(arranged: Arranged, person: str = "ingrid") -> Form:
    """The first form."""
    return form_of(arranged.town.asks(person, Entry.ACTION, "minutes.open", item=str(arranged.item_id)))


def send(arranged: Arranged, name: str, draft: str, **values: FieldValue) -> Answer:
    """Send in one form, and let what comes of it be delivered."""
    answer = arranged.town.asks("ingrid", Entry.FORM, f"minutes.{name}", draft=draft, **values)
    arranged.town.deliver()
    return answer


def add(arranged: Arranged, draft: str, **values: FieldValue) -> Form:
    """Add a measure: guidance, by PPT, by 2 April."""
    unit = str(arranged.participant("per").unit_id)
    arranged.town.asks("ingrid", Entry.ACTION, "minutes.add", draft=draft)
    given: dict[str, FieldValue] = {
        "measure_what": "guidance",
        "measure_text": "",
        "measure_only_parties": False,
        "measure_responsible": f"unit:{unit}",
        "measure_starts": date(2027, 3, 17),
        "measure_due": date(2027, 4, 2),
    }
    return form_of(send(arranged, "measure", draft, **given | values))


def to_preview(arranged: Arranged, *, measure: bool = False, **outcome: FieldValue) -> Form:
    """Through the forms to the last one."""
    draft = opened(arranged).draft
    send(arranged, "held", draft, held="yes")
    send(arranged, "outcome", draft, **OUTCOME | outcome)
    if measure:
        add(arranged, draft)
    return form_of(send(arranged, "measures", draft))


def write(arranged: Arranged, where: str = "parties", *, measure: bool = False, **outcome: FieldValue) -> Answer:
    """The whole way."""
    draft = to_preview(arranged, measure=measure, **outcome).draft
    return send(arranged, "confirm", draft, where=where)


def not_held(arranged: Arranged, where: str = "parties", reason: str = "illness") -> Answer:
    """Write that the meeting was not held."""
    draft = opened(arranged).draft
    send(arranged, "held", draft, held="no", reason=reason)
    return send(arranged, "confirm", draft, where=where)


def minutes(arranged: Arranged) -> Minutes:
    """The minutes as they are registered."""
    with arranged.town.database.session() as session:
        found = minutes_of(session, arranged.item_id)
        assert found is not None
        return found


def post(arranged: Arranged, channel: str = "solvik-samba") -> Card:
    """What stands in a channel, the newest post."""
    return arranged.town.posts(channel)[-1].card


def card(arranged: Arranged) -> list[str]:
    """What can be read on the convener's card."""
    return words(arranged.letter("ingrid", NoticeKind.BOOKED))
