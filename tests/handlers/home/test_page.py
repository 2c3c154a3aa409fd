"""Everybody's own page, read as a whole in both languages, and read in as many statements however much there is."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from handlers.entry import Entry
from handlers.screens import Buttons, Row, Show
from store.attendance import Telling
from store.minutes import Documented
from store.notices import Notice, NoticeKind
from tests.handlers.home.crowd import (
    add_meetings,
    agree,
    counted_statements,
    page_of,
    promise,
    read,
    sum_up,
    tell_family,
    under,
)
from tests.town import Town, buttons, oslo

# Everything that can be made of a fault of the page: more blocks than this are not shown.
MOST_PARTS = 60


@pytest.fixture
def busy(town: Town) -> Town:
    """Tuesday 9 March at 09:00: last week's meeting is not summed up, tomorrow's is ahead, and more."""
    town.now = oslo(2027, 3, 9, 9)
    past, tomorrow, later = add_meetings(
        town, [oslo(2027, 3, 2, 10), oslo(2027, 3, 10, 12), oslo(2027, 3, 16, 10)], "ingrid", "jonas"
    )
    promise(town, past, NoticeKind.MINUTES_DUE, oslo(2027, 3, 3, 9))
    promise(town, past, NoticeKind.MINUTES_DUE, oslo(2027, 3, 5, 9))
    promise(town, tomorrow, NoticeKind.CONSENT_CHOICE, oslo(2027, 3, 3, 9))
    promise(town, later, NoticeKind.CONSENT_CHOICE, oslo(2027, 3, 9, 12))
    for item in (tomorrow, later):
        promise(town, item, NoticeKind.REPLIES_CHECK, oslo(2027, 3, 11, 9))
    tell_family(town, past, Telling.MINUTES)
    promise(town, past, NoticeKind.FAMILY_UNTOLD, oslo(2027, 3, 12, 9))
    agree(town, past, "ingrid", date(2027, 3, 8))
    agree(town, past, "jonas", date(2027, 3, 9))
    for day in (10, 11, 12, 15, 16, 17):
        town.give_slot("solvik", oslo(2027, 3, day, 13))
    return town


NN = """\
Over fristen
  Samtykke manglar i sak S-IN01, onsdag 10. mars kl. 12.00. [Opne]
  Over fristen sidan onsdag 3. mars.
  Oppsummeringa i sak S-IN00 er ikkje skriven. Møtet var tysdag 2. mars kl. 10.00. [Skriv oppsummering]
  Over fristen sidan fredag 5. mars.
  Rettleiing i sak S-IN00. Avtalt tysdag 2. mars. [Merk som gjort]
  Over fristen sidan måndag 8. mars.
Ventar på deg
  Samtykke manglar i sak S-IN02, tysdag 16. mars kl. 10.00. [Opne]
  Frist: tysdag 9. mars.
  Sei frå til familien i sak S-IN00, tysdag 2. mars kl. 10.00. [Opne]
  Frist: fredag 12. mars.
Denne veka
  I morgon, onsdag 10. mars
  Kl. 12.00–12.45: SamBa-møte, Solvik skule · S-IN01 [Opne]
Neste veke
  Tysdag 16. mars
  Kl. 10.00–10.45: SamBa-møte, Solvik skule · S-IN02 [Opne]
Ledige tider på Solvik skule
  Onsdag 10. mars kl. 13.00–13.45 [Bestill denne tida]
  Torsdag 11. mars kl. 13.00–13.45 [Bestill denne tida]
  Fredag 12. mars kl. 13.00–13.45 [Bestill denne tida]
  Måndag 15. mars kl. 13.00–13.45 [Bestill denne tida]
  Tysdag 16. mars kl. 13.00–13.45 [Bestill denne tida]
Innstillingar
  Språk: nynorsk [Bytt til bokmål]
  Eg sender deg meldingar på arbeidsdagar frå kl. 07.00 til kl. 16.00, slik det er vanleg i kommunen. [Endre tidene]"""
NB = """\
Venter på deg
  Veiledning. Avtalt i et møte tirsdag 2. mars. [Merk som gjort]
  Frist: tirsdag 9. mars.
  Kommer du onsdag 10. mars kl. 12.00? Du har ikke svart ennå. [Svar]
  Frist: torsdag 11. mars.
  Kommer du tirsdag 16. mars kl. 10.00? Du har ikke svart ennå. [Svar]
  Frist: torsdag 11. mars.
Denne uken
  I morgen, onsdag 10. mars
  Kl. 12.00–12.45: SamBa-møte, Solvik skole [Åpne]
Neste uke
  Tirsdag 16. mars
  Kl. 10.00–10.45: SamBa-møte, Solvik skole [Åpne]
Ledige tider på Solvik skole
  Onsdag 10. mars kl. 13.00–13.45 [Bestill denne tiden]
  Torsdag 11. mars kl. 13.00–13.45 [Bestill denne tiden]
  Fredag 12. mars kl. 13.00–13.45 [Bestill denne tiden]
  Mandag 15. mars kl. 13.00–13.45 [Bestill denne tiden]
  Tirsdag 16. mars kl. 13.00–13.45 [Bestill denne tiden]
Innstillinger
  Språk: bokmål [Byt til nynorsk]
  Jeg sender deg meldinger på arbeidsdager fra kl. 07.00 til kl. 16.00, slik det er vanlig i kommunen. [Endre tidene]"""


@pytest.mark.parametrize(("person", "expected"), [("ingrid", NN), ("jonas", NB)])
def test_the_page_as_it_is_read(busy: Town, person: str, expected: str) -> None:
    assert "\n".join(read(page_of(busy, person))[:-1]) == expected


def test_every_row_leads_to_where_it_is_seen_to(busy: Town) -> None:
    pressed = [part.button for part in page_of(busy, "ingrid").parts if isinstance(part, Row)]
    assert [button.action for button in pressed] == [
        "item.show",
        "minutes.open",
        "measure.done",
        "item.show",
        "item.show",
        "item.show",
        "item.show",
        *["booking.start"] * 5,
        "language.choose",
        "settings.hours",
    ]


def test_the_case_stands_there_for_its_convener_only(busy: Town) -> None:
    assert "S-IN" in repr(page_of(busy, "ingrid"))
    for other in ("jonas", "marit", "anne", "hilde"):
        assert "S-IN" not in repr(page_of(busy, other))


def test_last_stand_the_ways_to_all_that_has_no_place_on_the_page(busy: Town) -> None:
    last = page_of(busy, "anne").parts[-1]
    assert isinstance(last, Buttons)
    actions = [button.action for button in last.buttons]
    assert not {"list.show", "settings.show", "language.choose"} & set(actions)
    assert {"booking.start", "slots.show", "todo.show", "help.show"} <= set(actions)


def test_a_coordinator_sees_the_units_with_their_next_free_time(busy: Town) -> None:
    assert under(page_of(busy, "anne"), "Ledige tider") == [
        "Blåklokka barnehage: ingen ledige tider. [Vis tidene]",
        "Nesbygda skule: ingen ledige tider. [Vis tidene]",
        "Solvik skule: neste ledige tid er onsdag 10. mars kl. 13.00. [Vis tidene]",
        "Storhaug ungdomsskule: ingen ledige tider. [Vis tidene]",
        "[Vis alle og legg inn tider]",
    ]


def test_who_works_where_no_times_are_given_sees_none(busy: Town) -> None:
    assert not [line for line in read(page_of(busy, "hilde")) if line.startswith("Ledige")]


def test_without_free_times_there_is_the_waiting_list(town: Town) -> None:
    assert under(page_of(town, "ingrid"), "Ledige tider på Solvik skule") == [
        "Ingen tider er ledige på Solvik skule. Bestill likevel, så får du plass på ventelista. [Bestill tid]"
    ]


def test_a_leader_finds_the_digest_among_the_settings(town: Town) -> None:
    assert under(page_of(town, "marit"), "Innstillingar")[2].endswith("[Vel dag og tid]")


def test_the_next_meeting_stands_there_where_none_is_near(town: Town) -> None:
    add_meetings(town, [oslo(2027, 4, 6, 10), oslo(2027, 4, 7, 10)])
    assert under(page_of(town, "ingrid"), "Vekene mine") == [
        "Du har ingen møte denne veka eller neste. Det første er:",
        "Tysdag 6. april kl. 10.00–10.45: SamBa-møte, Solvik skule · S-IN00 [Opne]",
        "[Vis alle møta mine]",
    ]


def test_a_week_goes_from_monday_to_sunday_also_over_the_new_year(town: Town) -> None:
    town.now = oslo(2026, 12, 28, 6)
    add_meetings(
        town, [oslo(2026, 12, 28, 8), oslo(2026, 12, 28, 9), oslo(2027, 1, 3, 23), oslo(2027, 1, 4), oslo(2027, 1, 11)]
    )
    page = page_of(town, "ingrid")
    assert under(page, "Denne veka") == [
        "I dag, måndag 28. desember",
        "Kl. 08.00–08.45: SamBa-møte, Solvik skule · S-IN00 [Opne]",
        "Kl. 09.00–09.45: SamBa-møte, Solvik skule · S-IN01 [Opne]",
        "Søndag 3. januar",
        "Kl. 23.00–23.45: SamBa-møte, Solvik skule · S-IN02 [Opne]",
    ]
    assert under(page, "Neste veke") == [
        "Måndag 4. januar",
        "Kl. 00.00–00.45: SamBa-møte, Solvik skule · S-IN03 [Opne]",
        "[Vis alle møta mine]",
    ]


def test_reminders_that_come_again_do_not_move_a_deadline(town: Town) -> None:
    town.now = oslo(2027, 3, 16, 9)
    (item,) = add_meetings(town, [oslo(2027, 3, 2, 10)])
    sum_up(town, item, Documented.LATER)
    for due in (oslo(2027, 3, 4, 9), oslo(2027, 3, 11, 9), oslo(2027, 3, 18, 9)):
        promise(town, item, NoticeKind.DOCUMENTATION_DUE, due)
    promise(town, item, NoticeKind.MINUTES_DUE, oslo(2027, 3, 3, 9))
    assert under(page_of(town, "ingrid"), "Over fristen") == [
        "Sak S-IN00 er ikkje dokumentert enno. Møtet var tysdag 2. mars kl. 10.00. [Opne]",
        "Over fristen sidan torsdag 4. mars.",
    ]


def test_what_one_has_put_off_for_oneself_is_still_due_when_it_was(busy: Town) -> None:
    before = page_of(busy, "ingrid")
    with busy.world() as world:
        asked = world.session.exec(select(Notice).where(Notice.kind == NoticeKind.MINUTES_DUE)).first()
        assert asked is not None
        world.session.add(
            Notice(
                tenant_id=world.tenant_id,
                kind=asked.kind,
                key="later",
                item_id=asked.item_id,
                only_id=busy.person(world.session, "ingrid").id,
                due_at=oslo(2027, 3, 20, 9),
            )
        )
    assert page_of(busy, "ingrid") == before


def crowd(town: Town, number: int) -> None:
    """As many meetings ahead and behind, each with all that can wait."""
    town.now = oslo(2027, 3, 9, 9)
    behind = add_meetings(town, [oslo(2027, 2, 1, 8) + timedelta(hours=each) for each in range(number)], "ingrid")
    ahead = add_meetings(
        town, [oslo(2027, 3, 10, 8) + timedelta(hours=each) for each in range(number)], "jonas", "ingrid", "hilde"
    )
    mine = add_meetings(
        town, [oslo(2027, 3, 10, 8) + timedelta(hours=each) for each in range(number)], "marit", "ingrid"
    )
    for item in behind:
        promise(town, item, NoticeKind.MINUTES_DUE, oslo(2027, 3, 3, 9))
        tell_family(town, item, Telling.MINUTES)
        agree(town, item, "ingrid", date(2027, 3, 8))
    for item in (*ahead, *mine):
        tell_family(town, item)


def test_the_page_is_read_in_as_many_statements_however_many_meetings_there_are(town: Town) -> None:
    people = ("ingrid", "jonas", "marit", "anne")
    counts: list[list[int]] = []
    for number in (3, 40):
        crowd(town, number)
        pages = [page_of(town, person) for person in people]  # what is remembered between asks is remembered now
        assert max(len(page.parts) for page in pages) <= MOST_PARTS
        counts.append([])
        for person in people:
            with counted_statements(town) as asked:
                page_of(town, person)
            counts[-1].append(len(asked))
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 45


def test_however_much_is_overdue_some_of_the_rest_is_seen(town: Town) -> None:
    crowd(town, 12)
    page = page_of(town, "ingrid")
    late, others = under(page, "Over fristen"), under(page, "Ventar på deg")
    assert [line.partition(" i sak")[0] for line in late[::2]] == ["Oppsummeringa"] * 7
    assert [line.partition(" i sak")[0] for line in others] == [*["Sei frå til familien"] * 3, "[Vis fleire]"]


def test_all_that_waits_can_be_paged_through(town: Town) -> None:
    crowd(town, 12)
    page = page_of(town, "ingrid")
    more = next(part for part in page.parts if isinstance(part, Buttons))
    assert [(button.text, button.action, button.value) for button in more.buttons] == [
        ("Vis fleire", "waiting.show", "page=0")
    ]
    seen: list[tuple[str, str]] = []
    for number in range(10):
        shown = town.asks("ingrid", Entry.ACTION, "waiting.show", page=str(number))
        assert isinstance(shown, Show)
        seen += [(part.text, part.button.value) for part in shown.card.parts if isinstance(part, Row)]
        if "Vis fleire" not in buttons(shown.card):
            break
    assert len(seen) == len(set(seen)) == 12 * 3 + 12 * 2
    late = [(text, about) for text, about in seen if "Over fristen" in text]
    assert late == seen[: len(late)]


def test_all_meetings_can_be_paged_through(town: Town) -> None:
    add_meetings(town, [oslo(2027, 3, 10, 8) + timedelta(hours=each) for each in range(40)])
    seen: list[str] = []
    more: list[bool] = []
    for number in range(3):
        shown = town.asks("ingrid", Entry.ACTION, "list.show", page=str(number))
        assert isinstance(shown, Show)
        seen += [part.text for part in shown.card.parts if isinstance(part, Row)]
        more.append("Vis fleire" in buttons(shown.card))
    assert len(set(seen)) == len(seen) == 40
    assert more == [True, True, False]
