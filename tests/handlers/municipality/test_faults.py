"""Every fault of a file is named at once, by its line, with what would be right."""

import copy
import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.municipality import Fault, MunicipalityError, load_municipality
from handlers.municipality.faults import shape_faults
from handlers.municipality.references import reference_faults
from store.database import Database
from tests.handlers.municipality.conftest import SHORT, Load
from tests.source_words import source_words

LINES = SHORT.splitlines()


def line_of(text: str, piece: str) -> int:
    """The line, from 1, where a piece stands first."""
    return text[: text.index(piece)].count("\n") + 1


def faults_of(load: Load, text: str) -> list[Fault]:
    with pytest.raises(MunicipalityError) as caught:
        load(text)
    return list(caught.value.faults)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('name = "Fjord kommune"', 'nmae = "Fjord kommune"', "“nmae” is unknown. Do you mean “name”?"),
        ('language = "nn"', 'language = "no"', "“language” must be one of these: nn, nb."),
        ('language = "nn"', "language = true", "“language” must be one of these: nn, nb."),
        (
            'language = "nn"',
            'language = "nn"\ntimezone = "Oslo"',
            "There is no such time zone. Norway has “Europe/Oslo”.",
        ),
        ('slack = "T0FJORD"', 'slak = "T0FJORD"', "There is no “slak”. Do you mean “slack”?"),
        (
            'key = "skulen"',
            'key = "Skulen"',
            "“key” must begin with a letter a–z or a figure, and hold only those, - and _.",
        ),
        ('kind = "school"', 'kind = "skool"', "“kind” cannot be this. Do you mean “school”?"),
        ('kind = "school"', 'kind = "skule"', "“kind” must be one of these: school, kindergarten, service, outside."),
        ('service = "ppt"\nname', 'service = "pptt"\nname', "There is no “pptt”. Do you mean “ppt”?"),
        (
            'kind = "service"\nservice',
            'kind = "outside"\nservice',
            "Only a unit of the kind “service” can have a field.",
        ),
        (
            'kind = "school"',
            'kind = "school"\nagreement = "2026/12"',
            "Only a unit of the kind “outside” can have an agreement.",
        ),
        ('name = "Kari Nes"', 'name = ""', "“name” must not be empty."),
        ('name = "Kari Nes"', f'name = "{"x" * 201}"', "“name” is too long. There is room for 200 characters."),
        ('name = "Kari Nes"', "name = 7", "“name” must be text in quotation marks."),
        ('{ slack = "U0KARI" }', "{}", "“accounts” must not be empty."),
        ('{ slack = "U0KARI" }', '"U0KARI"', "“accounts” must be a table of keys and values."),
        ('"U0OLA"', '"U0KARI"', "“slack U0KARI” stands here for the second time."),
        (
            '"form_teacher", unit = "skulen"',
            '"form_teacher", unit = "skuln"',
            "There is no “skuln”. Do you mean “skulen”?",
        ),
        ('"form_teacher", unit = "skulen"', '"form_teacher", unit = "x"', "There is no “x”. There are: ppt, skulen."),
        ('"form_teacher", unit = "skulen"', '"form_teacher"', "The role “form_teacher” must have a unit."),
        (
            '"form_teacher", unit = "skulen"',
            '"form_teacher", unit = "ppt"',
            "The role “form_teacher” belongs in a unit of the kind “school”.",
        ),
        ('key = "ola"\n', 'key = "kari"\n', "“kari” stands here for the second time."),
        ('person = "ola"', 'person = "olaf"', "There is no “olaf”. Do you mean “ola”?"),
        ('service = "ppt"\nperson', 'service = "skulen"\nperson', "There is no “skulen”. There are: ppt."),
        ('units = ["skulen"]', "units = []", "“units” must not be empty."),
        (
            'units = ["skulen"]',
            'units = "skulen"',
            "“units” must be a list: values in square brackets, or tables that begin with [[units]].",
        ),
        ('unit = "skulen"\nname', 'unit = "skula"\nname', "There is no “skula”. Do you mean “skulen”?"),
        (
            "first = 2027-02-15",
            'first = "2027-02-15"',
            "“first” must be a date without quotation marks, such as 2027-02-15.",
        ),
        ("last = 2027-02-19", "last = 2027-02-14", "The last day is before the first day."),
        (
            "last = 2027-02-19",
            'planning = "ja"\nlast = 2027-02-19',
            "“planning” must be true or false, without quotation marks.",
        ),
    ],
)
def test_each_fault_is_named_with_its_line_and_what_would_be_right(
    load: Load, right: str, wrong: str, said: str
) -> None:
    assert right in SHORT
    text = SHORT.replace(right, wrong, 1)
    found = faults_of(load, text)
    changed = SHORT[: SHORT.index(right)].count("\n") + 1
    assert said in [fault.text for fault in found if changed <= fault.line <= changed + wrong.count("\n")]


def test_all_faults_come_at_once_in_the_order_of_the_file(load: Load) -> None:
    text = (
        SHORT.replace('language = "nn"\n', "")
        .replace('unit = "skulen"', 'unit = "skuln"')
        .replace("[[contacts]]", "[[kontakt]]")
    )
    assert faults_of(load, text) == [
        Fault(line_of(text, "[municipality]"), "“language” is missing."),
        Fault(line_of(text, 'unit = "skuln"'), "There is no “skuln”. Do you mean “skulen”?"),
        Fault(
            line_of(text, "[[kontakt]]"),
            "“kontakt” is unknown. What can stand here: arenas, channels, closed_days, contacts, municipality, people, "
            "units, workspaces.",
        ),
        Fault(line_of(text, 'unit = "skuln"\nname'), "There is no “skuln”. Do you mean “skulen”?"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\nb = \n", 2), ("a = 1\na = 2\n", 2), ('a = 1\nb = "open', 2), ("", 1), ("[x\n", 1)],
)
def test_what_is_no_toml_is_refused_at_its_line(load: Load, text: str, line: int) -> None:
    assert faults_of(load, text)[0].line == line


def test_an_arena_needs_its_services_and_https_links(load: Load) -> None:
    arena = """
[arenas.samba]
version = "1.0"
owner = "Oppvekst"
approved_by = "Kommunalsjef"
approved_on = 2026-08-03
links = { routine = "http://fjord.example", guide = "https://" }

[arenas.sambo]
"""
    text = SHORT + arena
    heading = line_of(text, "[arenas.samba]")
    assert [fault for fault in faults_of(load, text) if fault.line < heading + 7] == [
        Fault(heading, "The arena needs a unit with service = “child_welfare”."),
        Fault(heading, "The arena needs a unit with service = “health_station”."),
        Fault(heading + 5, "“guide” must be a link that begins with https://."),
        Fault(heading + 5, "“routine” must be a link that begins with https://."),
    ]
    assert Fault(heading + 7, "There is no “sambo”. Do you mean “samba”?") in faults_of(load, text)


def test_a_second_contact_person_for_the_same_units_is_refused(load: Load) -> None:
    text = SHORT + '\n[[contacts]]\nservice = "ppt"\nperson = "kari"\nunits = ["skulen"]\n'
    assert faults_of(load, text) == [Fault(len(LINES) + 5, "“ppt skulen” stands here for the second time.")]


def test_a_workspace_of_another_municipality_is_refused_with_its_accounts(load: Load) -> None:
    load(SHORT)
    text = SHORT.replace('"fjord"', '"vik"')
    assert faults_of(load, text) == [
        Fault(line_of(text, "slack ="), "This workspace, with its accounts, belongs to another municipality.")
    ]


def test_the_try_outs_own_table_is_ignored(load: Load) -> None:
    assert load(SHORT + "\n[playground]\nwhatever = 1\n")[0] == "Fjord kommune has been set up."


def test_faults_are_told_in_the_municipalitys_language(database: Database) -> None:
    spoken = []

    def speak(language: str):  # type: ignore[no-untyped-def]
        spoken.append(language)
        return source_words()

    for language in ("nb", "tysk"):
        text = SHORT.replace('language = "nn"', f'language = "{language}"').replace('key = "fjord"', "")
        with database.session() as session, pytest.raises(MunicipalityError):
            load_municipality(session, text, ("slack",), speak)
    assert spoken == ["nb", "nn"]


SCRAPS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=5),
    st.dates(),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.lists(st.dictionaries(st.text(max_size=3), st.none())),
)


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_anywhere_is_a_fault_or_fine_but_never_a_crash(data: st.DataObject) -> None:
    content = copy.deepcopy(tomllib.loads(SHORT))
    inner: object = content
    while True:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))  # type: ignore[arg-type]
        key = data.draw(st.sampled_from(keys))
        if not isinstance(inner[key], dict | list) or not inner[key] or data.draw(st.booleans()):  # type: ignore[index]
            break
        inner = inner[key]  # type: ignore[index]
    inner[key] = data.draw(SCRAPS)  # type: ignore[index]
    said = [*reference_faults(content, {"samba": ("ppt",)}, ("slack",), source_words())]
    said += _shape(content)
    assert all(text for _, text in said)


def _shape(content: object) -> list[tuple[tuple[str | int, ...], str]]:
    from pydantic import ValidationError

    from handlers.municipality.file import MunicipalityFile

    try:
        MunicipalityFile.model_validate(content)
    except ValidationError as error:
        return list(shape_faults(error, source_words()))
    return []
