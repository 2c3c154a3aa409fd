from datetime import date

import pytest

from handlers import consent
from handlers.entry import Entry
from handlers.errors import BadField, OutOfDate
from handlers.screens import ChoiceField, Finish, Form, Note, Row, Text, YesNoField
from store.consents import Consent, ConsentKind
from store.drafts import Draft
from store.measures import measures_of
from store.meetings import ItemState
from store.minutes import Destination, Documented, PartInDeciding, minutes_of
from tests.handlers.attendance.arranged import WHEN_NN, Arranged
from tests.handlers.minutes.writing import (
    OUTCOME,
    add,
    form_of,
    in_channel,
    minutes,
    not_held,
    opened,
    send,
    to_preview,
    write,
)

IDENTITY = "010112 34567"


def fields(form: Form) -> list[str]:
    return [field.id for field in form.fields]


def errors(arranged: Arranged, name: str, draft: str, **values: object) -> dict[str, str]:
    with pytest.raises(BadField) as refused:
        send(arranged, name, draft, **values)  # type: ignore[arg-type]
    return refused.value.errors


def test_each_form_asks_for_its_part_and_no_title_is_too_long(been: Arranged) -> None:
    draft = opened(been).draft
    forms = [
        opened(been),
        form_of(send(been, "held", draft, held="yes")),
        form_of(send(been, "outcome", draft, **OUTCOME)),
        form_of(been.town.asks("ingrid", Entry.ACTION, "minutes.add", draft=draft)),
        form_of(send(been, "measures", draft)),
    ]
    assert [(form.name, form.title, fields(form)) for form in forms] == [
        ("minutes.held", "Skriv oppsummering", ["held", "reason"]),
        (
            "minutes.outcome",
            "Skriv oppsummering",
            ["conclusions", "text", "text_only_parties", "guardians_decided", "documented"],
        ),
        ("minutes.measures", "Skriv oppsummering", []),
        (
            "minutes.measure",
            "Legg til tiltak",
            [
                "measure_what",
                "measure_text",
                "measure_only_parties",
                "measure_responsible",
                "measure_starts",
                "measure_due",
            ],
        ),
        ("minutes.confirm", "Skriv oppsummering", ["where"]),
    ]
    assert [form.title for form in forms if len(form.title) > 24] == []


def test_where_offers_the_channels_of_the_unit_by_name(been: Arranged) -> None:
    (where,) = to_preview(been).fields
    assert isinstance(where, ChoiceField)
    assert [option.label for option in where.options] == [
        "#solvik-samba",
        "#solvik-bup",
        "#solvik-gjest",
        "#solvik-laerarar",
        "#solvik-open",
        "#solvik-2019",
        "Berre til partane",
        "Ingen stad",
    ]
    assert where.initial == (in_channel(been),)


def test_the_whole_way_registers_all_that_was_written(been: Arranged) -> None:
    answer = write(been, in_channel(been), measure=True)
    assert isinstance(answer, Finish)
    kept = minutes(been)
    assert (kept.held, kept.not_held_reason, kept.conclusions, kept.text_questioned) == (
        True,
        None,
        ["measures"],
        False,
    )
    assert (kept.guardians_decided, kept.youth_decided) == (PartInDeciding.YES, None)
    assert (kept.documented, kept.documented_at) == (Documented.YES, been.town.now)
    assert (kept.destination, kept.written_by, kept.corrections) == (
        Destination.CHANNEL,
        been.town.person_id("ingrid"),
        0,
    )
    assert kept.sealed_text is not None
    assert "lesinga" not in kept.sealed_text
    with been.town.database.session() as session:
        assert [(each.what, each.due_on) for each in measures_of(session, been.item_id)] == [
            ("guidance", date(2027, 4, 2))
        ]


def test_of_a_meeting_that_was_not_held_only_the_reason_is_asked(been: Arranged) -> None:
    draft = opened(been).draft
    assert form_of(send(been, "held", draft, held="no", reason="illness")).name == "minutes.confirm"
    not_held(been, "nowhere", "family_absent")
    kept = minutes(been)
    assert (kept.held, kept.not_held_reason, kept.conclusions, kept.documented) == (False, "family_absent", [], None)


@pytest.mark.parametrize(
    ("name", "values", "at"),
    [
        ("held", {"held": ""}, "held"),
        ("held", {"held": "maybe"}, "held"),
        ("held", {"held": "no", "reason": None}, "reason"),
        ("held", {"held": "no", "reason": "because"}, "reason"),
        ("outcome", OUTCOME | {"conclusions": ()}, "conclusions"),
        ("outcome", OUTCOME | {"conclusions": ("vedtak",)}, "conclusions"),
        ("outcome", OUTCOME | {"conclusions": ("advice_given", "new_meeting")}, "conclusions"),
        ("outcome", OUTCOME | {"guardians_decided": ""}, "guardians_decided"),
        ("outcome", OUTCOME | {"documented": ""}, "documented"),
        ("outcome", OUTCOME | {"text": f"Nummeret er {IDENTITY}"}, "text"),
        ("confirm", {"where": ""}, "where"),
        ("confirm", {"where": "channel:2"}, "where"),
        ("confirm", {"where": "undecided"}, "where"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_keeps_the_draft(
    been: Arranged, name: str, values: dict[str, object], at: str
) -> None:
    draft = opened(been).draft
    if name != "held":
        send(been, "held", draft, held="yes")
    if name == "confirm":
        send(been, "outcome", draft, **OUTCOME)
    assert list(errors(been, name, draft, **values)) == [at]
    with been.town.database.session() as session:
        assert minutes_of(session, been.item_id) is None
        kept = session.get(Draft, draft)
        assert kept is not None
        assert kept.consumed_at is None
        assert IDENTITY not in str(kept.data)


def test_an_identity_number_is_refused_whatever_else_is_wrong_and_comes_back_empty(been: Arranged) -> None:
    draft = opened(been).draft
    send(been, "held", draft, held="yes")
    with pytest.raises(BadField) as refused:
        send(been, "outcome", draft, **OUTCOME | {"text": IDENTITY, "text_only_parties": True, "conclusions": ()})
    assert sorted(refused.value.errors) == ["conclusions", "text"]
    assert refused.value.clear == frozenset({"text"})


def test_what_points_out_one_child_is_asked_about_and_may_be_kept_for_the_parties(been: Arranged) -> None:
    draft = opened(been).draft
    send(been, "held", draft, held="yes")
    risky = OUTCOME | {"text": "Eleven i 4b les betre"}
    assert errors(been, "outcome", draft, **risky) == {
        "text": "Dette kan peike ut eitt barn. Skriv det på ein annan måte, eller kryss av for at berre partane skal "
        "sjå det."
    }
    send(been, "outcome", draft, **risky | {"text_only_parties": True})
    send(been, "confirm", draft, where="nowhere")
    assert minutes(been).text_questioned


def test_the_youth_is_asked_about_only_where_a_youth_was_to_come_or_decides(been: Arranged) -> None:
    with been.town.world() as world:
        item, _ = been._in(world.session, world.tenant_id)
        item.heard = "takes_part"
    draft = opened(been).draft
    form = form_of(send(been, "held", draft, held="yes"))
    assert "youth_decided" in fields(form)
    assert list(errors(been, "outcome", draft, **OUTCOME)) == ["youth_decided"]
    send(been, "outcome", draft, **OUTCOME | {"youth_decided": "partly"})
    send(been, "confirm", draft, where="nowhere")
    assert minutes(been).youth_decided is PartInDeciding.PARTLY


def test_measures_are_added_and_removed_and_a_second_press_takes_no_other(been: Arranged) -> None:
    draft = opened(been).draft
    send(been, "held", draft, held="yes")
    send(been, "outcome", draft, **OUTCOME)
    add(been, draft)
    form = add(been, draft, measure_what="aids", measure_due=date(2027, 5, 4))
    rows = [part for part in form.parts if isinstance(part, Row)]
    assert [row.text for row in rows] == [
        "Rettleiing: PPT, innan fredag 2. april",
        "Hjelpemiddel: PPT, innan tysdag 4. mai",
    ]
    for _ in range(2):
        form = form_of(been.town.asks("ingrid", Entry.ACTION, "minutes.remove", draft=draft, number="0", count="2"))
    assert [part.text for part in form.parts if isinstance(part, Row)] == ["Hjelpemiddel: PPT, innan tysdag 4. mai"]
    back = form_of(been.town.asks("ingrid", Entry.ACTION, "minutes.list", draft=draft))
    assert back == form


def test_the_form_of_a_measure_that_is_sent_twice_adds_one(been: Arranged) -> None:
    draft = opened(been).draft
    send(been, "held", draft, held="yes")
    send(been, "outcome", draft, **OUTCOME)
    first = add(been, draft)
    unit = str(been.participant("per").unit_id)
    again = send(
        been,
        "measure",
        draft,
        measure_what="guidance",
        measure_responsible=f"unit:{unit}",
        measure_starts=date(2027, 3, 17),
        measure_due=date(2027, 4, 2),
    )
    assert form_of(again) == first


def test_a_double_submit_gives_the_same_receipt_and_writes_once(been: Arranged) -> None:
    draft = to_preview(been, measure=True).draft
    first, second = (send(been, "confirm", draft, where=in_channel(been)) for _ in range(2))
    assert first == second
    assert minutes(been).corrections == 0
    assert len(been.town.posts("solvik-samba")) == 1


def test_a_form_behind_the_last_one_says_that_it_is_written(been: Arranged) -> None:
    draft = to_preview(been).draft
    send(been, "confirm", draft, where="nowhere")
    with pytest.raises(OutOfDate) as refused:
        send(been, "outcome", draft, **OUTCOME)
    assert refused.value.heading == "Oppsummeringa er alt skriven"


def test_two_drafts_of_the_same_minutes_do_not_overwrite_each_other(been: Arranged) -> None:
    first, second = to_preview(been).draft, to_preview(been, text="Noko anna").draft
    send(been, "confirm", first, where="nowhere")
    with pytest.raises(OutOfDate) as refused:
        send(been, "confirm", second, where="nowhere")
    assert (refused.value.heading, refused.value.text) == (
        "Oppsummeringa er alt skriven",
        "Oppsummeringa er skriven eller retta etter at du opna skjemaet. Rett oppsummeringa som gjeld no.",
    )


def test_a_step_that_is_skipped_leads_back(been: Arranged) -> None:
    draft = opened(been).draft
    for name, values in (("outcome", OUTCOME), ("measures", {}), ("confirm", {"where": "nowhere"})):
        with pytest.raises(OutOfDate) as refused:
            send(been, name, draft, **values)
        assert refused.value.heading == "Skjemaet er for gammalt"


WITHOUT = (
    "Samtykket gjeld ikkje, så du kan berre skrive om møtet blei halde. Konklusjonar kan du ikkje skrive, og eg "
    "sender ikkje noko. Når samtykket er registrert, kan du skrive resten."
)


def test_without_consent_only_whether_it_was_held_is_written_and_nothing_is_sent(arranged: Arranged) -> None:
    town = arranged.town
    with town.world() as world:
        item, _ = arranged._in(world.session, world.tenant_id)
        item.keep_until_release = True
    with town.world() as world:
        _, meeting = arranged._in(world.session, world.tenant_id)
        meeting.starts_at, meeting.ends_at = town.now, meeting.ends_at - meeting.starts_at + town.now
    form = opened(arranged)
    assert Note(WITHOUT) in form.parts
    preview = form_of(send(arranged, "held", form.draft, held="yes"))
    assert (fields(preview), preview.parts[-1]) == ([], Note(WITHOUT))
    send(arranged, "confirm", form.draft, where=in_channel(arranged))
    kept = minutes(arranged)
    assert (kept.held, kept.conclusions, kept.destination) == (True, [], Destination.NOWHERE)
    assert town.posts("solvik-samba") == []
    assert WITHOUT not in str(town.letters)


def lose_consent(been: Arranged) -> None:
    """The consent no longer holds, as when its time is over, and nothing has happened for that yet."""
    with been.town.world() as world:
        item, _ = been._in(world.session, world.tenant_id)
        world.session.add(
            Consent(
                tenant_id=world.tenant_id,
                case_id=item.case_id,
                item_id=been.item_id,
                holder="guardian_1",
                kind=ConsentKind.WITHDRAWN,
                recorded_by=item.convener_id,
                recorded_at=world.now,
            )
        )


def test_a_correction_without_consent_loses_nothing_that_was_agreed_and_adds_nothing(been: Arranged) -> None:
    write(been, in_channel(been), measure=True)
    before = minutes(been)
    draft = to_preview(been, text="Noko nytt", conclusions=("new_meeting",)).draft
    lose_consent(been)
    form = opened(been)
    preview = form_of(send(been, "held", form.draft, held="yes"))
    assert Text("Møtet blei halde.\nDet du registrerte medan samtykket gjaldt, står som før.") in preview.parts
    send(been, "confirm", draft)
    kept = minutes(been)
    assert (kept.conclusions, kept.sealed_text, kept.destination) == (
        before.conclusions,
        before.sealed_text,
        Destination.NOWHERE,
    )
    with been.town.database.session() as session:
        assert [(each.what, each.state) for each in measures_of(session, been.item_id)] == [("guidance", "open")]


def test_when_consent_is_lost_between_the_forms_the_conclusions_are_not_kept(been: Arranged) -> None:
    draft = to_preview(been, measure=True).draft
    with been.town.world() as world:
        item, meeting = been._in(world.session, world.tenant_id)
        assert consent.verdict_for(world, item, meeting).valid
    lose_consent(been)
    send(been, "confirm", draft, where=in_channel(been))
    kept = minutes(been)
    assert (kept.conclusions, kept.sealed_text, kept.destination) == ([], None, Destination.NOWHERE)
    assert been.town.posts("solvik-samba") == []
    with been.town.database.session() as session:
        assert measures_of(session, been.item_id) == []


@pytest.mark.parametrize(
    ("state", "heading", "text"),
    [
        (ItemState.CANCELLED, "Det er ikkje noko å oppsummere", f"Møtet {WHEN_NN} blei avlyst."),
        (
            ItemState.RELEASED,
            "Det er ikkje noko å oppsummere",
            f"Tida {WHEN_NN} gjekk til andre, fordi samtykket mangla.",
        ),
        (
            ItemState.WITHDRAWN,
            "Samtykket gjeld ikkje lenger",
            f"Du kan ikkje skrive meir her om møtet {WHEN_NN}. Det du har plikt til å dokumentere, skal du ta vare på "
            "der det høyrer heime.",
        ),
    ],
)
def test_what_has_ended_is_not_summed_up_and_the_refusal_says_why(
    been: Arranged, state: ItemState, heading: str, text: str
) -> None:
    draft = opened(been).draft
    with been.town.world() as world:
        item, _ = been._in(world.session, world.tenant_id)
        item.state = state
    for ask in (lambda: opened(been), lambda: send(been, "held", draft, held="yes")):
        with pytest.raises(OutOfDate) as refused:
            ask()
        assert (refused.value.heading, refused.value.text) == (heading, text)


def test_every_box_that_keeps_a_text_from_channels_is_empty_until_it_is_ticked(been: Arranged) -> None:
    draft = opened(been).draft
    form = form_of(send(been, "held", draft, held="yes"))
    assert [field.initial for field in form.fields if isinstance(field, YesNoField)] == [False]
