"""Somebody in the workspace, at the page's own endpoints: what the page would send, from what stands on it."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import aiohttp

from tests.both.person import Value, plain
from tests.both.seeing import Seeing
from tests.both.slack.markup import Node, parse
from tests.both.slack.modal import Field, fields

Json = dict[str, Any]
BOT, COMMAND, HOME, WRONG = "samba-bot", "/samba", "home", "⚠️"


class SlackPerson(Seeing):
    """See Person. `channels` are the ids by name."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        user: str,
        settle: Callable[[], Awaitable[None]],
        channels: dict[str, str],
    ) -> None:
        super().__init__(settle)
        self.key = user.removeprefix("U0").lower()
        self._session, self._url, self._user, self._channels = session, url, user, channels
        # What is filled in and not sent yet, in the modal that looks like this.
        self._modal, self._fields = "", list[Field]()

    async def say(self, words: str) -> None:
        await self._act("send", text=f"{COMMAND} {words}".strip())

    async def write(self, text: str) -> None:
        await self._act("send", text=text)

    async def mention(self, channel: str, words: str) -> None:
        await self._act("send", channel=self._channels[channel], text=f"@{BOT} {words}")

    async def press(self, button: str, *, beside: str = "", sure: str = "") -> None:
        modal = await self._open_modal()
        if modal and (found := _button(modal, button, beside)):
            await self._press(found, sure, view=next(modal.every("form")).get("data-view"), form=self._values())
            return
        if modal:
            assert not _sends_in(modal), f"«{button}» is behind a form: {modal.text()}"
            await self.close()
        for message in reversed(await self._messages()):
            if found := _button(message, button, beside):
                await self._press(found, sure, ts=message.get("data-ts"))
                return
        raise AssertionError(f"no button «{button}» {beside} in:\n{await self.screen()}")

    async def press_first(self, button: str) -> None:
        for message in await self._messages():
            if found := _button(message, button, ""):
                await self._press(found, "", ts=message.get("data-ts"))
                return
        raise AssertionError(f"no button «{button}» in:\n{await self.screen()}")

    async def fill(self, label: str, *values: Value) -> None:
        await self._change(await self._field(label), values)

    async def tick(self, *options: str) -> None:
        for option in options:
            await self._fields_of_form()
            found = [each for each in self._fields if option in [label for _, label in each.choices]]
            assert len(found) == 1, f"«{option}» stands in {[each.label for each in found]} of:\n{await self.form()}"
            kept = tuple(found[0].shown()) if found[0].many else ()
            await self._change(found[0], (*(each for each in kept if each != option), option))

    async def submit(self, button: str) -> None:
        await self._send_in(button, 1)

    async def submit_twice(self, button: str) -> None:
        await self._send_in(button, 2)

    async def close(self) -> None:
        if view := (await self._look())["modal_id"]:
            await self._act("close", view=view, all=True)

    async def form(self) -> str:
        modal = await self._open_modal()
        return modal.text() if modal else ""

    async def errors(self) -> list[str]:
        modal = await self._must_be_open()
        return list(_errors(modal))

    async def filled(self, label: str) -> list[str]:
        return (await self._field(label)).shown()

    async def options(self, label: str) -> list[str]:
        return [each for _, each in (await self._field(label)).choices]

    async def buttons(self) -> list[str]:
        return [plain(each.text()) for message in await self._messages() for each in _buttons(message)]

    async def page(self) -> str:
        await self.close()
        await self._act("open", channel=HOME)
        return await self.page_as_it_stands()

    async def page_as_it_stands(self) -> str:
        return (await self._home()).text()

    async def press_on_page(self, button: str, *, beside: str = "") -> None:
        home = await self._home()
        found = _button(home, button, beside)
        assert found, f"no button «{button}» {beside} in:\n{home.text()}"
        await self._press(found, "", view=next(home.every("form")).get("data-view"), channel=HOME)

    async def posts(self, channel: str) -> list[str]:
        return [_said(each) for each in await self._messages(self._channels.get(channel, channel))]

    async def notices(self) -> list[str]:
        answer = await self._get(f"/inspect/messages?user={self._user}")
        mine = (None, self._user)
        return [
            each["text"]
            for each in json.loads(answer)["messages"]
            if each["user"] != self._user and not each["deleted"] and each["only_for"] in mine
        ]

    async def files(self) -> list[tuple[str, bytes]]:
        links = [each for message in await self._messages() for each in message.marked("file")]
        return [(each.get("download"), await self._get(each.get("href"))) for each in links]

    # How it is done

    async def _act(self, name: str, *, channel: str = "", **body: Any) -> None:
        answer = await self._post(name, channel=channel, **body)
        assert not answer, answer
        self._modal, self._fields = "", []
        await self._settle()

    async def _press(self, button: Node, sure: str, **where: Any) -> None:
        _answer_question(button, sure)
        press = {"block_id": button.get("data-block"), "action_id": button.get("data-action")}
        await self._act("press", values=[button.get("data-press")], **press, **where)

    async def _send_in(self, button: str, times: int) -> None:
        modal = await self._must_be_open()
        name = _sends_in(modal)
        if name != button:
            await self.press(button)
            return
        view, form = next(modal.every("form")).get("data-view"), self._values()
        await asyncio.gather(*(self._act("submit", view=view, form=form) for _ in range(times)))

    async def _look(self, channel: str = "") -> Json:
        return await self._post("look", channel=channel, visible=True)

    async def _cards(self) -> list[str]:
        return [_said(each) for each in await self._messages()]

    async def _messages(self, channel: str = "") -> list[Node]:
        stream = parse((await self._look(channel))["stream"])
        return [each for each in stream.marked("message") if any(tag.has_class("bot") for tag in each.every("span"))]

    async def _home(self) -> Node:
        return parse((await self._look(HOME))["stream"])

    async def _open_modal(self) -> Node | None:
        """The modal; when it is another than before, what was filled in is what it holds from the start."""
        html = (await self._look())["modal"]
        modal = parse(html) if html else None
        if html != self._modal:
            self._modal, self._fields = html, fields(modal) if modal else []
        return modal

    async def _must_be_open(self) -> Node:
        modal = await self._open_modal()
        assert modal, f"no form is open:\n{await self.screen()}"
        return modal

    async def _field(self, label: str) -> Field:
        found = [each for each in await self._fields_of_form() if each.label == label]
        assert len(found) == 1, f"{len(found)} fields «{label}» in:\n{await self.form()}"
        return found[0]

    async def _fields_of_form(self) -> list[Field]:
        """What can be filled in, as it was seen last: only an act of one's own changes it."""
        if not self._fields:
            await self._must_be_open()
        return self._fields

    async def _change(self, field: Field, values: tuple[Value, ...]) -> None:
        self._fields[self._fields.index(field)] = field.filled(values)

    def _values(self) -> dict[str, list[str]]:
        return {each.name: list(each.held) for each in self._fields}

    async def _post(self, name: str, *, channel: str = "", **body: Any) -> Json:
        who = {"person": self._user, "channel": channel or f"D{self._user[1:]}", "lang": "nn"}
        headers = {"Origin": self._url}
        async with self._session.post(f"{self._url}/page/{name}", json={**who, **body}, headers=headers) as got:
            assert got.status == 200, await got.text()
            answer: Json = await got.json()
            return answer

    async def _get(self, path: str) -> bytes:
        async with self._session.get(f"{self._url}{path}") as got:
            assert got.status == 200, path
            return await got.read()


def _buttons(node: Node) -> Iterator[Node]:
    return (each for each in node.every() if "data-press" in each.attributes)


def _button(node: Node, name: str, beside: str) -> Node | None:
    if beside:
        rows = (each for each in node.every("div") if each.has_class("section"))
        found = (_button(row, name, "") for row in rows if plain(beside) in plain(row.text()))
        return next((each for each in found if each), None)
    return next((each for each in _buttons(node) if plain(each.text()) == name), None)


def _answer_question(button: Node, sure: str) -> None:
    """The page asks first where the button says so."""
    question = json.loads(button.get("data-confirm") or "null")
    assert bool(question) == bool(sure), f"asked: {question}, answered: {sure!r}"
    assert not question or question["confirm"]["text"] == sure, question


def _sends_in(modal: Node) -> str:
    """The name of the button that sends the modal in; "" when there is none."""
    found = (plain(each.text()) for each in modal.every("button") if each.get("type") == "submit")
    return next(found, "")


def _said(message: Node) -> str:
    """What stands in a message, without who wrote it and when."""
    [body] = [each for each in message.every("div") if each.has_class("body")]
    around = ("by", "whisper")
    inside = [each for each in body.inside if isinstance(each, str) or not any(map(each.has_class, around))]
    return Node("div", {}, inside).text()


def _errors(modal: Node) -> Iterator[str]:
    for each in modal.every():
        if each.get("data-testid") == "fault":
            yield plain(each.text())
        elif each.has_class("section") and (said := plain(each.text())).startswith(WRONG):
            yield said.removeprefix(WRONG).strip()
