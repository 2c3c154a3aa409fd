"""The list of differences holds what is true, and what is met in a test."""

from pathlib import Path

import pytest

from tests.both.differences import ALL, PLATFORMS, Difference


@pytest.mark.parametrize("difference", ALL.values(), ids=ALL)
def test_a_difference_is_one_and_is_explained(difference: Difference[object]) -> None:
    assert len({repr(difference.at(platform)) for platform in PLATFORMS}) == len(PLATFORMS)
    assert difference.why.endswith(".")


def test_every_difference_is_met_in_a_test() -> None:
    tests = "".join(each.read_text(encoding="utf-8") for each in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in ALL if f"differences.{name}" not in tests] == []
