from datetime import date

import pytest

from handlers.digest.card import Section, digest_card
from handlers.digest.figures import Figures, Times
from handlers.screens import LIMITS, Button, Buttons, Card, Chart, Heading, Note, Series, Table, Text
from store.minutes import Documented
from store.notices import NoticeKind
from store.people import PersonRole, RoleName
from store.unit_weeks import UnitWeek
from tests.handlers.digest.history import History
from tests.handlers.digest.test_figures import unit_named
from tests.town import Town, oslo

MONDAY = oslo(2027, 3, 8, 7, 30)
NARROW = 20  # what a chart has room for under a bar
NONE = {"held": {"samba": 0}, "ahead": {"samba": 0}, "cases": 0, "without_consent": 0, "summaries": 0}
NONE |= {"documentation": 0, "overdue": 0, "measures": 0}


def live_through_two_weeks(town: Town) -> None:
    """Six meetings at Solvik in week 9 and five in week 10, seen from both Mondays."""
    town.deliver()
    with town.world() as world:
        history = History(world)
        for day in (1, 2, 3, 4, 4, 5):
            at = oslo(2027, 3, day, 8 + day)
            item = history.meeting("solvik", at, slot=history.slot("solvik", at))
            if day < 3:
                history.minutes(item, documented=Documented.LATER)
                history.measure(item, date(2027, 3, day))
            if day == 5:
                history.measure(item, date(2027, 4, 1), "barnevernet")
        history.slot("solvik", oslo(2027, 3, 2, 15))
        history.slot("solvik", oslo(2027, 3, 16, 9))
        for day in range(8, 13):
            at = oslo(2027, 3, day, 12)
            history.meeting("solvik", at, slot=history.slot("solvik", at), consents=day > 8)
    town.wait_until(MONDAY)


def digest_of(town: Town, person: str) -> Card:
    return [letter.card for letter in town.inbox(person) if letter.kind is NoticeKind.DIGEST][-1]


def choose(town: Town, person: str, language: str) -> None:
    with town.world() as world:
        town.person(world.session, person).language = language


def test_a_heads_digest_in_nynorsk(town: Town) -> None:
    live_through_two_weeks(town)
    assert digest_of(town, "marit") == Card(
        (
            Heading("Solvik skule, veke 9"),
            Text(
                "6 møte blei haldne i veke 9.\n"
                "5 møte er sette opp i veke 10.\n"
                "6 tider blei brukte. Éi blei ikkje brukt. Éi tid er ledig dei neste fire vekene.\n"
                "3 oppsummeringar manglar.\n"
                "Færre enn 5 møte manglar dokumentasjon.\n"
                "2 tiltak er over fristen."
            ),
            Table(
                ("Tal", "Veke 9", "Veke 8", "Endring"),
                (
                    ("Haldne møte", "6", "0", "+6"),
                    ("Sette opp veka etter", "5", "6", "−1"),
                    ("Utan samtykke", "ikkje vist", "0", "ikkje vist"),
                    ("Brukte tider", "6", "0", "+6"),
                    ("Ubrukte tider", "1", "0", "+1"),
                    ("Ledige tider", "1", "2", "−1"),
                    ("Utan oppsummering", "3", "0", "+3"),
                    ("Utan dokumentasjon", "færre enn 5", "0", "ikkje vist"),
                    ("Tiltak over fristen", "2", "0", "+2"),
                    ("Andre opne tiltak", "0", "færre enn 5", "ikkje vist"),
                ),
            ),
            Chart(
                "Solvik skule, veke 9",
                (
                    "Haldne møte",
                    "Sette opp veka etter",
                    "Brukte tider",
                    "Ubrukte tider",
                    "Ledige tider",
                    "Utan oppsummering",
                    "Tiltak over fristen",
                ),
                (Series("Veke 9", (6, 5, 6, 1, 1, 3, 2)), Series("Veke 8", (0, 6, 0, 0, 2, 0, 0))),
            ),
            Note("Tala er frå måndag 8. mars kl. 07.30. Eg reknar eit møte utan oppsummering som halde."),
            Note("Eg viser ikkje små tal på møte, slik at ingen kan kjennast att."),
            Buttons(
                (
                    Button("Vis det som manglar", "digest.missing", style="primary"),
                    Button("Vel dag og tid", "digest.choose"),
                )
            ),
        ),
        "Vekeoppsummeringa di er klar",
    )


def test_a_services_digest_in_bokmal(town: Town) -> None:
    choose(town, "liv", "nb")
    live_through_two_weeks(town)
    assert digest_of(town, "liv") == Card(
        (
            Heading("Barnevernstjenesten, uke 9"),
            Text(
                "6 møter ble holdt i uke 9.\n"
                "5 møter er satt opp i uke 10.\n"
                "Færre enn 5 oppsummeringer mangler.\n"
                "Færre enn 5 møter mangler dokumentasjon."
            ),
            Table(
                ("Tall", "Uke 9", "Uke 8", "Endring"),
                (
                    ("Møter holdt", "6", "0", "+6"),
                    ("Satt opp uken etter", "5", "6", "−1"),
                    ("Uten samtykke", "ikke vist", "0", "ikke vist"),
                    ("Uten oppsummering", "færre enn 5", "0", "ikke vist"),
                    ("Uten dokumentasjon", "færre enn 5", "0", "ikke vist"),
                    ("Tiltak over fristen", "0", "0", "0"),
                    ("Andre åpne tiltak", "færre enn 5", "færre enn 5", "ikke vist"),
                ),
            ),
            Chart(
                "Barnevernstjenesten, uke 9",
                ("Møter holdt", "Satt opp uken etter"),
                (Series("Uke 9", (6, 5)), Series("Uke 8", (0, 6))),
            ),
            Note("Tallene er fra mandag 8. mars kl. 07.30."),
            Note("Jeg viser ikke små tall på møter, slik at ingen kan kjennes igjen."),
            Buttons((Button("Velg dag og tid", "digest.choose"),)),
        ),
        "Ukeoppsummeringen din er klar",
    )


@pytest.mark.parametrize(
    ("figures", "nynorsk", "bokmal"),
    [
        pytest.param(
            {"times": Times(used=0, unused=1, free=0)},
            "Ingen møte blei haldne i veke 9.\n"
            "Ingen møte er sette opp i veke 10.\n"
            "Ingen tider blei brukte. Éi blei ikkje brukt. Ingen tider er ledige dei neste fire vekene.\n"
            "Ingenting manglar, og ingen tiltak er over fristen.",
            "Ingen møter ble holdt i uke 9.\n"
            "Ingen møter er satt opp i uke 10.\n"
            "Ingen tider ble brukt. Én ble ikke brukt. Ingen tider er ledige de neste fire ukene.\n"
            "Ingenting mangler, og ingen tiltak er over fristen.",
            id="nothing",
        ),
        pytest.param(
            {
                "held": {"samba": 4},
                "ahead": {"samba": 1},
                "cases": 1,
                "times": Times(used=1, unused=0, free=6),
                "summaries": 1,
                "documentation": 5,
                "overdue": 1,
            },
            "Færre enn 5 møte blei haldne i veke 9.\n"
            "Færre enn 5 møte er sette opp i veke 10.\n"
            "Éi tid blei brukt. 6 tider er ledige dei neste fire vekene.\n"
            "Éi oppsummering manglar.\n"
            "5 møte manglar dokumentasjon.\n"
            "Eitt tiltak er over fristen.",
            "Færre enn 5 møter ble holdt i uke 9.\n"
            "Færre enn 5 møter er satt opp i uke 10.\n"
            "Én tid ble brukt. 6 tider er ledige de neste fire ukene.\n"
            "Én oppsummering mangler.\n"
            "5 møter mangler dokumentasjon.\n"
            "Ett tiltak er over fristen.",
            id="few",
        ),
        pytest.param(
            {
                "held": {"samba": 7},
                "ahead": {"samba": 6},
                "cases": 6,
                "without_consent": 6,
                "times": Times(used=3, unused=2, free=1),
                "overdue": 7,
            },
            "7 møte blei haldne i veke 9.\n"
            "6 møte er sette opp i veke 10. 6 av dei manglar samtykke.\n"
            "3 tider blei brukte. 2 blei ikkje brukte. Éi tid er ledig dei neste fire vekene.\n"
            "7 tiltak er over fristen.",
            "7 møter ble holdt i uke 9.\n"
            "6 møter er satt opp i uke 10. 6 av dem mangler samtykke.\n"
            "3 tider ble brukt. 2 ble ikke brukt. Én tid er ledig de neste fire ukene.\n"
            "7 tiltak er over fristen.",
            id="many",
        ),
    ],
)
def test_every_number_has_its_sentence(town: Town, figures: dict[str, object], nynorsk: str, bokmal: str) -> None:
    said = []
    for language in ("nn", "nb"):
        choose(town, "marit", language)
        with town.as_("marit") as ctx:
            row = UnitWeek(
                tenant_id=ctx.tenant_id,
                unit_id=1,
                monday=date(2027, 3, 8),
                since=date(2027, 3, 1),
                counted_at=MONDAY,
                figures=Figures.model_validate({**NONE, "times": None, **figures}).model_dump(),
            )
            card = digest_card(ctx, [Section(unit_named(ctx, "solvik"), row, None)])
        said.append(next(part.text for part in card.parts if isinstance(part, Text)))
    assert said == [nynorsk, bokmal]


def test_what_was_not_counted_last_time_is_not_compared(town: Town) -> None:
    live_through_two_weeks(town)
    first = next(letter.card for letter in town.inbox("marit") if letter.kind is NoticeKind.DIGEST)
    table = next(part for part in first.parts if isinstance(part, Table))
    chart = next(part for part in first.parts if isinstance(part, Chart))
    assert table.columns == ("Tal", "Veke 8")
    assert (chart.categories, chart.series) == (
        ("Sette opp veka etter", "Ledige tider"),
        (Series("Veke 8", (6, 2)),),
    )


def test_after_a_closure_both_weeks_are_named(town: Town) -> None:
    town.now = oslo(2027, 3, 12, 12)
    town.deliver()
    with town.world() as world:
        history = History(world)
        for day in (15, 16, 17, 18, 19):
            history.meeting("solvik", oslo(2027, 3, day, 10))
    town.wait_until(oslo(2027, 4, 5, 8))
    headings = [
        part.text
        for letter in town.inbox("marit")
        if letter.kind is NoticeKind.DIGEST
        for part in letter.card.parts
        if isinstance(part, Heading)
    ]
    # Week 12 is closed; that of week 13 comes on its first working day, the Wednesday after Easter.
    assert headings == ["Solvik skule, veke 10", "Solvik skule, veke 11–12", "Solvik skule, veke 13"]


def test_who_leads_two_units_gets_one_digest_with_a_part_for_each(town: Town) -> None:
    with town.world() as world:
        marit = town.person(world.session, "marit").id
        assert marit is not None
        ppt = unit_named(world, "ppt").id
        role = PersonRole(tenant_id=world.tenant_id, person_id=marit, role=RoleName.PROFESSIONAL_LEAD, unit_id=ppt)
        world.session.add(role)
    live_through_two_weeks(town)
    card = digest_of(town, "marit")
    kinds = [type(part) for part in card.parts]
    one = [Heading, Text, Table, Chart, Note]
    assert kinds == [*one, *one, Note, Buttons]
    headings = [part.text for part in card.parts if isinstance(part, Heading)]
    assert headings == ["Solvik skule, veke 9", "PPT, veke 9"]


def test_everything_fits_where_it_is_drawn(town: Town) -> None:
    live_through_two_weeks(town)
    for person in ("marit", "liv"):
        card = digest_of(town, person)
        assert len(card.parts) <= LIMITS.parts
        for part in card.parts:
            if isinstance(part, Table):
                assert len(part.columns) <= LIMITS.columns
                assert {len(row) for row in part.rows} == {len(part.columns)}
            if isinstance(part, Chart):
                assert max(map(len, part.categories)) <= NARROW
                assert {len(series.values) for series in part.series} == {len(part.categories)}


def test_what_a_locked_phone_shows_names_neither_unit_nor_arena(town: Town) -> None:
    live_through_two_weeks(town)
    assert digest_of(town, "marit").notice == digest_of(town, "ragnhild").notice == "Vekeoppsummeringa di er klar"
