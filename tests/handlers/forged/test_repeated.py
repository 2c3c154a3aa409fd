"""A double click, and a form that is sent in twice: the second changes nothing, and gets an answer all the same."""

import pytest

from handlers.context import World
from handlers.entry import Entry
from handlers.router import dispatch
from handlers.routes import ROUTES
from tests.handlers.forged.asking import TRACES, Towns, ask
from tests.handlers.forged.attacks import HONEST


@pytest.mark.parametrize("route", HONEST, ids=lambda route: f"{route[0]}.{route[1]}")
def test_what_is_asked_twice_happens_once(towns: Towns, route: tuple[Entry, str]) -> None:
    asked, values = HONEST[route], HONEST[route].values(towns.own)

    def once(world: World) -> None:
        person = towns.own.town.person(world.session, asked.who)
        dispatch(ROUTES, world.seen_by(person), *route, values)

    assert ask(towns, towns.own, asked.who, route, values, first=once).changed <= TRACES
