"""The guides for those who use the bot: what they point at is there, what they quote stands on the screen, and both
languages say the same.
"""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from handlers.commands import WORDS
from locales import Language

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
DOCUMENTS = (*ROOT.glob("*.md"), *DOCS.rglob("*.md"))
GUIDES = ("staff", "coordinator", "leader")
LANGUAGES: tuple[Language, ...] = ("nn", "nb")
LINK = re.compile(r"\]\(([^)\s]+)\)")
QUOTED = re.compile(r"«([^»]+)»")
COMMAND = re.compile(r"`/samba ?([^`]*)`")
# The button to the other written standard is written in that.
ELSEWHERE = {"Bytt til bokmål", "Byt til nynorsk"}


def guide(name: str, language: Language) -> str:
    """A guide's text."""
    return (DOCS / "guide" / f"{name}.{language}.md").read_text(encoding="utf-8")


def on_screen(language: Language) -> re.Pattern[str]:
    """Matches what the bot may say in a language, with anything where a value is put in."""
    with (ROOT / "locales" / language / "messages.po").open("rb") as file:
        said = [message.string or "" for message in read_po(file) if message.id]
    texts = [text for each in said for text in ((each,) if isinstance(each, str) else each)]
    return re.compile("|".join(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)) for text in texts), re.IGNORECASE)


def outline(text: str) -> list[str]:
    """What both languages are to have alike: the level of each heading, the pictures and the commands, in order."""
    return [
        part.replace("/nn/", "/").replace("/nb/", "/")
        for part in re.findall(r"^#+ |^\d\. |^- |^\||pictures/[\w/-]+\.png|`/samba[^`]*`", text, re.MULTILINE)
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_points_at_is_there(document: Path) -> None:
    links = [link.partition("#")[0] for link in LINK.findall(document.read_text(encoding="utf-8"))]
    local = [link for link in links if link and not re.match(r"https?:", link)]
    assert [link for link in local if not (document.parent / link).exists()] == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = {
        (document.parent / link).resolve()
        for document in DOCUMENTS
        for link in LINK.findall(document.read_text(encoding="utf-8"))
    }
    assert [str(picture) for picture in (DOCS / "pictures").rglob("*.png") if picture.resolve() not in shown] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", GUIDES)
def test_what_a_guide_quotes_stands_on_the_screen(name: str, language: Language) -> None:
    said = on_screen(language)
    quoted = [text for text in QUOTED.findall(guide(name, language)) if text not in ELSEWHERE]
    assert quoted
    assert [text for text in quoted if not said.fullmatch(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", GUIDES)
def test_every_command_of_a_guide_is_understood(name: str, language: Language) -> None:
    known = {word for words in WORDS.values() for word in words}
    written = [words.split()[0] for words in COMMAND.findall(guide(name, language)) if words]
    assert [word for word in written if word not in known] == []


@pytest.mark.parametrize("document", ["bruk.md", "bruk.nb.md"])
def test_the_list_of_commands_holds_them_all(document: str) -> None:
    table = (DOCS / document).read_text(encoding="utf-8").partition("\n## ")[2]
    named = {command: name for name, words in WORDS.items() for command in words}
    rows = [re.findall(r"`([^`]+)`", row) for row in table.splitlines() if row.startswith("| `")]
    meant = [[named[word.removeprefix("/samba").strip() or "help"] for word in row] for row in rows]
    assert [set(names) for names in meant if len(set(names)) != 1] == []
    assert {name for names in meant for name in names} == WORDS.keys()


@pytest.mark.parametrize("name", GUIDES)
def test_both_languages_of_a_guide_say_the_same(name: str) -> None:
    nynorsk, bokmal = (guide(name, language) for language in LANGUAGES)
    assert outline(nynorsk) == outline(bokmal)
