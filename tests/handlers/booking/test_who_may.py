"""Who presses «Bestill møte» without having a workplace here: what is said, and whom to ask."""

import pytest
from sqlmodel import col, delete

from handlers.entry import Entry
from handlers.errors import NoAccess
from handlers.screens import Button, Home
from store.people import PersonRole, RoleName
from tests.town import Town


def without_roles(town: Town, *people: str) -> None:
    with town.world() as world:
        ids = [town.person(world.session, each).id for each in people]
        world.session.exec(delete(PersonRole).where(col(PersonRole.person_id).in_(ids)))


@pytest.mark.parametrize(
    ("person", "text"),
    [
        ("ingrid", "Du er ikkje registrert med ein arbeidsplass enno. Be Anne Brekke om å leggje deg inn."),
        ("jonas", "Du er ikke registrert med en arbeidsplass ennå. Be Anne Brekke om å legge deg inn."),
    ],
)
def test_somebody_without_a_workplace_is_told_whom_to_ask(town: Town, person: str, text: str) -> None:
    without_roles(town, person)
    with pytest.raises(NoAccess) as refused:
        town.asks(person, Entry.ACTION, "booking.start")
    assert (refused.value.text, refused.value.buttons) == (text, (Button("Hjelp", "help.show"),))


def test_without_a_coordinator_there_is_the_leader(town: Town) -> None:
    without_roles(town, "ingrid")
    with town.world() as world:
        world.session.exec(delete(PersonRole).where(col(PersonRole.role) == RoleName.SAMBA_COORDINATOR))
    with pytest.raises(NoAccess) as refused:
        town.asks("ingrid", Entry.ACTION, "booking.start")
    assert refused.value.text == (
        "Du er ikkje registrert med ein arbeidsplass enno. Spør leiaren din eller systemadministratoren."
    )


def test_their_own_page_stands_all_the_same(town: Town) -> None:
    without_roles(town, "ingrid")
    assert isinstance(town.asks("ingrid", Entry.ACTION, "home.open"), Home)
