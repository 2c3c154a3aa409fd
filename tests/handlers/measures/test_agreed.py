from datetime import date
from typing import Any

import pytest

from handlers.errors import BadField
from handlers.measures import MeasureAnswers, measure_fields, measures_agreed
from handlers.screens import ChoiceField, DateField, TextField, YesNoField
from store.cipher import cipher_of
from tests.handlers.attendance.arranged import Arranged
from tests.handlers.measures.agreeing import answers, person, read, register, unit

IDENTITY = "01011212345"


def fields(held: Arranged, who: str = "ingrid", initial: dict[str, Any] | None = None) -> tuple[Any, ...]:
    with held.town.as_(who) as ctx:
        return measure_fields(ctx, *held._in(ctx.session, ctx.tenant_id), initial)


def test_who_can_be_responsible_are_the_units_the_people_and_the_family(held: Arranged) -> None:
    responsible = fields(held)[3]
    assert [option.label for option in responsible.options] == [
        "Helsestasjonen",
        "Barnevernstenesta",
        "PPT",
        "Solvik skule",
        "Ingrid Haugland, Solvik skule",
        "Hilde Aase, helsestasjonen",
        "Erik Sand, barnevernstenesta",
        "Per Instefjord, PPT",
        "Jonas Bakke, Solvik skule",
        "Dei føresette",
        "Ungdommen",
    ]
    assert [option.value for option in responsible.options[-2:]] == ["family:guardians", "family:youth"]


def test_the_list_comes_first_and_the_text_says_who_is_to_see_it(held: Arranged) -> None:
    what, text, parties, responsible, starts, due = fields(held, "jonas")
    assert [type(each) for each in (what, text, parties, responsible, starts, due)] == [
        *(ChoiceField, TextField, YesNoField, ChoiceField, DateField, DateField),
    ]
    assert [option.label for option in what.options] == [
        "Ekstra timer i barnehage eller skole",
        "Støttekontakt",
        "Fysioterapi",
        "Oppfølging hos fastlege eller henvisning",
        "Avlastning",
        "Hjelpemidler",
        "Tilrettelagt bolig",
        "Individuell plan",
        "Samarbeidsmøte",
        "Veiledning",
        "Kontakt med Forvaltningstjenesten",
        "Et annet tiltak",
    ]
    assert (text.required, parties.option) == (False, "Bare partene, ikke kanalen")
    assert (starts.initial, due.initial) == (date(2027, 3, 16), None)


def test_what_is_filled_in_can_wait_in_a_draft_with_its_text_sealed(held: Arranged) -> None:
    given = read(held, answers(person(held, "per"), text="  Korte samtalar kvar veke "))
    with held.town.world() as world:
        assert cipher_of(world.session).open(given.pop("sealed_text")) == "Korte samtalar kvar veke"
        ppt = held.town.unit_id(world.session, "ppt")
    assert given == {
        "what": "guidance",
        "text_questioned": False,
        "unit_id": ppt,
        "person_id": held.town.person_id("per"),
        "family": None,
        "starts_on": "2027-03-16",
        "due_on": "2027-04-02",
    }


@pytest.mark.parametrize("key", ["guardians", "youth"])
def test_the_family_is_responsible_without_unit_or_person(held: Arranged, key: str) -> None:
    given = read(held, answers(f"family:{key}"))
    assert (given["unit_id"], given["person_id"], given["family"]) == (None, None, key)


def test_a_form_that_changes_a_measure_is_filled_with_it(held: Arranged) -> None:
    given = read(held, answers(unit(held, "ppt"), text="Ring 5 55 12 34 56 om fredag", only_parties=True))
    what, text, parties, responsible, starts, due = fields(held, initial=given)
    assert (what.initial, text.initial, parties.initial) == (("guidance",), "Ring 5 55 12 34 56 om fredag", True)
    assert responsible.initial == (unit(held, "ppt"),)
    assert (starts.initial, due.initial) == (date(2027, 3, 16), date(2027, 4, 2))


def refused(held: Arranged, asked: MeasureAnswers, who: str = "ingrid") -> BadField:
    with pytest.raises(BadField) as raised:
        read(held, asked, who)
    return raised.value


def test_an_empty_form_gets_a_text_at_each_field(held: Arranged) -> None:
    found = refused(held, MeasureAnswers())
    assert found.errors == {
        "measure_what": "Vel eit tiltak.",
        "measure_responsible": "Vel kven som er ansvarleg.",
        "measure_starts": "Vel kva dag det startar.",
        "measure_due": "Vel når det skal vere gjort.",
    }
    assert found.clear == frozenset()


@pytest.mark.parametrize(
    ("other", "errors"),
    [
        ({"what": "invented"}, {"measure_what": "Velg et tiltak."}),
        ({"what": "other"}, {"measure_text": "Skriv med få ord hvilket tiltak det er."}),
        ({"due": date(2027, 3, 15)}, {"measure_due": "Den dagen har vært. Velg en senere dag."}),
        ({"due": date.max}, {"measure_due": "Velg en dag innen to år."}),
        ({"due": date.min}, {"measure_due": "Den dagen har vært. Velg en senere dag."}),
        ({"starts": date(2027, 4, 3)}, {"measure_due": "Fristen kan ikke være før starten. Velg en senere dag."}),
        ({"starts": date.min}, {"measure_starts": "Velg en dag som er mindre enn to år fra møtet."}),
        ({"starts": None}, {"measure_starts": "Velg hvilken dag det starter."}),
        ({"responsible": "person:1000"}, {"measure_responsible": "Velg hvem som er ansvarlig."}),
        ({"responsible": "family:uncle"}, {"measure_responsible": "Velg hvem som er ansvarlig."}),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(
    held: Arranged, other: dict[str, Any], errors: dict[str, str]
) -> None:
    found = refused(held, answers(unit(held, "ppt")).model_copy(update=_named(other)), "jonas")
    assert found.errors == errors


def _named(other: dict[str, Any]) -> dict[str, Any]:
    return {f"measure_{name}": value for name, value in other.items()}


def test_nobody_outside_the_meeting_can_be_made_responsible(held: Arranged) -> None:
    for stranger in (person(held, "olav"), person(held, "sunniva"), unit(held, "nesbygda")):
        assert "measure_responsible" in refused(held, answers(stranger)).errors


def test_an_identity_number_is_refused_and_the_field_comes_back_empty_beside_the_other_errors(held: Arranged) -> None:
    found = refused(held, answers("", text=f"Gjeld {IDENTITY}"))
    assert found.errors == {
        "measure_text": "Skriv utan fødselsnummer. Bruk saksreferansen, til dømes S-7F3K. Det du skreiv, er ikkje "
        "lagra.",
        "measure_responsible": "Vel kven som er ansvarleg.",
    }
    assert found.clear == {"measure_text"}
    assert IDENTITY not in repr(vars(found))


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (
            "Ring 55 12 34 56",
            "Dette liknar kontaktopplysningar. Skriv det på ein annan måte, eller kryss av for at berre partane skal "
            "sjå det.",
        ),
        (
            "Guten på 9 år i 4B",
            "Dette kan peike ut eitt barn. Skriv det på ein annan måte, eller kryss av for at berre partane skal sjå "
            "det.",
        ),
    ],
)
def test_what_may_point_out_one_child_is_questioned_once_and_kept_from_channels_then(
    held: Arranged, text: str, advice: str
) -> None:
    found = refused(held, answers(unit(held, "ppt"), text=text))
    assert (found.errors, found.clear) == ({"measure_text": advice}, frozenset())
    assert read(held, answers(unit(held, "ppt"), text=text, only_parties=True))["text_questioned"] is True
    assert read(held, answers(unit(held, "ppt"), text="", only_parties=True))["text_questioned"] is False


def test_an_identity_number_is_refused_though_only_the_parties_were_to_see_it(held: Arranged) -> None:
    found = refused(held, answers(unit(held, "ppt"), text=IDENTITY, only_parties=True))
    assert found.clear == {"measure_text"}


def test_a_correction_begins_with_what_is_registered(held: Arranged) -> None:
    given = read(held, answers(unit(held, "ppt"), text="Korte samtalar"))
    (row,) = register(held, given)
    with held.town.as_("ingrid") as ctx:
        assert measures_agreed(ctx, held._in(ctx.session, ctx.tenant_id)[0]) == [{"id": row.id, **given}]
