from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.name_with_number import looks_like_name_with_number

TODAY = date(2027, 2, 23)


@pytest.mark.parametrize(
    "text",
    [
        "Kan du bestille tid for Ola Nordmann 12.03.2015",
        "Ola 12.03.2015",
        "Ola, 12/3-15",
        "Kari Anne Moe, f. 120315",
        "Kari (født 12. mars 2015)",
        "møte for Kari 12032015",
        "OLA NORDMANN 120315",
        "Åse-Marie 2015-03-12",
        "Eleven er Øyvind, tlf 51 23 45 67",
        "Čáhppe ０００ fødd １２.０３.２０１５",
        "Hei! Ola Nordmann 010110 12345",
    ],
)
def test_a_name_beside_a_number_is_seen(text: str) -> None:
    assert looks_like_name_with_number(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hei",
        "Hei! Kan du hjelpe meg?",
        "Bestill tid S-7F3K",
        "Møte 12.03.2015",
        "Solvik skule 12.03.2015",
        "Flytt møtet til 09.03.2027 kl. 10.00",
        "Ola 09.03.2027",
        "Ola Nordmann",
        "Ola 2027/12345-3",
        "Ring 51 23 45 67",
        "Tysdag 9. mars 2027",
        "PPT 120315",
        "99.99.9999 Ola",
        "שלום 😀 12.03.2015",
    ],
)
def test_the_rest_is_left_in_peace(text: str) -> None:
    assert not looks_like_name_with_number(text, TODAY)


def test_without_a_today_every_date_may_be_a_birth_date() -> None:
    assert looks_like_name_with_number("Ola 09.03.2027")


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    assert looks_like_name_with_number(text) in (True, False)
