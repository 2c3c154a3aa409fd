"""Many verdicts at once are the same as one by one, whatever has been registered."""

from collections.abc import Sequence

from handlers.consent import verdict_for, verdicts_for
from handlers.context import World
from store.duties import units_of_tenant
from store.meetings import Item, Meeting, item_with_meeting
from tests.handlers.attendance.arranged import Arranged
from tests.handlers.home.crowd import add_meetings
from tests.town import Town, oslo


def compare(town: Town, items: Sequence[int]) -> list[bool]:
    """Whether each is valid, the same in both ways."""
    with town.world() as world:
        found = [_held(world, item) for item in items]
        many = verdicts_for(world, found, units_of_tenant(world.session, world.tenant_id))
        assert many == {item.id: verdict_for(world, item, meeting) for item, meeting in found}
        return [many[item].valid for item in items]


def _held(world: World, item_id: int) -> tuple[Item, Meeting]:
    found = item_with_meeting(world.session, world.tenant_id, item_id)
    assert found is not None
    return found


def test_before_and_after_consent_is_there_and_when_it_is_withdrawn(arranged: Arranged) -> None:
    items = [arranged.item_id, *add_meetings(arranged.town, [oslo(2027, 4, 6, 10), oslo(2027, 4, 13, 10)])]
    assert compare(arranged.town, items) == [False, False, False]
    arranged.consents()
    assert compare(arranged.town, items) == [True, False, False]
    arranged.withdraws()
    assert compare(arranged.town, items) == [False, False, False]


def test_with_a_deputy_asked(asked: Arranged) -> None:
    assert compare(asked.town, [asked.item_id]) == [True]


def test_with_a_service_that_the_consent_does_not_cover(arranged: Arranged) -> None:
    arranged.consents(("health_station",))
    assert compare(arranged.town, [arranged.item_id]) == [False]
