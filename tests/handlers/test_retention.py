from sqlmodel import select

from handlers.entry import Entry
from store.drafts import Draft
from tests.town import Town, oslo


def drafts_left(town: Town) -> int:
    with town.database.session() as session:
        return len(session.exec(select(Draft)).all())


def test_a_draft_goes_by_itself_after_a_day(town: Town) -> None:
    town.asks("ingrid", Entry.COMMAND, "run", words="book")
    town.wait_until(oslo(2027, 2, 23, 15))
    town.asks("jonas", Entry.COMMAND, "run", words="book")
    left = {}
    for hour in (9, 10, 15, 16):
        town.wait_until(oslo(2027, 2, 24, hour))
        left[hour] = drafts_left(town)
    assert left == {9: 2, 10: 1, 15: 1, 16: 0}
