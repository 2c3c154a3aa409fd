"""Messages: written, answered to, changed and taken away by the bot."""

import json
from typing import Any

from tests.bot.teams.connector.calls import Answer, Call, conversation_of
from tests.bot.teams.connector.cards import LARGEST, faults_of, size
from tests.bot.teams.connector.refusals import Refusal
from tests.bot.teams.connector.world import CARD, Conversation, Json, Message, World

# A message as a whole, counted in UTF-16.
LARGEST_MESSAGE = 100 * 1024


def send(world: World, call: Call) -> Answer:
    """`POST …/activities`. What is sent to a channel without a thread begins one."""
    at, root = conversation_of(world, call.path["conversation"], writing=True)
    return _written(world, at, call.body, root)


def reply(world: World, call: Call) -> Answer:
    """`POST …/activities/{activity}`: in the thread of what it answers, where there are threads."""
    at, root = conversation_of(world, call.path["conversation"], writing=True)
    answered = _found(at, call.path["activity"])
    return _written(world, at, call.body, root or answered.root)


def update(world: World, call: Call) -> Answer:
    """`PUT …/activities/{activity}`: takes its place, for everybody."""
    at, _ = conversation_of(world, call.path["conversation"], writing=True)
    message = _own(at, call.path["activity"])
    activity = checked(call.body)
    message.edits.append((world.now(), message.activity))
    message.activity = activity
    return 200, {"id": message.id}


def delete(world: World, call: Call) -> Answer:
    """`DELETE …/activities/{activity}`."""
    at, _ = conversation_of(world, call.path["conversation"], writing=True)
    _own(at, call.path["activity"]).deleted = True
    return 200, None


def checked(activity: Any) -> Json:
    """A message that Teams takes. Raises Refusal."""
    if not isinstance(activity, dict) or activity.get("type") != "message":
        raise Refusal("BadSyntax", "Unknown activity type")
    attachments = activity.get("attachments") or []
    if not attachments and not activity.get("text"):
        raise Refusal("BadSyntax", "Activity must include non empty 'text' field or at least 1 attachment")
    for each in attachments:
        _check_attachment(each)
    if len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le")) > LARGEST_MESSAGE:
        raise Refusal("MessageSizeTooBig")
    return activity


def _check_attachment(attachment: Any) -> None:
    if not isinstance(attachment, dict) or attachment.get("contentType") != CARD:
        raise Refusal("BadSyntax", "Unknown attachment type")
    card = attachment.get("content")
    if isinstance(card, dict) and size(card) > LARGEST:
        raise Refusal("MessageSizeTooBig")
    if faults := faults_of(card):
        raise Refusal("BadSyntax", "; ".join(faults))


def _written(world: World, at: Conversation, activity: Any, root: str) -> Answer:
    if isinstance(activity, dict) and activity.get("type") == "typing":
        return 201, {}
    return 201, {"id": world.write(at, checked(activity), None, root).id}


def _found(at: Conversation, id_: str) -> Message:
    message = at.message(id_)
    if message is None:
        raise Refusal("ActivityNotFoundInConversation")
    return message


def _own(at: Conversation, id_: str) -> Message:
    message = _found(at, id_)
    if message.author is not None:
        raise Refusal("NotEnoughPermissions")
    return message
