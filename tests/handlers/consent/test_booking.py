from datetime import date
from typing import Any

import pytest

from handlers import access
from handlers.booking.draft import Consented
from handlers.consent import consent_fields, covers, read_consent_fields, register_at_booking, scope_of
from handlers.errors import BadField
from handlers.rules.holders import Holder
from handlers.screens import ChoiceField
from store.cipher import cipher_of
from store.consents import ConsentKind
from store.meetings import Item, Meeting
from tests.handlers.consent.answers import ALL, booked, rows, values, verdict
from tests.town import Town

GUARDIANS = (Holder.GUARDIAN_1, Holder.GUARDIAN_2)


def test_the_booking_asks_each_for_a_yes_and_fits_in_one_form(town: Town) -> None:
    with town.as_("ingrid") as ctx:
        fields = [field for holder in GUARDIANS for field in consent_fields(ctx, holder)]
    assert [field.id for field in fields] == [
        f"{name}_{holder}" for holder in GUARDIANS for name in ("kind", "evidence", "given_on", "informed")
    ]
    kind = fields[0]
    assert isinstance(kind, ChoiceField)
    assert [option.value for option in kind.options] == ["written", "oral"]


def test_what_the_booking_collects_is_sealed_and_becomes_rows(town: Town) -> None:
    item = booked(town)
    filled = values("guardian_1", "written") | values("guardian_2", "oral", evidence="Ringde 22. februar")
    with town.as_("ingrid") as ctx:
        answers = read_consent_fields(ctx, GUARDIANS, filled)
        assert "2027/118-3" not in str(answers)
        assert "Ringde" not in str(answers)
        collected = [
            Consented.model_validate_json(Consented.model_validate(each).model_dump_json()) for each in answers
        ]
        held = ctx.session.get(Item, item)
        assert held is not None
        meeting = ctx.session.get(Meeting, held.meeting_id)
        assert meeting is not None
        register_at_booking(ctx, held, meeting, collected)
        evidence = [cipher_of(ctx.session).open(row.sealed_evidence) for row in collected]
    assert evidence == ["2027/118-3", "Ringde 22. februar"]
    assert [(row.holder, row.kind, row.scope, row.expires_on) for row in rows(town)] == [
        ("guardian_1", ConsentKind.WRITTEN, list(ALL), date(2028, 2, 22)),
        ("guardian_2", ConsentKind.ORAL, list(ALL), date(2028, 2, 22)),
    ]
    assert verdict(town, item).valid


def test_every_wrong_field_of_every_holder_is_named_at_once(town: Town) -> None:
    filled: dict[str, Any] = values("guardian_1", "written", evidence="13097248022") | values("guardian_2", "refused")
    with town.as_("jonas") as ctx, pytest.raises(BadField) as refusal:
        read_consent_fields(ctx, GUARDIANS, filled)
    assert refusal.value.errors == {
        "evidence_guardian_1": "Skriv uten fødselsnummer. Bruk saksreferansen, for eksempel S-7F3K. "
        "Det du skrev, er ikke lagret.",
        "kind_guardian_2": "Velg hvilket svar du har fått.",
    }
    assert refusal.value.clear == {"evidence_guardian_1"}


def test_an_empty_form_is_no_answer(town: Town) -> None:
    with town.as_("ingrid") as ctx, pytest.raises(BadField) as refusal:
        read_consent_fields(ctx, (Holder.YOUTH,), {})
    assert set(refusal.value.errors) == {"kind_youth", "given_on_youth"}


def test_a_case_that_is_covered_already_is_not_asked_again(town: Town) -> None:
    item = booked(town)
    with town.as_("ingrid") as ctx:
        held = ctx.session.get(Item, item)
        assert held is not None
        meeting = ctx.session.get(Meeting, held.meeting_id)
        assert meeting is not None
        day = date(2027, 3, 9)
        scope, unit_id = frozenset(ALL), meeting.unit_id
        assert not covers(ctx, held.case_id, unit_id, GUARDIANS, scope, day)
        answers = read_consent_fields(ctx, GUARDIANS, values("guardian_1", "written") | values("guardian_2", "oral"))
        register_at_booking(ctx, held, meeting, [Consented.model_validate(each) for each in answers])
        assert covers(ctx, held.case_id, unit_id, GUARDIANS, scope, day)
        assert not covers(ctx, held.case_id, unit_id, (Holder.YOUTH,), scope, day)
        assert not covers(ctx, held.case_id, unit_id, GUARDIANS, scope | {"outside"}, day)
        assert not covers(ctx, held.case_id, unit_id, GUARDIANS, scope, date(2028, 2, 22))
        assert not covers(ctx, None, unit_id, GUARDIANS, scope, day)
        # The child has changed school.
        assert not covers(ctx, held.case_id, town.unit_id(ctx.session, "nesbygda"), GUARDIANS, scope, day)


def test_the_scope_of_a_meeting_to_come_is_the_required_services_and_the_unit(town: Town) -> None:
    with town.as_("ingrid") as ctx:
        unit = access.unit_of(ctx, town.unit_id(ctx.session, "blaaklokka"))
        scope = scope_of(ctx.rulebook["samba"], unit)
    assert scope == {"health_station", "child_welfare", "ppt", "kindergarten"}
