from datetime import datetime

from handlers.waitlist.deadline import offer_deadline
from store.slots import Slot
from tests.town import Town, oslo

APRIL_6 = oslo(2027, 4, 6, 10)


def test_the_deadline_is_counted_in_the_readers_working_time(town: Town) -> None:
    cases: list[tuple[datetime, datetime, datetime]] = [
        # freed, starts, deadline
        (oslo(2027, 2, 23, 9), APRIL_6, oslo(2027, 2, 24, 15)),  # the next working day at 15
        (oslo(2027, 2, 27, 12), APRIL_6, oslo(2027, 3, 2, 15)),  # on a Saturday: heard on Monday
        (
            oslo(2027, 2, 23, 9),
            oslo(2027, 2, 26, 10),
            oslo(2027, 2, 23, 14, 15),
        ),  # near: after teaching
        (oslo(2027, 2, 23, 13), oslo(2027, 2, 26, 10), oslo(2027, 2, 24, 14, 15)),  # near: the rest the day after
        (oslo(2027, 3, 19, 9), oslo(2027, 4, 20, 10), oslo(2027, 3, 31, 15)),  # Easter is no working time for a teacher
    ]
    for freed, starts, deadline in cases:
        town.now = freed
        with town.world() as world:
            slot = Slot(tenant_id=1, arena="samba", unit_id=1, starts_at=starts, ends_at=starts, place="")
            assert offer_deadline(world, town.person(world.session, "ingrid"), slot) == deadline
