"""What people do with a channel, and what the bot is told of it."""

import dataclasses
import json
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.conversations import Conversation, all_channels, find_conversation, members_of
from bot.playground.line import channels
from bot.playground.line.actor import Actor
from bot.playground.line.channels import Impossible
from bot.playground.messages import all_messages, post
from bot.playground.municipality import BOT_USER
from bot.playground.page.channel_panel import channel_panel
from bot.playground.server import Playground
from bot.playground.settings import Settings
from bot.playground.workspace import Workspace

Json = dict[str, Any]
OWN, BUP = "T0LYNGVAAG", "T0BUPVEST"
EVENTS = frozenset(
    {
        "channel_archive",
        "channel_id_changed",
        "channel_left",
        "channel_shared",
        "channel_unarchive",
        "channel_unshared",
        "group_archive",
        "group_left",
        "group_unarchive",
        "member_joined_channel",
        "member_left_channel",
        "message.channels",
    }
)


@pytest.fixture
def ws(settings: Settings) -> Workspace:
    """The workspace of a bot that wants to hear everything about channels."""
    workspace = Playground(settings).workspace
    manifest = workspace.manifest
    scopes = manifest.scopes | {"channels:read", "groups:read"}
    workspace.manifest = dataclasses.replace(manifest, events=EVENTS, scopes=scopes)
    return workspace


def place_of(ws: Workspace, channel: str) -> Conversation:
    place = find_conversation(ws, channel)
    assert place
    return place


def ingrid(ws: Workspace, channel: str) -> Actor:
    """Ingrid in that channel, as it is now."""
    user = ws.user("U0INGRID")
    assert user
    return Actor(user, place_of(ws, channel), "nn")


def heard(ws: Workspace) -> list[Json]:
    """The events promised to the bot, without their time."""
    rows = ws.db.execute("select envelope from outbox order by rowid").fetchall()
    events = [json.loads(row["envelope"])["event"] for row in rows]
    return [{name: value for name, value in each.items() if name not in ("event_ts", "ts")} for each in events]


def joined(channel: str, user: str, team: str = OWN, **more: str) -> Json:
    event = {"type": "member_joined_channel", "user": user, "channel": channel, "channel_type": "G", "team": team}
    return {**event, **more}


def lines(ws: Workspace, channel: str) -> list[str]:
    return [message.text for message in all_messages(ws, channel)]


def test_a_colleague_a_guest_and_the_bot_are_let_in_and_taken_out(ws: Workspace) -> None:
    for user in ("U0GJEST", BOT_USER, "U0OLAV", BOT_USER):
        channels.invite(ws, ingrid(ws, "C0PERSONAL"), user)
    inside = members_of(ws, place_of(ws, "C0PERSONAL"))
    for user in ("U0OLAV", BOT_USER, "U0GJEST", BOT_USER):
        channels.remove(ws, ingrid(ws, "C0PERSONAL"), user)
    assert inside == ["U0INGRID", "U0JONAS", "U0MARIT", "U0OLAV", "U0GJEST", BOT_USER]
    assert members_of(ws, place_of(ws, "C0PERSONAL")) == ["U0INGRID", "U0JONAS", "U0MARIT"]
    # of what happened before it came and after it went the bot hears nothing
    assert heard(ws) == [
        joined("C0PERSONAL", BOT_USER, inviter="U0INGRID"),
        joined("C0PERSONAL", "U0OLAV", inviter="U0INGRID"),
        {
            "type": "member_left_channel",
            "user": "U0OLAV",
            "channel": "C0PERSONAL",
            "channel_type": "G",
            "team": OWN,
        },
        {"type": "group_left", "channel": "C0PERSONAL", "actor_id": "U0INGRID"},
    ]
    assert lines(ws, "C0PERSONAL") == [
        "Gjest Utanfrå er no med i kanalen.",
        "samba-bot er no med i kanalen.",
        "Olav Nesse er no med i kanalen.",
        "Olav Nesse er ikkje lenger med i kanalen.",
        "samba-bot er ikkje lenger med i kanalen.",
        "Gjest Utanfrå er ikkje lenger med i kanalen.",
    ]


def test_a_channel_is_shared_when_the_other_side_accepts_and_no_longer_when_it_is_stopped(ws: Workspace) -> None:
    channels.invite_organisation(ws, ingrid(ws, "C0SOLVIK"), BUP)
    pending = place_of(ws, "C0SOLVIK")
    channels.accept_invitation(ws, ingrid(ws, "C0SOLVIK"), BUP)
    shared = place_of(ws, "C0SOLVIK")
    inside = members_of(ws, shared)
    channels.stop_sharing(ws, ingrid(ws, "C0SOLVIK"), BUP)
    after = place_of(ws, "C0SOLVIK")
    assert [(each.pending, each.connected) for each in (pending, shared, after)] == [
        ((BUP,), ()),
        ((), (BUP,)),
        ((), ()),
    ]
    assert ("U0BUP" in inside, "U0BUP" in members_of(ws, after)) == (True, False)
    assert heard(ws) == [
        {"type": "channel_shared", "connected_team_id": BUP, "channel": "C0SOLVIK"},
        joined("C0SOLVIK", "U0BUP", BUP),
        {
            "type": "channel_unshared",
            "previously_connected_team_id": BUP,
            "channel": "C0SOLVIK",
            "is_ext_shared": False,
        },
    ]
    assert lines(ws, "C0SOLVIK") == [
        "BUP Vest er invitert til å dele kanalen og har ikkje svart enno.",
        "Kanalen er no delt med BUP Vest.",
        "Turid Vestby er no med i kanalen.",
        "Kanalen er ikkje lenger delt med BUP Vest.",
    ]


def test_an_event_says_that_its_channel_is_shared_with_others(ws: Workspace) -> None:
    channels.accept_invitation(ws, ingrid(ws, "C0INVITERT"), BUP)
    channels.invite(ws, ingrid(ws, "C0SOLVIK"), "U0OLAV")
    rows = ws.db.execute("select envelope from outbox order by rowid").fetchall()
    assert [json.loads(row["envelope"])["is_ext_shared_channel"] for row in rows] == [True, True, False]


def test_an_invitation_may_be_withdrawn_and_then_not_accepted(ws: Workspace) -> None:
    channels.withdraw_invitation(ws, ingrid(ws, "C0INVITERT"), BUP)
    channels.accept_invitation(ws, ingrid(ws, "C0INVITERT"), BUP)
    place = place_of(ws, "C0INVITERT")
    assert (place.pending, place.connected, heard(ws)) == ((), (), [])
    assert lines(ws, "C0INVITERT") == ["Invitasjonen til BUP Vest er trekt tilbake."]


def test_an_old_private_channel_has_another_id_from_the_day_it_is_to_be_shared(ws: Workspace) -> None:
    with ws.transaction():
        post(ws, "G0SOLVIK2019", BOT_USER, "Oppsummering")
    place = channels.invite_organisation(ws, ingrid(ws, "G0SOLVIK2019"), BUP)
    assert (place.id, find_conversation(ws, "G0SOLVIK2019")) == ("C0SOLVIK2019", None)
    assert members_of(ws, place) == ["U0INGRID", "U0MARIT", "U0HILDE", "U0ERIK", "U0PER", BOT_USER]
    assert lines(ws, "C0SOLVIK2019")[0] == "Oppsummering"
    assert heard(ws) == [
        {"type": "channel_id_changed", "old_channel_id": "G0SOLVIK2019", "new_channel_id": "C0SOLVIK2019"}
    ]


def test_a_channel_made_public_is_told_of_only_by_a_message_in_it(ws: Workspace) -> None:
    channels.make_public(ws, ingrid(ws, "C0SOLVIK"))
    channels.make_public(ws, ingrid(ws, "C0SOLVIK"))
    assert place_of(ws, "C0SOLVIK").kind == "public"
    assert heard(ws) == [
        {
            "type": "message",
            "subtype": "channel_convert_to_public",
            "channel_type": "channel",
            "channel": "C0SOLVIK",
            "user": "U0INGRID",
            "text": "Kanalen er no open for alle i Lyngvåg.",
        }
    ]


def test_a_channel_is_put_away_and_brought_back(ws: Workspace) -> None:
    for channel in ("C0SOLVIK", "C0SOLVIKOPEN"):
        for away in (True, True, False):
            channels.archive(ws, ingrid(ws, channel), away=away)
    assert heard(ws) == [
        {"type": "group_archive", "channel": "C0SOLVIK", "user": "U0INGRID", "is_moved": 0},
        {"type": "group_unarchive", "channel": "C0SOLVIK", "user": "U0INGRID"},
        {"type": "channel_archive", "channel": "C0SOLVIKOPEN", "user": "U0INGRID", "is_moved": 0},
        {"type": "channel_unarchive", "channel": "C0SOLVIKOPEN", "user": "U0INGRID"},
    ]
    assert lines(ws, "C0SOLVIK") == ["Kanalen er arkivert.", "Kanalen er henta fram att frå arkivet."]


def invite_to_two(ws: Workspace, user: str) -> None:
    for channel in ("C0SOLVIK", "C0PERSONAL"):
        channels.invite(ws, ingrid(ws, channel), user)


IMPOSSIBLE: list[tuple[Callable[[Workspace], object], str, Json]] = [
    (lambda ws: channels.invite(ws, ingrid(ws, "C0GAMAL"), "U0OLAV"), "is_archived", {}),
    (
        lambda ws: channels.invite(ws, ingrid(ws, "C0SOLVIK"), "U0BUP"),
        "not_connected",
        {"name": "Turid Vestby", "organisation": "BUP Vest"},
    ),
    (
        lambda ws: invite_to_two(ws, "U0STUDENT"),
        "one_channel_only",
        {"name": "Student i Praksis"},
    ),
    (lambda ws: channels.invite(ws, ingrid(ws, "C0SOLVIK"), "U0NOBODY"), "gone", {}),
    (lambda ws: channels.invite_organisation(ws, ingrid(ws, "C0SOLVIK"), "T0NOWHERE"), "gone", {}),
]


@pytest.mark.parametrize(("act", "word", "values"), IMPOSSIBLE, ids=[word for _, word, _ in IMPOSSIBLE])
def test_what_slack_does_not_let_be_done(
    ws: Workspace, act: Callable[[Workspace], object], word: str, values: Json
) -> None:
    with pytest.raises(Impossible) as caught:
        act(ws)
    assert (caught.value.word, caught.value.values) == (word, values)


def test_without_the_scope_or_the_subscription_the_bot_hears_nothing(ws: Workspace) -> None:
    full = ws.manifest
    ws.manifest = dataclasses.replace(full, scopes=full.scopes - {"groups:read"})
    channels.invite(ws, ingrid(ws, "C0SOLVIK"), "U0OLAV")
    ws.manifest = dataclasses.replace(full, events=frozenset({"channel_shared"}))
    channels.invite(ws, ingrid(ws, "C0SOLVIK"), "U0ASTRID")
    assert heard(ws) == []
    assert {"U0OLAV", "U0ASTRID"} < set(members_of(ws, place_of(ws, "C0SOLVIK")))


def test_what_happened_to_a_channel_stays_when_the_playground_starts_again(settings: Settings) -> None:
    ws = Playground(settings).workspace
    channels.remove(ws, ingrid(ws, "C0SOLVIK"), "U0MARIT")
    channels.make_public(ws, ingrid(ws, "C0SOLVIK"))
    channels.invite_organisation(ws, ingrid(ws, "G0SOLVIK2019"), BUP)
    before = [(each, members_of(ws, each)) for each in all_channels(ws)]
    ws.db.close()
    again = Playground(settings).workspace
    assert [(each, members_of(again, each)) for each in all_channels(again)] == before
    assert "U0MARIT" not in before[2][1]


def test_the_panel_marks_in_words_who_is_no_colleague(ws: Workspace) -> None:
    for user in ("U0GJEST", "U0STUDENT", "U0POLL"):
        channels.invite(ws, ingrid(ws, "C0SOLVIKBUP"), user)
    panel = channel_panel(ws, place_of(ws, "C0SOLVIKBUP"), "nb")
    assert [(each.user.id, each.marks) for each in panel.members if each.marks] == [
        ("U0GJEST", "gjest"),
        ("U0STUDENT", "gjest i én kanal"),
        ("U0BUP", "fra BUP Vest"),
        ("U0POLL", "annen app"),
        (BOT_USER, "boten"),
    ]
    assert panel.facts == ["privat kanal", "delt med BUP Vest"]
    assert [kind for kind, _ in panel.invitable] == ["colleagues"]
    assert ([each.id for each in panel.connected], panel.pending, panel.outside) == ([BUP], [], [])


def test_every_registered_channel_stands_in_the_workspace_under_the_same_name(
    settings: Settings, ws: Workspace
) -> None:
    registered = tomllib.loads(settings.municipality.read_text())["channels"]
    found = {each.id: each.name for each in all_channels(ws)}
    assert [(each["accounts"]["slack"], each["name"]) for each in registered] == [
        (each["accounts"]["slack"], found[each["accounts"]["slack"]]) for each in registered
    ]
