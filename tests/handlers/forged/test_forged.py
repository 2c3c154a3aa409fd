"""Every route is attacked: with ids that are nobody's, somebody else's, and another municipality's.

What must come back is a refusal or an answer about what is the asker's own; what must be left behind is nothing.
"""

from datetime import date, time

import pytest

from handlers.entry import Entry
from handlers.routes import ROUTES
from handlers.screens import FieldValue
from tests.handlers.forged.asking import TRACES, Towns, ask
from tests.handlers.forged.attacks import HONEST, Honest
from tests.handlers.forged.scene import MARKS, OTHER, OWN, Scene

NONSENSE = (
    *("", " ", "0", "-1", "x", "new", "²", "１", "\x00", "\ud800", "1e3", "9" * 30, "-" + "9" * 30, "\u202e1", "🙂"),
    *("x" * 5000, "👩‍👩‍👧" * 1500, "שלום " * 900),
    *("2027-03-09", "2027-03-09T10:00:00", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-11:00"),
)
ODD = (True, None, ("1", "2"), (), date.min, date.max, time.max)
STRANGERS = ("olav", "astrid", "marit", "liv", "sunniva", "anne", "nyleg")
ROUTE_NAMES = [f"{entry}.{name}" for entry, name in HONEST]


def honest(route: tuple[Entry, str], scene: Scene) -> tuple[Honest, dict[str, FieldValue]]:
    return HONEST[route], dict(HONEST[route].values(scene))


def test_every_route_is_attacked() -> None:
    assert HONEST.keys() == ROUTES.keys()


@pytest.mark.parametrize("route", HONEST, ids=ROUTE_NAMES)
def test_what_is_asked_honestly_is_answered(towns: Towns, route: tuple[Entry, str]) -> None:
    asked, values = honest(route, towns.own)
    assert not ask(towns, towns.own, asked.who, route, values).refused


@pytest.mark.parametrize("route", HONEST, ids=ROUTE_NAMES)
def test_nonsense_in_any_field_is_no_fault_of_ours(towns: Towns, route: tuple[Entry, str]) -> None:
    asked, values = honest(route, towns.own)
    for field in values:
        for nonsense in NONSENSE:
            found = ask(towns, towns.own, asked.who, route, values | {field: nonsense})
            assert field not in asked.ids or found.changed <= TRACES, (field, nonsense, found)
        for odd in ODD:
            ask(towns, towns.own, asked.who, route, values | {field: odd})
        ask(towns, towns.own, asked.who, route, {name: each for name, each in values.items() if name != field})
    assert ask(towns, towns.own, asked.who, route, {}) is not None


@pytest.mark.parametrize("route", HONEST, ids=ROUTE_NAMES)
def test_a_draft_of_another_form_or_step_is_no_fault_of_ours(towns: Towns, route: tuple[Entry, str]) -> None:
    asked, values = honest(route, towns.own)
    for draft in towns.own.drafts.values() if "draft" in values else ():
        ask(towns, towns.own, asked.who, route, values | {"draft": draft})


@pytest.mark.parametrize("route", HONEST, ids=ROUTE_NAMES)
def test_what_nobody_asked_for_is_passed_over(towns: Towns, route: tuple[Entry, str]) -> None:
    asked, values = honest(route, towns.own)
    extra: dict[str, FieldValue] = {"tenant_id": "2", "actor_id": "1", "person": "1", "item_id": "1"}
    plain, more = (ask(towns, towns.own, asked.who, route, extra | values if each else values) for each in (0, 1))
    assert (type(plain.answer), plain.changed) == (type(more.answer), more.changed)


@pytest.mark.parametrize("route", HONEST, ids=ROUTE_NAMES)
def test_somebody_elses_things_are_neither_read_nor_changed(towns: Towns, route: tuple[Entry, str]) -> None:
    asked, values = honest(route, towns.own)
    for stranger in STRANGERS:
        if asked.may & {"all", stranger}:
            continue
        found = ask(towns, towns.own, stranger, route, values)
        assert found.changed <= TRACES, (stranger, found)
        assert not [secret for secret in towns.own.secrets if secret in found.words], (stranger, found)
        assert found.refused, (stranger, found)


@pytest.mark.parametrize("route", HONEST, ids=ROUTE_NAMES)
def test_another_municipalitys_ids_are_ids_of_nothing(towns: Towns, route: tuple[Entry, str]) -> None:
    asked, values = honest(route, towns.own)
    _, theirs = honest(route, towns.other)
    leaks = (*towns.other.secrets, MARKS[OTHER])
    for forged in [*({field: theirs[field]} for field in asked.ids), theirs]:
        if not asked.ids:
            continue
        found = ask(towns, towns.own, asked.who, route, values | forged)
        assert found.changed <= TRACES, (forged, found)
        assert not [leak for leak in leaks if leak in found.words], (forged, found)


@pytest.mark.parametrize("route", HONEST, ids=ROUTE_NAMES)
def test_the_same_account_in_another_workspace_is_another_person(towns: Towns, route: tuple[Entry, str]) -> None:
    asked, values = honest(route, towns.own)
    found = ask(towns, towns.other, asked.who, route, values)
    assert not [leak for leak in (*towns.own.secrets, MARKS[OWN]) if leak in found.words], found
    if asked.ids:
        assert found.changed <= TRACES, found
