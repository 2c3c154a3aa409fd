"""What a whole journey leaves behind and shows: nothing that somebody wrote lies in the clear, no notification and no
file says what a meeting is about, and no card asks or says what the tool must never do.
"""

import re
from pathlib import Path

import pytest
from sqlmodel import SQLModel, select

from handlers.entry import Entry
from handlers.errors import UserError
from handlers.screens import FieldValue, Open
from handlers.slots.request import VIDEO_ONLY
from store.audit import AuditEntry
from store.people import Unit
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.booking import journey as booking
from tests.handlers.consent import answers
from tests.town import Town, oslo

OWN_POINT = "Korleis gjekk samtala med Trulte"
EVIDENCE = "Ringde mora til Trulte måndag"
PLACE = "Stova heime hos Trulte"
IDENTITY = "010112 34567"
TYPED = f"Trulte Tjukkmage {IDENTITY}"
WRITTEN = (OWN_POINT, EVIDENCE, PLACE, IDENTITY, "Trulte", "Tjukkmage", "01011234567")
# What a line of the trail may say beside its event.
DETAILS = {
    *("planned", "cancelled", "released", "withdrawn", "coming", "needs_cover", "not_coming", "sent_deputy"),
    *("time", "agenda", "change", "cancellation", "written", "oral", "refused", "undone", "solved", "illness"),
    *("yes", "no", "guardian_1", "guardian_2"),
}


def form(town: Town, person: str, entry: Entry, name: str, **values: FieldValue) -> str:
    answer = town.asks(person, entry, name, **values)
    assert isinstance(answer, Open), answer
    return answer.form.draft


def journey(sent: Arranged) -> Town:
    """Everything that can be written is written, and everything that can be typed is typed."""
    town, item = sent.town, str(sent.item_id)
    _types(town, item)
    draft = form(town, "ingrid", Entry.ACTION, "agenda.open", item=item)
    kept = {"points": ("going_well",), "own": OWN_POINT, "heard": "talked_with", "heard_reason": None}
    town.asks("ingrid", Entry.FORM, "agenda.edit", draft=draft, **kept)
    town.asks("ingrid", Entry.FORM, "agenda.minutes", draft=draft, minutes_1="10", minutes_2="10")
    answers.register(town, sent.item_id, "guardian_1", "oral", evidence=EVIDENCE, given_on=oslo(2027, 3, 8, 12).date())
    town.deliver()
    elsewhere = town.give_slot("nesbygda", oslo(2027, 3, 18, 10))
    draft = form(town, "ingrid", Entry.ACTION, "moving.open", item=item)
    town.asks("ingrid", Entry.FORM, "moving.time", draft=draft, slot=str(elsewhere))
    town.asks("ingrid", Entry.FORM, "moving.place", draft=draft, place=PLACE)
    town.wait_until(oslo(2027, 3, 17, 12))
    answers.register(town, sent.item_id, "guardian_2", "withdrawn", given_on=oslo(2027, 3, 17, 12).date(), evidence="")
    town.wait_until(oslo(2027, 3, 19, 12))
    return town


def _types(town: Town, item: str) -> None:
    """Commands, a message and a form with what must never be kept; what comes back must not repeat it either."""
    for command in ("book", "move", "cancel", "agenda", "slots", "language", "list", "help", "lsit", "", "S-2222"):
        _asks(town, Entry.COMMAND, "run", words=f"{command} {TYPED}")
    _asks(town, Entry.ACTION, "greeting.show", text=TYPED)
    draft = form(town, "ingrid", Entry.ACTION, "agenda.open", item=item)
    _asks(town, Entry.FORM, "agenda.edit", draft=draft, points=("going_well",), own=TYPED, heard="talked_with")
    draft = form(town, "ingrid", Entry.ACTION, "consent.open", item=item, holder="guardian_1")
    _asks(town, Entry.FORM, "consent.register", draft=draft, **answers.values("guardian_1", "oral", evidence=TYPED))
    elsewhere = town.give_slot("nesbygda", oslo(2027, 3, 19, 10))
    draft = form(town, "ingrid", Entry.ACTION, "moving.open", item=item)
    _asks(town, Entry.FORM, "moving.time", draft=draft, slot=str(elsewhere))
    _asks(town, Entry.FORM, "moving.place", draft=draft, place=TYPED)


def _asks(town: Town, entry: Entry, name: str, **values: FieldValue) -> None:
    try:
        said = repr(town.asks("ingrid", entry, name, **values))
    except UserError as refusal:
        said = repr(vars(refusal))
    assert not [word for word in WRITTEN if word in said], (name, said)


@pytest.fixture
def travelled(sent: Arranged) -> Town:
    """The town after the journey."""
    return journey(sent)


def test_nothing_that_was_written_lies_in_the_clear(travelled: Town) -> None:
    file = Path(str(travelled.database.engine.url.database))
    kept = b"".join(each.read_bytes() for each in file.parent.iterdir() if each.name.startswith(file.name))
    assert b"S-" in kept
    assert [text for text in WRITTEN if text.encode() in kept] == []


def test_a_notification_says_neither_arena_unit_place_nor_case(travelled: Town, sent: Arranged) -> None:
    with travelled.database.session() as session:
        units = [name for unit in session.exec(select(Unit)) for name in (unit.name_nn, unit.name_nb)]
    hidden = ("SamBa", sent.reference, PLACE, "Stova", "Møterom", VIDEO_ONLY, *units)
    notices = {letter.card.notice.replace("samba-bot", "") for letter in travelled.letters.values()}
    assert len(notices) > 5
    assert [notice for notice in notices if any(word.casefold() in notice.casefold() for word in hidden)] == []


def test_a_file_for_calendars_says_when_and_where_and_nothing_of_the_case(travelled: Town, sent: Arranged) -> None:
    files = [letter.file for letter in travelled.letters.values() if letter.file]
    assert files
    for file in files:
        text = file.content.decode().replace("\r\n ", "")
        said = [line.partition(":")[2] for line in text.splitlines() if line.startswith(("SUMMARY", "DESCRIPTION"))]
        assert said == ["Møte (samba-bot)"]
        assert not [word for word in (sent.reference, OWN_POINT, "SamBa", "samtykke") if word in text]
        assert file.name.startswith("mote-")
        assert file.title == "Møte (samba-bot)"


def test_what_was_agreed_to_be_talked_about_is_read_by_nobody_after_the_withdrawal(travelled: Town) -> None:
    readers = {travelled.owners[id_] for id_, each in travelled.letters.items() if OWN_POINT in str(words(each.card))}
    assert readers <= {"ingrid"}


def test_no_message_names_anybody_but_staff_or_says_who_withdrew(travelled: Town, sent: Arranged) -> None:
    assert sent.item().state == "withdrawn"
    for id_, letter in travelled.letters.items():
        said = " ".join(words(letter.card)).casefold()
        assert not [word for word in (EVIDENCE, IDENTITY, "tjukkmage") if word.casefold() in said]
        if travelled.owners[id_] != "ingrid":
            assert not [word for word in ("føresett 1", "føresett 2", "foresatt 1", "foresatt 2") if word in said], said


def test_the_trail_holds_ids_and_words_of_lists_only(travelled: Town) -> None:
    with travelled.database.session() as session:
        rows = session.exec(select(AuditEntry)).all()
    assert len(rows) > 10
    plain = [re.fullmatch(r"[a-z0-9_.]+", text) for row in rows for text in (row.event, row.about, row.detail or "x")]
    assert None not in plain
    assert {row.detail for row in rows} - {None} <= DETAILS


def test_another_school_is_not_told_who_has_a_time_or_why(sent: Arranged) -> None:
    town, slot = sent.town, sent.meeting().slot_id
    draft = booking.start(town, "olav")
    booking.child(town, "olav", draft, "nesbygda")
    booking.voice(town, "olav", draft)
    assert slot is not None
    said = repr(booking.time(town, "olav", draft, slot))
    assert not [word for word in (sent.reference, "Solvik", "Ingrid", "Haugland") if word in said], said


def test_no_free_text_has_a_column_of_its_own_in_the_clear() -> None:
    """A new column that holds text is either sealed, a word of a list, or stands here with its reason."""
    known = {
        # the directory, the approvals and the agreements with partners
        *("name", "name_nn", "name_nb", "owner", "approved_by", "version", "agreement"),
        *("key", "external_id", "platform", "workspace", "language", "timezone", "uid", "reference", "id"),
        "unreachable",  # a code of why nothing gets through to an account
        *("place", "video_link"),  # of the units' times; what somebody else writes is sealed
        *("address", "reason", "fingerprint", "revises", "event", "about", "detail", "purpose", "arena", "service"),
        *("point", "holder", "initiator", "decided_by", "decided_reason", "heard", "heard_reason", "end_reason"),
        *("what", "put_off_reason", "not_held_reason"),  # entries of the pick-lists of measures and minutes
    }
    texts = {
        column.name
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if type(column.type).__name__ in ("AutoString", "String", "Text")
    }
    assert {name for name in texts - known if not name.startswith("sealed_")} == set()
