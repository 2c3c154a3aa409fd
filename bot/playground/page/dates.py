"""Dates and times as Norwegian staff write them."""

from datetime import date, datetime, time, timedelta

from babel.dates import format_date

from bot.playground.words import Language

WORKDAY_BEGINS = time(8)
SATURDAY = 5


def day_name(day: date, language: Language) -> str:
    """tysdag 23. februar 2027"""
    return format_date(day, "EEEE d. MMMM y", locale=language)


def short_day(day: date, language: Language) -> str:
    """tys. 23. feb."""
    # Babel's EEE is «ty.» in nynorsk, which nobody writes.
    weekday = format_date(day, "ccc", locale=language).rstrip(".")
    return f"{weekday}. {format_date(day, 'd. MMM', locale=language)}"


def clock_time(moment: datetime) -> str:
    """09.00"""
    return f"{moment:%H.%M}"


def next_workday(now: datetime) -> datetime:
    """The next Monday to Friday after today, in the morning. The bot knows the holidays; this button does not."""
    day = now.date() + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, WORKDAY_BEGINS, now.tzinfo)
