"""What of an activity comes further in than the door: what we listen to, and of that what we read. Names, attachments,
and all that Teams may think of tomorrow stay outside.
"""

import re
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

CHANNEL = "msteams"
PRESSED = "adaptiveCard/action"
# Teams' word for each, and the SDK's.
INSTALLATIONS = {"add": "add", "remove": "remove", "add-upgrade": "upgrade"}
# In characters. No id of Teams' comes near it, and a database can look for it.
LONGEST_ID = 500
# Half a character and the null byte, which cannot be sent on.
UNSENDABLE = re.compile("[\x00\ud800-\udfff]")


def arrived(activity: Mapping[str, Any], tenant: str) -> Json | None:
    """What we read of an activity of a tenant, as the SDK takes it; None for what we do not listen to."""
    more = _of_its_kind(activity)
    return None if more is None else _told(_common(activity, tenant) | more)


def is_invoke(activity: Mapping[str, Any]) -> bool:
    """Whether somebody waits for more than that it was received."""
    return activity.get("type") == "invoke"


def _of_its_kind(activity: Mapping[str, Any]) -> Json | None:
    match activity:
        case {"type": "message"}:
            return {"text": _text(activity.get("text")) or ""}
        case {"type": "invoke", "name": name} if name == PRESSED:
            pressed = _at(activity, "value", "action")
            action = {"type": "Action.Execute", "verb": _text(pressed.get("verb")), "data": _data(pressed)}
            answers = _id(activity.get("replyToId"))
            return {"name": name, "replyToId": answers, "value": {"action": _told(action), "trigger": "manual"}}
        case {"type": "conversationUpdate"}:
            return {side: _members(activity.get(side)) for side in ("membersAdded", "membersRemoved")}
        case {"type": "installationUpdate", "action": str() as action} if action in INSTALLATIONS:
            return {"action": INSTALLATIONS[action]}
    return None


def _common(activity: Mapping[str, Any], tenant: str) -> Json:
    sender, at, data = _at(activity, "from"), _at(activity, "conversation"), _at(activity, "channelData")
    told = {
        "tenant": {"id": tenant},
        "team": {"id": _id(_at(data, "team").get("id"))},
        "channel": {"id": _id(_at(data, "channel").get("id"))},
        "eventType": _id(data.get("eventType")),
    }
    return {
        "type": activity["type"],
        "id": _id(activity.get("id")),
        "channelId": CHANNEL,
        "serviceUrl": _id(activity.get("serviceUrl")),
        "from": _told({"id": _id(sender.get("id")), "aadObjectId": _id(sender.get("aadObjectId"))}),
        "recipient": _told({"id": _id(_at(activity, "recipient").get("id"))}),
        "conversation": _told(
            {"id": _id(at.get("id")), "tenantId": tenant, "conversationType": _id(at.get("conversationType"))}
        ),
        "channelData": _told({name: each for name, each in told.items() if each != {"id": None}}),
    }


def _told(thing: Json) -> Json:
    return {name: each for name, each in thing.items() if each is not None}


def _at(thing: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    for name in path:
        inner = thing.get(name)
        thing = inner if isinstance(inner, Mapping) else {}
    return thing


def _text(thing: object) -> str | None:
    return UNSENDABLE.sub("", thing) if isinstance(thing, str) else None


def _id(thing: object) -> str | None:
    text = _text(thing)
    return text if text and len(text) <= LONGEST_ID else None


def _data(pressed: Mapping[str, Any]) -> Json:
    """What a button sent. What is no text stays as it is, to be refused where it is read."""
    return {name: _text(each) if isinstance(each, str) else each for name, each in _at(pressed, "data").items()}


def _members(thing: object) -> list[Json]:
    found = thing if isinstance(thing, list) else []
    return [{"id": name} for each in found if isinstance(each, Mapping) and (name := _id(each.get("id")))]
