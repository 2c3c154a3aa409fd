"""Everything that people can ask for is walked on every platform."""

from collections import Counter
from importlib import import_module
from inspect import signature

import pytest

from handlers.routes import ROUTES
from tests.both.routes import WALKS, name_of


def test_every_route_is_walked_by_one_test() -> None:
    assert Counter(each for routes in WALKS.values() for each in routes) == Counter(map(name_of, ROUTES))


@pytest.mark.parametrize("walk", WALKS)
def test_a_walk_is_a_test_on_every_platform(walk: str) -> None:
    module, _, name = walk.partition(".")
    test = getattr(import_module(f"tests.both.{module}"), name)
    assert list(signature(test).parameters) == ["world"]
