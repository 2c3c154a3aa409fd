"""The real processes under attack: a race for the last time, odd requests, and a look at all that they leave behind."""

import asyncio
import hashlib
import hmac
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from sqlmodel import select

from bot.app import open_database
from bot.settings import DatabaseSettings
from bot.tryout import TryOut, bot_program
from bot.words import translator
from store.database import Database
from store.slots import Slot
from tests.bot.commands import clean_environment
from tests.bot.playground.person import person
from tests.bot.playground.ports import free_port
from tests.bot.slack import payload_shapes as shapes
from tests.handlers.booking import journey
from tests.mangling import mangled
from tests.town import Town
from tests.whole.booker import book
from tests.whole.system import MUNICIPALITY, System, system

BEGINS = datetime.fromisoformat("2027-03-09T10:00+01:00")
EVERYBODY = ("ingrid", "jonas", "marit", "olav", "astrid", "kristin", "tor", "silje", "bente", "hilde")
RACERS = 20
TEAM = "T0LYNGVAAG"
NAMED = "Trulte Tjukkmage"
IDENTITY = "010112 34567"
SECRETS = ("Trulte", "Tjukkmage", IDENTITY, "01011234567")


def database_of(whole: System) -> Database:
    """The bot's database, opened beside it."""
    settings = DatabaseSettings(f"sqlite:///{whole.wanted.database}")
    return open_database(settings, translator("nn"))


async def post(whole: System, session: aiohttp.ClientSession, body: dict[str, Any]) -> tuple[int, str]:
    """What the bot answers to a payload that Slack signed."""
    content = urlencode({"payload": json.dumps(body)}).encode()
    stamp = str(int(time.time()))
    mark = hmac.new(whole.wanted.signing_secret.encode(), f"v0:{stamp}:".encode() + content, hashlib.sha256)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={mark.hexdigest()}",
    }
    async with session.post(f"{whole.wanted.bot_address}/slack/events", data=content, headers=headers) as answer:
        return answer.status, await answer.text()


def submission(account: str, draft: str) -> dict[str, Any]:
    """The last form of a booking, sent in."""
    view = {"type": "modal", "callback_id": "booking.confirm", "private_metadata": draft, "blocks": []}
    user = {**shapes.USER, "id": account, "team_id": TEAM}
    return {**shapes.submitted(view), "user": user, "team": {**shapes.TEAM, "id": TEAM}}


def ready_to_book(whole: System) -> list[tuple[str, str]]:
    """Twenty drafts, all filled in for the same time: whose account, and the draft."""
    database = database_of(whole)
    # The municipality's clock has been moved, so what the town goes by is the real time.
    town = Town(database, now=datetime.now(UTC))
    with town.world() as world:
        slot = world.session.exec(select(Slot.id)).one()
    assert slot is not None
    ready = []
    for number in range(RACERS):
        who = EVERYBODY[number % len(EVERYBODY)]
        draft = journey.start(town, who)
        journey.child(town, who, draft)
        journey.voice(town, who, draft)
        journey.time(town, who, draft, slot)
        journey.people(town, who, draft, staff=(str(town.person_id("ingrid")),))
        ready.append((f"U0{who.upper()}", draft))
    database.close()
    return ready


async def test_of_twenty_who_send_in_at_once_one_gets_the_time_and_nineteen_a_polite_answer(tmp_path: Path) -> None:
    async with system(tmp_path, [("solvik", BEGINS)]) as whole:
        ready = ready_to_book(whole)
        async with aiohttp.ClientSession() as session:
            answers = await asyncio.gather(*(post(whole, session, submission(*each)) for each in ready))
            again = await asyncio.gather(*(post(whole, session, submission(*each)) for each in ready))
        assert {status for status, _ in answers} == {200}
        said = [json.loads(text) for _, text in answers]
        assert {answer["response_action"] for answer in said} == {"update"}
        titles = Counter(answer["view"]["title"]["text"] for answer in said)
        texts = [json.dumps(answer, ensure_ascii=False) for answer in said]
        assert sum("Saka heiter" in text or "Saken heter" in text for text in texts) == 1, titles
        assert sum("nettopp teken" in text or "nettopp tatt" in text for text in texts) == RACERS - 1, titles
        assert sum("ventelist" in text.casefold() for text in texts) == RACERS - 1
        # Sent in once more, all get the same answer as before, and nothing more happens.
        assert [json.loads(text)["view"]["title"] for _, text in again] == [each["view"]["title"] for each in said]
        for table in ("meeting", "item", "child_case"):
            assert whole.rows(f"select count(*) from {table}") == [(1,)]


async def test_whatever_slack_might_send_is_never_a_fault_of_ours(tmp_path: Path) -> None:
    user = {**shapes.USER, "id": "U0INGRID", "team_id": TEAM}
    team = {**shapes.TEAM, "id": TEAM}
    press = {**shapes.pressed("item.show", "item=1"), "user": user, "team": team}
    async with system(tmp_path) as whole, aiohttp.ClientSession() as session:
        bodies = [*mangled(press), *mangled(submission("U0INGRID", "x")), *mangled(shapes.direct_message(NAMED))]
        statuses: Counter[int] = Counter()
        for start in range(0, len(bodies), 50):
            answers = await asyncio.gather(*(post(whole, session, each) for each in bodies[start : start + 50]))
            statuses.update(status for status, _ in answers)
        assert set(statuses) <= {200, 400}
        assert statuses[400] > 100
        assert (await post(whole, session, submission("U0INGRID", "x")))[0] == 200
    log = whole.wanted.beside("bot.log").read_text()
    assert "failed code=" not in log
    assert not [secret for secret in SECRETS if secret in log]


async def test_nothing_that_was_typed_is_found_in_log_database_or_notifications(tmp_path: Path) -> None:
    async with system(tmp_path, [("solvik", BEGINS)]) as whole:
        async with person(whole.url, "U0INGRID") as ingrid:
            for words in ("book", "flytt", "avlys", "sakliste", "liste", "språk", "hjelp", "tull", "S-2222", ""):
                await ingrid.do("send", text=f"/samba {words} {NAMED} {IDENTITY}")
                if await ingrid.modal():
                    await ingrid.do("close", view=await ingrid.view_id(), all=True)
            await ingrid.write(f"Kan du hugse {NAMED} {IDENTITY}?")
            reference = await book(ingrid)
        await whole.clock(BEGINS + timedelta(days=1))
        sent = [message async for message in _of_the_bot(whole)]
        references = [found for (found,) in whole.rows("select reference from child_case")]
        kept = b"".join(each.read_bytes() for each in tmp_path.glob("bot.db*"))
    logs = "".join(each.read_text() for each in tmp_path.glob("*.log"))
    assert references == [reference]
    assert [secret for secret in SECRETS if secret in logs or secret.encode() in kept] == []
    assert reference not in logs
    assert len(sent) > 5
    hidden = ("sambam", "samba-m", "solvik", "møterom", reference.casefold(), *(each.casefold() for each in SECRETS))
    texts = {message["text"].casefold() for message in sent}
    assert [text for text in texts if any(word in text for word in hidden)] == []
    said = json.dumps([message["blocks"] for message in sent], ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in said] == []
    names = {file["name"] for message in sent for file in message["files"]}
    assert names
    assert [name for name in names if not name.startswith("mote-")] == []


async def _of_the_bot(whole: System) -> AsyncIterator[dict[str, Any]]:
    for (account,) in whole.rows("select external_id from account"):
        async with person(whole.url, account) as reader:
            for message in await reader.messages():
                if message["user"] != account:
                    yield message


def _load(wanted: TryOut) -> subprocess.Popen[bytes]:
    environment = {**clean_environment(), "SAMBA_BOT_DATABASE_URL": f"sqlite:///{wanted.database}"}
    return subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "load", str(MUNICIPALITY)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


async def test_a_municipality_may_be_loaded_while_people_book(tmp_path: Path) -> None:
    slots = [("solvik", BEGINS + timedelta(hours=hour)) for hour in range(4)]
    async with system(tmp_path, slots) as whole:
        loading = [_load(whole.wanted) for _ in range(2)]
        async with person(whole.url, "U0INGRID") as ingrid, person(whole.url, "U0JONAS") as jonas:
            references = await asyncio.gather(book(ingrid), book(jonas))
        ended = [(await asyncio.to_thread(each.communicate), each.returncode) for each in loading]
        assert [(code, said[1]) for said, code in ended] == [(0, b"")] * 2
        booked = {found for (found,) in whole.rows("select reference from child_case")}
        assert booked == set(references)
        assert whole.rows("select count(*) from tenant") == [(1,)]


async def test_two_bots_on_one_database_say_everything_once(tmp_path: Path) -> None:
    slots = [("solvik", BEGINS + timedelta(hours=hour)) for hour in range(4)]
    async with system(tmp_path, slots) as whole:
        second = replace(whole.wanted, bot_port=free_port())
        program = bot_program(second, clean_environment())
        with (tmp_path / "second.log").open("ab") as log:
            other = subprocess.Popen(
                [sys.executable, *program.arguments], env=dict(program.environ), stdout=log, stderr=log
            )
        async with person(whole.url, "U0INGRID") as ingrid, person(whole.url, "U0JONAS") as jonas:
            await asyncio.gather(book(ingrid), book(jonas))
        await whole.clock(BEGINS + timedelta(hours=2))
        other.terminate()
        await asyncio.to_thread(other.wait, 20)
        sent = [message async for message in _of_the_bot(whole)]
        promised = [id_ for (id_,) in whole.rows("select id from delivery where state = 'sent' and revises is null")]
    found = Counter(message["metadata"]["event_payload"]["delivery"] for message in sent if message["metadata"])
    assert found == dict.fromkeys(promised, 1)
    assert len(promised) > 10
    assert "Error" not in (tmp_path / "second.log").read_text()
