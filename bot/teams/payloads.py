"""What Teams sends, read: who asks, and for what. Identity comes from the activity, never from what a card carries."""

import html
import re
from typing import Any
from unicodedata import normalize
from urllib.parse import parse_qsl

from microsoft_teams.api import ActivityBase, ConversationUpdateActivity
from microsoft_teams.api.activities import AdaptiveCardInvokeActivity, MessageActivity

from bot.asking import Ask, Caller
from bot.teams.elements import SEAL
from bot.teams.filled import values
from bot.teams.references import Reference
from bot.teams.seals import Press, SealedForm, Seals
from handlers.context import Conversation
from handlers.entry import Entry

PLATFORM = "teams"
# A longer text is no command, and is looked at no further: to look for marks takes the longer, the more there is.
LONGEST_TEXT = 4000
MENTION, TAG = re.compile(r"<at[^>]*>.*?</at>", re.DOTALL | re.IGNORECASE), re.compile(r"</?[a-zA-Z][^<>]*>")
# What comes of a card that does not fit: no route has this name, so its answer says that the card no longer applies.
STALE = Ask(Entry.ACTION, "", {})
# What may change who can read a channel, or all channels of a team.
CHANNEL_EVENTS = ("channelShared", "channelUnshared", "channelMemberAdded", "channelMemberRemoved")
TEAM_EVENTS = ("teamMemberAdded", "teamMemberRemoved")


def tenant_of(activity: ActivityBase) -> str:
    """The tenant of the conversation; the door has seen that there is one."""
    told = activity.conversation.tenant_id
    if not told and activity.channel_data and activity.channel_data.tenant:
        told = activity.channel_data.tenant.id
    return told or ""


def caller_of(activity: ActivityBase) -> Caller:
    """Who asks, by the Entra object id; nobody for somebody who has none. In their own chat with us they can be written
    to from now on.
    """
    at = str(reference_of(activity)) if is_personal(activity) else None
    return Caller(PLATFORM, tenant_of(activity), account_of(activity), at)


def account_of(activity: ActivityBase) -> str:
    """The Entra object id; "" for somebody who has none."""
    return activity.from_.aad_object_id or ""


def is_personal(activity: ActivityBase) -> bool:
    """Whether only the two of us are there: not unless Teams says so."""
    return activity.conversation.conversation_type == "personal"


def reference_of(activity: ActivityBase) -> Reference:
    """Where the activity came from, in its thread where there is one."""
    data = activity.channel_data
    team = data.team.id if data and data.team and data.team.id else ""
    return Reference(activity.service_url or "", activity.conversation.id, tenant_of(activity), team)


def channel_of(activity: ActivityBase) -> str:
    """The channel or group chat as others name it: without a thread."""
    data = activity.channel_data
    if data and data.channel and data.channel.id:
        return data.channel.id
    return reference_of(activity).at_top().conversation


def message_ask(activity: MessageActivity) -> Ask:
    """What somebody wrote, without mentions and marks of the text's form."""
    text = MENTION.sub(" ", activity.text[:LONGEST_TEXT])
    plain = html.unescape(TAG.sub(" ", text)).replace("\xa0", " ")
    return Ask(
        Entry.CHAT,
        "heard",
        {"words": normalize("NFC", plain).strip()},
        asked_in=_group_chat(activity),
    )


def _group_chat(activity: ActivityBase) -> Conversation | None:
    """The chat of some people that it was written in. A channel is registered by the administrator, or not at all."""
    if activity.conversation.conversation_type != "groupChat":
        return None
    at = reference_of(activity).at_top()
    return Conversation(PLATFORM, at.tenant, at.conversation, str(at))


def opened(activity: AdaptiveCardInvokeActivity, seals: Seals) -> Press | SealedForm | None:
    """The button or the form whose seal came back; None when it is none of ours, too old, or somebody else's form."""
    action = activity.value.action
    token = (action.data or {}).get(SEAL)
    if not isinstance(token, str):
        return None
    tenant = tenant_of(activity)
    if action.verb == "press":
        return seals.open_press(tenant, token)
    return seals.open_form(tenant, account_of(activity), token) if action.verb == "form" else None


def ask_of(activity: AdaptiveCardInvokeActivity, pressed: Press | SealedForm | None) -> Ask:
    """What a press asks for."""
    match pressed:
        case Press(action, value, _):
            return Ask(Entry.ACTION, action, dict(parse_qsl(value, keep_blank_values=True)))
        case SealedForm(form, _):
            try:
                filled = values(form, _filled_in(activity))
            except ValueError:
                return STALE
            return Ask(Entry.FORM, form.name, {**filled, "draft": form.draft})
        case _:
            return STALE


def _filled_in(activity: AdaptiveCardInvokeActivity) -> dict[str, Any]:
    return {name: each for name, each in (activity.value.action.data or {}).items() if name != SEAL}


def changed_channel(activity: ConversationUpdateActivity) -> bool:
    """Whether others may read a channel or a group chat now: somebody came or went, whatever Teams calls it, or it is
    shared.
    """
    if is_personal(activity):
        return False
    moved = bool(activity.members_added or activity.members_removed)
    return moved or _event(activity) in (*CHANNEL_EVENTS, *TEAM_EVENTS)


def changed_team(activity: ConversationUpdateActivity) -> bool:
    """Whether that holds for every channel of the team."""
    return _event(activity) in TEAM_EVENTS


def lets_us_in(activity: ConversationUpdateActivity) -> bool:
    """Whether we are among those who came."""
    return any(each.id == activity.recipient.id for each in activity.members_added or ())


def shuts_us_out(activity: ConversationUpdateActivity) -> bool:
    """Whether we are among those who went."""
    return any(each.id == activity.recipient.id for each in activity.members_removed or ())


def _event(activity: ConversationUpdateActivity) -> str | None:
    return activity.channel_data.event_type if activity.channel_data else None
