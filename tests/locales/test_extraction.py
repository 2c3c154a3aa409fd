from io import BytesIO

from locales.extraction import extract_python

KEYWORDS = ("t", "many", "within", "mark")
CODE = """
picks = {"a": mark("Alone")}
t(picks["a"])
# NB: {day} is a weekday.
t("On {day}", day=t.day(now))
t.many("one", "{count} of them", count, who=name(t, unit))
f"({t('Inside')})"
t.within("kindergarten", "at {unit}", unit=unit.name(t.language))
other("Not this")
"""


def test_every_text_is_found_whatever_stands_around_it() -> None:
    found = extract_python(BytesIO(CODE.encode()), KEYWORDS, ("NB:",), {})
    assert sorted(found) == [
        (2, "mark", "Alone", []),
        (5, "t", "On {day}", ["NB: {day} is a weekday."]),
        (6, "many", ("one", "{count} of them"), []),
        (7, "t", "Inside", []),
        (8, "within", ("kindergarten", "at {unit}"), []),
    ]
