"""What has come before."""

from bot.teams.repeats import Repeats


def test_what_has_come_is_known_from_then_on() -> None:
    repeats = Repeats()
    assert [repeats.has_come(name) for name in ("a", "b", "a", "a", "c")] == [False, False, True, True, False]


def test_the_oldest_are_forgotten() -> None:
    repeats = Repeats(most=2)
    assert [repeats.has_come(name) for name in ("a", "b", "c", "b", "a")] == [False, False, False, True, False]
