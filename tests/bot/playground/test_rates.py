"""How many calls are let through."""

from hypothesis import given
from hypothesis import strategies as st

from bot.playground.api.dispatch import METHODS
from bot.playground.api.rates import A_SECOND_A_CHANNEL, TIER_OF, Rates


def test_a_tier_is_so_many_a_minute_for_a_method() -> None:
    rates = Rates()
    waits = [rates.wait_for("chat.update", f"C{number}", 1, number / 10) for number in range(52)]
    assert (waits[:50], waits[50:]) == ([0] * 50, [55, 55])
    assert rates.wait_for("users.list", "", 1, 5.2) == 0
    assert rates.wait_for("chat.update", "C1", 1, 60.0) == 0


def test_what_has_no_limit_is_never_held_up() -> None:
    rates = Rates()
    assert {rates.wait_for("api.test", "", 1, 0.0) for _ in range(1000)} == {0}
    assert METHODS.keys() - TIER_OF.keys() - A_SECOND_A_CHANNEL == {"api.test", "auth.test"}


@given(st.lists(st.floats(0, 30), min_size=1, max_size=60), st.integers(1, 4))
def test_no_window_holds_more_than_the_burst_and_who_waits_is_let_through(moments: list[float], burst: int) -> None:
    rates, passed = Rates(), []
    for moment in sorted(moments):
        wait = rates.wait_for("chat.postMessage", "C1", burst, moment)
        passed += [moment] if wait == 0 else []
        assert 0 <= wait <= burst + 1
    for start in passed:
        assert sum(start <= each < start + burst for each in passed) <= burst
    assert rates.wait_for("chat.postMessage", "C1", burst, max(moments) + burst + 1) == 0
