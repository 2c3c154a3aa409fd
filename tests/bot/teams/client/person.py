"""A person sitting in Teams: writes, fills in, presses, and reads what is there."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from tests.bot.teams.client.activities import BOT_NAME, Envelope
from tests.bot.teams.client.card import Seen, ShownCard
from tests.bot.teams.client.inputs import Filling, options
from tests.bot.teams.client.line import Line, WentWrong
from tests.bot.teams.client.markdown import read
from tests.bot.teams.client.screen import Screen
from tests.bot.teams.connector.cards import faults_of
from tests.bot.teams.connector.world import CARD, Conversation, Json, Message, User, World

SAID = "application/vnd.microsoft.activity.message"


class Person:
    """`user` at a client. `at` is the conversation they look at, their own chat with the bot to begin with; `opened`
    are the pages that their presses opened.
    """

    def __init__(self, user: User, world: World, line: Line, envelope: Envelope) -> None:
        self.user, self.world, self.envelope = user, world, envelope
        self.at: Conversation = world.personal(user)
        self.opened: list[str] = []
        self._line, self._screen = line, Screen()

    @property
    def chat(self) -> Conversation:
        """Their own chat with the bot."""
        return self.world.personal(self.user)

    def look(self, at: Conversation) -> "Person":
        """Open another conversation."""
        assert self.user in at.roster, f"{self.user.name} is not in {at.id}"
        self.at = at
        return self

    def reload(self) -> None:
        """Open Teams anew: what an answer showed to them only, and what they had filled in, is gone."""
        self._screen.reload()

    # ---- Doing ------------------------------------------------------------------------------------------------------

    async def say(self, text: str) -> None:
        """Write to the bot in their own chat."""
        await self._write(self.look(self.chat).at, text, mentions=False)

    async def mention(self, text: str, at: Conversation, thread: str = "") -> None:
        """Write to the bot where others read along; with `thread` as an answer to the message with that id."""
        await self._write(self.look(at).at, text, thread, mentions=True)

    def fill(self, label: str, value: Filling) -> None:
        """Fill in the field with that label, on the newest card that has one: a text, the labels of options, a day, a
        time of day, or whether a box is ticked.
        """
        card, element = self._field(label)
        card.fill(element, value)

    async def press(self, title: str, beside: str = "") -> None:
        """Press the button with that title on the newest card that has one; among several on it, the one `beside` a
        text. A button with a question only shows it: the answer to it is a press of its own.
        """
        message, card, button = self._button(title, beside)
        action = button.element
        assert action.get("isEnabled", True), f"[{title}] cannot be pressed"
        match button.type:
            case "Action.ToggleVisibility":
                card.toggle(action)
            case "Action.OpenUrl":
                self.opened.append(action["url"])
            case "Action.Execute":
                await self._execute(message, card, action)
            case _:
                raise AssertionError(f"no client of ours presses {button.type}")

    async def submit(self, title: str) -> None:
        """Press a button that sends in what is filled in. Raises Invalid, with `errors`, while the client refuses."""
        _, _, button = self._button(title, "")
        assert button.type == "Action.Execute", f"[{title}] sends nothing"
        assert button.element.get("associatedInputs", "auto").lower() == "auto", f"[{title}] leaves the fields out"
        await self.press(title)

    async def post(self, activity: Any, *, token: str | None = None, content: bytes | None = None) -> tuple[int, Any]:
        """Send the bot anything, and get its status and body. See `Line.post`."""
        return await self._line.post(activity, token=token, content=content)

    # ---- Seeing -----------------------------------------------------------------------------------------------------

    def screen(self) -> str:
        """All text that stands in the conversation, in order: fields with label and value, buttons in brackets."""
        return "\n".join(line for message in self.at.standing() for line in self._screen.lines(message))

    def sees(self, text: str) -> bool:
        """Whether it stands on the screen."""
        return text in self.screen()

    async def expects(self, text: str, seconds: float = 5.0) -> None:
        """Wait until it stands on the screen. Raises AssertionError with what stands there instead."""
        until = time.monotonic() + seconds
        while not self.sees(text):
            assert time.monotonic() < until, f"«{text}» does not come. There is:\n{self.screen()}"
            await asyncio.sleep(0.01)

    def newest(self) -> ShownCard:
        """The newest card."""
        cards = self._screen.cards(self.at)
        assert cards, f"no card:\n{self.screen()}"
        return cards[0][1]

    def card(self) -> Json:
        """The newest card, as it came."""
        return self.newest().card

    def options(self, label: str) -> list[str]:
        """What can be chosen in a field."""
        return options(self._field(label)[1])

    def value(self, label: str) -> list[str]:
        """What is read in a field, line by line."""
        card, element = self._field(label)
        return card.value(element)

    def errors(self) -> list[str]:
        """The errors that stand on the newest card: the bot's, and the client's own."""
        return self.newest().attention()

    def notices(self) -> list[str]:
        """What a locked phone has shown of what the bot wrote in the conversation."""
        return [message.summary for message in self.at.from_bot()]

    # ---- Within -----------------------------------------------------------------------------------------------------

    async def _write(self, at: Conversation, text: str, thread: str = "", *, mentions: bool) -> None:
        assert at.has_bot, f"the bot is not in {at.id}"
        seen = f"{BOT_NAME} {text}" if mentions else text
        message = self.world.write(at, {"type": "message", "text": seen}, self.user, thread)
        await self._line.tell(
            self.envelope.message(self.user, at, message.id, message.root, text, mentions=mentions),
        )

    async def _execute(self, message: Message, card: ShownCard, action: Json) -> None:
        data = card.data(action)
        at = self.at
        press = self.envelope.press(self.user, at, message.root, message.id, action, data)
        answer = await self._line.tell(press)
        match answer:
            case {"statusCode": 200, "type": kind, "value": dict() as new} if kind == CARD:
                assert not (faults := faults_of(new)), f"Teams does not draw the answer: {faults}"
                self._screen.put(message, new)
            case {"statusCode": 200, "type": kind, "value": str() as text} if kind == SAID:
                self._screen.say(message, text)
            case _:
                raise WentWrong(f"no answer to a press: {answer!r}")

    def _button(self, title: str, beside: str) -> tuple[Message, ShownCard, Seen]:
        for message, card in self._screen.cards(self.at):
            if found := card.buttons(title):
                chosen = _nearest(card, found, beside) if beside else found
                assert len(chosen) == 1, f"[{title}] stands {len(chosen)} times on the card:\n" + "\n".join(
                    card.lines()
                )
                return message, card, chosen[0]
        raise AssertionError(f"no [{title}]:\n{self.screen()}")

    def _field(self, label: str) -> tuple[ShownCard, Json]:
        for _, card in self._screen.cards(self.at):
            if element := card.input(label):
                return card, element
        raise AssertionError(f"no field «{label}»:\n{self.screen()}")


def _nearest(card: ShownCard, buttons: Sequence[Seen], text: str) -> list[Seen]:
    """Those that share the innermost box with a text."""
    texts = [each for each in card.seen() if text in read(str(each.element.get("text", "")))]
    assert texts, f"no «{text}» on the card"
    depths = {id(button): max(_shared(button, each) for each in texts) for button in buttons}
    return [button for button in buttons if depths[id(button)] == max(depths.values())]


def _shared(one: Seen, other: Seen) -> int:
    return sum(a is b for a, b in zip(one.within, other.within, strict=False))
