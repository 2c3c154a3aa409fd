from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from handlers.entry import Entry
from handlers.errors import BadField, NoAccess, OutOfDate
from handlers.screens import LIMITS, Answer, ChoiceField, FieldValue, Finish, Form, Heading, Listing, Open, Text
from store.slots import Slot, SlotSeries
from store.waitlist import Offer
from tests.handlers.booking import journey
from tests.town import OSLO, Town, oslo

TUESDAYS: dict[str, FieldValue] = {
    "weekday": "1",
    "every": "1",
    "first": date(2027, 3, 2),
    "last": date(2027, 3, 16),
    "start": time(10),
    "number": "2",
    "length": "45",
    "place": "Møterom 2",
    "video": "",
}


def form_of(answer: Answer) -> Form:
    assert isinstance(answer, Open), answer
    return answer.form


def open_form(town: Town) -> Form:
    return form_of(town.asks("anne", Entry.ACTION, "slots.series"))


def fill(town: Town, draft: str, **other: FieldValue) -> Answer:
    unit_id = _unit_id(town)
    return town.asks("anne", Entry.FORM, "slots.series", **{"draft": draft, "unit": str(unit_id), **TUESDAYS, **other})


def confirm(town: Town, draft: str, skip: str = "") -> Answer:
    return town.asks("anne", Entry.FORM, "slots.series_confirm", draft=draft, skip=skip)


def starts(town: Town) -> list[datetime]:
    with town.database.session() as session:
        return [slot.starts_at for slot in session.exec(select(Slot).order_by(Slot.starts_at))]  # type: ignore[arg-type]


def errors(town: Town, **other: FieldValue) -> dict[str, str]:
    with pytest.raises(BadField) as refused:
        fill(town, open_form(town).draft, **other)
    return refused.value.errors


def lists(form: Form) -> list[tuple[str, ...]]:
    return [part.lines for part in form.parts if isinstance(part, Listing)]


def test_every_date_is_shown_before_anything_is_made(town: Town) -> None:
    form = form_of(fill(town, open_form(town).draft))
    assert form.name == "slots.series_confirm"
    assert lists(form) == [("Tysdag 2. mars", "Tysdag 9. mars", "Tysdag 16. mars")]
    assert Text("Start: 10.00 og 10.45") in form.parts
    assert form.fields == ()
    assert starts(town) == []


def test_a_long_series_is_shown_whole_within_what_a_text_can_hold(town: Town) -> None:
    form = form_of(fill(town, open_form(town).draft, last=date(2029, 2, 27), number="8", start=time(8)))
    shown = [line for lines in lists(form) for line in lines]
    assert all(sum(len(line) + 4 for line in lines) <= LIMITS.text for lines in lists(form))
    assert len(shown) == 105  # every Tuesday of two years, given or skipped


def test_a_day_that_ends_early_shows_its_own_times(town: Town) -> None:
    with town.database.session() as session:
        kindergarten = str(town.unit_id(session, "blaaklokka"))
    near_easter: dict[str, FieldValue] = {"weekday": "2", "first": date(2027, 3, 17), "last": date(2027, 3, 24)}
    form = form_of(fill(town, open_form(town).draft, unit=kindergarten, start=time(11), **near_easter))
    assert lists(form) == [
        ("Onsdag 17. mars", "Onsdag 24. mars kl. 11.00"),
        ("Onsdag 24. mars: arbeidsdagen sluttar kl. 12.00",),
    ]


def test_the_times_are_made_once_however_often_it_is_confirmed(town: Town) -> None:
    draft = open_form(town).draft
    fill(town, draft)
    assert confirm(town, draft) == confirm(town, draft)
    days = [oslo(2027, 3, day, 10) for day in (2, 9, 16)]
    assert starts(town) == [start for day in days for start in (day, day + timedelta(minutes=45))]
    with town.database.session() as session:
        series = session.exec(select(SlotSeries)).one()
        slot = session.exec(select(Slot)).first()
    assert (series.weekday, series.starts, series.number, series.created_by) == (1, time(10), 2, town.person_id("anne"))
    assert slot is not None
    assert (slot.series_id, slot.place, slot.video_link) == (series.id, "Møterom 2", None)


def test_the_receipt_counts_what_was_made(town: Town) -> None:
    draft = open_form(town).draft
    fill(town, draft)
    answer = confirm(town, draft)
    assert isinstance(answer, Finish)
    assert answer.receipt.parts[0] == Heading("Tidene er lagde inn")
    assert "6 tider kan no bestillast på Solvik skule." in repr(answer.receipt.parts)


def test_holidays_and_closed_days_are_listed_by_name_and_nothing_is_ticked(town: Town) -> None:
    form = form_of(fill(town, open_form(town).draft, weekday="0", first=date(2027, 3, 15), last=date(2027, 5, 31)))
    assert lists(form)[1] == (
        "Måndag 22. mars: Påskeferie",
        "Måndag 29. mars: andre påskedag",
        "Måndag 17. mai: andre pinsedag og 17. mai",
    )
    (skip,) = form.fields
    assert isinstance(skip, ChoiceField)
    assert (skip.required, skip.initial, [option.value for option in skip.options]) == (True, (), ["skip", "back"])


def test_nothing_is_made_until_skipping_is_confirmed(town: Town) -> None:
    draft = open_form(town).draft
    fill(town, draft, first=date(2027, 3, 16), last=date(2027, 3, 23))
    with pytest.raises(BadField) as refused:
        confirm(town, draft)
    assert list(refused.value.errors) == ["skip"]
    assert starts(town) == []
    confirm(town, draft, "skip")
    assert starts(town) == [oslo(2027, 3, 16, 10), oslo(2027, 3, 16, 10, 45)]


def test_going_back_keeps_what_was_filled_in(town: Town) -> None:
    draft = open_form(town).draft
    fill(town, draft, first=date(2027, 3, 16), last=date(2027, 3, 23))
    form = form_of(confirm(town, draft, "back"))
    assert form.name == "slots.series"
    assert {field.id: getattr(field, "initial", None) for field in form.fields} == {
        "unit": (str(_unit_id(town)),),
        "weekday": ("1",),
        "every": ("1",),
        "first": date(2027, 3, 16),
        "last": date(2027, 3, 23),
        "start": time(10),
        "number": ("2",),
        "length": ("45",),
        "place": "Møterom 2",
        "video": "",
    }
    assert starts(town) == []


def _unit_id(town: Town) -> int:
    with town.database.session() as session:
        return town.unit_id(session, "solvik")


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"last": date(2027, 3, 1)}, "last"),
        ({"last": date(2029, 3, 3)}, "last"),
        ({"first": date(2027, 2, 16)}, "first"),
        ({"first": date(1, 1, 1)}, "first"),
        ({"last": date(9999, 12, 31)}, "last"),
        ({"first": None}, "first"),
        ({"start": None}, "start"),
        ({"weekday": "6"}, "weekday"),
        ({"number": "99"}, "number"),
        ({"length": "1"}, "length"),
        ({"start": time(23, 30)}, "start"),
        ({"first": date(2027, 3, 3), "last": date(2027, 3, 5)}, "last"),
        ({"first": date(2027, 3, 23), "last": date(2027, 3, 30)}, "last"),
        ({"place": " "}, "place"),
        ({"video": "http://example.org/a"}, "video"),
        ({"place": "Rom 01011212345"}, "place"),
    ],
)
def test_each_fault_stands_at_its_field_and_changes_nothing(
    town: Town, other: dict[str, FieldValue], field: str
) -> None:
    assert list(errors(town, **other)) == [field]
    assert starts(town) == []


def test_a_text_is_refused_also_behind_the_first_fault(town: Town) -> None:
    """What nobody has judged yet is repeated to nobody."""
    number = "01011212345"
    with pytest.raises(BadField) as said:
        fill(town, open_form(town).draft, place=f"Rom {number}", video=f"https://video.example/{number}")
    assert sorted(said.value.errors) == ["place", "video"]
    assert {text.partition(".")[0] for text in said.value.errors.values()} == {"Skriv utan fødselsnummer"}
    assert said.value.clear == {"place", "video"}


def test_an_overlap_names_the_days(town: Town) -> None:
    town.give_slot("solvik", oslo(2027, 3, 9, 11))
    town.give_slot("nesbygda", oslo(2027, 3, 2, 10))
    assert errors(town) == {"start": "Det er allereie tider tysdag 9. mars. Vel ein annan start eller andre datoar."}


def test_an_overlap_that_came_after_the_dates_were_shown_makes_nothing(town: Town) -> None:
    draft = open_form(town).draft
    fill(town, draft)
    town.give_slot("solvik", oslo(2027, 3, 9, 11))
    form = form_of(confirm(town, draft))
    assert form.name == "slots.series"
    assert "tysdag 9. mars" in repr(form.parts[0])
    assert starts(town) == [oslo(2027, 3, 9, 11)]


def test_a_video_link_can_stand_in_for_a_place(town: Town) -> None:
    draft = open_form(town).draft
    fill(town, draft, place="", video="https://video.example/rom")
    confirm(town, draft)
    with town.database.session() as session:
        slot = session.exec(select(Slot)).first()
    assert slot is not None
    assert (slot.place, slot.video_link) == ("Video", "https://video.example/rom")


def test_those_in_line_are_offered_the_new_times_first(town: Town) -> None:
    waiting = journey.start(town, "ingrid")
    journey.child(town, "ingrid", waiting)
    journey.voice(town, "ingrid", waiting)
    town.asks("ingrid", Entry.ACTION, "booking.wait", draft=waiting)
    draft = open_form(town).draft
    fill(town, draft)
    confirm(town, draft)
    with town.database.session() as session:
        held = session.exec(select(Slot).where(Slot.held_for != None)).all()  # noqa: E711
        (offer,) = session.exec(select(Offer)).all()
    assert [slot.id for slot in held] == [offer.slot_id]


def test_only_the_coordinator_gives_times(town: Town) -> None:
    draft = open_form(town).draft
    for name in ("slots.series", "slots.add", "slots.call_off", "slots.show"):
        with pytest.raises(NoAccess) as refused:
            town.asks("marit", Entry.ACTION, name)
        assert "Anne Brekke" in refused.value.text
    with pytest.raises(NoAccess):
        town.asks("marit", Entry.FORM, "slots.series_confirm", draft=draft, skip="skip")


def test_an_old_form_is_answered_with_the_way_to_start_again(town: Town) -> None:
    with pytest.raises(OutOfDate) as refused:
        confirm(town, "gone")
    assert [button.action for button in refused.value.buttons] == ["slots.series", "slots.show"]
    with pytest.raises(OutOfDate):
        confirm(town, open_form(town).draft)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.dates(date(2027, 3, 1), date(2027, 12, 1)),
    weeks=st.integers(1, 26),
    weekday=st.integers(0, 4),
    start=st.times(time(7), time(16)).map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_the_local_time_is_the_same_over_both_clock_changes(
    town: Town, first: date, weeks: int, weekday: int, start: time
) -> None:
    before = set(starts(town))
    draft = open_form(town).draft
    last = first + timedelta(weeks=weeks)
    try:
        fill(town, draft, weekday=str(weekday), first=first, last=last, start=start, number="1")
    except BadField:
        return  # an overlap with an earlier example, or nothing but holidays
    confirm(town, draft, "skip")
    made = [at.astimezone(OSLO) for at in starts(town) if at not in before]
    assert {at.time() for at in made} == {start}
    assert {at.weekday() for at in made} == {weekday}
    assert all(first <= at.date() <= last for at in made)
