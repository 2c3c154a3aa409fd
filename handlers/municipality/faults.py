"""What is wrong with a municipality file, said so that it can be mended: the line, the fault, what would be right."""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from handlers.municipality.file import MunicipalityFile
from handlers.municipality.positions import Place
from locales import Translator


@dataclass(frozen=True, order=True)
class Fault:
    """One fault, on a line of the file (from 1)."""

    line: int
    text: str


class MunicipalityError(Exception):
    """The file cannot be used, and nothing of it has been. `faults` are all of them, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__(f"{len(self.faults)} faults")


def syntax_fault(error: tomllib.TOMLDecodeError, text: str, t: Translator) -> Fault:
    """The one fault of a text that is no TOML: what comes after it cannot be read."""
    found = re.search(r"at line (\d+)", str(error))
    line = int(found.group(1)) if found else max(1, len(text.splitlines()))
    return Fault(
        line,
        t(
            "The file cannot be read further than this. Look for a missing quotation mark, bracket or equals sign, "
            "or a key that stands twice in one table."
        ),
    )


def shape_faults(error: ValidationError, t: Translator) -> Iterable[tuple[Place, str]]:
    """What pydantic found, each with its place."""
    for detail in error.errors():
        place: Place = detail["loc"]
        say = SAYINGS.get(detail["type"], _unusable)
        yield place, say(t, _key(place), detail)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    return next(iter(difflib.get_close_matches(word.lower(), list(known), 1, 0.7)), None)


def _key(place: Place) -> str:
    return next((part for part in reversed(place) if isinstance(part, str)), "")


def _unknown_key(t: Translator, key: str, detail: ErrorDetails) -> str:
    known = sorted(set(_fields(detail["loc"][:-1])) - {"playground"})
    meant = nearest(key, known)
    if meant:
        return t("“{key}” is unknown. Do you mean “{nearest}”?", key=key, nearest=meant)
    return t("“{key}” is unknown. What can stand here: {known}.", key=key, known=", ".join(known))


def _unknown_word(t: Translator, key: str, detail: ErrorDetails) -> str:
    words = detail["ctx"]["words"]
    meant = nearest(detail["input"], words) if isinstance(detail["input"], str) else None
    if meant:
        return t("“{key}” cannot be this. Do you mean “{nearest}”?", key=key, nearest=meant)
    return t("“{key}” must be one of these: {words}.", key=key, words=", ".join(words))


def _fields(place: Place) -> Iterable[str]:
    """The keys that the table at a place may have."""
    kind: Any = MunicipalityFile
    for part in place:
        # A field of a table, or what a list or a table of tables holds.
        kind = kind.model_fields[part].annotation if _is_table(kind) else get_args(kind)[-1]
    return kind.model_fields if _is_table(kind) else ()


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _unusable(t: Translator, key: str, _detail: ErrorDetails) -> str:
    return t("“{key}” cannot be used as it stands.", key=key)


def _missing(t: Translator, key: str, _detail: ErrorDetails) -> str:
    return t("“{key}” is missing.", key=key)


def _no_text(t: Translator, key: str, _detail: ErrorDetails) -> str:
    return t("“{key}” must be text in quotation marks.", key=key)


def _no_bool(t: Translator, key: str, _detail: ErrorDetails) -> str:
    return t("“{key}” must be true or false, without quotation marks.", key=key)


def _no_date(t: Translator, key: str, _detail: ErrorDetails) -> str:
    return t("“{key}” must be a date without quotation marks, such as 2027-02-15.", key=key)


def _no_list(t: Translator, key: str, _detail: ErrorDetails) -> str:
    return t("“{key}” must be a list: values in square brackets, or tables that begin with [[{key}]].", key=key)


def _no_table(t: Translator, key: str, _detail: ErrorDetails) -> str:
    return t("“{key}” must be a table of keys and values.", key=key)


def _no_key(t: Translator, key: str, _detail: ErrorDetails) -> str:
    return t("“{key}” must begin with a letter a–z or a figure, and hold only those, - and _.", key=key)


def _empty(t: Translator, key: str, _detail: ErrorDetails) -> str:
    return t("“{key}” must not be empty.", key=key)


def _too_long(t: Translator, key: str, _detail: ErrorDetails) -> str:
    return t("“{key}” is too long. There is room for 200 characters.", key=key)


def _no_zone(t: Translator, _key: str, _detail: ErrorDetails) -> str:
    return t("There is no such time zone. Norway has “Europe/Oslo”.")


def _no_link(t: Translator, key: str, _detail: ErrorDetails) -> str:
    return t("“{key}” must be a link that begins with https://.", key=key)


# Each kind of fault that pydantic, or a check in `file`, can name.
SAYINGS: dict[str, Callable[[Translator, str, ErrorDetails], str]] = {
    "extra_forbidden": _unknown_key,
    "word": _unknown_word,
    "missing": _missing,
    "string_type": _no_text,
    "bool_type": _no_bool,
    "date_type": _no_date,
    "list_type": _no_list,
    "model_type": _no_table,
    "dict_type": _no_table,
    "string_pattern_mismatch": _no_key,
    "string_too_short": _empty,
    "too_short": _empty,
    "string_too_long": _too_long,
    "timezone": _no_zone,
    "https": _no_link,
}
