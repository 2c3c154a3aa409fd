"""What is done over and over: asking for help, opening the booking form, and booking from first form to last."""

from collections.abc import Mapping
from typing import Any

from benchmarks.rounds import Turn
from benchmarks.slack.bot import Opened
from benchmarks.slack.sender import Asker, Body, Sender

USER = "U0INGRID"
TEAM = "T0LYNGVAAG"
# What is filled in; every other field stays as the form has it at first.
ANSWERS = {"initiator": "guardian", "age": "9", "decided_by": "both_guardians", "heard": "talked_with"}
FIELDS = {
    "static_select": "option",
    "radio_buttons": "option",
    "multi_static_select": "options",
    "checkboxes": "options",
}
# A form of the booking that is asked for a sixth time does not go on.
FORMS = 5


def asker(number: int) -> Asker:
    """Ingrid in one of the municipalities, which are all alike."""
    return Asker(f"{TEAM}{number}" if number else TEAM, USER)


def help_turn(sender: Sender, municipalities: int) -> Turn:
    """`/samba help`, by one after the other."""
    return lambda turn: sender.command(asker(turn % municipalities), "help")


class Booking:
    """Opens the booking form, and goes on from there. Raises NotBooked when there is no receipt in the end."""

    def __init__(self, sender: Sender, opened: Opened, municipalities: int) -> None:
        self._sender, self._opened, self._municipalities = sender, opened, municipalities

    async def open(self, turn: int) -> Body:
        """`/samba book`; returns the first form."""
        who = asker(turn % self._municipalities)
        await self._sender.command(who, "book")
        return self._opened.take(who.team)

    async def whole(self, turn: int) -> None:
        """From the command to the receipt, six requests. Each turn is another municipality's."""
        who = asker(turn % self._municipalities)
        view = await self.open(turn)
        for _ in range(FORMS):
            answer = await self._sender.submit(who, view, filled(view))
            if answer.get("response_action") != "update":
                raise NotBooked(answer)
            view = answer["view"]
        if "submit" in view:
            raise NotBooked(view["title"]["text"])


class NotBooked(Exception):
    """The forms ended somewhere else: what was measured was no booking."""


def filled(view: Body) -> Body:
    """The state of a form that somebody has filled in, as Slack sends it."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {block["block_id"]: {block["element"]["action_id"]: _filled(block)} for block in inputs}


def _filled(block: Mapping[str, Any]) -> Body:
    element = block["element"]
    kind = element["type"]
    if kind not in FIELDS:
        return {"type": kind, "value": element.get("initial_value")}
    what = FIELDS[kind]
    chosen = element.get(f"initial_{what}")
    field = block["block_id"].partition("~")[0]
    if field == "slot":
        chosen = element["options"][0]
    elif field in ANSWERS:
        chosen = {"value": ANSWERS[field]}
    return {"type": kind, f"selected_{what}": chosen or ([] if what == "options" else None)}
