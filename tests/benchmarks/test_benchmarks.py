"""That the benchmarks run, at a size that takes no time. How quick anything is, no test says."""

from pathlib import Path

import pytest
from sqlmodel import col, func, select

from benchmarks import __main__ as program
from benchmarks.__main__ import BEGIN, END, Load, measure_requests
from benchmarks.municipalities import database_of
from benchmarks.process import Process, Took
from benchmarks.report import process_rows, ratio_row, table
from benchmarks.rounds import Measured, Pace
from store.meetings import Item, Meeting
from store.people import Tenant
from store.slots import Slot

SMALL = Load(meetings=7, rounds=1, part=0.001)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the database is made once."""
    return tmp_path_factory.mktemp("bench")


async def test_everything_that_is_asked_of_the_bot_is_answered(folder: Path) -> None:
    measured = await measure_requests(SMALL, folder)
    assert [each.name for each in measured] == [
        "`/samba help`",
        "Opening the booking form",
        "The same with Slack's `views.open`",
        "A whole booking, six requests",
    ]
    assert [len(each.rounds) for each in measured] == [1] * 4


def test_the_database_holds_as_many_meetings_as_asked_for_each_where_it_belongs(folder: Path) -> None:
    database = database_of(SMALL.meetings, folder)
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
    database.close()
    assert (counts, astray, dangling) == ([7, 7, 7], 0, [])


def test_what_misses_its_aim_says_so() -> None:
    quick = Measured("Quick", [(Pace(100, 100), Pace(80, 90))])
    slow = Measured("Slow", [(Pace(1000, 100), Pace(80, 4))])
    process = Process(Took(0.5, 0.4), Took(1.0, 0.9), 100.4)
    rows = [ratio_row(quick, 0.7), ratio_row(slow, 0.7), ratio_row(slow, None, 6), *process_rows(process)]
    assert [line.split("|")[1:-1] for line in table(rows).replace(" ", "").splitlines()[2:]] == [
        ["Quick", "0.800oftheunit", "atleast0.7", "yes", "80asecond", "0.900"],
        ["Slow", "0.080oftheunit", "atleast0.7", "**no**", "80asecond", "0.040"],
        ["Slow", "0.480oftheunit", "", "", "480asecond", "0.240"],
        ["Importingtheprogram", "0.50s", "under0.8s", "yes", "", "0.40s"],
        ["Startingit,until/ready", "1.00s", "under0.8s", "**no**", "", "0.90s"],
        ["Residentmemorywhenready", "100MB", "under130MB", "yes", "", ""],
    ]


def test_what_was_measured_before_gives_way_and_the_rest_of_the_document_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "performance.md"
    document.write_text(f"# Before\n\n{BEGIN}old\n{END}\nAfter\n", encoding="utf-8")
    monkeypatch.setattr(program, "DOCUMENT", document)
    program.keep("new\n")
    assert document.read_text(encoding="utf-8") == f"# Before\n\n{BEGIN}\nnew\n\n{END}\nAfter\n"
