"""The line over Socket Mode: envelopes through a WebSocket that the bot has opened."""

import asyncio
import uuid
from itertools import count

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.line.port import ANSWER_SECONDS, Json, Kind, NoAnswer, Retry
from bot.playground.tickets import Tickets, use_ticket
from bot.playground.workspace import APP_ID

MOST_CONNECTIONS = 10


class SocketLine:
    """Sends each thing to one of the bot's connections, in turn."""

    def __init__(self, tickets: Tickets) -> None:
        self._tickets = tickets
        self._sockets: list[WebSocket] = []
        self._waiting: dict[str, asyncio.Future[Json | str | None]] = {}
        self._turn = count()

    async def send(self, kind: Kind, payload: Json, retry: Retry | None = None) -> Json | str | None:
        """See Line."""
        if not self._sockets:
            raise NoAnswer("connection_failed")
        envelope = _envelope(kind, payload, retry)
        answer: asyncio.Future[Json | str | None] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = answer
        try:
            await self._sockets[next(self._turn) % len(self._sockets)].send_json(envelope)
            return await asyncio.wait_for(answer, ANSWER_SECONDS)
        except TimeoutError as error:
            raise NoAnswer("timeout") from error
        except (RuntimeError, WebSocketDisconnect) as error:
            raise NoAnswer("connection_failed") from error
        finally:
            del self._waiting[envelope["envelope_id"]]

    async def serve(self, socket: WebSocket) -> None:
        """Hold one of the bot's connections until it ends."""
        if not use_ticket(self._tickets, socket.query_params.get("ticket", "")):
            await socket.close(1008)
            return
        await socket.accept()
        if len(self._sockets) >= MOST_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            return
        self._sockets.append(socket)
        try:
            await socket.send_json(_hello(len(self._sockets)))
            while True:
                self._take(await socket.receive_json())
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            self._drop(socket)

    async def refresh(self) -> None:
        """Ask every connection to be made anew, as Slack does every few hours."""
        for socket in list(self._sockets):
            self._drop(socket)
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}})
            await socket.close()

    async def close(self) -> None:
        """See Line."""
        for socket in list(self._sockets):
            self._drop(socket)
            await socket.close(1001)

    def _take(self, acknowledgement: Json) -> None:
        answer = self._waiting.get(acknowledgement.get("envelope_id", ""))
        if answer and not answer.done():
            answer.set_result(acknowledgement.get("payload") or None)

    def _drop(self, socket: WebSocket) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)


def _hello(connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {"host": "playground", "approximate_connection_time": 18060},
        "connection_info": {"app_id": APP_ID},
    }


def _envelope(kind: Kind, payload: Json, retry: Retry | None) -> Json:
    envelope: Json = {
        "envelope_id": str(uuid.uuid4()),
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
    }
    if kind == "events_api":
        envelope |= {"retry_attempt": retry.number if retry else 0, "retry_reason": retry.reason if retry else ""}
    return envelope
