"""What summing up leaves behind and shows: nothing written lies in the clear, and nobody reads on a locked phone what a
meeting was about.
"""

import re
from pathlib import Path

import pytest
from sqlmodel import select

from handlers.errors import BadField
from store.audit import AuditEntry
from store.people import Unit
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.minutes.test_troubles import SHARED
from tests.handlers.minutes.writing import OUTCOME, add, in_channel, opened, send
from tests.town import Town, oslo

WRITTEN, AGREED = "Samtala om Trulte gjekk bra", "Ringje bestemora til Trulte"
IDENTITY = "010112 34567"


@pytest.fixture
def travelled(been: Arranged) -> Town:
    """Written, refused, corrected, reminded of and withdrawn."""
    been.town.audiences["C0SOLVIKBUP"] = SHARED
    for channel in ("solvik-bup", "solvik-samba"):
        draft = opened(been).draft
        send(been, "held", draft, held="yes")
        with pytest.raises(BadField):
            send(been, "outcome", draft, **OUTCOME | {"text": f"Trulte {IDENTITY}"})
        send(been, "outcome", draft, **OUTCOME | {"text": WRITTEN, "documented": "later"})
        add(been, draft, measure_text=AGREED)
        send(been, "confirm", draft, where=in_channel(been, channel))
    been.town.wait_until(oslo(2027, 3, 19, 12))
    been.withdraws()
    been.town.wait_until(oslo(2027, 3, 31, 12))
    return been.town


def test_nothing_that_was_written_lies_in_the_clear(travelled: Town) -> None:
    file = Path(str(travelled.database.engine.url.database))
    kept = b"".join(each.read_bytes() for each in file.parent.iterdir() if each.name.startswith(file.name))
    assert b"S-" in kept
    assert [text for text in (WRITTEN, AGREED, IDENTITY, "Trulte") if text.encode() in kept] == []


def test_a_notification_says_neither_arena_unit_place_nor_case(travelled: Town, been: Arranged) -> None:
    with travelled.database.session() as session:
        units = [name for unit in session.exec(select(Unit)) for name in (unit.name_nn, unit.name_nb)]
    hidden = ("SamBa", been.reference, "Møterom", "#", WRITTEN, *units)
    notices = {letter.card.notice.replace("samba-bot", "") for letter in travelled.letters.values()}
    assert len(notices) > 5
    assert [notice for notice in notices if any(word.casefold() in notice.casefold() for word in hidden)] == []


def test_after_the_withdrawal_nobody_reads_what_was_written(travelled: Town) -> None:
    readers = {
        travelled.owners[id_]
        for id_, letter in travelled.letters.items()
        if any(text in str(words(letter.card)) for text in (WRITTEN, AGREED))
    }
    assert readers <= {"ingrid"}


def test_the_trail_holds_ids_and_words_of_lists_only(travelled: Town) -> None:
    with travelled.database.session() as session:
        rows = [row for row in session.exec(select(AuditEntry)) if row.event.startswith("minutes.")]
    assert {row.event for row in rows} == {"minutes.written", "minutes.corrected", "minutes.read"}
    assert all(re.fullmatch(r"[a-z_]*", row.detail or "") for row in rows)
