"""What Teams sends, read: who asks for what, from where, and what has changed."""

from typing import Any

import pytest
from microsoft_teams.api.activities import Activity
from pydantic import TypeAdapter

from bot.asking import Ask, Caller
from bot.teams import payloads
from bot.teams.arrivals import arrived
from bot.teams.elements import SEAL
from bot.teams.payloads import STALE
from bot.teams.references import Reference
from bot.teams.seals import Press, SealedForm, Seals
from handlers.entry import Entry
from handlers.screens import Button, Form, TextField
from tests.bot.teams.client.activities import Envelope
from tests.bot.teams.conftest import APP_ID, LYNGVAG
from tests.bot.teams.connector import Channel, User, World
from tests.conftest import KEY

SERVICE = "https://smba.trafficmanager.example/emea"
ENVELOPE = Envelope(SERVICE, APP_ID)
READS: TypeAdapter[Any] = TypeAdapter(Activity)
SEALS = Seals([KEY])
EVENTS = ("", "somethingNew", "channelShared")
FORM = Form("a.b", "Skjema", (TextField("why", "Kvifor?", required=False),), "Send", "Lukk", "d-1")


def read(activity: dict[str, Any], **changed: Any) -> Any:
    """An activity as the listeners get it."""
    return READS.validate_python(arrived({**activity, **changed}, LYNGVAG))


@pytest.fixture
def tor(world: World) -> User:
    """Somebody."""
    return world.user("Tor Vik", LYNGVAG)


@pytest.fixture
def channel(world: World, tor: User) -> Channel:
    """A channel with somebody in it."""
    return world.channel(world.team("Solvik", tor), "solvik-samba", "private", tor)


def line(world: World, tor: User, text: str) -> Any:
    return read(ENVELOPE.message(tor, world.personal(tor), "f:1", "", text, mentions=False))


def press(world: World, tor: User, verb: str, data: dict[str, Any]) -> Any:
    action = {"type": "Action.Execute", "verb": verb}
    return read(ENVELOPE.press(tor, world.personal(tor), "", "m-1", action, data))


def test_who_asks_is_whom_entra_knows_and_where_they_can_be_written_to(world: World, tor: User) -> None:
    at = Reference(f"{SERVICE}/", world.personal(tor).id, LYNGVAG)
    assert payloads.caller_of(line(world, tor, "x")) == Caller("teams", LYNGVAG, tor.object_id or "-", str(at))


def test_somebody_whom_entra_does_not_know_is_nobody(world: World) -> None:
    guest = world.user("Gjest", LYNGVAG, "anonymous")
    assert payloads.caller_of(line(world, guest, "x")).account == ""


def test_among_others_nobody_can_be_written_to(world: World, tor: User, channel: Channel) -> None:
    group = world.group_chat("x", tor)
    for at in (group, channel):
        activity = read(ENVELOPE.message(tor, at, "1", "", "hjelp", mentions=True))
        assert payloads.caller_of(activity) == Caller("teams", LYNGVAG, tor.object_id or "-", None)
        assert payloads.channel_of(activity) == at.id


def test_a_place_is_a_thread_in_a_channel_in_a_team(tor: User, channel: Channel) -> None:
    activity = read(ENVELOPE.message(tor, channel, "2", "1", "hjelp", mentions=True))
    at = Reference(f"{SERVICE}/", f"{channel.id};messageid=1", LYNGVAG, channel.team.id)
    assert (payloads.reference_of(activity), payloads.channel_of(activity)) == (at, channel.id)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("bestill", "bestill"),
        ("  bestill \n", "bestill"),
        ("<at>samba-bot</at> bestill", "bestill"),
        ('<at id="0">samba-bot</at>&nbsp;bestill', "bestill"),
        ("<div><p>bestill</p></div>", "bestill"),
        ("a &lt; b", "a < b"),
        ("a < b > c", "a < b > c"),
        ("1 &amp;lt; 2", "1 &lt; 2"),
        ("bla\u030a", "blå"),
        ("<at>samba-bot</at>", ""),
        ("", ""),
        ("x" * 9000, "x" * 4000),
    ],
)
def test_a_line_is_what_is_left_without_mentions_and_marks(world: World, tor: User, text: str, words: str) -> None:
    assert payloads.message_ask(line(world, tor, text)) == Ask(Entry.CHAT, "heard", {"words": words})


def test_a_press_asks_for_what_was_sealed(world: World, tor: User) -> None:
    token = SEALS.press(LYNGVAG, Button("x", "item.show", "item=1&to="), in_form=True)
    activity = press(world, tor, "press", {SEAL: token, "action": "item.remove", "item": "2"})
    pressed = payloads.opened(activity, SEALS)
    assert pressed == Press("item.show", "item=1&to=", True)
    assert payloads.ask_of(activity, pressed) == Ask(Entry.ACTION, "item.show", {"item": "1", "to": ""})


def test_a_form_asks_for_what_was_filled_in(world: World, tor: User) -> None:
    token = SEALS.form(LYNGVAG, tor.object_id or "", FORM, "nb")
    activity = press(world, tor, "form", {SEAL: token, "why": "Bla\u030a\x00", "draft": "x", "more": "x"})
    pressed = payloads.opened(activity, SEALS)
    assert pressed == SealedForm(FORM, "nb")
    assert payloads.ask_of(activity, pressed) == Ask(Entry.FORM, "a.b", {"why": "Blå", "draft": "d-1"})


@pytest.mark.parametrize("why", [7, None, ["x"], {"x": "y"}, True])
def test_a_field_that_is_no_text_makes_the_card_stale(world: World, tor: User, why: Any) -> None:
    activity = press(world, tor, "form", {SEAL: SEALS.form(LYNGVAG, tor.object_id or "", FORM, "nn"), "why": why})
    expected = Ask(Entry.FORM, "a.b", {"why": "", "draft": "d-1"}) if why is None else STALE
    assert payloads.ask_of(activity, payloads.opened(activity, SEALS)) == expected


@pytest.mark.parametrize("verb", ["press", "form", "x", ""])
@pytest.mark.parametrize("token", [None, "", "x", 7, ["x"], SEALS.press("another", Button("x", "x"))])
def test_what_is_not_sealed_by_us_asks_for_nothing(world: World, tor: User, verb: str, token: Any) -> None:
    activity = press(world, tor, verb, {SEAL: token})
    assert (payloads.opened(activity, SEALS), payloads.ask_of(activity, None)) == (None, STALE)


def test_who_comes_and_goes_in_a_team(tor: User, channel: Channel) -> None:
    us, them = ENVELOPE.bot, {"id": tor.id}
    events: dict[str, dict[str, Any]] = {
        "we come": {"membersAdded": [them, us]},
        "we go": {"membersRemoved": [us]},
        "others": {"membersAdded": [them], "membersRemoved": [them]},
        "nobody": {"membersAdded": "x", "membersRemoved": [7, {"id": 7}]},
    }
    told = {name: read(ENVELOPE.update(tor, channel, "teamMemberAdded", **more)) for name, more in events.items()}
    assert [name for name, each in told.items() if payloads.lets_us_in(each)] == ["we come"]
    assert [name for name, each in told.items() if payloads.shuts_us_out(each)] == ["we go"]


def test_whoever_comes_or_goes_among_others_may_change_who_reads_whatever_it_is_called(
    world: World, tor: User, channel: Channel
) -> None:
    """Teams has left the event out, and will think of new ones."""
    places = {"personal": world.personal(tor), "group": world.group_chat("x", tor), "channel": channel}
    sides: dict[str, dict[str, Any]] = {
        "in": {"membersAdded": [{"id": tor.id}]},
        "out": {"membersRemoved": [{"id": tor.id}]},
        "nobody": {},
    }
    changed = [
        (at, side, event)
        for at, where in places.items()
        for side, members in sides.items()
        for event in EVENTS
        if payloads.changed_channel(read(ENVELOPE.update(tor, where, event, **members)))
    ]
    moved = [(at, side, event) for at in ("group", "channel") for side in ("in", "out") for event in EVENTS]
    told = [("group", "nobody", "channelShared"), ("channel", "nobody", "channelShared")]
    assert sorted(changed) == sorted([*moved, *told])
