from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.rules.pii import TextProblem, TextVerdict, check_text, find_identity_number

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u3164\u034f\ufe0f"
BREAKS = (*INVISIBLE, *" .,-/_:;|()[]*+–—\u00a0\u2009\n\t•·⁄ー", "🙂", " – ", "\r\n", " strek ", " / ")
DIGIT_SETS = (
    "0123456789",
    "０１２３４５６７８９",
    "٠١٢٣٤٥٦٧٨٩",
    "०१२३४५६७८९",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "⓿❶❷❸❹❺❻❼❽❾",
    "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "🯰🯱🯲🯳🯴🯵🯶🯷🯸🯹",
)


@pytest.mark.parametrize(
    "text",
    [
        "01011012345",
        "010110 12345",
        "01.01.10-12345",
        "01/01/10 123 45",
        "0 1 0 1 1 0 1 2 3 4 5",
        "01\u200b0110\u00ad12345",
        "０１０１１０１２３４５",
        "0️⃣1️⃣0️⃣1️⃣1️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣",
        "O1O11O l2345",
        "OlOllO 12345",
        "41011012345",
        "01411012345",
        "01661012345",
        "01811012345",
        "71921099999",
        "29020012345",
        "010110\n12345",
        "010110 – 12345",
        "010110 strek 12345",
        "født 010110, personnummer 12345",
        "01.01.2010 12345",
        "(010110)12345",
        "fnr01011012345x",
        "eleven010110ー12345",
        "\u202e54321011010",
        "sak 2027/12, 010110 12345, 3 timar",
        "2027/12345-3 010110-12345",
        "01/01/10-12345",
        "0101/10-12345",
        "01/01-10 12345",
    ],
)
def test_an_identity_number_is_found_in_any_disguise(text: str) -> None:
    assert find_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "S-7F3K",
        "2027/12345-3",
        "2027/12345-12",
        "27/01234-5",
        "27/012345-101",
        "Arkiv 2012/12345-12.",
        "202712345600123",
        "51 23 45 67",
        "+47 912 34 567",
        "0047 51234567",
        "15.1.2027 10.00",
        "Tysdag 15.01.2027 9.00–9.45, rom 2",
        "5.10.2027, 10.00",
        "5.2.2027 10.00–10.45",
        "vedtak 12.05.2027 2027/1",
        "org. 987 654 321",
        "trinn 1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
        "veke 10, 11, 12, 13, 14, 15",
        "00011012345",
        "32011012345",
        "30021012345",
        "01131012345",
        "010110123",
        "0101101234567",
        "I 2027 var lol 12345678 😀",
        "3 × 15 min + 2 × 30 min = 105 min",
    ],
)
def test_other_numbers_pass(text: str) -> None:
    assert not find_identity_number(text)


def test_a_refused_text_is_nowhere_in_the_verdict() -> None:
    verdict = check_text("Han heiter Ola, 010110 12345", 500)
    assert verdict == TextVerdict("", TextProblem.IDENTITY_NUMBER)


def test_a_text_too_long_is_refused_and_one_of_full_length_is_not() -> None:
    assert check_text("å" * 20, 20) == TextVerdict("å" * 20)
    assert check_text("a\u030a" * 20, 20) == TextVerdict("å" * 20)
    assert check_text("å" * 21, 20) == TextVerdict("", TextProblem.TOO_LONG)


def test_an_accepted_text_stays_out_of_logs() -> None:
    verdict = check_text("Trivst best ute", 500)
    assert verdict.text == "Trivst best ute"
    assert "Trivst" not in repr(verdict)


def test_a_long_text_is_read_in_no_time() -> None:
    assert not find_identity_number("O" * 40_000)
    assert not find_identity_number("9 " * 20_000)
    assert not find_identity_number("9" * 40_000)


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    day = born.day + draw(st.sampled_from((0, 40)))
    month = born.month + draw(st.sampled_from((0, 40, 65, 80)))
    return f"{day:02}{month:02}{born.year % 100:02}{draw(st.integers(0, 99_999)):05}"


@st.composite
def disguises(draw: st.DrawFn) -> str:
    number = draw(identity_numbers())
    between = st.one_of(st.just(""), st.sampled_from(BREAKS))
    digits = [draw(st.sampled_from(DIGIT_SETS))[int(digit)] for digit in number]
    return "".join(digit + (draw(between) if place < 10 else "") for place, digit in enumerate(digits))


@settings(max_examples=600)
@given(disguises(), st.sampled_from(("{}", "Eleven {} treng hjelp", "({})", "sak {}.", "שלום {} 😀", "f.{}, 3. trinn")))
def test_every_identity_number_is_found_however_it_is_written(disguise: str, around: str) -> None:
    text = around.format(disguise)
    assert find_identity_number(text)
    assert check_text(text, 1000) == TextVerdict("", TextProblem.IDENTITY_NUMBER)


@given(identity_numbers())
def test_letters_for_digits_are_read_as_digits(number: str) -> None:
    disguised = number.translate(str.maketrans("01", "Ol"))
    assert find_identity_number(f"eleven {disguised} er ny")
    assert find_identity_number(f"eleven {disguised[:6]}-{number[6:]} er ny")


@given(st.integers(2000, 2040), st.integers(1, 999_999), st.integers(1, 9_999), st.booleans(), st.booleans())
def test_archive_references_pass(year: int, case: int, document: int, short: bool, padded: bool) -> None:
    shown = f"{year % 100:02}" if short else f"{year}"
    number = f"{case:06}" if padded else f"{case}"
    assert not find_identity_number(f"Sjå {shown}/{number}-{document}, punkt 3")


@given(st.integers(2, 9), st.text("0123456789", min_size=7, max_size=7), st.sampled_from(("+47 ", "0047 ", "")))
def test_telephone_numbers_pass(first: int, rest: str, country: str) -> None:
    digits = f"{first}{rest}"
    pairs = " ".join(digits[at : at + 2] for at in range(0, 8, 2))
    mobile = f"{digits[:3]} {digits[3:5]} {digits[5:]}"
    assert not any(find_identity_number(f"Ring {country}{each} før kl. 15.00") for each in (digits, pairs, mobile))


@given(st.integers(10**11, 10**20))
def test_longer_numbers_pass(number: int) -> None:
    digits = str(number)
    born_in_full = len(digits) == 13 and digits[4:6] in ("18", "19", "20")
    assert born_in_full or not find_identity_number(f"saksnummer {digits}")


@given(
    st.dates(date(2027, 1, 1), date(2040, 12, 31)),
    st.integers(0, 23 * 60),
    st.sampled_from((15, 45, 60)),
    st.booleans(),
)
def test_the_date_and_time_of_a_meeting_passes(day: date, minutes: int, length: int, padded: bool) -> None:
    shown = f"{day:%d.%m.%Y}" if padded else f"{day.day}.{day.month}.{day.year}"
    start, end = timedelta(minutes=minutes), timedelta(minutes=min(minutes + length, 23 * 60 + 59))
    clock = [f"{each.seconds // 3600}.{each.seconds // 60 % 60:02}" for each in (start, end)]
    assert not find_identity_number(f"Møtet er {shown} {clock[0]}–{clock[1]} på rom 2")
    assert not find_identity_number(f"Møtet er {shown} {clock[0]}")


@given(st.text())
def test_no_text_is_too_odd_to_be_judged(text: str) -> None:
    verdict = check_text(text, 100)
    assert verdict == check_text(text, 100)
    assert verdict.problem is None or verdict.text == ""
