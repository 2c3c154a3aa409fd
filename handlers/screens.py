"""What to show, not how: the small vocabulary that every platform draws.

Texts stand in the reader's language already. Limits are the lower of the platforms' (see `LIMITS`); the renderers may
count on them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal
from urllib.parse import urlencode

FieldValue = str | tuple[str, ...] | bool | date | time | None
Style = Literal["plain", "primary", "danger"]


@dataclass(frozen=True)
class Limits:
    """Lengths in characters, and counts."""

    title: int = 24
    button: int = 75
    heading: int = 150
    text: int = 3000
    option: int = 75
    buttons: int = 25
    fields: int = 10
    parts: int = 45
    columns: int = 6
    rows: int = 50
    categories: int = 12
    series: int = 6
    label: int = 40


LIMITS = Limits()


def value(**claims: object) -> str:
    """What a button carries: ids and choices as a query string. They are claims, which the handler proves."""
    return urlencode({key: str(claim) for key, claim in claims.items()})


@dataclass(frozen=True)
class Confirm:
    """A question before a press takes effect."""

    title: str
    text: str
    yes: str
    no: str


@dataclass(frozen=True)
class Button:
    """A press: `action` names the route, `value` what it is about (see `value`). With `url` it opens a page instead."""

    text: str
    action: str
    value: str = ""
    style: Style = "plain"
    confirm: Confirm | None = None
    url: str | None = None


@dataclass(frozen=True)
class Heading:
    """The bold first line of a card, or of a part of it."""

    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph, or several with a line break between."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Labels with their values."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Listing:
    """Lines under each other, numbered where their order matters."""

    lines: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Note:
    """Small print: a source, a hint, the line on the duty to report."""

    text: str


@dataclass(frozen=True)
class Copy:
    """A text that the reader is to copy and pass on outside the chat."""

    text: str


@dataclass(frozen=True)
class Row:
    """A line of text with its own button."""

    text: str
    button: Button


@dataclass(frozen=True)
class Buttons:
    """Buttons beside each other."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class Table:
    """Rows under headings. The first column names the row; the others are read as numbers, or the word for one."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Series:
    """Bars of one kind, one for each category of their chart."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """Bars beside each other. Never alone: the same always stands in words or in a table on the same card."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


Part = Heading | Text | Facts | Listing | Note | Copy | Row | Buttons | Table | Chart


@dataclass(frozen=True)
class Card:
    """A message. `notice` is what a locked phone shows and a screen reader reads first: never arena, unit, place or
    case.
    """

    parts: tuple[Part, ...]
    notice: str


@dataclass(frozen=True)
class TextField:
    """Free text, the last resort; `max_length` in characters."""

    id: str
    label: str
    required: bool = True
    multiline: bool = False
    max_length: int = 150
    hint: str = ""
    initial: str = ""
    placeholder: str = ""


@dataclass(frozen=True)
class Option:
    """One choice: what is submitted, and what is read."""

    value: str
    label: str


@dataclass(frozen=True)
class ChoiceField:
    """One or several of `options`. `expanded` shows them all at once (at most ten); people are chosen here too, from
    our own directory.
    """

    id: str
    label: str
    options: tuple[Option, ...]
    required: bool = True
    many: bool = False
    expanded: bool = False
    hint: str = ""
    initial: tuple[str, ...] = ()
    placeholder: str = ""


@dataclass(frozen=True)
class DateField:
    """A day, local."""

    id: str
    label: str
    required: bool = True
    hint: str = ""
    initial: date | None = None


@dataclass(frozen=True)
class TimeField:
    """A time of day, local."""

    id: str
    label: str
    required: bool = True
    hint: str = ""
    initial: time | None = None


@dataclass(frozen=True)
class YesNoField:
    """One box to tick."""

    id: str
    label: str
    option: str
    initial: bool = False
    hint: str = ""


Field = TextField | ChoiceField | DateField | TimeField | YesNoField
FIELDS = (TextField, ChoiceField, DateField, TimeField, YesNoField)


@dataclass(frozen=True)
class Form:
    """A form: `name` names the route that takes it. It carries only the id of its draft, or of what it is about."""

    name: str
    title: str
    parts: tuple[Part | Field, ...]
    submit: str
    close: str
    draft: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields among the parts, in order."""
        return tuple(part for part in self.parts if isinstance(part, FIELDS))


@dataclass(frozen=True)
class Receipt:
    """What takes a form's place when it is done: read, and closed."""

    title: str
    parts: tuple[Part, ...]
    close: str


# ---- Answers ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Show:
    """Show a card to the asker only, where they asked."""

    card: Card


@dataclass(frozen=True)
class Replace:
    """Put a card in the place of the one whose button was pressed."""

    card: Card


@dataclass(frozen=True)
class Open:
    """Open a form, or put it in the place of the form that was submitted."""

    form: Form


@dataclass(frozen=True)
class Finish:
    """Put a receipt in the place of the form that was submitted."""

    receipt: Receipt


@dataclass(frozen=True)
class FieldErrors:
    """The form stays open; each error stands at its field, and the fields named in `clear` come back empty."""

    errors: Mapping[str, str] = field(default_factory=dict)
    clear: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Home:
    """The asker's own page."""

    parts: tuple[Part, ...]


Answer = Show | Replace | Open | Finish | FieldErrors | Home
