"""Somebody in Teams, at the client that speaks the Bot Framework's protocol with the bot."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from urllib.parse import urlsplit

import aiohttp

from tests.bot.teams.client import Invalid
from tests.bot.teams.client.card import Seen, ShownCard
from tests.bot.teams.client.person import Person as Client
from tests.bot.teams.connector import Channel, Message
from tests.both.person import Value, plain
from tests.both.seeing import Seeing
from tests.both.teams.shown import EXECUTE, field, field_with, fill, held, is_form, offered, said

COMMAND, WRONG = "samba", "Feil: "
Shown = tuple[Message, ShownCard]


class Sitting(Client):
    """The client, where a test says which card it is that is pressed on."""

    def cards(self) -> list[Shown]:
        """The cards in their own chat, the newest first."""
        return self._screen.cards(self.look(self.chat).at)

    async def execute(self, shown: Shown, button: Seen) -> None:
        """Press a button. Raises Invalid while the client refuses what is filled in."""
        message, card = shown
        if button.type == EXECUTE:
            await self._execute(message, card, button.element)
        else:
            card.toggle(button.element)


class TeamsPerson(Seeing):
    """See Person."""

    def __init__(
        self,
        key: str,
        client: Sitting,
        settle: Callable[[], Awaitable[None]],
        channels: Mapping[str, Channel],
        bot_url: str,
    ) -> None:
        super().__init__(settle)
        self.key = key
        self._client, self._channels, self._bot_url = client, channels, bot_url
        # The message with the form that is open, or with what came in its place.
        self._open = ""
        self._page = ""

    async def say(self, words: str) -> None:
        await self._doing(self._client.say(f"{COMMAND} {words}".strip()))

    async def write(self, text: str) -> None:
        await self._doing(self._client.say(text))

    async def mention(self, channel: str, words: str) -> None:
        await self._doing(self._client.mention(words, self._channels[channel]))

    async def press(self, button: str, *, beside: str = "", sure: str = "") -> None:
        for shown in self._client.cards():
            if found := _button(shown[1], button, beside):
                await self._press(shown, found, sure)
                return
        raise AssertionError(f"no button «{button}» {beside} in:\n{await self.screen()}")

    async def press_first(self, button: str) -> None:
        for shown in reversed(self._client.cards()):
            if found := _button(shown[1], button, ""):
                await self._press(shown, found, "")
                return
        raise AssertionError(f"no button «{button}» in:\n{await self.screen()}")

    async def fill(self, label: str, *values: Value) -> None:
        _, card = await self._form()
        fill(card, field(card, label), values)

    async def tick(self, *options: str) -> None:
        for option in options:
            _, card = await self._form()
            element = field_with(card, option)
            if element["type"] == "Input.Toggle":
                fill(card, element, (True,))
            elif element.get("isMultiSelect"):
                fill(card, element, (*(each for each in held(card, element) if each != option), option))
            else:
                fill(card, element, (option,))

    async def submit(self, button: str) -> None:
        await self._send_in(button, 1)

    async def submit_twice(self, button: str) -> None:
        await self._send_in(button, 2)

    async def close(self) -> None:
        """Press what leaves the form; what came in its place stands as it is."""
        for shown in self._client.cards():
            if shown[0].id == self._open:
                own = [each for each in shown[1].seen() if len(each.within) == 1]  # the form's, below its fields
                leaving = [each for each in own if each.element.get("verb") == "press"]
                if leaving:
                    await self._press(shown, leaving[0], "")
        self._open = ""

    async def form(self) -> str:
        return next((said(card) for message, card in self._client.cards() if message.id == self._open), "")

    async def errors(self) -> list[str]:
        _, card = await self._form()
        return [each.removeprefix(WRONG) for each in card.attention()]

    async def filled(self, label: str) -> list[str]:
        _, card = await self._form()
        return held(card, field(card, label))

    async def options(self, label: str) -> list[str]:
        _, card = await self._form()
        return offered(field(card, label))

    async def buttons(self) -> list[str]:
        return [
            plain(each.element["title"])
            for _, card in reversed(self._client.cards())
            for each in card.seen()
            if each.type.startswith("Action.")
        ]

    async def page(self) -> str:
        await self.say("")
        self._page = self._open
        return await self.page_as_it_stands()

    async def page_as_it_stands(self) -> str:
        return said(self._shown(self._page)[1])

    async def press_on_page(self, button: str, *, beside: str = "") -> None:
        shown = self._shown(self._page)
        found = _button(shown[1], button, beside)
        assert found, f"no button «{button}» {beside} in:\n{said(shown[1])}"
        await self._press(shown, found, "")

    async def posts(self, channel: str) -> list[str]:
        where = self._channels[channel]
        found = sorted(self._client.look(where).at.from_bot(), key=lambda each: int(each.id))
        return [said(ShownCard(each.card)) for each in found if each.card]

    async def notices(self) -> list[str]:
        self._client.look(self._client.chat)
        return self._client.notices()

    async def files(self) -> list[tuple[str, bytes]]:
        buttons = (each.element for _, card in reversed(self._client.cards()) for each in card.seen())
        return [await _fetched(each["url"]) for each in buttons if each.get("url", "").startswith(self._bot_url)]

    # How it is done

    async def _doing(self, act: Awaitable[None], on: str = "") -> None:
        """Do it, and see which card is the answer: a new one, or the one that was pressed on."""
        before = {message.id for message, _ in self._client.cards()}
        await act
        new = [shown for shown in self._client.cards() if shown[0].id not in before]
        forms = [message.id for message, card in new if is_form(card)]
        if answers := forms or [message.id for message, _ in new] or [on]:
            self._open = answers[0]
        await self._settle()

    async def _press(self, shown: Shown, button: Seen, sure: str) -> None:
        if button.type == EXECUTE:
            assert not sure, f"«{button.element['title']}» does not ask"
        else:
            await self._client.execute(shown, button)
            found = shown[1].buttons(sure)
            assert found, f"asked:\n{said(shown[1])}\nanswered: {sure!r}"
            button = found[0]
        await self._doing(self._client.execute(shown, button), shown[0].id)

    async def _send_in(self, button: str, times: int) -> None:
        shown = await self._form()
        found = shown[1].buttons(button)
        assert len(found) == 1, f"{len(found)} buttons «{button}» in:\n{said(shown[1])}"

        async def send_in() -> None:
            await asyncio.gather(*(self._client.execute(shown, found[0]) for _ in range(times)))

        with suppress(Invalid):  # what the client says stands among the errors
            await self._doing(send_in(), shown[0].id)

    async def _cards(self) -> list[str]:
        return [said(card) for _, card in reversed(self._client.cards())]

    async def _form(self) -> Shown:
        assert self._open, f"no form is open:\n{await self.screen()}"
        return self._shown(self._open)

    def _shown(self, message: str) -> Shown:
        return next(shown for shown in self._client.cards() if shown[0].id == message)


def _button(card: ShownCard, title: str, beside: str) -> Seen | None:
    found = card.buttons(title)
    if beside:
        found = [each for each in found if plain(beside) in _row_of(card, each)]
    return found[0] if found else None


def _row_of(card: ShownCard, button: Seen) -> str:
    """What stands on the line of a button."""
    rows = [each for each in button.within if each["type"] == "ColumnSet"]
    within = [each for each in card.seen() if rows and rows[-1] in each.within]
    return plain(" ".join(str(each.element.get("text", "")) for each in within))


async def _fetched(url: str) -> tuple[str, bytes]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200, urlsplit(url).path
        assert answer.content_disposition is not None
        return str(answer.content_disposition.filename), await answer.read()
