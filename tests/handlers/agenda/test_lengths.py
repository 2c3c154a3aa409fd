from hypothesis import given
from hypothesis import strategies as st

from handlers.agenda.lengths import fit

LENGTHS = st.lists(st.integers(1, 60), max_size=9)


def test_the_longest_points_give_first() -> None:
    assert fit([5, 10, 15, 15, 5], 45) == [5, 10, 13, 12, 5]


@given(LENGTHS, st.integers(9, 180))
def test_fitted_points_never_take_more_than_the_meeting_has(minutes: list[int], length: int) -> None:
    fitted = fit(minutes, length)
    assert sum(fitted) <= length
    assert len(fitted) == len(minutes)
    assert all(1 <= after <= before for before, after in zip(minutes, fitted, strict=True))


@given(LENGTHS)
def test_points_that_fit_are_left_as_they_are(minutes: list[int]) -> None:
    assert fit(minutes, sum(minutes)) == minutes
