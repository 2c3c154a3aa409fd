"""What is done over and over in Teams: asking for help, and booking from the line to the receipt."""

from collections.abc import Iterator
from typing import Any

from benchmarks.rounds import Turn
from benchmarks.teams.bot import Sent
from benchmarks.teams.sender import Body, Sender, tenant_of

# What is chosen, by its place in the list; every other field stays as the form has it at first.
ANSWERS = {"slot": "0", "initiator": "1", "age": "8", "decided_by": "0", "heard": "0"}
# The forms of a booking; one that is asked for once more does not go on.
FORMS = 5


def help_turn(sender: Sender, municipalities: int) -> Turn:
    """`samba help`, by one after the other."""
    return lambda turn: sender.say(tenant_of(turn % municipalities), "samba help")


class Booking:
    """Books in chats. Raises NotBooked when there is no receipt in the end."""

    def __init__(self, sender: Sender, sent: Sent, municipalities: int) -> None:
        self._sender, self._sent, self._municipalities = sender, sent, municipalities

    async def whole(self, turn: int) -> None:
        """From the line to the receipt, six requests. Each turn is another municipality's."""
        tenant = tenant_of(turn % self._municipalities)
        await self._sender.say(tenant, "samba book")
        card = self._sent.cards.pop(tenant)
        for _ in range(FORMS):
            submit = card["actions"][0]
            answer = await self._sender.press(tenant, submit, {**submit["data"], **filled(card)})
            if answer.get("type") != "application/vnd.microsoft.card.adaptive":
                raise NotBooked(answer)
            card = answer["value"]
        if any(inputs(card)):
            raise NotBooked(card["body"][0])


class NotBooked(Exception):
    """The forms ended somewhere else: what was measured was no booking."""


def filled(card: Body) -> Body:
    """What somebody has filled in, as Teams sends it: what is empty is left out."""
    values = {each["id"]: ANSWERS.get(each["id"], each.get("value")) for each in inputs(card)}
    return {field: value for field, value in values.items() if value}


def inputs(part: Any) -> Iterator[Body]:
    """Everything that is filled in on a card."""
    for each in part.get("body", part.get("items", ())):
        if each["type"].startswith("Input."):
            yield each
        yield from inputs(each)
