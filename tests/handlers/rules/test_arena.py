from datetime import time
from pathlib import Path

import pytest

from handlers.rules.arena import RulebookError, load_rulebook, read_arena
from handlers.rules.arena_parts import AgendaPoint, Ages, Both, Composition, ConsentRules, Forms, Source
from handlers.rules.arena_words import ConsentMethod, ConsentMode, Evaluation, Gender, SourceKind, WayForward

SAMBA = (Path(__file__).parents[3] / "handlers" / "rulebook" / "samba.toml").read_text(encoding="utf-8")


def test_the_rulebook_holds_samba() -> None:
    assert list(load_rulebook()) == ["samba"]


def test_samba_says_who_must_come_and_from_what_age() -> None:
    samba = load_rulebook()["samba"]
    assert samba.composition == Composition(
        required_services=("health_station", "child_welfare", "ppt"), unit_staff_min=1, source="team"
    )
    assert samba.ages == Ages(first=0, last=16, above=WayForward.COUNTY_SCHOOL_AND_PPT, source="ages")


def test_samba_says_when_consent_is_needed() -> None:
    assert load_rulebook()["samba"].consent == ConsentRules(
        mode=ConsentMode.REQUIRED,
        deciding_age=16,
        expires_after_months=12,
        methods=(ConsentMethod.WRITTEN, ConsentMethod.ORAL),
        evaluated_at=(Evaluation.BOOKING, Evaluation.AGENDA, Evaluation.START, Evaluation.SUMMARY),
        told_workdays=(10, 5),
        choice_workdays=5,
        told_at=time(9),
        source="consent",
        age_source="deciding_age",
    )


def test_the_agenda_fills_the_meeting() -> None:
    samba = load_rulebook()["samba"]
    assert samba.agenda.points[0] == AgendaPoint(
        id="going_well", text=Both(nb="Hva går bra nå?", nn="Kva går bra no?"), minutes=5
    )
    assert sum(point.minutes for point in samba.agenda.points) == samba.slots.duration_minutes == 45


def test_names_and_texts_are_read_in_the_readers_language() -> None:
    samba = load_rulebook()["samba"]
    assert samba.names.read("nn") == Forms(
        indefinite="SamBa-møte", definite="SamBa-møtet", plural="SamBa-møte", gender=Gender.NEUTER
    )
    assert samba.names.read("nb").plural == "SamBa-møter"
    assert samba.agenda.points[2].text.read("nn") == "Råd frå teamet"


def test_a_rule_names_its_source_and_quotes_it() -> None:
    samba = load_rulebook()["samba"]
    assert samba.source(samba.ages.source) == Source(
        kind=SourceKind.ROUTINE,
        reference=Both(
            nb="Oversikt over samhandlingsarena, om SamBa-møter", nn="Oversikt over samhandlingsarena, om SamBa-møte"
        ),
        quote="Målgruppa er barn og ungdom frå 0-16 år.",
    )


def test_a_default_is_not_dressed_up_as_a_quote() -> None:
    samba = load_rulebook()["samba"]
    assert samba.source(samba.agenda.source).quote is None


def test_an_arena_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_rulebook()["samba"].ages.last = 18  # type: ignore[misc]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("last = 16\n", "last = 16\nlats = 17\n", ("ages.lats: Extra inputs are not permitted",)),
        ("last = 16\n", 'last = "16"\n', ("ages.last: Input should be a valid integer",)),
        ("last = 16\n", "", ("ages.last: Field required",)),
        ("first = 0\n", "first = 17\n", ("ages: Value error, the first age is above the last",)),
        ("minutes = 10\n", "minutes = 11\n", ("arena: Value error, the agenda's points are longer than the meeting",)),
        ('age_source = "deciding_age"', 'age_source = "hearsay"', ("arena: Value error, no such source: hearsay",)),
        ("workdays = 2\n", "workdays = 5\n", ("arena: Value error, the time is released before the choice is given",)),
        ('quote = "Føresette deltar på møtet."\n', "", ("a routine or guidance is quoted, a default is not",)),
        ('id = "samba"', 'id = "sambo"', ("id: sambo belongs in sambo.toml",)),
        ('mode = "required"', 'mode = "presence"', ("consent.mode: Input should be 'required'",)),
        ('id = "samba"', 'id = "samba', ("Illegal character",)),
    ],
)
def test_a_fault_is_named_with_its_place(old: str, new: str, faults: tuple[str, ...]) -> None:
    assert old in SAMBA
    with pytest.raises(RulebookError) as caught:
        read_arena(SAMBA.replace(old, new, 1), "samba.toml")
    assert len(caught.value.faults) == len(faults)
    assert all(part in fault for part, fault in zip(faults, caught.value.faults, strict=True))


def test_every_fault_is_named_at_once() -> None:
    text = SAMBA.replace("last = 16\n", "", 1).replace("unit_staff_min = 1", "unit_staff_min = true", 1)
    with pytest.raises(RulebookError) as caught:
        read_arena(text, "samba.toml")
    assert caught.value.faults == (
        "composition.unit_staff_min: Input should be a valid integer",
        "ages.last: Field required",
    )


def test_only_https_links_are_taken() -> None:
    with pytest.raises(RulebookError, match=r"links\.routine"):
        read_arena(SAMBA + '\n[links]\nroutine = "http://lyngvag.example/rutine"\n', "samba.toml")
    arena = read_arena(SAMBA + '\n[links]\nroutine = "https://lyngvag.example/rutine"\n', "samba.toml")
    assert arena.links.routine == "https://lyngvag.example/rutine"
