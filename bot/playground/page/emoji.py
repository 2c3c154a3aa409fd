"""The few emoji codes that bots of this kind write."""

import re

EMOJI = {
    "white_check_mark": "✅",
    "heavy_check_mark": "✔️",
    "warning": "⚠️",
    "calendar": "📅",
    "spiral_calendar_pad": "🗓️",
    "bell": "🔔",
    "lock": "🔒",
    "wave": "👋",
    "memo": "📝",
    "clock9": "🕘",
    "information_source": "ℹ️",
    "x": "❌",
    "bulb": "💡",
    "telephone_receiver": "📞",
    "tada": "🎉",
    "hourglass_flowing_sand": "⏳",
}


def with_emoji(text: str) -> str:
    """The text with the codes that are known drawn."""
    return re.sub(r":([a-z0-9_+-]+):", lambda found: EMOJI.get(found[1], found[0]), text)
