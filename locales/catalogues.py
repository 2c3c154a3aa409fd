"""Keeps the catalogues: `update` collects source texts from the code, `check` fails while anything is missing.

Run as `python -m locales.catalogues check|update`. Those that stand here hold what is said to people; what is said to
those who set the bot up stands with the bot.
"""

import re
import string
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from locales.translator import LANGUAGES, Language

HERE = Path(__file__).parent
ROOT = HERE.parent
# Dates, so that the same texts give the same file; and addresses of nobody.
UNUSED_HEADERS = re.compile(
    r'"(Project-Id-Version|POT-Creation-Date|PO-Revision-Date|Report-Msgid-Bugs-To|Last-Translator|Language-Team)'
)
# Words that the translator itself needs.
TRANSLATORS = ("and", "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "t": None,
    "mark": None,
    "many": (1, 2),
    "within": ((1, "c"), 2),
}


@dataclass(frozen=True)
class Shelf:
    """Where the catalogues of one floor's texts stand, and the words beside them that no code there says."""

    place: Path
    floor: str
    words: tuple[str, ...] = ()

    def collect(self) -> Catalog:
        """Every source text of the floor, with the notes to translators (comments that begin with «NB:»)."""
        catalogue = Catalog(fuzzy=False)
        found = extract_from_dir(
            ROOT / self.floor,
            method_map=[("**.py", "locales.extraction:extract_python")],
            keywords=KEYWORDS,
            comment_tags=("NB:",),
            strip_comment_tags=True,
        )
        for file, line, message, comments, context in found:
            catalogue.add(message, None, [(f"{self.floor}/{file}", line)], auto_comments=comments, context=context)
        for word in self.words:
            catalogue.add(word, None, [("locales/translator.py", 1)])
        return catalogue

    def stored(self, language: Language) -> Catalog:
        """The catalogue of one language as it stands."""
        path = self._path(language)
        if not path.exists():
            return Catalog(locale=language, fuzzy=False)
        with path.open("rb") as file:
            return read_po(file, locale=language)

    def update(self) -> None:
        """Write the template, and each language with new texts empty and unused ones gone."""
        template = self.collect()
        (self.place / "messages.pot").write_bytes(_written(template))
        for language in LANGUAGES:
            catalogue = self.stored(language)
            catalogue.update(template, no_fuzzy_matching=True)
            self._path(language).parent.mkdir(exist_ok=True)
            self._path(language).write_bytes(_written(catalogue))

    def faults(self) -> Iterator[str]:
        """What is wrong with the catalogues, a sentence each; nothing when they are complete."""
        wanted = {_key(message): message for message in self.collect() if message.id}
        for language in LANGUAGES:
            held = {_key(message): message for message in self.stored(language) if message.id}
            at = self._path(language).relative_to(ROOT)
            yield from (f"{at}: not collected, run make locales: {key}" for key in wanted.keys() - held.keys())
            yield from (f"{at}: no longer used, run make locales: {key}" for key in held.keys() - wanted.keys())
            for key in wanted.keys() & held.keys():
                yield from (f"{at}: {fault}: {key}" for fault in _faults_of(held[key]))

    def _path(self, language: Language) -> Path:
        return self.place / language / "messages.po"


SHELVES = (Shelf(HERE, "handlers", TRANSLATORS), Shelf(ROOT / "bot" / "words", "bot"))


def update() -> None:
    """Write every template and catalogue anew from the code."""
    for shelf in SHELVES:
        shelf.update()


def faults() -> Iterator[str]:
    """What is wrong with all the catalogues, a sentence each; nothing when they are complete."""
    for shelf in SHELVES:
        yield from shelf.faults()


def _written(catalogue: Catalog) -> bytes:
    for message in catalogue:
        # Line numbers would make every change of code a change of the catalogues.
        message.locations = sorted({(file, 0) for file, _ in message.locations})
    language = catalogue.locale.get_display_name("en") if catalogue.locale else "English, the source"
    catalogue.header_comment = f"# The texts of samba-bot: {language}."
    out = BytesIO()
    write_po(out, catalogue, width=118, ignore_obsolete=True, sort_output=True, include_lineno=False, omit_header=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not UNUSED_HEADERS.match(line)).encode()


def _faults_of(message: Message) -> Iterator[str]:
    texts, sources = _forms(message.string), _forms(message.id)
    if message.fuzzy:
        yield "fuzzy"
    if not all(texts):
        yield "not translated"
    elif any(_fields(text) - set().union(*map(_fields, sources)) for text in texts):
        yield "has a field that the source lacks"
    elif len(sources) == 1 and _fields(texts[0]) != _fields(sources[0]):
        yield "lacks a field of the source"


def _forms(text: str | Sequence[str | None] | None) -> list[str]:
    """A text, or its forms for one and several."""
    return [text or ""] if text is None or isinstance(text, str) else [form or "" for form in text]


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def _key(message: Message) -> tuple[str, str]:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context or "", text)


def main(command: str) -> int:
    """Run one command; the exit status is 1 when something is missing."""
    if command == "update":
        update()
        return 0
    found = sorted(faults())
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
