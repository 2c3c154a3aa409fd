"""How Microsoft's ids look."""

import re

# Of tenants, apps and people, in lower case as Teams itself writes them.
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
GUID_EXAMPLE = "0c3f9a52-7d41-4b8e-9f60-2a1b5c7d8e94"
# Of channels and group chats. Older ones end with «thread.skype», private ones and chats with «thread.v2» as well.
CHANNEL = re.compile(r"19:[\w-]+@thread\.(tacv2|v2|skype)")
CHANNEL_EXAMPLE = "19:a1b2c3d4@thread.tacv2"


def is_guid(text: str) -> bool:
    """Whether this is a GUID, in letters of either case."""
    return bool(GUID.fullmatch(text.lower()))
