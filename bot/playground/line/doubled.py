"""The line to the bot when what it is sent comes twice."""

import logging

from bot.playground.faults import LINE_KINDS, Faults
from bot.playground.line.port import Json, Kind, Line, NoAnswer, Retry

log = logging.getLogger(__name__)


class DoubledLine:
    """Sends again what a `duplicate` strikes, with the same ids; the first answer counts."""

    def __init__(self, line: Line, faults: Faults) -> None:
        self._line = line
        self._faults = faults

    async def send(self, kind: Kind, payload: Json, retry: Retry | None = None) -> Json | str | None:
        """See Line."""
        answer = await self._line.send(kind, payload, retry)
        fault = self._faults.find(LINE_KINDS, kind)
        if fault:
            self._faults.strike(fault)
            await self._send_again(kind, payload, retry)
        return answer

    async def close(self) -> None:
        """See Line."""
        await self._line.close()

    async def _send_again(self, kind: Kind, payload: Json, retry: Retry | None) -> None:
        again = Retry(retry.number + 1 if retry else 1, "http_timeout") if kind == "events_api" else None
        try:
            await self._line.send(kind, payload, again)
        except NoAnswer as error:
            log.info("not answered the second time kind=%s reason=%s", kind, error)
