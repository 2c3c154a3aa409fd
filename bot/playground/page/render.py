"""The page's HTML, whole and in the parts that change."""

import hashlib
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.playground import views
from bot.playground.api.scopes import NEEDED
from bot.playground.blockkit.values import field_name
from bot.playground.clock import Clock
from bot.playground.conversations import conversations_of, direct_id, find_conversation, is_member
from bot.playground.drawing.chart import read_chart
from bot.playground.drawing.series import DASHES, MARKS
from bot.playground.faults import DELIVERIES, EVERY, KINDS, Faults
from bot.playground.messages import Message, count_unread, visible_messages
from bot.playground.municipality import BOT_USER
from bot.playground.page import dates, fields
from bot.playground.page.channel_panel import channel_facts, channel_panel
from bot.playground.page.mrkdwn import render_mrkdwn, render_plain
from bot.playground.page.screen import Screen, people_of, unread_everywhere
from bot.playground.page.story import story_links
from bot.playground.page.texts import text
from bot.playground.typed import show_date, show_time
from bot.playground.workspace import Workspace

HERE = Path(__file__).parent.parent


class Renderer:
    """Draws the page for a tab."""

    def __init__(self, ws: Workspace, clock: Clock, faults: Faults) -> None:
        self._ws = ws
        self._faults = faults
        self._clock = clock
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(mrkdwn=self._mrkdwn, plain=render_plain)
        self._templates.globals.update(
            dashes=DASHES,
            marks=MARKS,
            read_chart=read_chart,
            chosen_values=fields.chosen_values,
            dates=dates,
            dom_id=fields.dom_id,
            field_name=field_name,
            groups=fields.groups,
            is_list=fields.is_list,
            local_time=self._local_time,
            offers=fields.offers,
            show_date=show_date,
            show_time=show_time,
        )

    def page(self, screen: Screen, draft: str) -> str:
        """The whole document."""
        return self._draw(
            "page.html",
            screen,
            draft=draft,
            story=story_links(self._ws, screen.language),
            kinds=KINDS,
            methods=sorted(NEEDED),
            deliveries=DELIVERIES,
            **self.parts(screen),
        )

    def parts(self, screen: Screen) -> dict[str, str]:
        """The pieces that change while one looks."""
        stack = views.stack_of(self._ws, screen.person.id)
        top = stack[-1] if stack else None
        modal = self._draw("modal.html", screen, view=top, depth=len(stack)) if top else ""
        return {
            "sidebar": self._draw("sidebar.html", screen, **self._sidebar(screen)),
            "head": self._draw("head.html", screen, with_bot=self._with_bot(screen), facts=self._facts(screen)),
            "channel": self._channel(screen),
            "faults": self._draw("faults.html", screen, faults=self._faults.all(), named=(EVERY, *DELIVERIES)),
            "stream": self._stream(screen),
            "modal": modal,
            "modal_id": top.id if top else "",
            "clock": self._draw("clock.html", screen, clock=self._clock),
        }

    def _draw(self, template: str, screen: Screen, **values: Any) -> str:
        def words(key: str, **inside: object) -> str:
            return text(key, screen.language, **inside)

        return self._templates.get_template(template).render(
            ws=self._ws,
            screen=screen,
            language=screen.language,
            now=self._ws.now(),
            bot=self._ws.manifest.app_name,
            people=people_of(self._ws),
            name_of=self._name,
            t=words,
            **values,
        )

    def _sidebar(self, screen: Screen) -> dict[str, Any]:
        direct = direct_id(screen.person.id)
        return {
            "direct": direct,
            "direct_unread": count_unread(self._ws, screen.person.id, direct),
            "channels": [
                (place, count_unread(self._ws, screen.person.id, place.id))
                for place in conversations_of(self._ws, screen.person.id)
            ],
            "unread": {user.id: unread_everywhere(self._ws, user) for user in people_of(self._ws)},
        }

    def _with_bot(self, screen: Screen) -> bool:
        return screen.place is not None and is_member(self._ws, screen.place, BOT_USER)

    def _facts(self, screen: Screen) -> list[str]:
        if screen.place is None or screen.place.kind == "im":
            return []
        return channel_facts(self._ws, screen.place, screen.language)

    def _channel(self, screen: Screen) -> str:
        if screen.place is None or screen.place.kind == "im":
            return ""
        return self._draw("channel.html", screen, panel=channel_panel(self._ws, screen.place, screen.language))

    def _stream(self, screen: Screen) -> str:
        if screen.place is None:
            home = views.home_of(self._ws, screen.person.id)
            return _keyed(self._draw("home.html", screen, home=home), "home")
        found = visible_messages(self._ws, screen.place.id, screen.person.id)
        if not found:
            return _keyed(self._draw("empty.html", screen), "empty")
        pieces = []
        for day, messages in groupby(found, lambda each: each.sent_at.astimezone(self._ws.timezone).date()):
            heading = self._draw("day.html", screen, day=dates.day_name(day, screen.language))
            pieces += [_keyed(heading, day.isoformat()), *(self._message(screen, each) for each in messages)]
        return "".join(pieces)

    def _message(self, screen: Screen, message: Message) -> str:
        when = message.sent_at.astimezone(self._ws.timezone)
        sender = self._ws.user(message.user)
        name = sender.name if sender else "Slackbot"
        return _keyed(
            self._draw("message.html", screen, message=message, when=when, sender=sender, name=name), message.ts
        )

    def _mrkdwn(self, source: str) -> Markup:
        return render_mrkdwn(source, self._name)

    def _local_time(self, epoch: str) -> str:
        """For a field of date and time: the moment as the municipality's clock shows it."""
        return f"{datetime.fromtimestamp(int(epoch), self._ws.timezone):%Y-%m-%dT%H:%M}" if epoch else ""

    def _name(self, known_id: str) -> str:
        user = self._ws.user(known_id)
        channel = find_conversation(self._ws, known_id)
        return user.name if user else channel.name if channel else known_id


def _keyed(html: str, key: str) -> str:
    """A piece the browser can tell from the others, and tell when it is another than before."""
    mark = hashlib.sha256(html.encode()).hexdigest()[:12]
    return f'<div class="piece" data-key="{key}" data-mark="{mark}">{html}</div>\n'
