"""Which of Slack's scopes each thing needs that the bot does: the manifest asks for these, and `samba-bot check` looks
whether they are granted.
"""

COMMANDS = "commands"
ROOMS = ("channels:read", "groups:read")

# Slack has a scope for each kind of conversation; we write in direct messages, and read who is in a channel.
# A test finds the calls in the source and compares.
OF_METHOD: dict[str, tuple[str, ...]] = {
    "apps.connections.open": (),  # with the app's own token, which has connections:write
    "auth.test": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": ("im:history",),
    "conversations.info": ROOMS,
    "conversations.members": ROOMS,
    "conversations.open": ("im:write",),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "users.info": ("users:read",),
    "views.open": (),
    "views.publish": (),
    "views.update": (),
}

# A message's kind of conversation is part of the event's name in the manifest.
OF_EVENT: dict[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "channel_id_changed": ROOMS,
    "channel_shared": ROOMS,
    "channel_unshared": ROOMS,
    "group_left": ("groups:read",),
    "member_joined_channel": ROOMS,
    "message.im": ("im:history",),
}


def needed_scopes() -> set[str]:
    """Every scope that the bot cannot do without. A command and a shortcut share one."""
    return {COMMANDS}.union(*OF_METHOD.values(), *OF_EVENT.values())
