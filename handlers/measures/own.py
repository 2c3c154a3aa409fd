"""The measures that are somebody's own: only the owner sees to one, and what is said of it is the owner's too."""

from dataclasses import dataclass

from pydantic import BaseModel

from handlers.context import Context
from handlers.errors import NoAccess
from handlers.screens import Button
from store.measures import Measure, MeasureState, measure_by_id
from store.meetings import Item, ItemState, Meeting, item_with_meeting


class OfMeasure(BaseModel):
    """A button about a measure. `shown` is the card it stood on, which takes its own place when it is answered."""

    measure: int
    shown: str = ""


@dataclass(frozen=True)
class Own:
    """A measure, with the item it was agreed for."""

    measure: Measure
    item: Item
    meeting: Meeting

    @property
    def frozen(self) -> bool:
        """Whether the case is off the agenda, so that the measure is no longer followed up here."""
        return self.item.state is not ItemState.PLANNED

    @property
    def open(self) -> bool:
        """Whether there is something to do."""
        return self.measure.state is MeasureState.OPEN and not self.frozen


def own_measure(ctx: Context, measure_id: int) -> Own:
    """A measure that the asker is to see to; NoAccess for every other, as for one that does not exist."""
    measure = measure_by_id(ctx.session, ctx.tenant_id, measure_id)
    if measure is None or measure.owner_id != ctx.actor_id:
        raise NoAccess(
            ctx.t("There is no such measure among yours. Look in the list of your measures."),
            heading=ctx.t("We cannot find the measure"),
            buttons=(Button(ctx.t("My measures"), "todo.show"),),
        )
    found = item_with_meeting(ctx.session, ctx.tenant_id, measure.item_id)
    assert found is not None
    return Own(measure, *found)
