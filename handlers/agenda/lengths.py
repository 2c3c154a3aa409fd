"""How long the points take. Minutes, whole ones, never more in all than the meeting has."""

from collections.abc import Sequence

from store.meetings import Meeting

NEW_POINT = 5


def length_of(meeting: Meeting) -> int:
    """The meeting's length in minutes."""
    return int((meeting.ends_at - meeting.starts_at).total_seconds()) // 60


def fit(minutes: Sequence[int], length: int) -> list[int]:
    """The same lengths, cut so that together they take at most `length`.

    The longest gives first, the last of several equally long, and none goes below one.
    """
    fitted = list(minutes)
    while sum(fitted) > length and max(fitted, default=0) > 1:
        longest = max(range(len(fitted)), key=lambda index: (fitted[index], index))
        fitted[longest] -= 1
    return fitted
