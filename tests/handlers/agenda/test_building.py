import pytest
from sqlmodel import select

from handlers.entry import Entry
from handlers.errors import BadField, NoAccess, OutOfDate
from handlers.screens import Answer, ChoiceField, FieldValue, Finish, Heading, Note, Open, Show, Text
from store.agendas import AgendaPoint
from store.drafts import Draft
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import STARTS, WHEN_NN, Arranged, words
from tests.town import oslo

TEMPLATE = ("going_well", "difficult", "advice", "who_does_what")
AGENDA = (
    "Kva går bra no? (5 min)",
    "Kva er vanskeleg, og kva har de prøvd? (10 min)",
    "Råd frå teamet (15 min)",
    "Kven gjer kva, og når? (15 min)",
)


def points(arranged: Arranged) -> list[AgendaPoint]:
    with arranged.town.database.session() as session:
        return list(session.exec(select(AgendaPoint).order_by(AgendaPoint.position)))  # type: ignore[arg-type]


def open_form(arranged: Arranged, person: str = "ingrid") -> Answer:
    return arranged.town.asks(person, Entry.ACTION, "agenda.open", item=str(arranged.item_id))


def first(arranged: Arranged, **other: FieldValue) -> Answer:
    values: dict[str, FieldValue] = {"points": TEMPLATE, "own": "", "heard": "talked_with", "heard_reason": None}
    return arranged.submit("ingrid", open_form(arranged), **{**values, **other})


def choice(answer: Answer, id_: str) -> ChoiceField:
    assert isinstance(answer, Open)
    found = next(field for field in answer.form.fields if field.id == id_)
    assert isinstance(found, ChoiceField)
    return found


def test_a_booking_begins_the_agenda_with_the_arenas_points(arranged: Arranged) -> None:
    assert [(row.position, row.point, row.sealed_text, row.minutes) for row in points(arranged)] == [
        (1, "going_well", None, 5),
        (2, "difficult", None, 10),
        (3, "advice", None, 15),
        (4, "who_does_what", None, 15),
    ]


def test_the_form_presets_what_stands_and_asks_again_how_the_child_is_heard(arranged: Arranged) -> None:
    form = open_form(arranged)
    assert choice(form, "points").initial == TEMPLATE
    assert choice(form, "heard").initial == ("talked_with",)
    assert [option.value for option in choice(form, "points").options] == [
        "going_well",
        "difficult",
        "advice",
        "theme_wellbeing",
        "heard",
        "informed",
        "who_does_what",
        "next_meeting",
    ]


def test_the_line_on_the_duty_to_report_stands_where_free_text_is_written(arranged: Arranged) -> None:
    form = open_form(arranged)
    assert isinstance(form, Open)
    notes = [part.text for part in form.form.parts if isinstance(part, Note)]
    assert [note.startswith("Er du redd for at eit barn") for note in notes] == [True]


def test_own_points_come_before_the_last_and_are_sealed(arranged: Arranged) -> None:
    second = first(
        arranged, points=("going_well", "advice", "who_does_what", "heard", "next_meeting"), own="Kva verkar?"
    )
    assert [choice(second, f"minutes_{number}").initial for number in range(1, 7)] == [
        ("5",),
        ("13",),
        ("5",),
        ("5",),
        ("12",),
        ("5",),
    ]
    with arranged.town.database.session() as session:
        draft = session.exec(select(Draft).where(Draft.purpose == "agenda.edit")).one()
    assert "verkar" not in str(draft.data)
    done = arranged.submit("ingrid", second, **{f"minutes_{number}": "5" for number in range(1, 7)})
    assert isinstance(done, Finish)
    assert done.receipt.parts[0] == Heading("Saklista er lagra")
    kept = points(arranged)
    assert [row.point for row in kept] == ["going_well", "advice", "heard", None, "who_does_what", "next_meeting"]
    assert "verkar" not in (kept[3].sealed_text or "verkar")


def test_the_receipt_names_the_consent_only_while_it_is_missing(arranged: Arranged) -> None:
    for waits in (", når samtykket er på plass", ""):
        done = arranged.submit("ingrid", first(arranged, points=("going_well",)), minutes_1="5")
        assert isinstance(done, Finish)
        when = "tysdag 16. mars kl. 10.00–10.45"
        assert done.receipt.parts[-1] == Text(f"Eg sender saklista før møtet {when}{waits}.")
        arranged.consents()


def test_a_point_in_own_words_can_be_kept_and_taken_away_later(arranged: Arranged) -> None:
    second = first(arranged, points=("going_well",), own="Kva verkar?")
    arranged.submit("ingrid", second, minutes_1="5", minutes_2="10")
    form = open_form(arranged)
    own = next(option for option in choice(form, "points").options if option.label == "Kva verkar?")
    assert choice(form, "points").initial == ("going_well", own.value)
    values: dict[str, FieldValue] = {"own": "", "heard": "talked_with", "heard_reason": None}
    kept = arranged.submit("ingrid", form, points=("advice", own.value), **values)
    assert [choice(kept, f"minutes_{number}").initial for number in (1, 2)] == [("15",), ("10",)]
    arranged.submit("ingrid", first(arranged, points=("advice",)), minutes_1="15")
    assert [(row.point, row.sealed_text) for row in points(arranged)] == [("advice", None)]


def test_refused_text_is_gone_and_nothing_is_stored(arranged: Arranged) -> None:
    with pytest.raises(BadField) as refusal:
        first(arranged, own="Ring 15031012345", heard="nonsense")
    assert list(refusal.value.errors) == ["own"]
    assert refusal.value.clear == frozenset({"own"})
    with arranged.town.database.session() as session:
        drafts = session.exec(select(Draft).where(Draft.purpose == "agenda.edit")).all()
    assert [draft.data for draft in drafts] == [{"item": arranged.item_id}]
    assert len(points(arranged)) == 4


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"points": ()}, {"points": "Vel minst eitt punkt."}),
        ({"points": ("written_999",)}, {"points": "Vel blant punkta i lista."}),
        ({"heard": ""}, {"heard": "Vel korleis barnet blir høyrt."}),
        ({"heard": "not_heard"}, {"heard_reason": "Vel kvifor barnet ikkje blir høyrt no."}),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    arranged: Arranged, answers: dict[str, FieldValue], errors: dict[str, str]
) -> None:
    with pytest.raises(BadField) as refusal:
        first(arranged, **answers)
    assert refusal.value.errors == errors


def test_points_longer_than_the_meeting_are_refused_at_the_last(arranged: Arranged) -> None:
    second = first(arranged)
    with pytest.raises(BadField) as refusal:
        arranged.submit("ingrid", second, minutes_1="20", minutes_2="10", minutes_3="15", minutes_4="15")
    assert refusal.value.errors == {"minutes_4": "Punkta tek 60 minutt, og møtet varer i 45."}
    with pytest.raises(BadField) as refusal:
        arranged.submit("ingrid", second, minutes_1="-5", minutes_2="99", minutes_3="²", minutes_4="10")
    assert list(refusal.value.errors) == ["minutes_1", "minutes_2", "minutes_3"]


def test_how_the_child_is_heard_is_kept_with_the_reason(arranged: Arranged) -> None:
    second = first(arranged, heard="not_heard", heard_reason="too_young")
    arranged.submit("ingrid", second, minutes_1="5", minutes_2="10", minutes_3="15", minutes_4="15")
    assert (arranged.item().heard, arranged.item().heard_reason) == ("not_heard", "too_young")


def test_a_double_click_gives_the_same_receipt_and_changes_nothing(arranged: Arranged) -> None:
    second = first(arranged, points=("advice",))
    once = arranged.submit("ingrid", second, minutes_1="15")
    version = arranged.item().version
    assert arranged.submit("ingrid", second, minutes_1="40") == once
    assert (arranged.item().version, [row.minutes for row in points(arranged)]) == (version, [15])


def test_a_changed_agenda_reaches_those_who_have_the_old_one(sent: Arranged) -> None:
    second = first(sent, points=("advice", "next_meeting"))
    sent.submit("ingrid", second, minutes_1="30", minutes_2="5")
    said = words(sent.letter("hilde", NoticeKind.AGENDA))
    assert said[3:5] == ["Råd frå teamet (30 min)", "Neste møte (5 min)"]
    assert AGENDA[0] not in said
    assert sent.town.kinds("hilde").count(NoticeKind.AGENDA) == 1


def test_the_command_opens_the_agenda_of_a_reference_or_lets_one_choose(arranged: Arranged) -> None:
    by_reference = arranged.town.asks("ingrid", Entry.COMMAND, "run", words=f"sakliste {arranged.reference}")
    assert isinstance(by_reference, Open)
    assert by_reference.form.parts[0] == Text(f"Sak {arranged.reference}, {WHEN_NN}.")
    listed = arranged.town.asks("ingrid", Entry.COMMAND, "run", words="agenda")
    assert isinstance(listed, Show)
    assert words(listed.card)[2] == f"Sak {arranged.reference}: {WHEN_NN}, Møterom 2, Solvik skule"


def test_nobody_but_the_convener_opens_it_and_an_unknown_reference_answers_alike(arranged: Arranged) -> None:
    refusals = []
    for person in ("hilde", "anne", "olav"):
        with pytest.raises(NoAccess) as refusal:
            open_form(arranged, person)
        refusals.append(refusal.value.text)
    for reference in (arranged.reference, "S-2222"):
        with pytest.raises(NoAccess) as refusal:
            arranged.town.asks("olav", Entry.COMMAND, "run", words=f"agenda {reference}")
        refusals.append(refusal.value.text)
    assert len(set(refusals)) == 1


def test_an_agenda_cannot_be_changed_when_the_meeting_is_over(arranged: Arranged) -> None:
    form = open_form(arranged)
    arranged.town.now = oslo(2027, 3, 16, 11)
    assert arranged.town.now > STARTS
    with pytest.raises(OutOfDate):
        arranged.submit("ingrid", form, points=TEMPLATE, own="", heard="talked_with", heard_reason=None)


def test_a_draft_that_is_not_ones_own_is_too_old(arranged: Arranged) -> None:
    form = open_form(arranged)
    with pytest.raises(OutOfDate) as refusal:
        arranged.submit("jonas", form, points=TEMPLATE, own="", heard="talked_with", heard_reason=None)
    assert refusal.value.heading == "Skjemaet er for gammelt"
