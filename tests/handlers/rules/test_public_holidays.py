from datetime import date

import pytest
from holidays.countries.norway import Norway

from handlers.rules.public_holidays import holiday_name, is_holiday, is_short_day


def test_the_year_2027() -> None:
    days = [date.fromordinal(n) for n in range(date(2027, 1, 1).toordinal(), date(2028, 1, 1).toordinal())]
    assert {day: name for day in days if (name := holiday_name(day, "nn"))} == {
        date(2027, 1, 1): "første nyttårsdag",
        date(2027, 3, 25): "skjærtorsdag",
        date(2027, 3, 26): "langfredag",
        date(2027, 3, 28): "første påskedag",
        date(2027, 3, 29): "andre påskedag",
        date(2027, 5, 1): "1. mai",
        date(2027, 5, 6): "Kristi himmelfartsdag",
        date(2027, 5, 16): "første pinsedag",
        date(2027, 5, 17): "andre pinsedag og 17. mai",
        date(2027, 12, 24): "julaftan",
        date(2027, 12, 25): "første juledag",
        date(2027, 12, 26): "andre juledag",
        date(2027, 12, 31): "nyttårsaftan",
    }


def test_the_eves_have_names_of_their_own_in_bokmal() -> None:
    assert [holiday_name(date(2027, 12, day), "nb") for day in (24, 31)] == ["julaften", "nyttårsaften"]


@pytest.mark.parametrize("year", range(2024, 2100))
def test_every_name_of_the_library_is_known(year: int) -> None:
    names = {part for names in Norway(years=year, language="no").values() for part in names.split("; ")}
    assert names == {
        "Første nyttårsdag",
        "Skjærtorsdag",
        "Langfredag",
        "Første påskedag",
        "Andre påskedag",
        "Arbeidernes dag",
        "Kristi himmelfartsdag",
        "Første pinsedag",
        "Andre pinsedag",
        "Grunnlovsdag",
        "Første juledag",
        "Andre juledag",
    }


def test_only_the_wednesday_before_easter_is_short() -> None:
    days = [date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), date(2029, 1, 1).toordinal())]
    assert [day for day in days if is_short_day(day)] == [date(2026, 4, 1), date(2027, 3, 24), date(2028, 4, 12)]
    assert not is_holiday(date(2027, 3, 24))
