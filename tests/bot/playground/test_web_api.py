"""The Web API as the bot's own client meets it, refusals included."""

import dataclasses
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import hooks, messages, triggers
from bot.playground.conversations import find_conversation, remove_member
from bot.playground.line.actor import Actor
from bot.playground.line.channels import invite_bot
from bot.playground.server import Playground, Server
from bot.playground.settings import Settings
from tests.bot.playground.bolt_bot import APP_TOKEN, BOT_TOKEN
from tests.bot.playground.ports import running
from tests.bot.playground.screens import HOME, RECEIPT, field, modal, plain

Json = dict[str, Any]
BOT = "U0SAMBABOT"

EXTRA = """
[[playground.users]]
id = "U0SLUTTA"
name = "Slutta Person"
deactivated = true

[[playground.private_channels]]
id = "C0DELT"
name = "delt"
members = ["U0INGRID", "U0GJEST", "U0STUDENT", "U0BUP", "U0POLL", "U0SLUTTA"]
bot_is_member = true
shared_with = ["T0BUPVEST"]
org_shared = true
"""


@pytest.fixture
def playground(settings: Settings, tmp_path: Path) -> Iterator[Playground]:
    """A playground without a bot, where the bot may also read private channels."""
    municipality, manifest = tmp_path / "place.toml", tmp_path / "manifest.yml"
    municipality.write_text(settings.municipality.read_text() + EXTRA)
    manifest.write_text(settings.manifest.read_text().replace("- im:history", "- im:history\n      - groups:read"))
    playground = Playground(dataclasses.replace(settings, municipality=municipality, manifest=manifest))
    with running(Server(playground)):
        yield playground


@pytest.fixture
async def client(playground: Playground) -> AsyncIterator[AsyncWebClient]:
    """The bot's client."""
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(token=BOT_TOKEN, base_url=f"{playground.workspace.settings.own_url}/api/", session=session)


async def refusal(client: AsyncWebClient, method: str, **arguments: Any) -> Json:
    """What the call is refused with."""
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, json=arguments)
    answer = dict(caught.value.response.data)
    assert answer.pop("ok") is False
    return answer


LONG = "x" * 40_001
DIVIDERS = [{"type": "divider"}] * 51

REFUSALS: list[tuple[str, Json, str]] = [
    ("chat.nothing", {}, "unknown_method"),
    ("chat.postMessage", {"text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "U0NOBODY", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "C0PERSONAL", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "C0GENERELT", "text": "x"}, "not_in_channel"),
    ("chat.postMessage", {"channel": "C0GAMAL", "text": "x"}, "is_archived"),
    ("chat.postMessage", {"channel": "U0INGRID"}, "no_text"),
    ("chat.postMessage", {"channel": "U0INGRID", "text": LONG}, "msg_too_long"),
    ("chat.postMessage", {"channel": "U0INGRID", "text": "x", "blocks": "[{"}, "invalid_blocks_format"),
    ("chat.postMessage", {"channel": "U0INGRID", "text": "x", "blocks": DIVIDERS}, "invalid_blocks"),
    (
        "chat.postMessage",
        {"channel": "U0INGRID", "text": "x", "metadata": {"event_type": "a"}},
        "invalid_metadata_format",
    ),
    ("chat.postEphemeral", {"channel": "U0INGRID", "user": "U0OLAV", "text": "x"}, "user_not_in_channel"),
    ("chat.update", {"channel": "D0INGRID", "ts": "1.000001", "text": "x"}, "message_not_found"),
    ("chat.delete", {"channel": "D0INGRID", "ts": "1.000001"}, "message_not_found"),
    ("chat.update", {"channel": "C0GAMAL", "ts": "1.000001", "text": "x"}, "is_inactive"),
    ("chat.update", {"channel": "C0PERSONAL", "ts": "1.000001", "text": "x"}, "channel_not_found"),
    ("chat.update", {"channel": "C0GENERELT", "ts": "1.000001", "text": "x"}, "not_in_channel"),
    ("conversations.open", {}, "users_list_not_supplied"),
    ("conversations.open", {"users": "U0NOBODY"}, "user_not_found"),
    ("conversations.open", {"users": "U0SLUTTA"}, "user_disabled"),
    ("conversations.open", {"users": "U0INGRID,U0OLAV"}, "missing_scope"),
    ("conversations.info", {"channel": "C0PERSONAL"}, "channel_not_found"),
    ("conversations.members", {"channel": "D0INGRID"}, "missing_scope"),
    ("conversations.members", {"channel": "C0PERSONAL"}, "channel_not_found"),
    ("conversations.members", {"channel": "C0SOLVIK", "cursor": "3"}, "invalid_cursor"),
    ("conversations.history", {"channel": "C0GAMAL"}, "missing_scope"),
    ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
    ("team.info", {}, "missing_scope"),
    ("views.open", {"trigger_id": "1.2.3", "view": RECEIPT}, "invalid_trigger_id"),
    ("views.open", {"trigger_id": "1.2.3", "view": modal("x" * 25)}, "invalid_arguments"),
    ("views.open", {"trigger_id": "1.2.3"}, "invalid_arguments"),
    ("views.open", {"trigger_id": "1.2.3", "view": modal("x", private_metadata="x" * 250_000)}, "view_too_large"),
    ("views.update", {"view_id": "V0", "view": RECEIPT}, "not_found"),
    ("views.update", {"view": RECEIPT}, "invalid_arguments"),
    ("views.publish", {"user_id": "U0NOBODY", "view": HOME}, "user_not_found"),
    ("files.completeUploadExternal", {"files": [{"id": "F0"}], "channel_id": "D0INGRID"}, "file_not_found"),
    ("files.completeUploadExternal", {"files": []}, "invalid_arguments"),
    ("apps.connections.open", {}, "not_allowed_token_type"),
]


async def test_what_slack_refuses_is_refused_and_logged(client: AsyncWebClient) -> None:
    found = [
        (method, arguments, (await refusal(client, method, **arguments))["error"]) for method, arguments, _ in REFUSALS
    ]
    assert found == REFUSALS
    async with aiohttp.ClientSession() as session, session.get(f"{client.base_url}../inspect/calls") as got:
        logged = await got.json()
    assert logged == {"calls": [{"method": method, "ok": False, "error": error} for method, _, error in REFUSALS]}


async def test_a_missing_scope_names_what_is_needed(client: AsyncWebClient) -> None:
    assert await refusal(client, "conversations.history", channel="C0GAMAL") == {
        "error": "missing_scope",
        "needed": "groups:history",
        "provided": "app_mentions:read,channels:read,chat:write,commands,files:write,groups:read,im:history,im:write,"
        "users:read",
    }


async def test_bad_blocks_are_named_by_place(client: AsyncWebClient) -> None:
    fault = "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    blocks = [{"type": "header", "text": plain("")}]
    assert await refusal(client, "chat.postMessage", channel="U0INGRID", text="x", blocks=blocks) == {
        "error": "invalid_blocks",
        "errors": [fault],
        "response_metadata": {"messages": [fault]},
    }


async def test_a_wrong_token_is_refused(playground: Playground) -> None:
    url = f"{playground.workspace.settings.own_url}/api/auth.test"
    found = []
    async with aiohttp.ClientSession() as session:
        for token in ("", "xoxb-playground-2", "xoxb-ø", APP_TOKEN):
            async with session.post(url, data={"token": token}) as got:
                found.append((await got.json())["error"])
    assert found == ["not_authed", "invalid_auth", "invalid_auth", "not_allowed_token_type"]


async def test_a_message_lives_from_post_to_delete(client: AsyncWebClient) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"id": "d-1"}}
    sent = await client.chat_postMessage(channel="U0INGRID", text="Påminning", metadata=metadata)
    channel, ts = sent["channel"], sent["ts"]
    changed = await client.chat_update(channel=channel, ts=ts, text="Møtet er flytta")
    assert sent.data == {
        "ok": True,
        "channel": "D0INGRID",
        "ts": ts,
        "message": {
            "type": "message",
            "user": BOT,
            "ts": ts,
            "text": "Påminning",
            "team": "T0LYNGVAAG",
            "blocks": [],
            "bot_id": "B0SAMBABOT",
            "app_id": "A0PLAYGROUND",
            "metadata": metadata,
        },
    }
    edited = {**sent["message"], "text": "Møtet er flytta", "edited": changed["message"]["edited"]}
    assert changed.data == {"ok": True, "channel": channel, "ts": ts, "text": "Møtet er flytta", "message": edited}
    assert (await client.chat_delete(channel=channel, ts=ts)).data == {"ok": True, "channel": channel, "ts": ts}
    assert (await client.conversations_history(channel=channel))["messages"] == []


async def test_history_pages_back_in_time_with_metadata_only_when_asked(client: AsyncWebClient) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"id": "d-1"}}
    stamps = [
        (await client.chat_postMessage(channel="U0INGRID", text=str(number), metadata=metadata))["ts"]
        for number in range(5)
    ]
    first = await client.conversations_history(channel="D0INGRID", limit=2, include_all_metadata=True)
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.conversations_history(channel="D0INGRID", limit=2, cursor=cursor)
    between = await client.conversations_history(channel="D0INGRID", oldest=stamps[0], latest=stamps[2])
    assert stamps == sorted(set(stamps))
    assert [(each["text"], each.get("metadata")) for each in first["messages"]] == [("4", metadata), ("3", metadata)]
    assert [(each["text"], each.get("metadata")) for each in second["messages"]] == [("2", None), ("1", None)]
    assert [each["text"] for each in between["messages"]] == ["1"]
    assert (first["has_more"], between["has_more"]) == (True, False)


async def test_others_messages_cannot_be_changed(client: AsyncWebClient, playground: Playground) -> None:
    with playground.workspace.transaction():
        theirs = messages.post(playground.workspace, "D0INGRID", "U0INGRID", "hei")
    hers = {"channel": "D0INGRID", "ts": theirs.ts}
    assert await refusal(client, "chat.update", **hers, text="x") == {"error": "cant_update_message"}
    assert await refusal(client, "chat.delete", **hers) == {"error": "cant_delete_message"}


async def test_an_invited_bot_can_read_and_write_a_private_channel(
    client: AsyncWebClient, playground: Playground
) -> None:
    ws = playground.workspace
    person, place = ws.user("U0INGRID"), find_conversation(ws, "C0PERSONAL")
    assert person
    assert place
    invite_bot(ws, Actor(person, place, "nn"))
    info = await client.conversations_info(channel="C0PERSONAL", include_num_members=True)
    members = await client.conversations_members(channel="C0PERSONAL")
    listed = await client.conversations_list(types="private_channel", exclude_archived=True)
    await client.chat_postMessage(channel="C0PERSONAL", text="Oppsummering")
    assert info["channel"] == {
        "id": "C0PERSONAL",
        "name": "personalrommet",
        "name_normalized": "personalrommet",
        "created": 1,
        "updated": 1,
        "unlinked": 0,
        "creator": "USLACKBOT",
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": True,
        "is_archived": False,
        "is_general": False,
        "is_frozen": False,
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "pending_connected_team_ids": [],
        "shared_team_ids": ["T0LYNGVAAG"],
        "is_member": True,
        "context_team_id": "T0LYNGVAAG",
        "parent_conversation": None,
        "previous_names": [],
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": 4,
    }
    assert members["members"] == ["U0INGRID", "U0JONAS", "U0MARIT", BOT]
    assert [each["name"] for each in listed["channels"]] == [
        "solvik-samba",
        "nesbygda-samba",
        "solvik-bup",
        "solvik-gjest",
        "solvik-laerarar",
        "solvik-2019",
        "personalrommet",
        "solvik-og-bup",
        "delt",
    ]
    assert messages.all_messages(ws, "C0PERSONAL")[-1].text == "Oppsummering"


SHARING = (
    "is_private",
    "is_group",
    "is_shared",
    "is_ext_shared",
    "is_org_shared",
    "is_pending_ext_shared",
    "pending_shared",
    "shared_team_ids",
    "is_archived",
)
OWN, BUP = "T0LYNGVAAG", "T0BUPVEST"


async def test_a_channel_says_whom_it_is_shared_with(client: AsyncWebClient) -> None:
    found = {}
    for channel in ("C0SOLVIK", "C0SOLVIKBUP", "C0DELT", "C0INVITERT", "C0GAMAL", "G0SOLVIK2019"):
        info = (await client.conversations_info(channel=channel))["channel"]
        found[channel] = tuple(info[name] for name in SHARING)
    assert found == {
        "C0SOLVIK": (True, False, False, False, False, False, [], [OWN], False),
        "C0SOLVIKBUP": (True, False, True, True, False, False, [], [OWN, BUP], False),
        "C0DELT": (True, False, True, True, True, False, [], [OWN, BUP], False),
        "C0INVITERT": (True, False, False, False, False, True, [BUP], [OWN], False),
        "C0GAMAL": (True, False, False, False, False, False, [], [OWN], True),
        "G0SOLVIK2019": (True, True, False, False, False, False, [], [OWN], False),
    }


async def test_a_channel_says_page_by_page_who_else_may_read_there(client: AsyncWebClient) -> None:
    members: list[str] = []
    cursor = ""
    while cursor or not members:
        page = await client.conversations_members(channel="C0DELT", limit=3, cursor=cursor)
        assert len(page["members"]) <= 3
        members, cursor = members + page["members"], page["response_metadata"]["next_cursor"]
    people = [(await client.users_info(user=user))["user"] for user in members]
    flags = ("team_id", "is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
    assert {each["id"]: tuple(each[flag] for flag in flags) for each in people} == {
        "U0INGRID": (OWN, False, False, False, False, False),
        "U0GJEST": (OWN, True, False, False, False, False),
        "U0STUDENT": (OWN, True, True, False, False, False),
        # in a channel with the bot: another workspace's, but no stranger
        "U0BUP": (BUP, False, False, False, False, False),
        "U0POLL": (OWN, False, False, False, True, False),
        "U0SLUTTA": (OWN, False, False, False, False, True),
        BOT: (OWN, False, False, False, True, False),
    }


async def test_who_shares_no_channel_with_the_bot_is_a_stranger(client: AsyncWebClient, playground: Playground) -> None:
    for channel in ("C0DELT", "C0SOLVIKBUP"):
        remove_member(playground.workspace, channel, "U0BUP")
    user = (await client.users_info(user="U0BUP"))["user"]
    assert (user["team_id"], user["profile"]["team"], user["is_stranger"]) == (BUP, BUP, True)


async def test_users_show_guests_strangers_and_those_who_left(client: AsyncWebClient) -> None:
    listed = (await client.users_list())["members"]
    told = {each["id"]: (each["real_name"], each["is_restricted"], each["deleted"], each["is_bot"]) for each in listed}
    assert {user: told[user] for user in ("U0INGRID", "U0GJEST", "U0SLUTTA", BOT)} == {
        "U0INGRID": ("Ingrid Haugland", False, False, False),
        "U0GJEST": ("Gjest Utanfrå", True, False, False),
        "U0SLUTTA": ("Slutta Person", False, True, False),
        BOT: ("samba-bot", False, False, True),
    }
    assert (await client.users_info(user="U0INGRID"))["user"]["tz"] == "Europe/Oslo"


async def test_a_trigger_opens_one_view_once_and_soon(
    client: AsyncWebClient, playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = triggers.LIFE_SECONDS
    first, late = (triggers.issue_trigger(playground.workspace, "U0INGRID") for _ in range(2))
    opened = await client.views_open(trigger_id=first, view=RECEIPT)
    again = await refusal(client, "views.open", trigger_id=first, view=RECEIPT)
    monkeypatch.setattr(triggers, "LIFE_SECONDS", 0.0)
    expired = await refusal(client, "views.open", trigger_id=late, view=RECEIPT)
    assert (opened["view"]["callback_id"], life) == ("receipt", 3)
    assert (again, expired) == ({"error": "exchanged_trigger_id"}, {"error": "expired_trigger_id"})


async def test_three_views_and_no_more_stand_on_top_of_each_other(
    client: AsyncWebClient, playground: Playground
) -> None:
    def trigger(view: str | None) -> str:
        return triggers.issue_trigger(playground.workspace, "U0INGRID", view)

    first = (await client.views_open(trigger_id=trigger(None), view=RECEIPT))["view"]
    second = (await client.views_push(trigger_id=trigger(first["id"]), view=RECEIPT))["view"]
    third = (await client.views_push(trigger_id=trigger(second["id"]), view=RECEIPT))["view"]
    fourth = await refusal(client, "views.push", trigger_id=trigger(third["id"]), view=RECEIPT)
    assert [(each["root_view_id"], each["previous_view_id"]) for each in (first, second, third)] == [
        (first["id"], None),
        (first["id"], first["id"]),
        (first["id"], second["id"]),
    ]
    assert fourth == {"error": "push_limit_reached"}


async def test_an_old_hash_conflicts_and_a_new_view_has_a_new_hash(
    client: AsyncWebClient, playground: Playground
) -> None:
    trigger = triggers.issue_trigger(playground.workspace, "U0INGRID")
    view = (await client.views_open(trigger_id=trigger, view=RECEIPT))["view"]
    asked = field("b", "Felt", {"type": "plain_text_input", "initial_value": "S-7F3K"})
    updated = await client.views_update(
        view_id=view["id"], hash=view["hash"], view=modal("Ny", asked, submit=plain("Lagre"), external_id="own-1")
    )
    stale = await refusal(client, "views.update", external_id="own-1", hash=view["hash"], view=RECEIPT)
    other = triggers.issue_trigger(playground.workspace, "U0OLAV")
    taken = await refusal(client, "views.open", trigger_id=other, view={**RECEIPT, "external_id": "own-1"})
    assert updated["view"]["id"] == view["id"]
    assert updated["view"]["state"] == {"values": {"b": {"value": {"type": "plain_text_input", "value": "S-7F3K"}}}}
    assert (stale, taken) == ({"error": "hash_conflict"}, {"error": "duplicate_external_id"})


async def test_a_file_goes_up_and_into_the_conversation(client: AsyncWebClient, playground: Playground) -> None:
    await client.files_upload_v2(
        channel="D0INGRID", content="BEGIN:VCALENDAR", filename="møte.ics", title="Kalender", initial_comment="Her"
    )
    [message] = messages.all_messages(playground.workspace, "D0INGRID")
    [file] = message.files
    async with aiohttp.ClientSession() as session, session.get(file["url_private"]) as got:
        content, disposition = await got.text(), got.headers["Content-Disposition"]
    assert (message.text, file["title"], file["name"], file["size"]) == ("Her", "Kalender", "møte.ics", 15)
    assert (content, disposition) == ("BEGIN:VCALENDAR", 'attachment; filename="m_te.ics"')
    assert await refusal(client, "files.completeUploadExternal", files=[{"id": file["id"]}]) == {
        "error": "file_not_found"
    }


async def test_a_response_url_serves_five_times_within_its_life(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = playground.workspace
    url, late = hooks.issue_hook(ws, "U0INGRID", "D0INGRID"), hooks.issue_hook(ws, "U0INGRID", "D0INGRID")
    answers = []
    async with aiohttp.ClientSession() as session:
        for body in ({"blocks": DIVIDERS}, *({"text": str(number)} for number in range(6))):
            async with session.post(url, json=body) as got:
                answers.append((got.status, await got.text() if got.status == 200 else (await got.json())["error"]))
        monkeypatch.setattr(hooks, "LIFE_SECONDS", 0.0)
        async with session.post(late, json={"text": "x"}) as got:
            answers.append((got.status, (await got.json())["error"]))
    assert answers == [(400, "invalid_blocks"), *[(200, "ok")] * 5, (404, "used_url"), (404, "expired_url")]
    found = [(each.text, each.only_for) for each in messages.all_messages(ws, "D0INGRID")]
    assert found == [(str(number), "U0INGRID") for number in range(5)]


async def test_the_messages_tab_can_be_off(settings: Settings, tmp_path: Path) -> None:
    manifest = tmp_path / "off.yml"
    manifest.write_text(
        settings.manifest.read_text().replace("messages_tab_enabled: true", "messages_tab_enabled: false")
    )
    playground = Playground(dataclasses.replace(settings, manifest=manifest))
    with running(Server(playground)):
        client = AsyncWebClient(token=BOT_TOKEN, base_url=f"{settings.own_url}/api/")
        assert await refusal(client, "chat.postMessage", channel="U0INGRID", text="x") == {
            "error": "messages_tab_disabled"
        }
