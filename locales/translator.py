"""Messages and moments in a reader's own language."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

Language = Literal["nn", "nb"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
HERE = Path(__file__).parent
# Model texts: a date is written without its year when it is less than about six months away.
NEAR = timedelta(days=183)


def mark(message: str) -> str:
    """Mark a source text for the catalogues where it is defined; it is translated where it is shown."""
    return message


class Translator:
    """Turns source texts and moments into one language.

    Called with a source text, it gives the reader's text; `values` fill the braces. Moments are aware; days and times
    are shown in `zone`.
    """

    def __init__(self, language: Language, catalogue: Translations, zone: ZoneInfo) -> None:
        self.language: Language = language
        self.zone = zone
        self._catalogue = catalogue

    def __call__(self, message: str, /, **values: object) -> str:
        """The message in this language, with its `{name}` places filled in."""
        return _fill(self._catalogue.ugettext(message), values)

    def many(self, one: str, several: str, count: int, /, **values: object) -> str:
        """The form that agrees with `count`, which fills `{count}`."""
        return _fill(self._catalogue.ungettext(one, several, count), {"count": count, **values})

    def within(self, context: str, message: str, /, **values: object) -> str:
        """A source text that means different things in different places."""
        return _fill(self._catalogue.upgettext(context, message), values)

    def day(self, day: date | datetime, now: datetime | None = None) -> str:
        """«tysdag 9. mars», with the year when it is half a year or more from `now`."""
        local = self._local_day(day)
        far = now is not None and abs(local - now.astimezone(self.zone).date()) > NEAR
        return format_date(local, "EEEE d. MMMM y" if far else "EEEE d. MMMM", locale=self.language)

    def short_day(self, day: date | datetime) -> str:
        """«tys. 9. mars», for lists and buttons."""
        # Babel's EEE is «ty.» in nynorsk, which nobody writes; its ccc has the right letters and no full stop.
        local = self._local_day(day)
        weekday = format_date(local, "ccc", locale=self.language).rstrip(".")
        return f"{weekday}. {format_date(local, 'd. MMM', locale=self.language)}"

    def clock(self, moment: datetime) -> str:
        """«kl. 10.00»"""
        return f"kl. {self._local(moment):%H.%M}"

    def span(self, start: datetime, end: datetime) -> str:
        """«kl. 10.00–10.45»"""
        return f"kl. {self._local(start):%H.%M}–{self._local(end):%H.%M}"

    def when(self, start: datetime, end: datetime, now: datetime | None = None) -> str:
        """«tysdag 9. mars kl. 10.00–10.45»"""
        return f"{self.day(start, now)} {self.span(start, end)}"

    def moment(self, moment: datetime, now: datetime | None = None) -> str:
        """«tysdag 9. mars kl. 10.00»"""
        return f"{self.day(moment, now)} {self.clock(moment)}"

    def number(self, count: int) -> str:
        """Small numbers as words, as running text has them: «to», «fem»; from thirteen on as figures."""
        words = self("zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve").split("|")
        return words[count] if 0 <= count < len(words) else str(count)

    def listing(self, parts: list[str]) -> str:
        """«a, b og c»"""
        *first, last = parts
        return f"{', '.join(first)} {self('and')} {last}" if first else last

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def _local_day(self, day: date | datetime) -> date:
        return self._local(day).date() if isinstance(day, datetime) else day


def _fill(text: str, values: dict[str, object]) -> str:
    return text.format(**values) if values else text


@cache
def _catalogue(language: Language, own: Path | None) -> Translations:
    with ((own or HERE) / language / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = Translations(compiled)
    if own:
        translations.add_fallback(_catalogue(language, None))
    return translations


@cache
def translator(language: Language, timezone: str = "Europe/Oslo", own: Path | None = None) -> Translator:
    """The translator for a language, with days and times in `timezone`. `own` is a directory with catalogues of the
    caller's own; what they lack is looked for in those that stand here.
    """
    return Translator(language, _catalogue(language, own), ZoneInfo(timezone))


def languages() -> Iterator[tuple[Language, str]]:
    """Each language with its own name, as it is written in that language."""
    yield "nn", "nynorsk"
    yield "nb", "bokmål"
