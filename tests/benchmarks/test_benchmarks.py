"""That the benchmarks run, at a size that takes no time. How quick anything is, no test says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from benchmarks import __main__ as program
from benchmarks.__main__ import BEGIN, END
from benchmarks.municipalities import database_of
from benchmarks.process import Process, Took
from benchmarks.report import process_rows, ratio_row, table
from benchmarks.rounds import Load, Measured, Pace
from benchmarks.slack.measuring import measure_slack
from benchmarks.teams.measuring import measure_teams
from store.database import Database
from store.meetings import Item, Meeting
from store.people import Tenant
from store.slots import Slot

SMALL = Load(meetings=7, rounds=1, part=0.001)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the database is made once."""
    return tmp_path_factory.mktemp("bench")


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    """A fresh copy of it."""
    database = database_of(SMALL.meetings, folder)
    yield database
    database.close()


async def test_everything_that_is_asked_of_the_bot_in_slack_is_answered(database: Database) -> None:
    measured = await measure_slack(SMALL, database)
    assert [each.name for each in measured] == [
        "`/samba help`",
        "Opening the booking form",
        "The same with Slack's `views.open`",
        "A whole booking, six requests",
    ]
    assert [len(each.rounds) for each in measured] == [1] * 4
    assert booked(database) == 2


async def test_everything_that_is_asked_of_the_bot_in_teams_is_answered(database: Database) -> None:
    measured = await measure_teams(SMALL, database)
    assert [each.name for each in measured] == ["`samba help` in Teams", "A whole booking in Teams, six requests"]
    assert [len(each.rounds) for each in measured] == [1] * 2
    assert booked(database) == 2


def booked(database: Database) -> int:
    """How many meetings there are beyond those that were made: one of the round, one of the round before it."""
    with database.session() as session:
        return session.exec(select(func.count()).select_from(Meeting)).one() - SMALL.meetings


def test_the_database_holds_as_many_meetings_as_asked_for_each_where_it_belongs(database: Database) -> None:
    with database.session() as session:
        counts = [session.exec(select(func.count()).select_from(each)).one() for each in (Tenant, Meeting, Item)]
        astray = session.exec(
            select(func.count())
            .select_from(Meeting)
            .join(Slot, col(Slot.id) == col(Meeting.slot_id))
            .join(Item, col(Item.meeting_id) == col(Meeting.id))
            .where((Slot.tenant_id != Meeting.tenant_id) | (Item.tenant_id != Meeting.tenant_id))
        ).one()
        dangling = session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()
    assert (counts, astray, dangling) == ([7, 7, 7], 0, [])


def test_what_misses_its_aim_says_so() -> None:
    quick = Measured("Quick", [(Pace(100, 100), Pace(80, 90))])
    slow = Measured("Slow", [(Pace(1000, 100), Pace(80, 4))])
    process = Process(Took(0.5, 0.4), Took(1.0, 0.9), 100.4)
    rows = [
        ratio_row(quick, 0.7),
        ratio_row(slow, 0.7),
        ratio_row(slow, None, 6),
        ratio_row(quick, 0.25, unit="the unit's six"),
        *process_rows(process),
        *process_rows(process, ", with Teams", aims=False),
    ]
    assert [line.split("|")[1:-1] for line in table(rows).replace(" ", "").splitlines()[2:]] == [
        ["Quick", "0.800oftheunit", "atleast0.7", "yes", "80asecond", "0.900"],
        ["Slow", "0.080oftheunit", "atleast0.7", "**no**", "80asecond", "0.040"],
        ["Slow", "0.480oftheunit", "", "", "480asecond", "0.240"],
        ["Quick", "0.800oftheunit'ssix", "atleast0.25", "yes", "80asecond", "0.900"],
        ["Importingtheprogram", "0.50s", "under0.8s", "yes", "", "0.40s"],
        ["Startingit,until/ready", "1.00s", "under0.8s", "**no**", "", "0.90s"],
        ["Residentmemorywhenready", "100MB", "under130MB", "yes", "", ""],
        ["Importingtheprogram,withTeams", "0.50s", "", "", "", "0.40s"],
        ["Startingit,until/ready,withTeams", "1.00s", "", "", "", "0.90s"],
        ["Residentmemorywhenready,withTeams", "100MB", "", "", "", ""],
    ]


def test_what_was_measured_before_gives_way_and_the_rest_of_the_document_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "performance.md"
    document.write_text(f"# Before\n\n{BEGIN}old\n{END}\nAfter\n", encoding="utf-8")
    monkeypatch.setattr(program, "DOCUMENT", document)
    program.keep("new\n")
    assert document.read_text(encoding="utf-8") == f"# Before\n\n{BEGIN}\nnew\n\n{END}\nAfter\n"
