"""Two weeks of meetings at Solvik skule as rows, so that its leader has something to read of on Monday morning."""

from datetime import date, datetime
from pathlib import Path

from bot.app import open_database
from bot.loading import prepare_try_out
from bot.settings import DatabaseSettings
from bot.words import translator
from store.measures import MeasureState
from store.minutes import Documented
from tests.handlers.digest.history import History
from tests.town import Town, oslo
from tests.whole.system import BEGINS

# Days of March 2027, each with how many meetings: week 9, week 10, and what week 11 has set up.
WEEK_9, WEEK_10, WEEK_11 = {2: 3, 4: 2}, {9: 4, 11: 3}, {16: 4, 18: 2}
UNUSED, FREE = (3, 10, 12), (17, 19)
IN_APRIL = (6, 8)


def fill(folder: Path, municipality: Path) -> None:
    """A database with those weeks in it, for a start of the whole."""
    settings = DatabaseSettings(f"sqlite:///{folder / 'bot.db'}")
    t = translator("nn")
    prepare_try_out(settings, municipality, BEGINS, t)
    database = open_database(settings, t)
    with Town(database).world() as world:
        history = History(world)
        first = _meetings(history, WEEK_9)
        second = _meetings(history, WEEK_10)
        _meetings(history, WEEK_11)
        for item in (*first, *second[:-2]):
            history.minutes(item)
        history.minutes(second[-2], documented=Documented.LATER)
        for day in (*UNUSED, *FREE):
            history.slot("solvik", _at(day, 13))
        for day in IN_APRIL:
            history.slot("solvik", oslo(2027, 4, day, 10))
        _measures(history, first[0], second[0])
    database.close()


def _meetings(history: History, days: dict[int, int]) -> list[int]:
    starts = [_at(day, 8 + place) for day, count in days.items() for place in range(count)]
    return [history.meeting("solvik", start, slot=history.slot("solvik", start)) for start in starts]


def _measures(history: History, early: int, late: int) -> None:
    history.measure(early, date(2027, 3, 5), state=MeasureState.DONE)
    for day in (5, 11):
        history.measure(early, date(2027, 3, day))
    for day in range(18, 24):
        history.measure(late, date(2027, 3, day))


def _at(day: int, hour: int) -> datetime:
    return oslo(2027, 3, day, hour)
