"""Norway's public holidays and the two eves that are not worked.

Names are as they stand inside a sentence. They are spelled alike in bokmål and nynorsk except the eves.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

from handlers.rules.arena_parts import Language

# The two national days are called by their dates; the library has other names for them.
_OWN_NAMES = {"Arbeidernes dag": "1. mai", "Grunnlovsdag": "17. mai"}
_EVES: dict[tuple[int, int], dict[Language, str]] = {
    (12, 24): {"nb": "julaften", "nn": "julaftan"},
    (12, 31): {"nb": "nyttårsaften", "nn": "nyttårsaftan"},
}


def holiday_name(day: date, language: Language) -> str | None:
    """The name of the public holiday or eve that keeps people from work that day, else None.

    Two on one day are joined: «andre pinsedag og 17. mai».
    """
    eve = _EVES.get((day.month, day.day))
    return eve[language] if eve else _public_holidays(day.year).get(day)


def is_holiday(day: date) -> bool:
    """Whether the day is a public holiday, 24 December or 31 December. Default of the design."""
    return (day.month, day.day) in _EVES or day in _public_holidays(day.year)


def is_short_day(day: date) -> bool:
    """Whether work ends early: the Wednesday before Easter. Default of the design."""
    return day == easter(day.year) - timedelta(days=4)


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> Mapping[date, str]:
    # Loading it takes as long as a twentieth of a start: it waits until a day is asked for.
    from holidays.countries.norway import Norway

    return {day: _own_name(names) for day, names in Norway(years=year, language="no").items()}


def _own_name(names: str) -> str:
    return " og ".join(_OWN_NAMES.get(name, _inside_sentence(name)) for name in names.split("; "))


def _inside_sentence(name: str) -> str:
    return name if name.startswith("Kristi") else name[0].lower() + name[1:]
