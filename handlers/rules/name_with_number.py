"""What looks like a person's name beside a birth date or a number, in a message written to the bot."""

import re
from collections.abc import Iterator
from datetime import date

from handlers.rules.plain_text import fold_digits

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d./-]*\d|\d|[^\w\s]|\n")
_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})|(\d{2})(\d{2})(\d{4}|\d{2})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LONG_NUMBER = re.compile(r"(?<![\d/-])(?:\d{5,}|\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3}|\d{6} \d{5})(?![\d/-])")
_MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
_WRITTEN_DATE = re.compile(rf"(?i)\b(\d{{1,2}})\.? ?({'|'.join(_MONTHS)}) (\d{{4}})\b")
_SENTENCE_ENDS = frozenset(".!?:;\n-–•*")
_BORN = frozenset({"f", "født", "fødd", "fnr", "(", ",", ".", "-", "–", ":"})
_PLACES = frozenset({"skole", "skule", "barnehage", "kommune", "helsestasjon", "ungdomsskole", "ungdomsskule"})
_ORDINARY_WORDS = """
hei hallo takk kan jeg eg du vi de det den ja nei ok og i på fra frå til for om vil skal må har er ring nytt ny
bestill bestille ting book flytt avlys liste sakliste tider tid tida tiden språk hjelp help list cancel move agenda
slots language møte møtet møter møta samba samba-møte samba-møtet sak saka saken dato datoen frist fristen uke veke
rom møterom kl klokken klokka tlf telefon mobil nummer nr ref referanse arkivreferanse journal foresatt føresett
mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag
ppt bup nav slt tbu bti sfo ip nn barnevern barnevernet helsestasjon helsestasjonen rektor styrer styrar
"""
# Words that stand with a capital before a date or number without being a name.
_ORDINARY = frozenset((*_ORDINARY_WORDS.split(), *_MONTHS))


def looks_like_name_with_number(text: str, today: date | None = None) -> bool:
    """Whether to advise that the message be deleted: one or two capitalised words with a birth date or a long number.

    With ``today`` a later date is a meeting's, not a birth's. A guess, made for advice and never for refusal; identity
    numbers are found by ``handlers.rules.pii`` whether or not a name is near.
    """
    folded = fold_digits(text)
    return _holds_number(folded, today) and any(_names(_TOKEN.findall(folded)))


def _holds_number(text: str, today: date | None) -> bool:
    numbers = [number for number in _LONG_NUMBER.findall(text) if not _later_date(number, today)]
    return bool(numbers) or any(today is None or day <= today for day in _dates(text))


def _later_date(number: str, today: date | None) -> bool:
    return today is not None and any(day > today for day in _dates(number))


def _dates(text: str) -> Iterator[date]:
    found = [(y, m, d) for y, m, d in _ISO_DATE.findall(text)]
    found += [(y1 or y2, m1 or m2, d1 or d2) for d1, m1, y1, d2, m2, y2 in _DATE.findall(text)]
    found += [(y, str(_MONTHS.index(month.lower()) + 1), d) for d, month, y in _WRITTEN_DATE.findall(text)]
    for year, month, day in found:
        try:
            yield date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        except ValueError:
            continue


def _names(tokens: list[str]) -> Iterator[bool]:
    for place, token in enumerate(tokens):
        after = next(iter(tokens[place + 1 :]), "")
        if not _may_be_name(token) or after.lower() in _PLACES:
            continue
        begins = place == 0 or tokens[place - 1] in _SENTENCE_ENDS
        alone = _is_mixed(token) and (not begins or _number_follows(tokens[place + 1 :]))
        yield alone or _may_be_name(after)


def _may_be_name(token: str) -> bool:
    return len(token) > 1 and token[0].isupper() and token.lower() not in _ORDINARY


def _is_mixed(token: str) -> bool:
    return any(map(str.islower, token))


def _number_follows(tokens: list[str]) -> bool:
    return next((token[0].isdigit() for token in tokens if token.lower() not in _BORN), False)
