"""Dates and times as Norwegians type them, whatever language the browser has: 9.3.2027 and 10.00."""

import re
from datetime import date, time

DATE = re.compile(r"(\d{1,2})[./ ]\s*(\d{1,2})[./ ]\s*(\d{4})")
TIME = re.compile(r"(\d{1,2})(?:[.:]?(\d{2}))?")


def read_date(text: str) -> str | None:
    """The day as YYYY-MM-DD, which may be typed too; None when it is no day."""
    found = DATE.fullmatch(text.strip())
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return None


def read_time(text: str) -> str | None:
    """The time of day as HH:MM; None when it is none."""
    found = TIME.fullmatch(text.strip())
    try:
        return f"{time(int(found[1]), int(found[2] or 0)):%H:%M}" if found else None
    except ValueError:
        return None


def show_date(day: str) -> str:
    """YYYY-MM-DD as it is written: 09.03.2027."""
    return f"{date.fromisoformat(day):%d.%m.%Y}" if day else ""


def show_time(moment: str) -> str:
    """HH:MM as it is written: 10.00."""
    return moment.replace(":", ".")
