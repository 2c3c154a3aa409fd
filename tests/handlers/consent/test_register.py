from datetime import date

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from handlers.entry import Entry
from handlers.errors import BadField, NoAccess, OutOfDate, UserError
from handlers.rules.consent_ledger import ConsentState
from handlers.screens import (
    Button,
    ChoiceField,
    DateField,
    Finish,
    Heading,
    Note,
    Open,
    Receipt,
    Row,
    TextField,
    YesNoField,
)
from handlers.screens import Text as Paragraph
from store.audit import AuditEntry
from store.cipher import cipher_of
from store.consents import ConsentKind
from store.meetings import Item
from tests.handlers.consent.answers import (
    ALL,
    book,
    booked,
    opened,
    register,
    register_all,
    rows,
    undo,
    values,
    verdict,
)
from tests.town import Town, oslo


def receipt_of(answer: object) -> Receipt:
    assert isinstance(answer, Finish), answer
    return answer.receipt


def states(town: Town, item: int) -> list[ConsentState]:
    return [state.state for state in verdict(town, item).holders]


def test_the_form_says_what_is_registered_and_who_is_signed_in(town: Town) -> None:
    form = opened(town, booked(town), "guardian_1")
    assert (form.title, form.submit, form.close) == ("Registrer svar", "Registrer", "Avbryt")
    assert form.parts[:3] == (
        Heading("Føresett 1 i sak S-7F3K"),
        Paragraph("Her registrerer du eit svar du har fått utanfor chatten. Du er logga inn som Ingrid Haugland."),
        Note("Føresett 1: ventar på svar"),
    )


def test_nothing_is_ticked_beforehand_but_the_day(town: Town) -> None:
    fields = opened(town, booked(town), "guardian_1").fields
    ticked = {
        field.id: field.initial
        for field in fields
        if isinstance(field, ChoiceField | YesNoField | TextField | DateField) and field.initial
    }
    assert ticked == {"given_on_guardian_1": date(2027, 2, 23)}


def test_the_choices_are_those_of_the_routine(town: Town) -> None:
    kind, _, _, scope, _ = opened(town, booked(town), "guardian_1").fields
    assert isinstance(kind, ChoiceField)
    assert isinstance(scope, ChoiceField)
    assert [option.label for option in kind.options] == [
        "Skriftleg, ligg i arkivet",
        "Munnleg, notert",
        "Har sagt nei",
        "Trekt tilbake",
    ]
    assert [(option.value, option.label) for option in scope.options] == [
        ("health_station", "Helsestasjonen"),
        ("child_welfare", "Barnevernstenesta"),
        ("ppt", "PPT"),
        ("school", "Solvik skule"),
    ]


def test_to_withdraw_takes_the_same_form_and_no_more_than_to_consent(town: Town) -> None:
    item = booked(town)
    before = opened(town, item, "guardian_1")
    register(town, item, "guardian_1")
    after = opened(town, item, "guardian_1")
    assert after.fields == before.fields
    required = [field.id for field in after.fields if not isinstance(field, YesNoField) and field.required]
    assert required == ["kind_guardian_1", "given_on_guardian_1"]
    register(town, item, "guardian_1", "withdrawn")
    assert states(town, item) == [ConsentState.WITHDRAWN, ConsentState.WAITING]


def test_the_first_who_is_missing_is_asked_about_when_nobody_is_named(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_1")
    answer = town.asks("ingrid", Entry.ACTION, "consent.open", item=str(item))
    assert isinstance(answer, Open)
    assert answer.form.parts[0] == Heading("Føresett 2 i sak S-7F3K")


def test_all_must_consent_before_the_verdict_holds(town: Town) -> None:
    item = booked(town)
    first = receipt_of(register(town, item, "guardian_1"))
    assert (verdict(town, item).valid, states(town, item)) == (False, [ConsentState.WRITTEN, ConsentState.WAITING])
    second = receipt_of(register(town, item, "guardian_2", "oral", evidence="Telefon 22. februar"))
    assert (verdict(town, item).valid, states(town, item)) == (True, [ConsentState.WRITTEN, ConsentState.ORAL])
    heading = Heading("Samtykket er registrert")
    assert first.parts == (
        heading,
        Paragraph("Ikkje alle samtykka er på plass enno. Kortet for møtet viser kva som manglar."),
        Row("Føresett 2: ventar på svar", Button("Registrer svar", "consent.open", f"item={item}&holder=guardian_2")),
    )
    assert second.parts == (
        heading,
        Paragraph("Alle samtykka er på plass. Saklista går ut tysdag 2. mars kl. 09.00."),
    )


def test_a_consent_is_written_with_all_that_it_rests_on_and_its_evidence_sealed(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_1")
    row = rows(town)[0]
    assert (row.holder, row.kind, row.scope, row.informed) == ("guardian_1", ConsentKind.WRITTEN, list(ALL), True)
    assert (row.given_on, row.expires_on) == (date(2027, 2, 22), date(2028, 2, 22))
    assert (row.item_id, row.recorded_by, row.recorded_at) == (item, town.person_id("ingrid"), oslo(2027, 2, 23, 9))
    assert row.sealed_evidence is not None
    assert "118-3" not in row.sealed_evidence
    with town.database.session() as session:
        assert cipher_of(session).open(row.sealed_evidence) == "2027/118-3"


@pytest.mark.parametrize("kind", ["refused", "withdrawn"])
def test_a_no_needs_no_evidence_and_covers_nobody(town: Town, kind: str) -> None:
    item = booked(town)
    register(town, item, "guardian_1", kind, scope=ALL)
    row = rows(town)[0]
    assert (row.kind, row.scope, row.sealed_evidence, row.expires_on) == (kind, [], None, None)


@pytest.mark.parametrize(
    ("kind", "other", "errors"),
    [
        ("", {}, {"kind": "Vel kva svar du har fått."}),
        ("undone", {}, {"kind": "Vel kva svar du har fått."}),
        ("written", {"evidence": " "}, {"evidence": "Skriv arkivreferansen til det skriftlege samtykket."}),
        ("oral", {"evidence": ""}, {"evidence": "Skriv kort korleis du fekk samtykket, til dømes på telefon."}),
        ("written", {"given_on": None}, {"given_on": "Vel dagen du fekk svaret."}),
        ("refused", {"given_on": date(2027, 2, 24)}, {"given_on": "Dagen kan ikkje vere seinare enn i dag."}),
        (
            "written",
            {"given_on": date(2026, 2, 23)},
            {"given_on": "Eit samtykke gjeld i tolv månader. Be om eit nytt."},
        ),
        (
            "oral",
            {"informed": False},
            {
                "informed": "Samtykket gjeld berre når den som gir det, veit kva som blir delt med kven. "
                "Fortel det først."
            },
        ),
        ("written", {"scope": ()}, {"scope": "Vel kven samtykket gjeld for."}),
        ("written", {"scope": ("police",)}, {"scope": "Vel kven samtykket gjeld for."}),
        (
            "written",
            {"evidence": "", "informed": False},
            {
                "evidence": "Skriv arkivreferansen til det skriftlege samtykket.",
                "informed": "Samtykket gjeld berre når den som gir det, veit kva som blir delt med kven. "
                "Fortel det først.",
            },
        ),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(
    town: Town, kind: str, other: dict[str, object], errors: dict[str, str]
) -> None:
    item = booked(town)
    with pytest.raises(BadField) as refusal:
        register(town, item, "guardian_1", kind, **other)  # type: ignore[arg-type]
    assert refusal.value.errors == {f"{name}_guardian_1": why for name, why in errors.items()}
    assert rows(town) == []


def test_the_day_before_twelve_months_have_passed_still_counts(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_1", given_on=date(2026, 2, 24))
    # It holds today, but not on the day of the meeting.
    assert states(town, item) == [ConsentState.EXPIRED, ConsentState.WAITING]


@pytest.mark.parametrize("number", ["13097248022", "130972 48022", "1 3 0 9 7 2 4 8 0 2 2", "1309​7248022"])
def test_an_identity_number_is_refused_comes_back_empty_and_is_nowhere(
    town: Town, number: str, caplog: pytest.LogCaptureFixture
) -> None:
    item = booked(town)
    draft = opened(town, item, "guardian_1").draft
    filled = values("guardian_1", "written", evidence=f"Mor {number}", informed=False)
    with pytest.raises(BadField) as refusal:
        town.asks("ingrid", Entry.FORM, "consent.register", draft=draft, **filled)
    assert refusal.value.errors == {
        "evidence_guardian_1": "Skriv utan fødselsnummer. Bruk saksreferansen, til dømes S-7F3K. "
        "Det du skreiv, er ikkje lagra."
    }
    assert refusal.value.clear == {"evidence_guardian_1"}
    assert "Mor" not in caplog.text + str(refusal.value)
    assert not _anywhere(town, "Mor 1")
    town.asks("ingrid", Entry.FORM, "consent.register", draft=draft, **values("guardian_1", "written"))
    assert states(town, item) == [ConsentState.WRITTEN, ConsentState.WAITING]


def _anywhere(town: Town, words: str) -> bool:
    with town.database.engine.connect() as connection:
        tables = [row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))]
        return any(
            words in str(row) for table in tables for row in connection.execute(text(f'SELECT * FROM "{table}"'))
        )


def test_a_second_click_gets_the_same_receipt_and_writes_nothing(town: Town) -> None:
    item = booked(town)
    draft = opened(town, item, "guardian_1").draft
    filled = values("guardian_1", "written")
    first = town.asks("ingrid", Entry.FORM, "consent.register", draft=draft, **filled)
    again = town.asks("ingrid", Entry.FORM, "consent.register", draft=draft, **filled)
    assert (again, len(rows(town))) == (first, 1)


def test_a_second_click_with_another_answer_changes_nothing(town: Town) -> None:
    item = booked(town)
    draft = opened(town, item, "guardian_1").draft
    town.asks("ingrid", Entry.FORM, "consent.register", draft=draft, **values("guardian_1", "written"))
    town.asks("ingrid", Entry.FORM, "consent.register", draft=draft, **values("guardian_1", "withdrawn"))
    assert [row.kind for row in rows(town)] == [ConsentKind.WRITTEN]


@pytest.mark.parametrize("person", ["hilde", "marit", "anne", "olav"])
def test_only_the_convener_registers_and_the_refusal_does_not_say_that_the_meeting_exists(
    town: Town, person: str
) -> None:
    item = booked(town)
    refusals: list[UserError] = []
    for about in (item, 4711):
        with pytest.raises(NoAccess) as refusal:
            town.asks(person, Entry.ACTION, "consent.open", item=str(about), holder="guardian_1")
        refusals.append(refusal.value)
    assert refusals[0].__dict__ == refusals[1].__dict__
    assert "S-7F3K" not in refusals[0].text


def test_somebody_elses_draft_is_answered_like_one_that_is_gone(town: Town) -> None:
    item = booked(town)
    draft = opened(town, item, "guardian_1").draft
    for whose, name in (("jonas", draft), ("ingrid", "gone")):
        with pytest.raises(OutOfDate) as refusal:
            town.asks(whose, Entry.FORM, "consent.register", draft=name, **values("guardian_1", "written"))
        assert [button.action for button in refusal.value.buttons] == ["list.show"]
    assert rows(town) == []


@pytest.mark.parametrize("holder", ["youth", "child_welfare", "representative"])
def test_who_does_not_decide_cannot_be_registered(town: Town, holder: str) -> None:
    item = booked(town)
    with pytest.raises(OutOfDate):
        opened(town, item, holder)
    with pytest.raises(OutOfDate):
        town.asks("ingrid", Entry.ACTION, "consent.open", item=str(item), holder="the neighbour")


def test_fields_of_another_holder_do_not_slip_in(town: Town) -> None:
    item = booked(town)
    draft = opened(town, item, "guardian_1").draft
    both = values("guardian_1", "written") | values("guardian_2", "written")
    town.asks("ingrid", Entry.FORM, "consent.register", draft=draft, **both)
    assert [row.holder for row in rows(town)] == ["guardian_1"]


def test_the_ledger_never_holds_the_day_on_which_the_youth_comes_to_decide(town: Town) -> None:
    item = booked(town)
    with town.world() as world:
        held = world.session.get(Item, item)
        assert held is not None
        held.age, held.youth_decides_from = 15, date(2027, 9, 17)
    register_all(town, item)
    assert [row.expires_on for row in rows(town)] == [date(2028, 2, 22), date(2028, 2, 22)]
    assert verdict(town, item).valid


def test_each_look_and_each_change_leaves_a_trace_of_ids_and_names_of_events(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_1")
    undo(town, rows(town)[0].id)
    with town.database.session() as session:
        trail = [
            (entry.event, entry.about, entry.about_id, entry.detail, entry.actor_id)
            for entry in session.exec(select(AuditEntry).order_by(col(AuditEntry.id)))
            if entry.event.startswith("consent.")
        ]
    ingrid = town.person_id("ingrid")
    assert trail == [
        ("consent.read", "case", 1, None, ingrid),
        ("consent.written", "consent", 1, "guardian_1", ingrid),
        ("consent.undone", "consent", 2, "guardian_1", ingrid),
    ]


def test_the_other_language_says_the_same(town: Town) -> None:
    item = book(town, "jonas", "S-8G4L")
    form = opened(town, item, "guardian_2", "jonas")
    assert form.parts[:3] == (
        Heading("Foresatt 2 i sak S-8G4L"),
        Paragraph("Her registrerer du et svar du har fått utenfor chatten. Du er logget inn som Jonas Bakke."),
        Note("Foresatt 2: venter på svar"),
    )
