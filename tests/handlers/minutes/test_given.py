"""A party whom no message reaches: the duty closes when the convener has given the summary in another way."""

from handlers.entry import Entry
from handlers.screens import Answer, Replace, Row
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.minutes.writing import card, write

HAVE_ALL = "Alle partane har fått oppsummeringa."
REACHES_NOT = "Erik Sand får ikkje oppsummeringa av meg. Gi oppsummeringa på ein annan måte."


def leave(arranged: Arranged, person: str) -> None:
    with arranged.town.as_(person) as ctx:
        ctx.actor.active = False
        ctx.session.add(ctx.actor)


def tell_the_family(arranged: Arranged) -> None:
    for row in [action for action in _actions(arranged) if action.startswith("family.tell")]:
        opened = arranged.town.asks("ingrid", Entry.ACTION, "family.tell", told=row.partition("told=")[2])
        arranged.submit("ingrid", opened, how="phone", day=arranged.town.now.date())


def _actions(arranged: Arranged) -> list[str]:
    parts = arranged.letter("ingrid", NoticeKind.BOOKED).parts
    return [f"{part.button.action}?{part.button.value}" for part in parts if isinstance(part, Row)]


def give(arranged: Arranged) -> Answer:
    """Register that Erik has got it."""
    erik = str(arranged.town.person_id("erik"))
    answer = arranged.town.asks("ingrid", Entry.ACTION, "minutes.given", item=str(arranged.item_id), party=erik)
    arranged.town.deliver()
    return answer


def unreached(been: Arranged) -> None:
    leave(been, "erik")
    write(been)


def test_the_card_names_who_gets_nothing_and_the_press_closes_the_duty(been: Arranged) -> None:
    unreached(been)
    assert REACHES_NOT in card(been)
    assert [action for action in _actions(been) if action.startswith("minutes.given")] == [
        f"minutes.given?item={been.item_id}&party={been.town.person_id('erik')}"
    ]
    tell_the_family(been)
    assert HAVE_ALL not in card(been)
    answer = give(been)
    assert isinstance(answer, Replace)
    assert words(answer.card)[:2] == ["Det er registrert kven som har fått ei oppsummering", "Det er registrert"]
    assert REACHES_NOT not in card(been)
    assert HAVE_ALL in card(been)


def test_the_same_press_again_changes_nothing(been: Arranged) -> None:
    unreached(been)
    give(been)
    version = been.item().version
    give(been)
    assert been.item().version == version


def test_a_correction_is_given_anew(been: Arranged) -> None:
    unreached(been)
    give(been)
    assert REACHES_NOT not in card(been)
    write(been, text="Vi følgjer opp rekninga")
    assert REACHES_NOT in card(been)
