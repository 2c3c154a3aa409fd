"""One call of the Web API, from its name to its answer: token, scope, arguments, method, log, in one transaction."""

import hmac
import time
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.playground.api import chat, conversations, files, people, views
from bot.playground.api.arguments import Arguments, read_arguments
from bot.playground.api.refusals import Refused
from bot.playground.api.scopes import require_scope
from bot.playground.settings import HOST
from bot.playground.tickets import Tickets, issue_ticket
from bot.playground.workspace import APP_ID, Workspace

Json = dict[str, Any]
Method = Callable[[Workspace, Arguments], Json]

METHODS: dict[str, Method] = {
    "api.test": lambda _ws, _arguments: {"ok": True},
    "auth.test": people.auth_test,
    "chat.delete": chat.delete,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.list": conversations.list_channels,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_direct,
    "files.completeUploadExternal": files.complete_upload,
    "files.getUploadURLExternal": files.upload_url,
    "team.info": people.team_info,
    "users.info": people.user_info,
    "users.list": people.list_users,
    "views.open": views.open_modal,
    "views.publish": views.publish_home,
    "views.push": views.push_modal,
    "views.update": views.update_modal,
}


class WebApi:
    """The endpoint `/api/{method}`."""

    def __init__(self, ws: Workspace, tickets: Tickets) -> None:
        self._ws = ws
        self._methods = {**METHODS, "apps.connections.open": self._open_connection}
        self._tickets = tickets

    async def answer(self, request: Request) -> JSONResponse:
        """Answer one call; always 200, as Slack does, but for what no method sees."""
        method = request.path_params["method"]
        try:
            arguments = await read_arguments(request)
            answer = self._carry_out(method, arguments, _token(request, arguments))
            return JSONResponse(answer, headers={"X-OAuth-Scopes": ",".join(sorted(self._ws.manifest.scopes))})
        except Refused as refusal:
            self.log(method, refusal.code)
            return JSONResponse(refusal.answer())

    def _carry_out(self, method: str, arguments: Arguments, token: str) -> Json:
        if method not in self._methods:
            raise Refused("unknown_method", req_method=method)
        if method != "api.test":
            self._check_token(method, token)
            require_scope(self._ws, method)
        with self._ws.transaction():
            answer = self._methods[method](self._ws, arguments)
            self.log(method, None)
        return answer

    def _check_token(self, method: str, token: str) -> None:
        if not token:
            raise Refused("not_authed")
        settings = self._ws.settings
        right, other = settings.bot_token, settings.app_token
        if method == "apps.connections.open":
            right, other = other, right
        if _same(token, other):
            raise Refused("not_allowed_token_type")
        if not _same(token, right):
            raise Refused("invalid_auth")

    def log(self, method: str, error: str | None) -> None:
        """Write down that the method was called, and what it was refused with; never what it carried."""
        row = (method, error is None, error, time.time())
        with self._ws.transaction():
            self._ws.db.execute("insert into calls (method, ok, error, at) values (?, ?, ?, ?)", row)

    def _open_connection(self, ws: Workspace, _arguments: Arguments) -> Json:
        if ws.settings.mode != "socket":
            raise Refused("socket_mode_not_enabled")
        ticket = issue_ticket(self._tickets)
        return {"ok": True, "url": f"ws://{HOST}:{ws.settings.port}/link/?ticket={ticket}&app_id={APP_ID}"}


def _token(request: Request, arguments: Arguments) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else arguments.text("token")


def _same(given: str, known: str) -> bool:
    return bool(known) and hmac.compare_digest(given.encode(), known.encode())
