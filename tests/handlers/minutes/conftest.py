"""A meeting that has been: its agenda went out on 9 March, and it was on Tuesday 16 March at 10:00."""

import pytest

from tests.handlers.attendance.arranged import Arranged
from tests.handlers.minutes.writing import AFTER


@pytest.fixture
def been(sent: Arranged) -> Arranged:
    """The same day at 11:00."""
    sent.town.wait_until(AFTER)
    return sent
