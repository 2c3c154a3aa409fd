"""A leader asks for the digest, looks at what is missing, and chooses when it comes. Others are told whom to ask."""

from datetime import date, time

import pytest
from sqlmodel import select

from handlers.digest.asking import digest_rows
from handlers.entry import Entry
from handlers.errors import BadField, NoAccess
from handlers.screens import (
    Answer,
    Button,
    Buttons,
    Card,
    ChoiceField,
    Finish,
    Form,
    Heading,
    Note,
    Open,
    Option,
    Receipt,
    Row,
    Show,
    Table,
    Text,
    TimeField,
)
from store.notices import NoticeKind
from store.people import PersonRole, RoleName
from store.preferences import preference_of
from store.unit_weeks import UnitWeek
from tests.handlers.digest.history import History
from tests.handlers.digest.test_card import MONDAY, choose, digest_of, live_through_two_weeks
from tests.town import Town, oslo

HOURS = "Vel eit klokkeslett frå kl. 07.00, men før kl. 16.00."
CHOOSE = Button("Vel dag og tid", "digest.choose")


def say(town: Town, words: str, person: str = "marit") -> Answer:
    return town.asks(person, Entry.COMMAND, "run", words=words)


def card_of(answer: Answer) -> Card:
    assert isinstance(answer, Show)
    return answer.card


@pytest.mark.parametrize("word", ["digest", "statistikk", "vekeoppsummering", "ukeoppsummering", "Veke", "UKE"])
def test_the_last_one_is_shown_as_it_was_when_it_was_due(town: Town, word: str) -> None:
    live_through_two_weeks(town)
    sent = digest_of(town, "marit")
    town.wait_until(oslo(2027, 3, 11, 15))
    with town.world() as world:
        History(world).meeting("solvik", oslo(2027, 3, 12, 9))
    assert card_of(say(town, word)) == sent
    assert town.asks("marit", Entry.ACTION, "digest.show") == say(town, word)


def test_before_this_weeks_is_due_the_one_of_last_week_is_the_last(town: Town) -> None:
    live_through_two_weeks(town)
    sent = digest_of(town, "marit")
    town.now = oslo(2027, 3, 15, 7)
    assert card_of(say(town, "digest")) == sent
    town.now = oslo(2027, 3, 15, 8)
    headings = [part.text for part in card_of(say(town, "digest")).parts if isinstance(part, Heading)]
    assert headings == ["Solvik skule, veke 10"]


def test_who_wants_none_sent_can_still_ask_for_it(town: Town) -> None:
    town.asks("marit", Entry.FORM, "digest.choose", weekday="never", at=time(8))
    live_through_two_weeks(town)
    assert NoticeKind.DIGEST not in town.kinds("marit")
    headings = [part.text for part in card_of(say(town, "digest")).parts if isinstance(part, Heading)]
    assert headings == ["Solvik skule, veke 9"]


def test_a_leader_who_has_had_none_learns_when_the_first_comes(town: Town) -> None:
    town.deliver()
    town.now = oslo(2027, 2, 23, 7)
    said = []
    for language in ("nn", "nb"):
        choose(town, "astrid", language)
        said.append(card_of(say(town, "digest", "astrid")))
    assert said == [
        Card(
            (
                Heading("Vekeoppsummeringa di"),
                Text("Det er ikkje noko å fortelje enno. Neste vekeoppsummering kjem måndag 1. mars kl. 07.30."),
                Buttons((CHOOSE,)),
            ),
            "Vekeoppsummeringa di",
        ),
        Card(
            (
                Heading("Ukeoppsummeringen din"),
                Text("Det er ingenting å fortelle ennå. Neste ukeoppsummering kommer mandag 1. mars kl. 07.30."),
                Buttons((Button("Velg dag og tid", "digest.choose"),)),
            ),
            "Ukeoppsummeringen din",
        ),
    ]


@pytest.mark.parametrize(
    ("person", "text"),
    [
        ("ingrid", "Vekeoppsummeringa er for leiarar. Spør Marit Solheim."),
        ("jonas", "Ukeoppsummeringen er for ledere. Spør Marit Solheim."),
        ("hilde", "Vekeoppsummeringa er for leiarar. Spør Anne Brekke."),
    ],
)
@pytest.mark.parametrize("name", ["digest.show", "digest.missing", "digest.choose"])
def test_others_are_told_whom_to_ask(town: Town, person: str, text: str, name: str) -> None:
    with pytest.raises(NoAccess) as refused:
        town.asks(person, Entry.ACTION, name)
    assert refused.value.text == text


def test_without_anybody_to_ask_nobody_is_named(town: Town) -> None:
    with town.world() as world:
        for role in world.session.exec(select(PersonRole).where(PersonRole.role == RoleName.SAMBA_COORDINATOR)):
            world.session.delete(role)
    with pytest.raises(NoAccess) as refused:
        say(town, "digest", "hilde")
    assert refused.value.text == "Vekeoppsummeringa er for leiarar."


def test_a_refused_form_changes_nothing(town: Town) -> None:
    with pytest.raises(NoAccess):
        town.asks("ingrid", Entry.FORM, "digest.choose", weekday="1", at=time(9))
    with town.as_("ingrid") as ctx:
        assert preference_of(ctx.session, ctx.actor_id) is None


# ---- What is missing -------------------------------------------------------------------------------------------------


def grow_old(town: Town) -> None:
    """Summaries and measures that have been missing for days, weeks and months."""
    town.now = oslo(2027, 4, 20, 12)
    with town.world() as world:
        history = History(world)
        ages = [(4, 15), (4, 14), (4, 2), (3, 8), (3, 3)]
        items = [history.meeting("solvik", oslo(2027, month, day, 10)) for month, day in ages]
        for item, due in zip(items, ((4, 19), (4, 1), (3, 1), (2, 1), (4, 20)), strict=True):
            history.measure(item, date(2027, *due))
        history.measure(items[0], date(2027, 4, 19), "barnevernet")


def test_what_is_missing_is_told_by_age_only(town: Town) -> None:
    grow_old(town)
    shown = []
    for language in ("nn", "nb"):
        choose(town, "marit", language)
        shown.append(card_of(town.asks("marit", Entry.ACTION, "digest.missing")))
    assert shown == [
        Card(
            (
                Heading("Solvik skule"),
                Table(
                    ("Kor lenge", "Utan oppsummering", "Tiltak over fristen"),
                    (("Over fire veker", "2", "2"), ("Ei til fire veker", "1", "1"), ("Under ei veke", "2", "1")),
                ),
                Note(
                    "Dei som kallar inn, og dei som er ansvarlege for tiltaka, får påminningar frå meg. "
                    "Snakk med dei som treng tid til det."
                ),
            ),
            "Det som manglar",
        ),
        Card(
            (
                Heading("Solvik skole"),
                Table(
                    ("Hvor lenge", "Uten oppsummering", "Tiltak over fristen"),
                    (("Over fire uker", "2", "2"), ("En til fire uker", "1", "1"), ("Under en uke", "2", "1")),
                ),
                Note(
                    "De som kaller inn, og de som er ansvarlige for tiltakene, får påminnelser fra meg. "
                    "Snakk med dem som trenger tid til det."
                ),
            ),
            "Det som mangler",
        ),
    ]


def test_a_service_is_told_of_its_measures_and_of_no_summaries_by_age(town: Town) -> None:
    grow_old(town)
    table = card_of(town.asks("liv", Entry.ACTION, "digest.missing")).parts[1]
    assert table == Table(
        ("Kor lenge", "Tiltak over fristen"),
        (("Over fire veker", "0"), ("Ei til fire veker", "0"), ("Under ei veke", "1")),
    )


def test_where_nothing_is_missing_it_says_so(town: Town) -> None:
    card = card_of(town.asks("astrid", Entry.ACTION, "digest.missing"))
    assert card.parts[:2] == (Heading("Nesbygda skule"), Text("Ingenting manglar, og ingen tiltak er over fristen."))


# ---- When it comes ---------------------------------------------------------------------------------------------------


def test_the_form_asks_for_day_and_time(town: Town) -> None:
    assert town.asks("marit", Entry.ACTION, "digest.choose") == Open(
        Form(
            "digest.choose",
            "Vekeoppsummering",
            (
                Text("Er det stengt den dagen du vel, kjem vekeoppsummeringa neste arbeidsdag i veka."),
                ChoiceField(
                    "weekday",
                    "Kva dag?",
                    (
                        Option("0", "Måndag, eller første arbeidsdag"),
                        Option("1", "Tysdag"),
                        Option("2", "Onsdag"),
                        Option("3", "Torsdag"),
                        Option("4", "Fredag"),
                        Option("never", "Eg vil ikkje ha vekeoppsummeringa"),
                    ),
                    expanded=True,
                    initial=("0",),
                ),
                TimeField("at", "Når på dagen?", hint=HOURS, initial=time(7, 30)),
            ),
            "Lagre",
            "Avbryt",
        )
    )


def test_what_was_chosen_stands_in_the_form_the_next_time(town: Town) -> None:
    for weekday in ("3", "never"):
        town.asks("marit", Entry.FORM, "digest.choose", weekday=weekday, at=time(9, 30))
        opened = town.asks("marit", Entry.ACTION, "digest.choose")
        assert isinstance(opened, Open)
        initial = {field.id: getattr(field, "initial", None) for field in opened.form.fields}
        assert initial == {"weekday": (weekday,), "at": time(9, 30)}


@pytest.mark.parametrize(
    ("language", "weekday", "title", "text", "show", "close"),
    [
        (
            *("nn", "3", "Vekeoppsummering", "Neste vekeoppsummering kjem torsdag 25. februar kl. 09.30."),
            *("Vis vekeoppsummeringa", "Lukk"),
        ),
        (
            *("nb", "3", "Ukeoppsummering", "Neste ukeoppsummering kommer torsdag 25. februar kl. 09.30."),
            *("Vis ukeoppsummeringen", "Lukk"),
        ),
        ("nn", "never", "Vekeoppsummering", "Du får ikkje vekeoppsummeringa.", "Vis vekeoppsummeringa", "Lukk"),
        ("nb", "never", "Ukeoppsummering", "Du får ikke ukeoppsummeringen.", "Vis ukeoppsummeringen", "Lukk"),
    ],
)
def test_the_receipt_says_when_the_next_one_comes(
    town: Town, language: str, weekday: str, title: str, text: str, show: str, close: str
) -> None:
    choose(town, "marit", language)
    answers = [town.asks("marit", Entry.FORM, "digest.choose", weekday=weekday, at=time(9, 30)) for _ in range(2)]
    receipt = Receipt(title, (Text(text), Buttons((Button(show, "digest.show"),))), close)
    assert answers == [Finish(receipt)] * 2


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"weekday": "5", "at": time(9)}, {"weekday": "Vel ein dag."}),
        ({"at": time(9)}, {"weekday": "Vel ein dag."}),
        ({"weekday": "1"}, {"at": HOURS}),
        ({"weekday": "1", "at": time(6, 59)}, {"at": HOURS}),
        ({"weekday": "1", "at": time(16)}, {"at": HOURS}),
    ],
)
def test_what_cannot_be_chosen_is_said_at_its_field(
    town: Town, given: dict[str, str | time], errors: dict[str, str]
) -> None:
    with pytest.raises(BadField) as refused:
        town.asks("marit", Entry.FORM, "digest.choose", **given)
    assert refused.value.errors == errors


def test_who_chooses_a_day_again_gets_it_again(town: Town) -> None:
    for weekday in ("never", "0"):
        town.asks("marit", Entry.FORM, "digest.choose", weekday=weekday, at=time(7, 30))
    live_through_two_weeks(town)
    assert town.kinds("marit").count(NoticeKind.DIGEST) == 2


def test_a_leaders_own_page_says_when_it_comes_and_others_nothing(town: Town) -> None:
    town.deliver()
    rows = {}
    for person in ("marit", "ingrid"):
        with town.as_(person) as ctx:
            rows[person] = digest_rows(ctx)
    assert rows == {"marit": (Row("Neste vekeoppsummering kjem måndag 1. mars kl. 07.30.", CHOOSE),), "ingrid": ()}


def test_a_leaders_own_hours_are_reckoned_with(town: Town) -> None:
    town.asks("marit", Entry.FORM, "settings.hours", start="10:00", end="municipal")
    town.deliver()
    with town.as_("marit") as ctx:
        assert [row.text for row in digest_rows(ctx)] == ["Neste vekeoppsummering kjem måndag 1. mars kl. 10.00."]


def test_asking_counts_a_week_once(town: Town) -> None:
    town.now = MONDAY
    for _ in range(3):
        say(town, "digest")
    with town.world() as world:
        assert [row.monday for row in world.session.exec(select(UnitWeek))] == [date(2027, 3, 8)]
