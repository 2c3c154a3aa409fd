"""Forms as modal views, and what they hold read back."""

from datetime import date, time
from unicodedata import normalize

from hypothesis import HealthCheck, given, settings

from bot.slack.elements import Block
from bot.slack.filled import values
from bot.slack.forms import form_view
from handlers.screens import (
    ChoiceField,
    DateField,
    FieldValue,
    Form,
    Option,
    TextField,
    TimeField,
    YesNoField,
)
from tests.bot.full_form import FORM, SCHOOLS
from tests.bot.slack.browser import sent_back
from tests.bot.slack.test_blocks import plain, section
from tests.bot.vocabulary import forms


def field(name: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """An input as Slack has it."""
    block: Block = {"type": "input", "block_id": name, "label": plain(label), "element": element, "optional": optional}
    return block | {"hint": plain(hint)} if hint else block


def test_a_form_shows_every_field_in_its_own_way() -> None:
    schools = [{"text": plain(option.label), "value": option.value} for option in SCHOOLS]
    lyngvag, aas, nes = schools
    ticked = {"text": plain("Det trengst tolk"), "value": "yes"}
    value = {"action_id": "value~booking.case"}
    assert form_view(FORM) == {
        "type": "modal",
        "callback_id": "booking.case",
        "private_metadata": "d1",
        "notify_on_close": False,
        "title": plain("Bestill møte"),
        "submit": plain("Neste"),
        "close": plain("Avbryt"),
        "blocks": [
            field(
                "words",
                "Barnets ord",
                {
                    "type": "plain_text_input",
                    **value,
                    "multiline": True,
                    "max_length": 300,
                    "placeholder": plain("Kort"),
                },
                optional=True,
                hint="Ingen namn",
            ),
            field(
                "school",
                "Skule",
                {
                    "type": "static_select",
                    **value,
                    "options": schools,
                    "initial_option": aas,
                    "placeholder": plain("Vel"),
                },
            ),
            field("who", "Kven tek initiativ?", {"type": "radio_buttons", **value, "options": schools}),
            section("*Kven kjem?*"),
            section("Ingen er valde")
            | {
                "accessory": {
                    "type": "button",
                    "text": plain("Vel andre"),
                    "action_id": "people.pick",
                    "value": "d=1",
                }
            },
            field(
                "themes",
                "Tema",
                {"type": "checkboxes", **value, "options": schools, "initial_options": [lyngvag, nes]},
                optional=True,
            ),
            field("people", "Folk", {"type": "multi_static_select", **value, "options": schools}),
            section("*Andre*\n–"),
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "Ikkje staden for bekymringsmelding."}]},
            field("day", "Dag", {"type": "datepicker", **value, "initial_date": "2027-03-09"}),
            field("start", "Start", {"type": "timepicker", **value, "initial_time": "08:05"}),
            field(
                "interpreter",
                "Tolk",
                {
                    "type": "checkboxes",
                    "action_id": "yes~booking.case",
                    "options": [ticked],
                    "initial_options": [ticked],
                },
                optional=True,
            ),
        ],
    }


def test_what_was_filled_in_is_read_back_by_field() -> None:
    assert values(sent_back(form_view(FORM))) == {
        "words": "",
        "school": "å",
        "who": None,
        "themes": ("unit, 1", "3"),
        "people": (),
        "day": date(2027, 3, 9),
        "start": time(8, 5),
        "interpreter": True,
    }


def test_more_options_than_a_list_holds_are_grouped_by_letter() -> None:
    labels = [f"{letter}-skulen {number}" for letter in "abcå" for number in range(60)]
    options = tuple(Option(str(number), label) for number, label in enumerate(labels))
    [block] = form_view(Form("f", "F", (ChoiceField("school", "Skule", options, initial=("239",)),), "OK", ""))[
        "blocks"
    ]
    groups = block["element"]["option_groups"]
    assert [(group["label"]["text"], len(group["options"])) for group in groups] == [
        ("A–B", 100),
        ("B–Å", 100),
        ("Å", 40),
    ]
    assert block["element"]["initial_option"] == {"text": plain("å-skulen 59"), "value": "239"}


def test_too_many_options_to_show_at_once_become_a_list() -> None:
    options = tuple(Option(str(number), f"Val {number}") for number in range(11))
    parts = tuple(ChoiceField(name, name, options, many=name == "b", expanded=True) for name in "ab")
    blocks = form_view(Form("f", "F", parts, "OK", ""))["blocks"]
    assert [block["element"]["type"] for block in blocks] == ["static_select", "multi_static_select"]


def test_a_choice_of_nothing_is_said_rather_than_refused() -> None:
    [block] = form_view(Form("f", "F", (ChoiceField("person", "Kven?", ()),), "OK", ""))["blocks"]
    assert block == {"type": "section", "text": {"type": "mrkdwn", "text": "*Kven?*\n–"}}


def opened_with(form: Form) -> dict[str, FieldValue]:
    """What a form holds as it is opened."""
    return {part.id: expected(part) for part in form.fields if not (isinstance(part, ChoiceField) and not part.options)}


def expected(part: TextField | ChoiceField | DateField | TimeField | YesNoField) -> FieldValue:
    """What a field holds as it is opened."""
    if isinstance(part, TextField):
        return normalize("NFC", part.initial)
    if isinstance(part, ChoiceField):
        chosen = tuple(option.value for option in part.options if option.value in part.initial)
        return chosen if part.many else next(iter(chosen), None)
    return part.initial


def test_what_was_typed_in_one_step_does_not_stand_in_the_next() -> None:
    reason = (TextField("reason", "Grunn"),)
    views = [form_view(Form(name, "Avlys", reason, "OK", "")) for name in ("meeting.cancel", "meeting.move")]
    ids = [(block["block_id"], block["element"]["action_id"]) for view in views for block in view["blocks"]]
    assert ids == [("reason", "value~meeting.cancel"), ("reason", "value~meeting.move")]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(forms())
def test_any_form_comes_back_as_it_was_opened(form: Form) -> None:
    assert values(sent_back(form_view(form))) == opened_with(form)
