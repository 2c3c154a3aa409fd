"""Besides examples: an attacker who knows the rules, what is shown and every sum, and tries all tables that fit."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.suppression import (
    SUPPRESSED,
    Figure,
    Table,
    change,
    change_table,
    suppress_count,
    suppress_part,
    suppress_table,
)

HIDDEN = SUPPRESSED
ARENAS = ("samba", "tbu", "drøfting", "ressursteam", "nettverk", "overgang")


def shown(*counts: int) -> tuple[tuple[Figure, ...], Figure]:
    table = suppress_table(dict(zip(ARENAS, counts, strict=False)))
    return tuple(table.figures.values()), table.total


def tables(size: int, total: int) -> Iterator[tuple[int, ...]]:
    """All tables of so many counts that add up to the total."""
    if size == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in tables(size - 1, total - first))


def test_a_count_of_five_or_of_none_is_shown_and_those_between_are_not() -> None:
    assert [suppress_count(count) for count in range(7)] == [0, HIDDEN, HIDDEN, HIDDEN, HIDDEN, 5, 6]


def test_a_table_keeps_the_names_and_their_order() -> None:
    table = suppress_table({"tbu": 9, "samba": 6, "drøfting": 3})
    assert table == Table({"tbu": 9, "samba": HIDDEN, "drøfting": HIDDEN}, 18)
    assert list(table.figures) == ["tbu", "samba", "drøfting"]


@pytest.mark.parametrize(
    ("counts", "figures", "total"),
    [
        pytest.param((5, 6, 9), (5, 6, 9), 20, id="nothing small, nothing hidden"),
        pytest.param((0, 0, 0), (0, 0, 0), 0, id="nobody"),
        pytest.param((12, 0, 7), (12, 0, 7), 19, id="none is about nobody"),
        pytest.param((3, 12, 7), (HIDDEN, 12, HIDDEN), 22, id="the last large one covers for the only small one"),
        pytest.param((3, 12, 7, 0), (HIDDEN, 12, HIDDEN, 0), 22, id="a zero covers for nothing and stays"),
        pytest.param((3, 7, 12), (HIDDEN, 7, HIDDEN), 22, id="the last one, not the smallest"),
        pytest.param((2, 3, 12, 7), (HIDDEN, HIDDEN, 12, 7), 24, id="two small ones cover for each other"),
        pytest.param((1, 1, 12, 15), (HIDDEN, HIDDEN, 12, HIDDEN), 29, id="but not where their sum tells both"),
        pytest.param((4, 4, 12, 15), (HIDDEN, HIDDEN, 12, HIDDEN), 35, id="nor at the other end"),
        pytest.param((1, 12, 9, 5), (HIDDEN, 12, HIDDEN, HIDDEN), 27, id="a cover of five is not enough: two"),
        pytest.param((1, 12, 5, 5), (HIDDEN, HIDDEN, HIDDEN, HIDDEN), 23, id="two that do not cover: all"),
        pytest.param((1, 30, 9, 5, 5, 5), (HIDDEN,) * 6, 55, id="more than two covers would tell that it is one"),
        pytest.param((3, 9), (HIDDEN, HIDDEN), 12, id="two arenas"),
        pytest.param(
            (3, 0, 0), (HIDDEN, HIDDEN, HIDDEN), HIDDEN, id="times taken tell the sum: zeros would tell the rest"
        ),
        pytest.param((4, 3, 0), (HIDDEN, HIDDEN, HIDDEN), 7, id="the total stays"),
        pytest.param((3,), (HIDDEN,), HIDDEN, id="one arena, few"),
        pytest.param((8,), (8,), 8, id="one arena"),
        pytest.param((), (), 0, id="no arena"),
    ],
)
def test_what_is_shown_of_a_table(counts: tuple[int, ...], figures: tuple[Figure, ...], total: Figure) -> None:
    assert shown(*counts) == (figures, total)


def test_a_part_is_hidden_when_the_part_or_the_rest_is_small() -> None:
    parts = [suppress_part(part, 12) for part in range(13)]
    assert parts == [0, *[HIDDEN] * 4, 5, 6, 7, *[HIDDEN] * 4, 12]


def test_a_part_of_a_whole_that_is_not_shown_is_hidden_even_when_it_is_none() -> None:
    assert [suppress_part(part, 4) for part in range(5)] == [HIDDEN] * 5
    assert suppress_part(0, 0) == 0


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (9, 6, 3),
        (6, 9, -3),
        (6, 6, 0),
        (6, 0, 6),
        (0, 0, 0),
        (9, HIDDEN, HIDDEN),
        (HIDDEN, 0, HIDDEN),
        (HIDDEN, HIDDEN, HIDDEN),
    ],
)
def test_a_change_is_shown_between_two_shown(now: Figure, before: Figure, expected: Figure) -> None:
    assert change(now, before) == expected


def test_the_change_of_a_table_leaves_out_what_only_one_names() -> None:
    before = suppress_table({"samba": 9, "tbu": 7, "nettverk": 5})
    now = suppress_table({"samba": 2, "drøfting": 6, "tbu": 20})
    assert now == Table({"samba": HIDDEN, "drøfting": 6, "tbu": HIDDEN}, 28)
    assert change_table(now, before) == Table({"samba": HIDDEN, "tbu": HIDDEN}, 7)


def test_what_is_suppressed_cannot_be_counted_with() -> None:
    for counting in (lambda: HIDDEN + 1, lambda: HIDDEN < 5, lambda: sum([HIDDEN]), lambda: int(HIDDEN)):  # type: ignore[operator,list-item,call-overload]
        with pytest.raises(TypeError):
            counting()


COUNTS = st.lists(st.integers(0, 9) | st.integers(0, 4), min_size=2, max_size=4)


@given(COUNTS)
def test_nothing_from_one_to_four_is_ever_shown_and_a_large_total_always_is(counts: list[int]) -> None:
    figures, total = shown(*counts)
    assert not {1, 2, 3, 4} & {*figures, total}
    assert total == (HIDDEN if 0 < sum(counts) < 5 else sum(counts))
    assert all(figure in (count, HIDDEN) for figure, count in zip(figures, counts, strict=True))


@given(COUNTS)
def test_nothing_is_hidden_without_need(counts: list[int]) -> None:
    figures, _ = shown(*counts)
    assert (HIDDEN in figures) == any(0 < count < 5 for count in counts)


@given(COUNTS.filter(lambda counts: sum(counts) != 1))
def test_three_values_or_more_fit_each_suppressed_figure_of_a_table(counts: list[int]) -> None:
    figures, _ = shown(*counts)
    fitting = [table for table in tables(len(counts), sum(counts)) if shown(*table)[0] == figures]
    for index, figure in enumerate(figures):
        assert figure is not HIDDEN or len({table[index] for table in fitting}) >= 3


@pytest.mark.parametrize(("size", "totals"), [(2, 60), (3, 40), (4, 16), (5, 10), (6, 8)])
def test_no_table_gives_a_suppressed_figure_away(size: int, totals: int) -> None:
    narrowest = [narrowest_of(size, total) for total in range(1, totals + 1)]
    assert narrowest[0] == 2  # a single meeting: each arena may have it or not
    assert min(narrowest[1:]) >= 3


def narrowest_of(size: int, total: int) -> int:
    """The fewest values that any suppressed figure may have, over all tables with the total."""
    values: dict[tuple[tuple[Figure, ...], int], set[int]] = {}
    for table in tables(size, total):
        figures, _ = shown(*table)
        for index, count in enumerate(table):
            values.setdefault((figures, index), set()).add(count)
    return min((len(found) for (figures, index), found in values.items() if figures[index] is HIDDEN), default=3)


def test_who_does_not_know_the_total_cannot_narrow_a_small_count_at_all() -> None:
    small = [(first, second) for first, second in product(range(5), repeat=2) if 0 < first + second < 5]
    assert {shown(*counts) for counts in small} == {((HIDDEN, HIDDEN), HIDDEN)}


Digest = Mapping[str, Table]


def digest(now: tuple[int, ...], before: tuple[int, ...]) -> Digest:
    """Two weeks as they are read: this week, the week before, and the change."""
    this, last = (suppress_table(dict(zip(ARENAS, counts, strict=False))) for counts in (now, before))
    return {"now": this, "before": last, "change": change_table(this, last)}


WEEKS = st.integers(2, 3).flatmap(lambda size: st.tuples(*[st.tuples(*[st.integers(0, 5)] * size)] * 2))


@given(WEEKS.filter(lambda weeks: all(sum(counts) != 1 for counts in weeks)))
def test_three_values_or_more_fit_each_suppressed_figure_of_two_weeks(weeks: tuple[tuple[int, ...], ...]) -> None:
    now, before = weeks
    read = digest(now, before)
    histories = product(tables(len(now), sum(now)), tables(len(before), sum(before)))
    fitting = [history for history in histories if digest(*history) == read]
    for week, key in enumerate(("now", "before")):
        for index, figure in enumerate(read[key].figures.values()):
            assert figure is not HIDDEN or len({history[week][index] for history in fitting}) >= 3
    for index, figure in enumerate(read["change"].figures.values()):
        assert figure is not HIDDEN or len({this[index] - last[index] for this, last in fitting}) >= 3


@given(st.integers(2, 30), st.data())
def test_three_values_or_more_fit_a_suppressed_part(whole: int, data: st.DataObject) -> None:
    part = suppress_part(data.draw(st.integers(0, whole)), whole)
    fitting = {each for each in range(whole + 1) if suppress_part(each, whole) == part}
    assert part is not HIDDEN or len(fitting) >= 3
