"""What people do on the page: every endpoint that changes something. All are POST, under /page/."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.clock import BotDown, Clock, JumpsBack
from bot.playground.line import acts, presses, submissions
from bot.playground.line.actor import Actor
from bot.playground.line.port import Line, NoAnswer
from bot.playground.page.dates import clock_time, day_name, next_workday
from bot.playground.page.endpoints import Doing, notice, page_route
from bot.playground.page.screen import Screen
from bot.playground.page.texts import text
from bot.playground.typed import read_date, read_time
from bot.playground.words import say
from bot.playground.workspace import Workspace

Json = dict[str, Any]


class Doings:
    """Takes what people do to the bot, and says at once what came of it."""

    def __init__(self, ws: Workspace, line: Line, clock: Clock) -> None:
        self._ws = ws
        self._line = line
        self._clock = clock

    def routes(self) -> list[Route]:
        """The endpoints. Each answers with `notice` or `modal_fault` when there is something to say."""
        done: dict[str, Doing] = {
            "open": self.open,
            "send": self.send,
            "press": self.press,
            "submit": self.submit,
            "close": self.close,
            "shortcut": self.shortcut,
            "clock": self.jump,
        }
        return [page_route(self._ws, name, doing, self._clock.look_soon) for name, doing in done.items()]

    async def open(self, screen: Screen, _body: Json) -> Response:
        """Somebody has come to the home tab, or to the bot's messages."""
        if screen.place is None or screen.place.kind == "im":
            acts.open_app(self._ws, screen.person, "messages" if screen.place else "home")
        return JSONResponse({})

    async def send(self, screen: Screen, body: Json) -> Response:
        """What stands in the composer."""
        written = str(body.get("text", "")).strip()
        if written and screen.place:
            actor = Actor(screen.person, screen.place, screen.language)
            await acts.write(self._ws, self._line, actor, written)
        return JSONResponse({})

    async def press(self, screen: Screen, body: Json) -> Response:
        """A button or a menu: in a message (`ts`), or in a view (`view`)."""
        press = {name: body[name] for name in ("block_id", "action_id", "values")}
        try:
            if body.get("view"):
                await presses.press_in_view(
                    self._ws, self._line, screen.person, body["view"], press, body.get("form", {})
                )
            elif screen.place:
                await presses.press_in_message(
                    self._ws, self._line, screen.person, screen.place, body["ts"], press, body.get("form", {})
                )
        except presses.Gone:
            return notice(say("gone", screen.language))
        except NoAnswer:
            return notice(say("press_failed", screen.language))
        return JSONResponse({})

    async def submit(self, screen: Screen, body: Json) -> Response:
        """A modal handed in."""
        try:
            await submissions.submit(
                self._ws, self._line, screen.person, body["view"], body.get("form", {}), screen.language
            )
        except presses.Gone:
            return notice(say("gone", screen.language))
        except NoAnswer:
            return JSONResponse({"modal_fault": say("submit_failed", screen.language)})
        return JSONResponse({})

    async def close(self, screen: Screen, body: Json) -> Response:
        """A modal closed: this one, or `all`."""
        with suppress(presses.Gone):  # closed twice is closed
            await submissions.close(self._ws, self._line, screen.person, body["view"], everything=bool(body.get("all")))
        return JSONResponse({})

    async def shortcut(self, screen: Screen, body: Json) -> Response:
        """Something started from the shortcuts menu."""
        try:
            await presses.use_shortcut(self._ws, self._line, screen.person, body["shortcut"])
        except presses.Gone:
            return notice(say("gone", screen.language))
        except NoAnswer:
            return notice(say("press_failed", screen.language))
        return JSONResponse({})

    async def jump(self, screen: Screen, body: Json) -> Response:
        """The clock, to `hour`, `workday`, `due` or the `date` and `time` given."""
        try:
            if body.get("to") == "due":
                if not await self._clock.jump_to_next_due():
                    return notice(text("nothing_due", screen.language))
            else:
                await self._clock.jump(self._target(body))
        except JumpsBack:
            return notice(text("jumps_back", screen.language, now=self._now_in_words(screen)))
        except ValueError:
            return notice(text("bad_time", screen.language))
        except BotDown:
            return notice(text("bot_down", screen.language))
        return notice(text("arrived", screen.language, now=self._now_in_words(screen)))

    def _target(self, body: Json) -> datetime:
        now = self._ws.now()
        if body.get("to") == "hour":
            return now + timedelta(hours=1)
        if body.get("to") == "workday":
            return next_workday(now)
        day, moment = read_date(body.get("date", "")), read_time(body.get("time", ""))
        return datetime.fromisoformat(f"{day}T{moment}").replace(tzinfo=self._ws.timezone)

    def _now_in_words(self, screen: Screen) -> str:
        now = self._ws.now()
        return f"{day_name(now, screen.language)} kl. {clock_time(now)}"
