"""Where an answer is drawn: each place people ask from takes the same answers in its own way."""

from typing import Protocol

from bot.slack import payloads
from bot.slack.blocks import card_view, home, message, receipt_view
from bot.slack.calls import Calls
from bot.slack.elements import MARK, Block
from bot.slack.filled import corrections, drawn_again
from bot.slack.forms import form_view
from bot.slack.homes import beside_home, is_beside_home
from bot.slack.payloads import Body
from handlers.commands import without_free_text
from handlers.screens import Answer, Button, Buttons, Card, FieldErrors, Finish, Home, Open, Replace, Show, Text, value

# What Slack says of a trigger that came too late, or came before.
SPENT_TRIGGER = ("expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged")


class Place(Protocol):
    """Draws an answer; returns what the acknowledgement carries."""

    async def draw(self, answer: Answer) -> Block:
        """Show it there. What Slack refuses is logged, never raised."""
        ...


def as_card(answer: Show | Replace | FieldErrors) -> Card:
    """The card of an answer; errors that have no form to stand in become one."""
    if isinstance(answer, FieldErrors):
        text = "\n".join(answer.errors.values())
        return Card((Text(text),), notice=text)
    return answer.card


def as_view(answer: Show | Replace | FieldErrors | Open | Finish) -> Block:
    """An answer where only a view can be shown."""
    match answer:
        case Open(form):
            return form_view(form)
        case Finish(receipt):
            return receipt_view(receipt)
        case _:
            return card_view(as_card(answer))


class _Asked:
    def __init__(self, calls: Calls, body: Body) -> None:
        self.calls = calls
        self.body = body

    async def publish(self, page: Home) -> None:
        user = self.body.get("user_id") or self.body["user"]["id"]
        await self.calls.publish_home(user, home(page.parts))

    async def open(self, view: Block) -> str | None:
        return await self.calls.open_view(self.body["trigger_id"], view)

    async def open_or_offer(self, view: Block, again: Button) -> None:
        """Open a view; where the trigger was spent, offer the same press again, in words the view has already."""
        if await self.open(view) in SPENT_TRIGGER:
            await self.offer(Card((Buttons((again,)),), notice=again.text))

    def in_place(self, answer: Show | Replace | FieldErrors | Open | Finish) -> Block:
        """The answer as the view that takes the place of the one that was asked from."""
        view = as_view(answer)
        return beside_home(view) if is_beside_home(self.body) else view

    async def offer(self, card: Card) -> None:
        """Show a card to the asker only, where the asker is."""
        await self.calls.respond(self.body["response_url"], ephemeral(card) | {"replace_original": False})


def ephemeral(card: Card) -> Block:
    """A message that only the asker sees."""
    return {"response_type": "ephemeral", **message(card)}


class AtCommand(_Asked):
    """After a command: cards come in the acknowledgement, for the asker only."""

    async def draw(self, answer: Answer) -> Block:
        """A card as the acknowledgement, a form as a view."""
        match answer:
            case Show() | Replace() | FieldErrors():
                return ephemeral(as_card(answer))
            case Home():
                await self.publish(answer)
            case Open() | Finish():
                view = as_view(answer)
                words = value(words=without_free_text(self.body.get("text") or ""))
                await self.open_or_offer(view, Button(view["title"]["text"], payloads.AGAIN, words))
        return {}


class AtShortcut(_Asked):
    """After a shortcut, which is pressed nowhere in particular: everything opens as a view."""

    async def draw(self, answer: Answer) -> Block:
        """As a view; the acknowledgement is empty."""
        if isinstance(answer, Home):
            await self.publish(answer)
        else:
            view = beside_home(as_view(answer))
            await self.open_or_offer(view, Button(view["title"]["text"], self.body["callback_id"]))
        return {}

    async def offer(self, card: Card) -> None:
        """In the asker's own conversation with the bot: there is no address to answer to."""
        await self.calls.post(channel=self.body["user"]["id"], **message(card))


class InMessage(_Asked):
    """A button in a message."""

    async def draw(self, answer: Answer) -> Block:
        """By the press's own address, a form as a view."""
        match answer:
            case Replace(card):
                await self.respond({"replace_original": True, **message(card)})
            case Show() | FieldErrors():
                await self.respond(ephemeral(as_card(answer)) | {"replace_original": False})
            case Home():
                await self.publish(answer)
            case Open() | Finish():
                view = as_view(answer)
                pressed = self.body["actions"][0]
                action = pressed["action_id"].partition(MARK)[0]
                await self.open_or_offer(view, Button(view["title"]["text"], action, pressed.get("value") or ""))
        return {}

    async def respond(self, answer: Block) -> None:
        """Answer by the address that came with the press."""
        await self.calls.respond(self.body["response_url"], answer)


class InModal(_Asked):
    """A button in a view that is open: the answer takes the view's place."""

    async def draw(self, answer: Answer) -> Block:
        """In the same view; the acknowledgement is empty."""
        view: Block = self.body["view"]
        match answer:
            case Home():
                await self.publish(answer)
            case FieldErrors():
                await self.calls.update_view(view["id"], drawn_again(view, answer))
            case _:
                await self.calls.update_view(view["id"], self.in_place(answer))
        return {}


class OnHome(_Asked):
    """A button on the home page, which has no place for cards: they open as a view beside it."""

    async def draw(self, answer: Answer) -> Block:
        """As a view; the acknowledgement is empty."""
        if isinstance(answer, Home):
            await self.publish(answer)
        else:
            await self.open(self.in_place(answer))
        return {}


class AtSubmit(_Asked):
    """A form that was sent in: the acknowledgement itself says what takes its place."""

    async def draw(self, answer: Answer) -> Block:
        """All in the acknowledgement."""
        match answer:
            case FieldErrors():
                return corrections(self.body["view"], answer)
            case Home():
                await self.publish(answer)
                return {"response_action": "clear"}
            case _:
                return {"response_action": "update", "view": self.in_place(answer)}
