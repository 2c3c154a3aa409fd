"""The tokens on cards: what opens them, and what does not."""

import time
from collections.abc import Callable

import pytest
from cryptography.fernet import Fernet, InvalidToken

from bot.teams.seals import FILE_LIFE, FORM_LIFE, PRESS_LIFE, Drawing, Press, SealedFile, SealedForm, Seals
from handlers.screens import Button
from store.cipher import new_key
from tests.bot.full_form import FORM

OURS, THEIRS = "72f988bf-86f1-41af-91ab-2d7cd011db47", "0f8fad5b-d9cb-469f-a165-70867728950e"
INGRID, JONAS = "a7d1f8b0-3c55-4e0e-9f27-1d6f2f1c9a10", "b8e209c1-4d66-4f1f-8a38-2e7a3a2dab21"
KEY = new_key()
SEALS = Seals([KEY])
TOKENS = {
    "press": SEALS.press(OURS, Button("Flytt", "meeting.move", "item=1&to=2"), in_form=True),
    "form": SEALS.form(OURS, INGRID, FORM, "nb"),
    "file": SEALS.file(OURS, "møte.ics", b"BEGIN:VCALENDAR\n\x00\xff"),
}
HELD = {
    "press": Press("meeting.move", "item=1&to=2", True),
    "form": SealedForm(FORM, "nb"),
    "file": SealedFile("møte.ics", b"BEGIN:VCALENDAR\n\x00\xff"),
}
LIVES = {"press": PRESS_LIFE, "form": FORM_LIFE, "file": FILE_LIFE}


def opening(seals: Seals, kind: str) -> Callable[[str, str], object]:
    """What opens a kind of token."""

    def open_own(tenant: str, token: str) -> object:
        return seals.open_form(tenant, INGRID, token)

    return {"press": seals.open_press, "form": open_own, "file": seals.open_file}[kind]


@pytest.mark.parametrize("kind", TOKENS)
def test_what_was_sealed_comes_back(kind: str) -> None:
    assert opening(SEALS, kind)(OURS, TOKENS[kind]) == HELD[kind]


@pytest.mark.parametrize("kind", TOKENS)
def test_a_token_opens_for_its_own_tenant_only(kind: str) -> None:
    assert [opening(SEALS, kind)(tenant, TOKENS[kind]) for tenant in (THEIRS, "", OURS[:-1])] == [None, None, None]


def test_a_form_opens_for_whom_it_was_drawn_only() -> None:
    others = (JONAS, "", INGRID[:-1], f"{INGRID}/", f"/{INGRID}")
    assert [SEALS.open_form(OURS, account, TOKENS["form"]) for account in others] == [None] * len(others)


@pytest.mark.parametrize("kind", TOKENS)
def test_a_token_opens_as_what_it_is_only(kind: str) -> None:
    assert [opening(SEALS, kind)(OURS, token) for other, token in TOKENS.items() if other != kind] == [None, None]


@pytest.mark.parametrize("kind", TOKENS)
def test_a_token_of_another_key_does_not_open(kind: str) -> None:
    assert opening(Seals([new_key()]), kind)(OURS, TOKENS[kind]) is None


@pytest.mark.parametrize("kind", TOKENS)
def test_a_token_that_was_touched_does_not_open(kind: str) -> None:
    token = TOKENS[kind]
    middle = len(token) // 2
    swapped = "A" if token[middle] != "A" else "B"
    touched = [token[:middle] + swapped + token[middle + 1 :], token[:-8], "", "møte", "\ud800"]
    assert [opening(SEALS, kind)(OURS, each) for each in touched] == [None] * len(touched)


@pytest.mark.parametrize("kind", TOKENS)
def test_a_token_opens_for_as_long_as_it_lives(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now, edge = time.time(), LIVES[kind].total_seconds()
    found = []
    for later in (edge - 3600, edge + 3600):
        monkeypatch.setattr(time, "time", lambda later=later: now + later)
        found.append(opening(SEALS, kind)(OURS, TOKENS[kind]))
    assert found == [HELD[kind], None]


@pytest.mark.parametrize("kind", TOKENS)
def test_a_new_key_opens_what_the_old_one_sealed_until_that_is_gone(kind: str) -> None:
    newer = new_key()
    both, only = Seals([newer, KEY]), Seals([newer])
    assert [opening(seals, kind)(OURS, TOKENS[kind]) for seals in (both, only)] == [HELD[kind], None]
    fresh = both.press(OURS, Button("Flytt", "meeting.move"))
    assert (only.open_press(OURS, fresh), SEALS.open_press(OURS, fresh)) == (Press("meeting.move", "", False), None)


def test_the_keys_of_the_database_open_no_token() -> None:
    with pytest.raises(InvalidToken):
        Fernet(KEY).decrypt(TOKENS["press"].encode())


def test_a_drawing_seals_for_its_own_tenant_account_and_language() -> None:
    drawing = Drawing(SEALS, THEIRS, "nb", JONAS)
    opened = (
        SEALS.open_press(THEIRS, drawing.press(Button("Flytt", "meeting.move", "m=1"))),
        SEALS.open_form(THEIRS, JONAS, drawing.form(FORM)),
    )
    assert opened == (Press("meeting.move", "m=1", False), SealedForm(FORM, "nb"))
