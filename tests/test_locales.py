"""Both languages say everything that the code says, with the same fields."""

from locales.catalogues import faults


def test_the_catalogues_are_complete() -> None:
    assert sorted(faults()) == []
