"""What people do with a channel from the panel about it."""

from collections.abc import Callable
from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.clock import Clock
from bot.playground.conversations import is_member
from bot.playground.line import channels
from bot.playground.line.actor import Actor
from bot.playground.page.endpoints import notice, page_route
from bot.playground.page.screen import Screen
from bot.playground.words import say
from bot.playground.workspace import Workspace

Json = dict[str, Any]


class ChannelDoings:
    """The endpoint /page/channel: `act` says what, `user` or `team` with whom."""

    def __init__(self, ws: Workspace, clock: Clock) -> None:
        self._ws = ws
        self._clock = clock

    def routes(self) -> list[Route]:
        """The endpoint."""
        return [page_route(self._ws, "channel", self.change, self._clock.look_soon)]

    async def change(self, screen: Screen, body: Json) -> Response:
        """Do one thing with the channel on the screen; whoever goes out of it is shown another place."""
        if screen.place is None or screen.place.kind == "im":
            return notice(say("gone", screen.language))
        try:
            self._carry_out(Actor(screen.person, screen.place, screen.language), body["act"], body.get("with", ""))
        except channels.Impossible as refusal:
            return notice(say(refusal.word, screen.language, **refusal.values))
        if body["act"] == "remove" and not is_member(self._ws, screen.place, screen.person.id):
            return JSONResponse({"go": screen.link(channel=f"D{screen.person.id[1:]}")})
        return JSONResponse({})

    def _carry_out(self, actor: Actor, act: str, other: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "invite": lambda: channels.invite(self._ws, actor, other),
            "remove": lambda: channels.remove(self._ws, actor, other),
            "open": lambda: channels.make_public(self._ws, actor),
            "share": lambda: channels.invite_organisation(self._ws, actor, other),
            "withdraw": lambda: channels.withdraw_invitation(self._ws, actor, other),
            "accept": lambda: channels.accept_invitation(self._ws, actor, other),
            "unshare": lambda: channels.stop_sharing(self._ws, actor, other),
            "archive": lambda: channels.archive(self._ws, actor, away=True),
            "restore": lambda: channels.archive(self._ws, actor, away=False),
        }
        acts[act]()
