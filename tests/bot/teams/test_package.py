"""The app package for Teams: what stands in it, that Teams takes it, and what is said where it cannot be made."""

import json
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator

from bot.teams.package.archive import archive
from bot.teams.package.manifest import SCOPES, localization, manifest
from bot.teams.package.wanted import Package, Publisher, Registration
from bot.words import translator
from handlers.commands import WORDS, name_of
from locales import LANGUAGES, Language
from tests.bot.commands import Outcome, run_here
from tests.bot.teams.manifest_facts import COLOR_SIZE, LOCALIZATION, MANIFEST, OUTLINE_SIZE

ROOT = Path(__file__).parents[3]
STORFJORDEN = ROOT / "tests" / "bot" / "checks" / "storfjorden.toml"
CLIENT = "0c3f9a52-7d41-4b8e-9f60-2a1b5c7d8e94"
PAGE = "https://storfjorden.example/samba"
SET = {"CLIENT_ID": CLIENT.upper(), "SAMBA_BOT_URL": "https://samba.storfjorden.example:8443/bot"}
MAKE = ("teams", "package", "--website", PAGE)
t = translator("nn")


def package(language: Language = "nn") -> Package:
    """A package of a municipality."""
    behind = Publisher("Storfjorden kommune", PAGE, f"{PAGE}/personvern", f"{PAGE}/vilkår")
    return Package(Registration(CLIENT, "samba.storfjorden.example"), behind, "1.0.1", language)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of an archive, in order."""
    with ZipFile(BytesIO(content)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def pixels(image: bytes) -> tuple[tuple[int, int], list[bytes]]:
    """The size of a PNG, and its pixels; 8 bits a channel, no interlacing."""
    width, height, depth, kind, *_, interlaced = struct.unpack(">IIBBBBB", image[16:29])
    assert (depth, interlaced) == (8, 0)
    channels = {2: 3, 6: 4}[kind]
    raw, at = b"", 8
    while at < len(image):
        (length,) = struct.unpack(">I", image[at : at + 4])
        raw += image[at + 8 : at + 8 + length] if image[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    lines = _unfiltered(zlib.decompress(raw), width * channels, channels)
    return (width, height), [line[x : x + channels] for line in lines for x in range(0, len(line), channels)]


def _unfiltered(raw: bytes, length: int, channels: int) -> list[bytes]:
    """https://www.w3.org/TR/png/#9Filters"""
    lines, above = [], bytes(length)
    for start in range(0, len(raw), length + 1):
        line = bytearray(raw[start + 1 : start + 1 + length])
        for x in range(length):
            a, b, c = (
                (line[x - channels] if x >= channels else 0),
                above[x],
                (above[x - channels] if x >= channels else 0),
            )
            line[x] = (line[x] + _predicted(raw[start], a, b, c)) % 256
        above = bytes(line)
        lines.append(above)
    return lines


def _predicted(kind: int, a: int, b: int, c: int) -> int:
    nearest = min((a, b, c), key=lambda each: abs(a + b - c - each))
    return (0, a, b, (a + b) // 2, nearest)[kind]


def test_the_manifest_says_who_what_and_where() -> None:
    made = manifest(package())
    (bot,) = made.pop("bots")
    lists = bot.pop("commandLists")
    assert bot == {
        "botId": CLIENT,
        "scopes": ["personal", "team", "groupChat"],
        "isNotificationOnly": False,
        "supportsFiles": False,
    }
    assert [each["scopes"] for each in lists] == [["personal"], ["team"], ["groupChat"]]
    assert made.pop("description")["short"] == "Bestiller tid til møte rundt eit barn og passar på samtykket."
    assert made == {
        "$schema": "https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json",
        "manifestVersion": "1.30",
        "version": "1.0.1",
        "id": CLIENT,
        "localizationInfo": {
            "defaultLanguageTag": "nn",
            "additionalLanguages": [{"languageTag": "nb", "file": "nb.json"}],
        },
        "developer": {
            "name": "Storfjorden kommune",
            "websiteUrl": PAGE,
            "privacyUrl": f"{PAGE}/personvern",
            "termsOfUseUrl": f"{PAGE}/vilkår",
        },
        "name": {"short": "samba-bot", "full": "samba-bot: møte rundt eit barn"},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1d5b6b",
        "defaultInstallScope": "personal",
        "supportedChannelTypes": ["sharedChannels", "privateChannels"],
        "supportsChannelFeatures": "tier1",
        "validDomains": ["samba.storfjorden.example"],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_there_once_in_words_that_the_bot_understands(language: Language) -> None:
    for commands in (each["commands"] for each in manifest(package(language))["bots"][0]["commandLists"]):
        assert [name_of(command["title"]) for command in commands] == list(WORDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_teams_takes_it(language: Language) -> None:
    Draft202012Validator(MANIFEST).validate(manifest(package(language)))
    Draft202012Validator(LOCALIZATION).validate(localization(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_of_words_says_what_the_manifest_in_that_language_says(language: Language) -> None:
    made, words = manifest(package(language)), localization(language)
    told = {
        f"bots[0].commandLists[{place}].commands[{number}].{key}": text
        for place, commands in enumerate(each["commands"] for each in made["bots"][0]["commandLists"])
        for number, command in enumerate(commands)
        for key, text in command.items()
    }
    told |= {f"{part}.{key}": text for part in ("name", "description") for key, text in made[part].items()}
    schema = words.pop("$schema")
    assert words == told
    assert schema.endswith("/v1.30/MicrosoftTeams.Localization.schema.json")
    assert len(told) == 4 + len(SCOPES) * len(WORDS) * 2


def test_the_archive_holds_the_manifest_the_words_and_the_icons_and_is_always_the_same() -> None:
    first = archive(package())
    files = unpacked(first)
    assert list(files) == ["manifest.json", "nb.json", "color.png", "outline.png"]
    assert json.loads(files["manifest.json"]) == manifest(package())
    assert json.loads(files["nb.json"]) == localization("nb")
    assert archive(package()) == first
    assert list(unpacked(archive(package("nb")))) == ["manifest.json", "nn.json", "color.png", "outline.png"]


def test_the_icons_are_as_teams_wants_them() -> None:
    files = unpacked(archive(package()))
    size, colored = pixels(files["color.png"])
    assert (size, colored[0]) == (COLOR_SIZE, bytes.fromhex("1d5b6b"))
    size, outline = pixels(files["outline.png"])
    assert size == OUTLINE_SIZE
    assert outline[0] == bytes(4)
    assert {pixel[:3] for pixel in outline if pixel[3]} == {b"\xff\xff\xff"}


def test_it_is_made_for_the_municipality_that_is_registered(tmp_path: Path) -> None:
    assert run_here(tmp_path, "load", str(STORFJORDEN)).complained == ""
    made = run_here(tmp_path, *MAKE, environ=SET)
    assert made == Outcome(
        0, "Pakken samba-bot-teams.zip er laga. Last opp pakken i administrasjonssenteret for Teams.\n", ""
    )
    told: dict[str, Any] = json.loads(unpacked((tmp_path / "samba-bot-teams.zip").read_bytes())["manifest.json"])
    assert (told["id"], told["validDomains"]) == (CLIENT, ["samba.storfjorden.example"])
    assert told["developer"] == {
        "name": "Storfjorden kommune",
        "websiteUrl": PAGE,
        "privacyUrl": PAGE,
        "termsOfUseUrl": PAGE,
    }
    assert told["version"] == "0.1.0"


def test_it_is_made_where_and_as_it_is_asked_for(tmp_path: Path) -> None:
    own = ("--publisher", "Fjordane IKT", "--privacy", f"{PAGE}/p", "--terms", f"{PAGE}/v")
    made = run_here(tmp_path, *MAKE, *own, "--version", "2.10.0", "--out", "ny.zip", environ=SET)
    assert (made.status, made.complained) == (0, "")
    told = json.loads(unpacked((tmp_path / "ny.zip").read_bytes())["manifest.json"])
    assert (told["version"], list(told["developer"].values())) == (
        "2.10.0",
        ["Fjordane IKT", PAGE, f"{PAGE}/p", f"{PAGE}/v"],
    )
    assert [file.name for file in tmp_path.iterdir()] == ["ny.zip"]


def test_settings_that_are_missing_or_wrong_are_named_at_once(tmp_path: Path) -> None:
    missing = "Manglar. Du finn verdien i Entra, på appregistreringa for boten."
    no_address = "Manglar. Set den offentlege adressa til boten, til dømes https://samba.example/."
    assert run_here(tmp_path, *MAKE) == Outcome(1, "", f"CLIENT_ID: {missing}\nSAMBA_BOT_URL: {no_address}\n")
    wrong = "Er ikkje ein app-ID. Kopier Application (client) ID på nytt frå Entra."
    address = t("Must be a web address that begins with https://, or with http:// on this machine.")
    assert run_here(tmp_path, *MAKE, environ={"CLIENT_ID": "samba-bot", "SAMBA_BOT_URL": "samba.example"}) == Outcome(
        1, "", f"CLIENT_ID: {wrong}\nSAMBA_BOT_URL: {address}\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            (),
            "Ingen kommune er registrert. "
            "Køyr samba-bot load først, eller skriv med --publisher kven som står bak appen.",
        ),
        (
            ("--publisher", "Storfjorden og omland interkommunale IKT"),
            "«Storfjorden og omland interkommunale IKT» er lengre enn 32 teikn. Vel eit kortare namn med --publisher.",
        ),
        (
            ("--publisher", "Storfjorden", "--privacy", "http://storfjorden.example"),
            "http://storfjorden.example er ikkje ei side Teams kan lenkje til. Skriv ei adresse med https://.",
        ),
        (
            ("--publisher", "Storfjorden", "--version", "1.02.0"),
            "Versjonen må vere tre tal med punktum mellom, til dømes 1.0.1.",
        ),
        (("--publisher", "Storfjorden", "--out", "ingen/stad.zip"), "Fila ingen/stad.zip kan ikkje skrivast."),
    ],
)
def test_what_teams_would_not_take_is_refused(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    assert run_here(tmp_path, *MAKE, *arguments, environ=SET) == Outcome(1, "", f"{said}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [("teams",), ("teams", "pakke"), ("teams", "package")])
def test_a_command_that_is_not_understood_is_answered_with_how_it_is_called(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    outcome = run_here(tmp_path, *arguments, environ=SET)
    assert (outcome.status, outcome.said) == (2, "")
    assert outcome.complained.startswith("Eg forstod ikkje kommandoen.\nBruk: samba-bot teams")
