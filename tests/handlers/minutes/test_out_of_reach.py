"""A post that is left behind when the summary is to go somewhere else: the convener deletes it by hand."""

import pytest

from handlers.screens import Finish, Replace
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.minutes.faulty import posts_fail
from tests.handlers.minutes.test_troubles import NO, YES
from tests.handlers.minutes.writing import card, in_channel, write

LEFT = "Eg når ikkje det som står eller kanskje står i #solvik-samba. Slett det der."


@pytest.fixture
def doubtful(been: Arranged) -> Arranged:
    """The answer to the post was lost."""
    with posts_fail(been, None):
        write(been, in_channel(been))
    return been


@pytest.mark.parametrize("where", ["solvik-2019", "parties", "nowhere"])
def test_the_receipt_and_the_answer_say_what_is_left_behind(doubtful: Arranged, where: str) -> None:
    answer = write(doubtful, in_channel(doubtful, where) if where.startswith("solvik") else where)
    assert isinstance(answer, Finish)
    assert any(LEFT in getattr(part, "text", "") for part in answer.receipt.parts)
    assert LEFT in card(doubtful)
    asked = doubtful.letter("ingrid", NoticeKind.POST_UNKNOWN)
    for _ in range(2):
        pressed = doubtful.press("ingrid", asked, YES)
        assert isinstance(pressed, Replace)
        assert LEFT in words(pressed.card)
    assert LEFT in words(doubtful.letter("ingrid", NoticeKind.POST_UNKNOWN))
    assert LEFT in card(doubtful)


def test_what_does_not_stand_there_leaves_nothing_to_delete(doubtful: Arranged) -> None:
    write(doubtful, in_channel(doubtful, "solvik-2019"))
    pressed = doubtful.press("ingrid", doubtful.letter("ingrid", NoticeKind.POST_UNKNOWN), NO)
    assert isinstance(pressed, Replace)
    assert LEFT not in [*words(pressed.card), *card(doubtful)]


def test_where_it_is_to_stand_nothing_is_to_be_deleted(doubtful: Arranged) -> None:
    pressed = doubtful.press("ingrid", doubtful.letter("ingrid", NoticeKind.POST_UNKNOWN), YES)
    assert isinstance(pressed, Replace)
    assert LEFT not in words(pressed.card)


@pytest.mark.parametrize("where", ["parties", "nowhere"])
def test_a_post_that_cannot_be_taken_down_any_more_is_told_of_once(been: Arranged, where: str) -> None:
    write(been, in_channel(been))
    with posts_fail(been, "not_in_channel"):
        write(been, where)
        been.town.deliver()
    assert LEFT in card(been)
    assert LEFT in words(been.letter("ingrid", NoticeKind.POST_TAKEN_DOWN))
    assert been.town.kinds("ingrid").count(NoticeKind.POST_TAKEN_DOWN) == 1


def test_a_post_that_somebody_has_deleted_leaves_nothing_to_delete(been: Arranged) -> None:
    write(been, in_channel(been))
    with posts_fail(been, "message_gone"):
        write(been, "nowhere")
    assert NoticeKind.POST_TAKEN_DOWN not in been.town.kinds("ingrid")
    assert LEFT not in card(been)
