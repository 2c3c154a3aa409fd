"""What somebody owes: a measure that is open, one that is done, and a reminder that can be put off."""

from datetime import date
from typing import TYPE_CHECKING

from handlers import planning
from handlers.entry import Entry
from handlers.measures import MeasureAnswers, read_measure, register_measures
from store.measures import measures_of
from store.meetings import item_with_meeting
from store.notices import NoticeKind

if TYPE_CHECKING:
    from tests.handlers.forged.scene import Scene

OWED = "Samtale om storefri kvar onsdag"


def owe(scene: "Scene") -> None:
    """Per and Erik get a measure each, with a draft of each form."""
    town = scene.town
    with town.as_("ingrid") as ctx:
        found = item_with_meeting(ctx.session, ctx.tenant_id, int(scene.ids["item"]))
        assert found is not None
        register_measures(ctx, found[0], [read_measure(ctx, *found, _answers(scene, key)) for key in ("per", "erik")])
        planning.revise(ctx, found[0])
        own, done = (str(row.id) for row in measures_of(ctx.session, int(scene.ids["item"])))
    town.deliver()
    scene.ids |= {"measure": own, "done_measure": done}
    scene.secrets = (*scene.secrets, OWED)
    town.asks("erik", Entry.ACTION, "measure.done", measure=done, shown="todo")
    scene.opened("put_off", "per", Entry.ACTION, "measure.put_off", measure=own)
    _reminded(scene)
    town.deliver()


def _answers(scene: "Scene", key: str) -> MeasureAnswers:
    return MeasureAnswers(
        measure_what="guidance",
        measure_text=OWED,
        measure_responsible=f"person:{scene.ids[key]}",
        measure_starts=date(2027, 3, 9),
        measure_due=date(2027, 4, 2),
    )


def _reminded(scene: "Scene") -> None:
    letters = scene.town.letters
    had = [id_ for id_, letter in letters.items() if letter.kind is NoticeKind.FAMILY_UNTOLD]
    scene.ids["reminder"] = next(id_ for id_ in had if scene.town.owners[id_] == "ingrid")
    scene.opened("later", "ingrid", Entry.ACTION, "later.open", delivery=scene.ids["reminder"])
