import logging

import pytest

from handlers.agenda.free_text import own_point
from handlers.errors import BadField
from tests.handlers.attendance.arranged import Arranged

IDENTITY = "Skriv utan fødselsnummer."
CONTACT = "Dette ser ut som kontaktopplysningar."
CHILD = "Dette kan peike ut eitt barn."


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("Ta opp 15031012345", IDENTITY),
        ("Ta opp 150310 12345", IDENTITY),
        ("Ta opp 1 5 0 3 1 0 1 2 3 4 5", IDENTITY),
        ("Ring 91 23 45 67 etterpå", CONTACT),
        ("Ring +47 912 34 567 etterpå", CONTACT),
        ("Send til mor@example.no", CONTACT),
        ("Sjå https://example.no", CONTACT),
        ("Guten i 3B", CHILD),
        ("Eleven på 9 år", CHILD),
        ("Fødd 15.03.2010", CHILD),
        ("Alt om 3. klasse", CHILD),
    ],
)
def test_what_may_point_out_a_child_is_refused_and_the_field_comes_back_empty(
    arranged: Arranged, text: str, advice: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with arranged.town.as_("ingrid") as ctx, pytest.raises(BadField) as refusal:
        own_point(ctx, "own", text)
    assert refusal.value.errors["own"].startswith(advice)
    assert refusal.value.clear == frozenset({"own"})
    assert text not in f"{refusal.value!r} {refusal.value.errors} {caplog.text}"


@pytest.mark.parametrize(
    "text", ["Korleis går det i friminutta?", "Plan for veke 12–14", "Møte 2 av 3", "🙂 Kva verkar?", "مرحبا"]
)
def test_ordinary_points_are_kept(arranged: Arranged, text: str) -> None:
    with arranged.town.as_("ingrid") as ctx:
        assert own_point(ctx, "own", f"  {text} ") == text


def test_no_text_is_no_point(arranged: Arranged) -> None:
    with arranged.town.as_("ingrid") as ctx:
        assert own_point(ctx, "own", " \n ") == ""
