from datetime import date, timedelta

import pytest

from handlers.entry import Entry
from handlers.errors import BadField, NoAccess, OutOfDate
from handlers.screens import ChoiceField, DateField, Finish, Heading, Listing, Note, Open, Receipt, Row, Text
from locales import translator
from store.attendance import OutsideRole, Telling, Told, ToldBy
from tests.handlers.consent.answers import booked
from tests.handlers.family.rows import move, parts, row_id, standing, told
from tests.town import Town, oslo

ONE = OutsideRole.GUARDIAN_1


def time_row(town: Town) -> int:
    return row_id(town, booked(town), ONE, Telling.TIME)


def test_the_form_asks_how_and_when_with_only_today_filled_in(town: Town) -> None:
    answer = town.asks("ingrid", Entry.ACTION, "family.tell", told=str(time_row(town)))
    assert isinstance(answer, Open)
    assert answer.form.title == "Registrer at du sa frå"
    heading, text, how, day, note = answer.form.parts
    assert (heading, text) == (Heading("Føresett 1"), Text("Føresett 1: har ikkje fått vite om tida"))
    assert isinstance(how, ChoiceField)
    assert ([option.label for option in how.options], how.initial) == (
        ["Telefon", "Brev", "Sikker digital post", "I møte"],
        (),
    )
    assert isinstance(day, DateField)
    assert day.initial == date(2027, 2, 23)
    assert note == Note("Du seier frå sjølv. Eg hugsar berre at det er gjort.")


def test_what_is_told_becomes_a_fact_on_the_card_with_how_and_when(town: Town) -> None:
    item = booked(town)
    receipt = told(town, time_row(town), how="secure_mail")
    day = translator("nn").short_day(date(2027, 2, 23))
    fact = f"Føresett 1: veit om tida (sikker digital post, {day})"
    assert receipt == Finish(Receipt("Registrer at du sa frå", (Heading("Det er registrert"), Text(fact)), "Lukk"))
    card = parts(town, item)
    assert [part for part in card if isinstance(part, Listing)] == [Listing((fact,))]
    assert [part.text for part in card if isinstance(part, Row)] == ["Føresett 2: har ikkje fått vite om tida"]


def test_who_told_and_which_day_is_kept(town: Town) -> None:
    row = time_row(town)
    town.now = oslo(2027, 2, 26, 9)
    told(town, row, how="letter", day=date(2027, 2, 24))
    with town.world() as world:
        kept = world.session.get(Told, row)
        assert kept is not None
        assert (kept.how, kept.done_by, kept.done_at) == (
            ToldBy.LETTER,
            town.person(world.session, "ingrid").id,
            oslo(2027, 2, 24, 12),
        )


@pytest.mark.parametrize(
    ("other", "errors"),
    [
        ({"how": ""}, {"how": "Vel korleis du sa frå."}),
        ({"how": "pigeon", "day": None}, {"how": "Vel korleis du sa frå.", "day": "Vel dagen."}),
        ({"day": date(2027, 2, 24)}, {"day": "Dagen kan ikkje vere seinare enn i dag."}),
        (
            {"day": date(2027, 2, 22)},
            {"day": "Då var det ikkje noko å seie frå om enno. Vel ein seinare dag."},
        ),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(
    town: Town, other: dict[str, str | date | None], errors: dict[str, str]
) -> None:
    with pytest.raises(BadField) as refusal:
        told(town, time_row(town), **other)  # type: ignore[arg-type]
    assert refusal.value.errors == errors
    assert standing(town, booked(town))[0] == (ONE, Telling.TIME, False)


def test_a_second_click_gets_the_same_receipt(town: Town) -> None:
    row = time_row(town)
    opened = town.asks("ingrid", Entry.ACTION, "family.tell", told=str(row))
    assert isinstance(opened, Open)
    sent = {"draft": opened.form.draft, "how": "phone"}
    first = town.asks("ingrid", Entry.FORM, "family.told", **sent, day=date(2027, 2, 23))
    town.now += timedelta(hours=1)
    assert town.asks("ingrid", Entry.FORM, "family.told", **sent, day=date(2027, 2, 23)) == first


def test_a_form_about_the_old_time_does_not_close_the_row_about_the_new(town: Town) -> None:
    item = booked(town)
    opened = town.asks("ingrid", Entry.ACTION, "family.tell", told=str(time_row(town)))
    assert isinstance(opened, Open)
    move(town, item)
    with pytest.raises(OutOfDate):
        town.asks("ingrid", Entry.FORM, "family.told", draft=opened.form.draft, how="phone", day=date(2027, 2, 23))
    assert standing(town, item)[0] == (ONE, Telling.TIME, False)


def test_a_row_that_is_done_has_no_form(town: Town) -> None:
    row = time_row(town)
    told(town, row)
    with pytest.raises(OutOfDate):
        town.asks("ingrid", Entry.ACTION, "family.tell", told=str(row))


@pytest.mark.parametrize("person", ["hilde", "anne", "jonas"])
def test_only_the_convener_registers_and_others_learn_nothing(town: Town, person: str) -> None:
    refusals = []
    for row in (time_row(town), 4711):
        with pytest.raises(NoAccess) as refusal:
            town.asks(person, Entry.ACTION, "family.tell", told=str(row))
        refusals.append(refusal.value.__dict__)
    assert refusals[0] == refusals[1]
    with pytest.raises(OutOfDate):
        town.asks(person, Entry.FORM, "family.told", draft="forged", how="phone", day=date(2027, 2, 23))
