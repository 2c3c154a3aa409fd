"""Killed at random moments while summaries are posted and digests go out: nothing is lost, and nothing stands twice."""

import asyncio
import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from tests.bot.playground.person import person
from tests.whole.minuted import settle
from tests.whole.system import System, system
from tests.whole.test_killed import all_is_delivered, kill_now_and_then, standing

MEETINGS = 7
KILLS_WHILE_POSTING = 8
KILLS_WHILE_DIGESTING = 6
MONDAY = datetime.fromisoformat("2027-03-15T07:31+01:00")
LEADERS = {"U0MARIT", "U0ASTRID", "U0TOR", "U0BENTE", "U0LIV", "U0RAGNHILD"}


async def read_digests_while_killed(whole: System, chance: random.Random) -> None:
    """Jump to the morning of the digest, and kill the bot while it goes out."""
    for _ in range(KILLS_WHILE_DIGESTING):
        moving = asyncio.create_task(whole.clock(MONDAY))
        await asyncio.sleep(chance.uniform(0, 0.5))
        whole.kill()
        await asyncio.gather(moving, return_exceptions=True)
        await whole.start()
    await whole.clock(MONDAY)


async def posted(whole: System, references: list[str]) -> Counter[str]:
    """How often each case's summary stands in the channel."""
    async with person(whole.url, "U0INGRID", "C0SOLVIK") as reader:
        said = [str(message["blocks"]) for message in await reader.messages()]
    return Counter(reference for text in said for reference in references if reference in text)


async def test_no_summary_stands_twice_in_a_channel_and_no_digest_comes_twice(tmp_path: Path) -> None:
    chance = random.Random()
    references = list(settle(tmp_path, MEETINGS, MONDAY - timedelta(minutes=30)))
    async with system(tmp_path) as whole:
        await kill_now_and_then(whole, KILLS_WHILE_POSTING, chance, 1.5)
        await all_is_delivered(whole)
        await read_digests_while_killed(whole, chance)
        await all_is_delivered(whole)
        posts = whole.rows(
            "select reference, delivery.state from delivery join item on item.id = item_id"
            " join child_case on child_case.id = case_id where kind = 'minutes_post' and revises is null"
        )
        asked = whole.rows("select count(*) from delivery where kind = 'post_unknown' and state = 'sent'")
        digests = whole.rows(
            "select external_id, state from delivery join account using (person_id) where kind = 'digest'"
            " and due_at >= '2027-03-15'"
        )
        in_channel = await posted(whole, references)
        messages, _ = await standing(whole)
    assert sorted(reference for reference, _ in posts) == sorted(references)
    assert {state for _, state in posts} <= {"sent", "unknown"}
    assert all(in_channel[reference] == 1 for reference, state in posts if state == "sent")
    assert max(in_channel.values()) == 1
    assert asked == [(sum(state == "unknown" for _, state in posts),)]
    sent = [account for account, state in digests if state == "sent"]
    assert len(sent) == len(set(sent))
    assert "U0MARIT" in sent
    assert set(sent) <= LEADERS
    assert set(messages.values()) == {1}
