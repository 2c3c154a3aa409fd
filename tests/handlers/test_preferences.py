"""Each person's own settings: what stands there, what can be chosen, and what it does to messages that wait."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers import expanding
from handlers.calendars import message_time
from handlers.entry import Entry
from handlers.errors import BadField
from handlers.notice_kinds import KINDS
from handlers.screens import (
    Answer,
    Button,
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
    Text,
)
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import DAY_BEFORE, HOUR_BEFORE, Arranged
from tests.town import Town, oslo

STARTS = ["07:00", "07:30", *(f"{hour:02}:{minute}" for hour in range(8, 14) for minute in ("00", "30")), "14:00"]
ENDS = ["09:00", "09:30", *(f"{hour:02}:{minute}" for hour in range(10, 16) for minute in ("00", "30")), "16:00"]


def choose(town: Town, person: str, start: str, end: str) -> Answer:
    return town.asks(person, Entry.FORM, "settings.hours", draft="", start=start, end=end)


def hours_row(town: Town, person: str) -> str:
    shown = town.asks(person, Entry.ACTION, "settings.show")
    assert isinstance(shown, Show)
    return next(
        part.text for part in shown.card.parts if isinstance(part, Row) and part.button.action == "settings.hours"
    )


def test_what_holds_is_read_in_nynorsk(town: Town) -> None:
    expected = Show(
        Card(
            (
                Heading("Innstillingar"),
                Row("Språk: nynorsk", Button("Bytt til bokmål", "language.choose", "language=nb")),
                Row(
                    "Eg sender deg meldingar på arbeidsdagar frå kl. 07.00 til kl. 16.00, slik det er vanleg i "
                    "kommunen.",
                    Button("Endre tidene", "settings.hours"),
                ),
            ),
            "Innstillingane dine",
        )
    )
    assert town.asks("ingrid", Entry.ACTION, "settings.show") == expected
    assert town.asks("ingrid", Entry.COMMAND, "run", words="innstillingar") == expected


def test_what_one_has_chosen_is_read_in_bokmaal(town: Town) -> None:
    line = "Jeg sender deg meldinger på arbeidsdager fra kl. 08.30 til kl. 16.00, slik du har valgt."
    assert choose(town, "jonas", "08:30", "municipal") == Finish(
        Receipt("Når meldingene kommer", (Text(line),), "Lukk")
    )
    assert town.asks("jonas", Entry.ACTION, "settings.show") == Show(
        Card(
            (
                Heading("Innstillinger"),
                Row("Språk: bokmål", Button("Byt til nynorsk", "language.choose", "language=nn")),
                Row(line, Button("Endre tidene", "settings.hours")),
            ),
            "Innstillingene dine",
        )
    )


def options(usual: str, times: list[str]) -> tuple[Option, ...]:
    return (Option("municipal", usual), *(Option(each, each.replace(":", ".")) for each in times))


def test_the_form_offers_half_hours_and_presets_what_holds(town: Town) -> None:
    choose(town, "ingrid", "08:00", "municipal")
    assert town.asks("ingrid", Entry.ACTION, "settings.hours") == Open(
        Form(
            "settings.hours",
            "Når meldingane kjem",
            (
                Text(
                    "Eg sender deg meldingar på arbeidsdagar mellom desse tidene. Resten ventar til du er tilbake. "
                    "Svar på det du trykkjer på, rettingar og meldingar om eit møte innan ein time kjem alltid."
                ),
                ChoiceField("start", "Frå", options("Som vanleg i kommunen: 07.00", STARTS), initial=("08:00",)),
                ChoiceField("end", "Til", options("Som vanleg i kommunen: 16.00", ENDS), initial=("municipal",)),
                Note("På ein kort arbeidsdag som sluttar før tida di byrjar, gjeld dei vanlege tidene i kommunen."),
            ),
            "Lagre",
            "Avbryt",
        )
    )


@pytest.mark.parametrize(("start", "end"), [("10:00", "11:30"), ("14:00", "09:00"), ("municipal", "08:00")])
def test_two_hours_at_least_are_left(town: Town, start: str, end: str) -> None:
    with pytest.raises(BadField) as refused:
        choose(town, "ingrid", start, end)
    assert refused.value.errors == {"end": "Det må vere minst to timar mellom tidene, så meldingane kan nå deg."}


@pytest.mark.parametrize("strange", ["06:30", "16:30", "08:15", "8", "08:00+01:00", ""])
def test_what_the_list_does_not_have_is_refused(town: Town, strange: str) -> None:
    with pytest.raises(BadField) as refused:
        choose(town, "jonas", strange, strange)
    wrong = "Velg et klokkeslett fra listen."
    assert refused.value.errors == {"start": wrong, "end": wrong}


def test_the_municipalitys_hours_can_be_had_back(town: Town) -> None:
    choose(town, "ingrid", "08:00", "15:00")
    choose(town, "ingrid", "municipal", "municipal")
    assert hours_row(town, "ingrid").endswith("slik det er vanleg i kommunen.")


def test_a_reminder_waits_for_its_readers_own_hours_and_for_nobody_elses(sent: Arranged) -> None:
    choose(sent.town, "per", "10:00", "15:00")
    sent.town.wait_until(DAY_BEFORE)
    assert NoticeKind.REMINDER_DAY in sent.town.kinds("erik")
    assert NoticeKind.REMINDER_DAY not in sent.town.kinds("per")
    sent.town.wait_until(oslo(2027, 3, 15, 10))
    came = [letter.came for letter in sent.town.inbox("per") if letter.kind is NoticeKind.REMINDER_DAY]
    assert came == [oslo(2027, 3, 15, 10)]


def test_the_reminder_within_the_hour_comes_all_the_same(sent: Arranged) -> None:
    choose(sent.town, "per", "12:00", "16:00")
    sent.town.wait_until(HOUR_BEFORE)
    assert NoticeKind.REMINDER_HOUR in sent.town.kinds("per")


def test_corrections_come_all_the_same(sent: Arranged) -> None:
    choose(sent.town, "per", "14:00", "16:00")
    sent.withdraws()
    edits = {letter.kind: letter.edits for letter in sent.town.inbox("per")}
    assert (edits[NoticeKind.AGENDA], NoticeKind.WITHDRAWN in edits) == (1, False)


def test_what_waits_moves_when_the_hours_do(sent: Arranged) -> None:
    choose(sent.town, "per", "13:00", "16:00")
    sent.town.wait_until(DAY_BEFORE)
    choose(sent.town, "per", "11:00", "16:00")
    sent.town.deliver()
    assert NoticeKind.REMINDER_DAY not in sent.town.kinds("per")
    sent.town.wait_until(oslo(2027, 3, 15, 11))
    assert sent.town.kinds("per").count(NoticeKind.REMINDER_DAY) == 1


def test_what_was_about_to_go_waits_when_the_hours_grow_shorter(sent: Arranged) -> None:
    sent.town.now = DAY_BEFORE
    with sent.town.database.session() as session:
        expanding.expand_due(session, sent.town.now, KINDS)
    choose(sent.town, "per", "12:00", "16:00")
    sent.town.deliver()
    assert NoticeKind.REMINDER_DAY not in sent.town.kinds("per")
    sent.town.wait_until(oslo(2027, 3, 15, 12))
    assert sent.town.kinds("per").count(NoticeKind.REMINDER_DAY) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 14).flatmap(lambda first: st.tuples(st.just(first), st.integers(first + 4, 18))),
    st.datetimes(datetime(2027, 3, 20), datetime(2027, 11, 3)),  # noqa: DTZ001
)
def test_whatever_is_chosen_a_message_comes_within_it_or_on_a_short_day(
    town: Town, hours: tuple[int, int], moment: datetime
) -> None:
    first, last = (7 * 60 + 30 * each for each in hours)
    start, end = (f"{each // 60:02}:{each % 60:02}" for each in (first, last))
    choose(town, "ingrid", start, end)
    with town.as_("ingrid") as ctx:
        due = message_time(ctx, ctx.actor, moment.replace(tzinfo=oslo(2027, 1, 1).tzinfo))
        local = due.astimezone(ctx.zone)
    minutes = local.hour * 60 + local.minute
    assert first <= minutes < last or local.date().isoformat() == "2027-03-24"
    assert due >= moment.replace(tzinfo=due.tzinfo)
