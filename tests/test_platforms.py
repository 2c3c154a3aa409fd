"""The lower floors name no platform: not in code, in comments, in routines or in words."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# «Teams» stands alone: a school has its ressursteam, and «teamsamarbeid» is work.
PLATFORMS = re.compile(r"slack|(?<![^\W_])(ms)?teams(?![^\W_])", re.IGNORECASE)


def files(floor: str) -> list[Path]:
    """Everything that stands in a floor, whatever it is."""
    return sorted(file for file in (ROOT / floor).rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def named_in(file: Path) -> Iterator[str]:
    """The lines of a file that name a platform, and the file's own name if that does."""
    place = str(file.relative_to(ROOT))
    if PLATFORMS.search(place):
        yield place
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if PLATFORMS.search(line):
            yield f"{place}:{number}: {line.strip()}"


@pytest.mark.parametrize("floor", ["handlers", "store", "locales"])
def test_the_lower_floors_name_no_platform(floor: str) -> None:
    assert {file.suffix for file in files(floor)} >= {".py"}
    assert [line for file in files(floor) for line in named_in(file)] == []


def test_words_and_routines_are_read_too() -> None:
    read = {str(file.relative_to(ROOT)) for floor in ("handlers", "locales") for file in files(floor)}
    assert read >= {
        "handlers/rulebook/samba.toml",
        "locales/messages.pot",
        "locales/nb/messages.po",
        "locales/nn/messages.po",
    }


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("#: bot/slack/blocks.py", True),
        ('os.environ["SLACK_BOT_TOKEN"]', True),
        ("Slackbot", True),
        ("Microsoft Teams", True),
        ("in MSTeams", True),
        ("teams_id", True),
        ("ressursteam, team og teamsamarbeid", False),
        ("ressursteams", False),
    ],
)
def test_the_rule_itself(line: str, names: bool) -> None:
    assert bool(PLATFORMS.search(line)) is names
