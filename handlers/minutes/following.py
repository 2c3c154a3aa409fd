"""What stands in a summary about the case's next meeting follows that meeting: booked, moved, or called off."""

from handlers import planning
from handlers.context import World
from store.meetings import Item
from store.minutes import other_items_with_minutes


def next_meeting_changed(world: World, item: Item) -> None:
    """An item of a case is booked, moved or ended: bring the summaries of the case's other meetings up to date."""
    for other in other_items_with_minutes(world.session, item):
        planning.revise(world, other)
