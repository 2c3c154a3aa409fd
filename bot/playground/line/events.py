"""Events to the bot: written before they are sent, and sent again until acknowledged or given up."""

import asyncio
import logging
import time
from typing import Any

from bot.playground.conversations import find_conversation
from bot.playground.database import dump, load
from bot.playground.line.payloads import event_payload
from bot.playground.line.port import Line, NoAnswer, Retry
from bot.playground.workspace import Workspace

log = logging.getLogger(__name__)

# Slack waits none, 1 and 5 minutes; nobody who tries the bot out would
RETRY_AFTER_SECONDS = (1.0, 3.0, 6.0)
IDLE_SECONDS = 0.5
PLURALS = {"im": "im", "channel": "channels", "group": "groups"}


def enqueue_event(ws: Workspace, event: dict[str, Any]) -> None:
    """Promise the event to the bot, when it has asked for such; the caller's transaction commits it."""
    name = f"message.{PLURALS[event['channel_type']]}" if event["type"] == "message" else event["type"]
    if name in ws.manifest.events:
        place = find_conversation(ws, event.get("channel", ""))
        envelope = event_payload(ws, event, ext_shared=bool(place and place.connected))
        ws.db.execute(
            "insert into outbox (id, envelope, due) values (?, ?, ?)", (envelope["event_id"], dump(envelope), 0)
        )


class EventSender:
    """Keeps the promises of `enqueue_event`."""

    def __init__(self, ws: Workspace, line: Line) -> None:
        self._ws = ws
        self._line = line
        self._under_way: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Send what is due, until cancelled."""
        seen = -1
        try:
            while True:
                self._start_due()
                seen = await self._ws.wait(seen, IDLE_SECONDS)
        finally:
            cut_off = list(self._under_way.values())
            for task in cut_off:
                task.cancel()
            # what is cut off hangs up before the line is closed
            await asyncio.gather(*cut_off, return_exceptions=True)

    def _start_due(self) -> None:
        rows = self._ws.db.execute(
            "select * from outbox where state = 'waiting' and due <= ? order by rowid", (time.time(),)
        ).fetchall()
        for row in rows:
            if row["id"] not in self._under_way:
                task = asyncio.create_task(self._send(row["id"], load(row["envelope"]), row["attempts"]))
                self._under_way[row["id"]] = task

    async def _send(self, event_id: str, envelope: dict[str, Any], attempts: int) -> None:
        reason = str(self._ws.meta(f"retry_reason:{event_id}") or "http_timeout")
        try:
            await self._line.send("events_api", envelope, Retry(attempts, reason) if attempts else None)
        except NoAnswer as error:
            self._try_later(event_id, attempts, str(error))
        else:
            self._settle(event_id, "sent")
        finally:
            self._under_way.pop(event_id, None)

    def _try_later(self, event_id: str, attempts: int, reason: str) -> None:
        if attempts >= len(RETRY_AFTER_SECONDS):
            log.warning("event given up id=%s reason=%s", event_id, reason)
            self._settle(event_id, "given up")
            return
        with self._ws.transaction():
            self._ws.remember(f"retry_reason:{event_id}", reason)
            self._ws.db.execute(
                "update outbox set attempts = ?, due = ? where id = ?",
                (attempts + 1, time.time() + RETRY_AFTER_SECONDS[attempts], event_id),
            )

    def _settle(self, event_id: str, state: str) -> None:
        with self._ws.transaction():
            self._ws.db.execute("update outbox set state = ? where id = ?", (state, event_id))
            self._ws.db.execute("delete from meta where key = ?", (f"retry_reason:{event_id}",))
