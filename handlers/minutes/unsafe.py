"""Why a summary does not stand in a channel, in words: one for each reason of ours, and for what a platform answers."""

from handlers.context import Context
from handlers.rules.audience import Unsafe
from locales import mark

REASONS: dict[str, str] = {
    Unsafe.UNREADABLE: mark(
        "I am not let in to see who can read the channel. Invite me to it, or choose another channel."
    ),
    Unsafe.ARCHIVED: mark("The channel is archived, and nobody can write in it."),
    Unsafe.PUBLIC: mark("The channel is open. Then everybody who works here can read what stands there."),
    Unsafe.SHARED: mark(
        "The channel is shared with another organisation. Then others than the participants can read what stands there."
    ),
    Unsafe.SHARING_PENDING: mark(
        "Another organisation is invited to share the channel. Then others than the participants can soon read what "
        "stands there."
    ),
    Unsafe.OUTSIDERS: mark(
        "There is a guest or somebody from another organisation in the channel, who does not take part in the meeting "
        "for a partner with an agreement."
    ),
    Unsafe.APPS: mark("There is another app in the channel. Then the app too can read what stands there."),
    Unsafe.OTHERS: mark(
        "There is somebody in the channel who neither took part in the meeting nor may read the summaries of the unit."
    ),
    "not_met": mark(
        "I do not reach the channel until I have heard from it. Let me in, and write “samba” to me there once."
    ),
    "uninstalled": mark("I am no longer let in to the channel. Let me in again, or choose another channel."),
    "switched_off": mark("I am switched off where the channel is."),
    "not_in_channel": mark("I am not in the channel. Invite me to it, or choose another channel."),
    "channel_not_found": mark("I cannot find the channel. It may be deleted, or I am not in it."),
    "is_archived": mark("The channel is archived, and nobody can write in it."),
    "restricted_action": mark("The channel does not let me write in it."),
    "no_platform": mark("I have no connection to the place where the channel is."),
    "message_gone": mark("Somebody has deleted the summary in the channel."),
}
RESTRICTED = ("restricted_action", "team_access_not_granted", "access_denied", "no_permission")
OTHER = mark("The chat does not take the post. Try again, or choose another channel.")


def reason_text(ctx: Context, reason: str | None) -> str:
    """The reason of a post that failed or was taken down, by its code."""
    code = reason or ""
    if code.startswith(RESTRICTED):
        code = "restricted_action"
    return ctx.t(REASONS.get(code, OTHER))
