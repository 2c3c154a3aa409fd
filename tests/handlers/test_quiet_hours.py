"""Unasked messages come while their reader is at work, whenever the bot gets round to them."""

from handlers import expanding
from handlers.notice_kinds import KINDS
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import DAY_BEFORE, Arranged
from tests.town import oslo


def test_what_fell_due_while_the_bot_stood_still_waits_for_the_morning(sent: Arranged) -> None:
    sent.town.now = oslo(2027, 3, 11, 20)
    sent.town.deliver()
    assert NoticeKind.REPLIES_CHECK not in sent.town.kinds("ingrid")
    sent.town.wait_until(oslo(2027, 3, 12, 7))
    assert sent.town.kinds("ingrid").count(NoticeKind.REPLIES_CHECK) == 1


def test_what_could_not_be_sent_before_the_working_day_ended_waits_too(sent: Arranged) -> None:
    sent.town.now = DAY_BEFORE
    with sent.town.database.session() as session:
        expanding.expand_due(session, sent.town.now, KINDS)
    sent.town.now = oslo(2027, 3, 15, 16, 30)
    sent.town.deliver()
    assert NoticeKind.REMINDER_DAY not in sent.town.kinds("per")
    sent.town.wait_until(oslo(2027, 3, 16, 7))
    assert sent.town.kinds("per").count(NoticeKind.REMINDER_DAY) == 1


def test_within_the_hour_before_the_meeting_it_goes_at_once(sent: Arranged) -> None:
    sent.town.now = oslo(2027, 3, 16, 9, 30)
    sent.town.deliver()
    assert NoticeKind.REMINDER_HOUR in sent.town.kinds("per")
