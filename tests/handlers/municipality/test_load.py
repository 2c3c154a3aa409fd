"""Loading a municipality creates it, updates it, and leaves alone what people have chosen themselves."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from handlers.municipality import MunicipalityError
from handlers.reaching import lose, meet, meet_channel
from store.accounts import Account, Channel, account_holder
from store.arenas import approved_arena
from store.audit import AuditEntry
from store.closed_days import ClosedDay, ClosedSpan, closed_days_for
from store.database import Database
from store.people import Person, Tenant, Unit, UnitKind, contacts_of, service_unit
from tests.handlers.municipality.conftest import SHORT, Load
from tests.handlers.municipality.contents import counts, people, rows

ROOT = Path(__file__).parents[3]
EXAMPLES = (ROOT / "docs" / "municipality.example.toml", ROOT / "bot" / "playground" / "lyngvag.toml")


def test_what_the_file_says_is_what_the_bot_finds(database: Database, load: Load) -> None:
    load(SHORT)
    with database.session() as session:
        holder = account_holder(session, "slack", "T0FJORD", "U0OLA")
        assert holder is not None
        tenant, ola, _ = holder
        assert tenant.id is not None
        assert tenant.model_dump(exclude={"id"}) == {
            "key": "fjord",
            "name": "Fjord kommune",
            "language": "nn",
            "timezone": "Europe/Oslo",
            "clock_offset": 0.0,
            "refuse_outsiders": False,
            "day_planned": None,
            "planned_to": None,
        }
        school = session.exec(select(Unit).where(Unit.key == "skulen")).one()
        ppt = service_unit(session, tenant.id, "ppt")
        assert school.id is not None
        assert ppt is not None
        assert ppt.id is not None
        assert contacts_of(session, tenant.id, school.id) == {ppt.id: ola}
        closed = closed_days_for(session, tenant.id, school)
        assert closed == [ClosedSpan(date(2027, 2, 15), date(2027, 2, 19), "Vinterferie", planning=False)]
        kinds = session.exec(select(ClosedDay.kind).order_by(col(ClosedDay.kind))).all()
        assert kinds == [UnitKind.KINDERGARTEN, UnitKind.SCHOOL]
        channel = session.exec(select(Channel)).one()
        assert (channel.unit_id, channel.external_id, channel.name) == (school.id, "C0FJORD", "fjord-samba")
    assert people(database) == {
        "kari": {
            "name": "Kari Nes",
            "language": "nb",
            "active": True,
            "accounts": {"U0KARI"},
            "roles": {("form_teacher", "skulen")},
        },
        "ola": {
            "name": "Ola Vik",
            "language": None,
            "active": True,
            "accounts": {"U0OLA"},
            "roles": {("employee", "ppt"), ("samba_coordinator", None)},
        },
    }


def test_the_summary_counts_what_was_made(load: Load) -> None:
    assert load(SHORT) == [
        "Fjord kommune has been set up.",
        "Units: 2 new, 0 changed, 0 deactivated",
        "People: 2 new, 0 changed, 0 deactivated",
        "Accounts: 2 new, 0 removed",
        "Roles: 3 new, 0 removed",
        "Contact persons: 1 new, 0 removed",
        "Channels: 1 new, 0 removed",
        "Closed days: 2 new, 0 removed",
    ]


def test_loading_the_same_file_again_changes_nothing_and_says_so(database: Database, load: Load) -> None:
    load(SHORT)
    before, entries = rows(database), counts(database)
    assert load(SHORT) == ["Fjord kommune: nothing has changed."]
    assert (rows(database), counts(database)) == (before, entries)


def test_what_is_changed_in_the_file_is_changed_and_nothing_else(database: Database, load: Load) -> None:
    load(SHORT)
    changed = (
        SHORT.replace('"Ola Vik"', '"Ola Vik Berg"').replace("2027-02-19", "2027-02-20").replace("Fjord skole", "Ny")
    )
    assert load(changed) == [
        "Fjord kommune has been updated.",
        "Units: 0 new, 1 changed, 0 deactivated",
        "People: 0 new, 1 changed, 0 deactivated",
        "Closed days: 2 new, 2 removed",
    ]
    assert {key: person["name"] for key, person in people(database).items()} == {
        "kari": "Kari Nes",
        "ola": "Ola Vik Berg",
    }


def test_who_is_missing_from_the_file_is_deactivated_without_roles_but_can_be_reached(
    database: Database, load: Load
) -> None:
    load(SHORT)
    start, end = SHORT.index('[[people]]\nkey = "kari"'), SHORT.index('[[people]]\nkey = "ola"')
    assert load(SHORT[:start] + SHORT[end:]) == [
        "Fjord kommune has been updated.",
        "People: 0 new, 0 changed, 1 deactivated",
        "Roles: 0 new, 1 removed",
    ]
    assert people(database)["kari"] == {
        "name": "Kari Nes",
        "language": "nb",
        "active": False,
        "accounts": {"U0KARI"},  # what was sent there may have to be called back
        "roles": set(),
    }


def test_who_comes_back_is_active_again(database: Database, load: Load) -> None:
    load(SHORT)
    load(SHORT[: SHORT.index('[[people]]\nkey = "kari"')] + SHORT[SHORT.index('[[people]]\nkey = "ola"') :])
    load(SHORT)
    assert people(database)["kari"]["active"] is True
    assert people(database)["kari"]["roles"] == {("form_teacher", "skulen")}


def test_an_account_can_be_given_to_somebody_else(database: Database, load: Load) -> None:
    load(SHORT)
    swapped = SHORT.replace("U0KARI", "U0X").replace("U0OLA", "U0KARI").replace("U0X", "U0OLA")
    load(swapped)
    accounts = {key: person["accounts"] for key, person in people(database).items()}
    assert accounts == {"kari": {"U0OLA"}, "ola": {"U0KARI"}}


def test_an_account_of_somebody_who_left_can_be_given_away(database: Database, load: Load) -> None:
    load(SHORT)
    load(SHORT.replace('key = "kari"', 'key = "siri"').replace("Kari Nes", "Siri Nes"))
    accounts = {key: person["accounts"] for key, person in people(database).items()}
    assert accounts == {"kari": set(), "ola": {"U0OLA"}, "siri": {"U0KARI"}}


def test_the_language_a_person_has_chosen_stands_whatever_the_file_says(database: Database, load: Load) -> None:
    load(SHORT)
    with database.session() as session:
        session.exec(select(Person).where(Person.key == "kari")).one().language = "nn"
    load(SHORT.replace("Kari Nes", "Kari Ness"))
    assert people(database)["kari"]["language"] == "nn"


def test_a_language_that_comes_into_the_file_is_where_the_bot_begins(database: Database, load: Load) -> None:
    load(SHORT)
    load(SHORT.replace('accounts = { slack = "U0OLA" }', 'accounts = { slack = "U0OLA" }\nlanguage = "nb"'))
    assert people(database)["ola"]["language"] == "nb"


def test_the_clock_of_a_try_out_is_left_alone(database: Database, load: Load) -> None:
    load(SHORT)
    with database.session() as session:
        session.exec(select(Tenant)).one().clock_offset = 86_400.0
    load(SHORT.replace("Fjord kommune", "Fjorden kommune"))
    with database.session() as session:
        tenant = session.exec(select(Tenant)).one()
    assert (tenant.name, tenant.clock_offset) == ("Fjorden kommune", 86_400.0)


def test_a_file_with_one_fault_changes_nothing_at_all(database: Database, load: Load) -> None:
    load(SHORT)
    before = rows(database)
    with pytest.raises(MunicipalityError):
        load(SHORT.replace("Kari Nes", "Kari Ness").replace('unit = "ppt" }', 'unit = "ppp" }'))
    assert rows(database) == before


def test_another_municipality_stands_beside_the_first(database: Database, load: Load) -> None:
    load(SHORT)
    load(SHORT.replace('"fjord"', '"vik"').replace("Fjord kommune", "Vik kommune").replace("T0FJORD", "T0VIK"))
    with database.session() as session:
        mine = account_holder(session, "slack", "T0FJORD", "U0KARI")
        theirs = account_holder(session, "slack", "T0VIK", "U0KARI")
    assert mine is not None
    assert theirs is not None
    assert [tenant.key for tenant, *_ in (mine, theirs)] == ["fjord", "vik"]
    assert [person.tenant_id for _, person, _ in (mine, theirs)] == [tenant.id for tenant, *_ in (mine, theirs)]


def test_what_was_learnt_of_people_and_channels_outlives_a_load(database: Database, load: Load) -> None:
    load(SHORT)
    now, at = datetime(2027, 2, 23, 8, 0, tzinfo=UTC), ("slack", "T0FJORD")
    with database.session() as session:
        meet(session, now, *at, "U0KARI", "a chat")
        lose(session, now, *at, "U0OLA")
        meet_channel(session, now, *at, "C0FJORD", "a room")
    assert load(SHORT)[0].endswith(": nothing has changed.")
    load(SHORT.replace("Kari Nes", "Kari Nes Vik").replace("fjord-samba", "samba"))
    with database.session() as session:
        accounts = session.exec(select(Account).order_by(col(Account.id))).all()
        (channel,) = session.exec(select(Channel)).all()
    assert [(account.external_id, account.reference, account.unreachable) for account in accounts] == [
        ("U0KARI", "a chat", None),
        ("U0OLA", None, "uninstalled"),
    ]
    assert (channel.name, channel.reference) == ("samba", "a room")


def test_an_arena_taken_out_of_the_file_is_switched_off(database: Database, load: Load) -> None:
    text = EXAMPLES[0].read_text(encoding="utf-8")
    load(text)
    without = text[: text.index("[arenas.samba]")] + text[text.index("# ---- Einingar") :]
    assert load(without)[1] == "Arenas: 0 new, 0 changed, 1 switched off"
    with database.session() as session:
        assert approved_arena(session, 1, "samba") is None


def test_a_load_leaves_one_line_in_the_audit_trail(database: Database, load: Load) -> None:
    load(SHORT)
    load(SHORT)
    with database.session() as session:
        entries = session.exec(select(AuditEntry)).all()
    assert [(entry.event, entry.about, entry.about_id, entry.actor_id) for entry in entries] == [
        ("municipality.loaded", "tenant", 1, None)
    ]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_the_files_we_ship_load(file: Path, database: Database, load: Load) -> None:
    text = file.read_text(encoding="utf-8")
    load(text)
    assert load(text)[0].endswith(": nothing has changed.")
    assert counts(database)["approved_arena"] == 1
