"""Killed at random moments while people book and messages go out: nothing is lost, and nothing stands twice."""

import asyncio
import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.bot.playground.person import person
from tests.whole.booker import book
from tests.whole.system import System, system

KILLS_WHILE_BOOKING = 20
MOST_BOOKINGS_EACH = 10
KILLS_WHILE_DELIVERING = 12
BOOKERS = ("U0INGRID", "U0JONAS", "U0MARIT")
FIRST = datetime.fromisoformat("2027-03-09T08:00+01:00")
SLOTS = [("solvik", FIRST + timedelta(days=day, hours=hour)) for day in (0, 1, 2, 3, 7, 8, 9) for hour in range(7)]

INVITED = """
    select account.external_id, meeting.uid, delivery.state, item.state
    from delivery
    join item on item.id = delivery.item_id
    join meeting on meeting.id = item.meeting_id
    join account on account.person_id = delivery.person_id
    where delivery.kind = 'invitation' and delivery.revises is null
"""


async def kill_now_and_then(whole: System, times: int, chance: random.Random, longest: float) -> None:
    """SIGKILL the bot after a random while, and start it again, so many times."""
    for _ in range(times):
        await asyncio.sleep(chance.uniform(0, longest))
        whole.kill()
        await whole.start()


async def book_until(done: asyncio.Event, whole: System, user: str) -> list[str]:
    """Book again and again until told to stop; the references, as the receipts said them."""
    references: list[str] = []
    async with person(whole.url, user) as booker:
        while not done.is_set():
            if len(references) == MOST_BOOKINGS_EACH:
                await done.wait()
            else:
                references.append(await book(booker))
    return references


async def book_while_killed(whole: System, chance: random.Random) -> list[str]:
    """Three people book at once while the bot is killed; all references they were given."""
    done = asyncio.Event()
    booking = [asyncio.create_task(book_until(done, whole, user)) for user in BOOKERS]
    await kill_now_and_then(whole, KILLS_WHILE_BOOKING, chance, 0.9)
    done.set()
    return [reference for references in await asyncio.gather(*booking) for reference in references]


async def deliver_while_killed(whole: System, chance: random.Random) -> None:
    """Jump to the next thing that falls due and kill the bot while it is brought out."""
    for _ in range(KILLS_WHILE_DELIVERING):
        due = (await whole.clock())["next_due"]
        moving = asyncio.create_task(whole.clock(datetime.fromisoformat(due) + timedelta(hours=2)))
        await asyncio.sleep(chance.uniform(0, 0.6))
        whole.kill()
        await asyncio.gather(moving, return_exceptions=True)
        await whole.start()


async def all_is_delivered(whole: System) -> None:
    """Wait until nothing that is due is left."""
    left = "select count(*) from delivery where state in ('waiting', 'claimed')"
    for _ in range(300):
        now = (await whole.clock())["now"]
        await whole.clock(datetime.fromisoformat(now))
        if whole.rows(left) == [(0,)]:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(whole.rows("select kind, state, attempts, reason from delivery where state != 'sent'"))


async def standing(whole: System) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """How often each delivery's id, and each calendar file for each reader, stands in a direct message."""
    messages: Counter[str] = Counter()
    files: Counter[tuple[str, str]] = Counter()
    for (account,) in whole.rows("select external_id from account"):
        async with person(whole.url, account) as reader:
            for message in await reader.messages():
                messages.update([_delivery(message)] if message["metadata"] else [])
                files.update((account, file["name"]) for file in message["files"])
    return messages, files


def _delivery(message: dict[str, Any]) -> str:
    return str(message["metadata"]["event_payload"]["delivery"])


async def test_no_booking_and_no_message_is_lost_or_doubled(tmp_path: Path) -> None:
    chance = random.Random()
    async with system(tmp_path, SLOTS) as whole:
        references = await book_while_killed(whole, chance)
        await deliver_while_killed(whole, chance)
        await all_is_delivered(whole)
        booked = [reference for (reference,) in whole.rows("select reference from child_case order by id")]
        sent = {id_: 1 for (id_,) in whole.rows("select id from delivery where state = 'sent' and revises is null")}
        twice = whole.rows(
            "select notice_id, person_id from delivery where revises is null group by 1, 2 having count(*) > 1"
        )
        failed = whole.rows("select kind, reason from delivery where state not in ('sent', 'overtaken')")
        invited = whole.rows(INVITED)
        messages, files = await standing(whole)
    assert sorted(references) == sorted(booked)
    assert (failed, twice) == ([], [])
    assert messages == sent
    assert set(files.values()) == {1}
    # the three services and the one who books are invited, with a file; a time given up brings another
    assert len(invited) == 4 * len(booked)
    reached = [(account, uid[:8], became == "released") for account, uid, state, became in invited if state == "sent"]
    brought = {(account, f"mote-{uid}-{1 if given_up else 0}.ics") for account, uid, given_up in reached}
    # killed between a message and its file, it may find the time given up when it comes back
    possible = {(account, f"mote-{uid}-0.ics") for account, uid, given_up in reached if given_up}
    # where nobody can say yet whether the invitation got through, that the time is given up is told to be sure
    possible |= {(account, f"mote-{uid[:8]}-1.ics") for account, uid, state, _ in invited if state == "overtaken"}
    assert brought <= set(files) <= brought | possible
    # the clock is moved while the bot lies dead: a time may be given up before anybody could be invited to it
    assert {became for *_, state, became in invited if state == "overtaken"} <= {"released"}
    assert len(sent) > 5 * len(booked)
