"""What `samba-bot load` takes as an id in Teams, and what it says of one that is pasted from the wrong place."""

from pathlib import Path

import pytest

from tests.bot.commands import Outcome, run_here

EXAMPLE = Path(__file__).parents[2] / "docs" / "municipality.example.toml"
TENANT, ELI = "6b1f0c9e-2d37-4a58-8c41-f3e9b7a05d12", "c4a7e1d0-93b5-4f26-a8d1-5e0c7b92f643"
CHANNEL = "19:3f5c1d9a7be84e60a2c4d8f0b1e6a795@thread.tacv2"
A_GUID = "Id-en er ikkje rett skriven. Slik kan ein id sjå ut: 0c3f9a52-7d41-4b8e-9f60-2a1b5c7d8e94."
A_CHANNEL = "Id-en er ikkje rett skriven. Slik kan ein id sjå ut: 19:a1b2c3d4@thread.tacv2."


def load(folder: Path, right: str = "", wrong: str = "") -> tuple[Outcome, int]:
    """Load the example with something else in one place; and the line of that."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert right in text
    (folder / "kommunen.toml").write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return run_here(folder, "load", "kommunen.toml"), text[: text.index(right)].count("\n") + 1


def test_the_example_is_taken_as_it_stands(tmp_path: Path) -> None:
    outcome, _ = load(tmp_path)
    assert (outcome.status, outcome.complained) == (0, "")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (TENANT, "storfjorden.onmicrosoft.com", A_GUID),
        (ELI, "eli.vang@storfjorden.example", A_GUID),
        (ELI, "{" + ELI + "}", A_GUID),
        (ELI, ELI.upper(), f"Skriv id-en med små bokstavar: {ELI}."),
        (CHANNEL, "19%3a3f5c1d9a7be84e60a2c4d8f0b1e6a795%40thread.tacv2", A_CHANNEL),
        (CHANNEL, "Solkroken SamBa", A_CHANNEL),
    ],
)
def test_what_is_no_id_of_teams_is_refused_by_its_line(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    outcome, line = load(tmp_path, right, wrong)
    assert outcome == Outcome(1, "", f"kommunen.toml:{line}: {said}\n")


@pytest.mark.parametrize("channel", ["19:aB3-x_9Zq1@thread.tacv2", "19:0123abcd@thread.v2", "19:0123abcd@thread.skype"])
def test_channels_of_every_age_and_group_chats_are_taken(tmp_path: Path, channel: str) -> None:
    assert load(tmp_path, CHANNEL, channel)[0].complained == ""
