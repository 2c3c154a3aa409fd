from handlers.entry import Entry
from handlers.screens import ChoiceField, Finish, Heading, Row, TextField
from store.attendance import OutsideRole, Telling
from store.measures import measures_of
from store.minutes import Destination
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.family.rows import row_id, standing, told
from tests.handlers.minutes.test_parties import AWAY_NN
from tests.handlers.minutes.test_post import STUB_NN
from tests.handlers.minutes.writing import OUTCOME, add, form_of, in_channel, minutes, opened, post, send, write
from tests.town import oslo

LATER = oslo(2027, 3, 18, 12)


def corrected(arranged: Arranged, where: str, **outcome: object) -> None:
    """On 18 March it is written once more."""
    arranged.town.wait_until(LATER)
    write(arranged, where, **outcome)  # type: ignore[arg-type]


def test_the_same_forms_hold_what_is_registered(been: Arranged) -> None:
    write(been, in_channel(been), measure=True)
    first = opened(been)
    outcome = form_of(send(been, "held", first.draft, held="yes"))
    measures = form_of(send(been, "outcome", first.draft, **OUTCOME))
    preview = form_of(send(been, "measures", first.draft))
    assert {form.title for form in (first, outcome, measures, preview)} == {"Rett oppsummeringa"}
    chosen = {field.id: field.initial for form in (first, outcome, preview) for field in form.fields}
    assert chosen == {
        "held": ("yes",),
        "reason": (),
        "conclusions": ("measures",),
        "text": "Vi følgjer opp lesinga",
        "text_only_parties": False,
        "guardians_decided": ("yes",),
        "documented": ("yes",),
        "where": (in_channel(been),),
    }
    assert [part.text for part in measures.parts if isinstance(part, Row)] == ["Rettleiing: PPT, innan fredag 2. april"]
    assert all(
        isinstance(field, ChoiceField | TextField) or field.id == "text_only_parties" for field in outcome.fields
    )


def test_a_correction_is_a_revision_in_place_and_is_marked(been: Arranged) -> None:
    write(been, in_channel(been))
    corrected(been, in_channel(been), text="Vi tek det opp att")
    (letter,) = been.town.posts("solvik-samba")
    assert words(letter.card) == [
        "Ei retta oppsummering frå eit møte",
        f"Oppsummering: SamBa-møte, sak {been.reference}",
        "Tysdag 16. mars kl. 10.00–10.45. Møtet blei halde. Fem fagfolk var kalla inn, og ein av dei hadde sagt ja.",
        "Tiltak blir sette i gang",
        "Vi tek det opp att",
        "Kontaktperson: Ingrid Haugland. Retta torsdag 18. mars.",
    ]
    assert been.town.kinds("hilde").count(NoticeKind.MINUTES_TO_PARTIES) == 1
    copy = words(been.letter("hilde", NoticeKind.MINUTES_TO_PARTIES))
    assert copy[0] == "Oppsummeringa frå eit møte er retta"
    assert "Kontaktperson: Ingrid Haugland. Retta torsdag 18. mars." in copy
    assert (minutes(been).corrections, minutes(been).corrected_at) == (1, LATER)


def test_the_receipt_and_the_preview_say_that_it_is_corrected(been: Arranged) -> None:
    write(been, in_channel(been))
    been.town.wait_until(LATER)
    draft = opened(been).draft
    send(been, "held", draft, held="yes")
    send(been, "outcome", draft, **OUTCOME | {"text": "Vi tek det opp att"})
    preview = form_of(send(been, "measures", draft))
    answer = send(been, "confirm", draft, where=in_channel(been))
    assert set(post(been).parts) <= set(preview.parts)
    assert isinstance(answer, Finish)
    assert answer.receipt.parts[0] == Heading("Oppsummeringa er retta")


def test_what_says_the_same_is_not_marked(been: Arranged) -> None:
    write(been, in_channel(been))
    corrected(been, in_channel(been))
    (letter,) = been.town.posts("solvik-samba")
    assert letter.edits == 0
    assert minutes(been).corrected_at is None


def test_the_measures_are_changed_with_it(been: Arranged) -> None:
    write(been, in_channel(been), measure=True)
    draft = opened(been).draft
    send(been, "held", draft, held="yes")
    send(been, "outcome", draft, **OUTCOME)
    been.town.asks("ingrid", Entry.ACTION, "minutes.remove", draft=draft, number="0", count="1")
    add(been, draft, measure_what="aids")
    send(been, "confirm", draft, where=in_channel(been))
    with been.town.database.session() as session:
        assert [each.what for each in measures_of(session, been.item_id)] == ["aids"]
    assert "Hjelpemiddel: PPT, innan fredag 2. april" in words(post(been))
    assert "Rettleiing" not in str(post(been))


def test_another_channel_gets_it_and_a_stub_stands_where_it_was(been: Arranged) -> None:
    write(been, in_channel(been))
    write(been, in_channel(been, "solvik-2019"))
    assert [words(letter.card) for letter in been.town.posts("solvik-samba")] == [STUB_NN]
    assert "Vi følgjer opp lesinga" in words(post(been, "solvik-2019"))
    assert NoticeKind.POST_TAKEN_DOWN not in been.town.kinds("ingrid")
    write(been, in_channel(been))
    assert words(post(been, "solvik-2019")) == STUB_NN
    assert [words(letter.card)[0] for letter in been.town.posts("solvik-samba")] == [
        STUB_NN[0],
        "Ei oppsummering frå eit møte",
    ]


def test_to_nowhere_takes_it_back_everywhere(been: Arranged) -> None:
    write(been, in_channel(been))
    write(been, "nowhere")
    assert words(post(been)) == STUB_NN
    assert words(been.letter("hilde", NoticeKind.MINUTES_TO_PARTIES)) == AWAY_NN
    assert minutes(been).destination is Destination.NOWHERE


def test_the_family_is_told_anew_of_what_was_corrected_and_not_of_the_same(been: Arranged) -> None:
    write(been, in_channel(been))
    told(been.town, row_id(been.town, been.item_id, OutsideRole.GUARDIAN_1, Telling.MINUTES))
    write(been, "parties")
    assert minutes_rows(been) == [(OutsideRole.GUARDIAN_1, True), (OutsideRole.GUARDIAN_2, False)]
    write(been, "parties", text="Vi tek det opp att")
    assert minutes_rows(been) == [(OutsideRole.GUARDIAN_1, False), (OutsideRole.GUARDIAN_2, False)]


def minutes_rows(arranged: Arranged) -> list[tuple[OutsideRole, bool]]:
    rows = standing(arranged.town, arranged.item_id)
    return [(role, done) for role, what, done in rows if what is Telling.MINUTES]


def test_from_held_to_not_held_nothing_that_came_out_of_it_is_left(been: Arranged) -> None:
    write(been, in_channel(been), measure=True)
    draft = opened(been).draft
    send(been, "held", draft, held="no", reason="too_few")
    send(been, "confirm", draft, where=in_channel(been))
    assert words(post(been))[2:] == [
        "Tysdag 16. mars kl. 10.00–10.45. Møtet blei ikkje halde. Grunn: for få kom.",
        "Kontaktperson: Ingrid Haugland. Retta tysdag 16. mars.",
    ]
    with been.town.database.session() as session:
        assert measures_of(session, been.item_id) == []
