"""Ids that cannot be right are told by their lines, in the form that their platform is said to have."""

import re

import pytest

from handlers.municipality import Fault, MunicipalityError, load_municipality
from handlers.municipality.identifiers import IdForm, IdForms
from store.database import Database
from tests.handlers.municipality.conftest import SHORT
from tests.source_words import source_words

FORMS = IdForms(
    workspace=IdForm(re.compile(r"t\d"), "t1"),
    account=IdForm(re.compile(r"u\d"), "u1"),
    channel=IdForm(re.compile(r"c\d"), "c1"),
)
RIGHT = SHORT.replace("T0FJORD", "t1").replace("U0KARI", "u1").replace("U0OLA", "u2").replace("C0FJORD", "c1")


def faults(database: Database, text: str) -> list[Fault]:
    """What is wrong with the ids of a file."""
    try:
        with database.session() as session:
            load_municipality(session, text, ("slack", "elsewhere"), lambda _: source_words(), ids={"slack": FORMS})
    except MunicipalityError as error:
        return list(error.faults)
    return []


def fault(text: str, piece: str, said: str) -> Fault:
    """A fault on the line where a piece stands first."""
    return Fault(text[: text.index(piece)].count("\n") + 1, said)


def looks(example: str) -> str:
    """What is said of an id that is none."""
    return f"The id is not written as it should be. It looks like this: {example}."


def test_ids_as_they_should_be_are_taken(database: Database) -> None:
    assert faults(database, RIGHT) == []
    assert faults(database, RIGHT.replace('"u1"', '" u1 "')) == []


def test_every_id_that_is_none_is_told_at_once(database: Database) -> None:
    text = RIGHT.replace('"t1"', '"fjord"').replace('"u2"', '"ola@fjord.example"').replace('"c1"', '"fjord-samba"')
    assert faults(database, text) == [
        fault(text, 'slack = "fjord"', looks("t1")),
        fault(text, '"ola@fjord.example"', looks("u1")),
        fault(text, 'slack = "fjord-samba"', looks("c1")),
    ]


@pytest.mark.parametrize(("right", "wrong"), [("t1", "T1"), ("u2", "U2"), ("c1", "C1")])
def test_an_id_in_capitals_is_told_as_it_is_to_be_written(database: Database, right: str, wrong: str) -> None:
    text = RIGHT.replace(f'"{right}"', f'"{wrong}"')
    assert faults(database, text) == [fault(text, f'"{wrong}"', f"Write the id in lower case: {right}.")]


def test_a_platform_whose_ids_are_not_described_takes_any(database: Database) -> None:
    text = RIGHT.replace('slack = "t1"', 'slack = "t1"\nelsewhere = "Whatever"', 1)
    text = text.replace('{ slack = "u2" }', '{ slack = "u2", elsewhere = "Ola!" }')
    assert faults(database, text) == []


def test_what_is_no_text_is_left_to_others(database: Database) -> None:
    text = RIGHT.replace('"t1"', "1").replace('"u1"', "2").replace('"c1"', "false")
    assert [said.text for said in faults(database, text) if "looks like" in said.text] == []
