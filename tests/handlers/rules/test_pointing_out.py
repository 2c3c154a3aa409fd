from datetime import date

import pytest

from handlers.rules.pointing_out import Question, question

TODAY = date(2027, 2, 23)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Ring 91 23 45 67", Question.CONTACT),
        ("+47 912 34 567", Question.CONTACT),
        ("mor@example.no", Question.CONTACT),
        ("www.example.no", Question.CONTACT),
        ("Guten i 3B", Question.ONE_CHILD),
        ("9-åringen", Question.ONE_CHILD),
        ("født 15.03.2010", Question.ONE_CHILD),
        ("trinn 4", Question.ONE_CHILD),
        ("Kva verkar i friminutta?", None),
        ("Plan for veke 12–14", None),
        ("Sak S-7F3K", None),
        ("Arkivsak 2027/12345-3", None),
        ("", None),
    ],
)
def test_a_text_is_asked_about_what_points_out_people(text: str, asked: Question | None) -> None:
    assert question(text, TODAY) is asked
