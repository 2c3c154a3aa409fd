"""The rules of the elements that stand inside blocks: buttons, menus, fields."""

from collections.abc import Iterator
from typing import Any

from bot.playground.blockkit.grammar import (
    Fault,
    Rule,
    anything,
    both,
    exactly_one_of,
    flag,
    items,
    matching,
    number,
    one_of,
    plain,
    shape,
    string,
    text,
    typed,
)

ACTION_ID = string(255, 1)
DATE = matching(r"\d{4}-\d{2}-\d{2}", "must be a date in the format YYYY-MM-DD")
TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "must be a time in the format HH:mm")
STYLE = one_of("primary", "danger")

CONFIRM = shape({"text": text(300)}, {"title": plain(100), "confirm": plain(30), "deny": plain(30), "style": STYLE})
OPTION = shape({"text": plain(75), "value": string(75)}, {"description": plain(75), "url": string(3000)})
RICH_OPTION = shape({"text": text(75), "value": string(75)}, {"description": text(75)})
OPTION_GROUP = shape({"label": plain(75), "options": items(OPTION, 1, 100)})
OPTIONS = {"options": items(OPTION, 1, 100), "option_groups": items(OPTION_GROUP, 1, 100)}
DISPATCH = shape({}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 0, 2)})

COMMON: dict[str, Rule] = {"action_id": ACTION_ID, "focus_on_load": flag}
MENU: dict[str, Rule] = {**COMMON, "placeholder": plain(150), "confirm": CONFIRM}
MULTI: dict[str, Rule] = {**MENU, "max_selected_items": number}
IDS = items(string(30, 1), 0, 100)
TYPING: dict[str, Rule] = {**COMMON, "placeholder": plain(150), "dispatch_action_config": DISPATCH}


def initial_among_options(value: object, place: str) -> Iterator[Fault]:
    """What is chosen from the start is one of the options, word for word."""
    if not isinstance(value, dict):
        return
    offered = offered_options(value)
    for name in ("initial_option", "initial_options"):
        chosen = value.get(name, [])
        for option in chosen if isinstance(chosen, list) else [chosen]:
            if _essence(option) not in [_essence(each) for each in offered]:
                yield Fault(f"{place}/{name}", f"{name} must be included in the options")


def offered_options(element: dict[str, Any]) -> list[Any]:
    """Every option of the element, those inside groups too."""
    grouped = [option for group in element.get("option_groups", []) for option in group.get("options", [])]
    return [*element.get("options", []), *grouped]


def _essence(option: Any) -> object:
    return (option.get("value"), option.get("text", {}).get("text")) if isinstance(option, dict) else option


def _choice(options: Rule, most: int, optional: dict[str, Rule]) -> Rule:
    return both(
        shape({"options": items(options, 1, most)}, {**COMMON, "confirm": CONFIRM, **optional}), initial_among_options
    )


BUTTON = shape(
    {"text": plain(75)},
    {
        "action_id": ACTION_ID,
        "value": string(2000),
        "url": string(3000),
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
IMAGE = both(
    shape({"alt_text": string(2000, 1)}, {"image_url": string(3000, 1), "slack_file": anything}),
    exactly_one_of("image_url", "slack_file"),
)
STATIC_SELECT = both(
    shape({}, {**MENU, **OPTIONS, "initial_option": OPTION}),
    exactly_one_of("options", "option_groups"),
    initial_among_options,
)
MULTI_STATIC_SELECT = both(
    shape({}, {**MULTI, **OPTIONS, "initial_options": items(OPTION, 1, 100)}),
    exactly_one_of("options", "option_groups"),
    initial_among_options,
)
CONVERSATION_FILTER: dict[str, Rule] = {"default_to_current_conversation": flag, "filter": anything}
ONE_CHANNEL: dict[str, Rule] = {**MENU, "response_url_enabled": flag}

SELECTS: dict[str, Rule] = {
    "static_select": STATIC_SELECT,
    "users_select": shape({}, {**MENU, "initial_user": string(30, 1)}),
    "channels_select": shape({}, {**ONE_CHANNEL, "initial_channel": string(30, 1)}),
    "conversations_select": shape({}, {**ONE_CHANNEL, **CONVERSATION_FILTER, "initial_conversation": string(30, 1)}),
    "external_select": shape({}, {**MENU, "initial_option": OPTION, "min_query_length": number}),
    "multi_static_select": MULTI_STATIC_SELECT,
    "multi_users_select": shape({}, {**MULTI, "initial_users": IDS}),
    "multi_channels_select": shape({}, {**MULTI, "initial_channels": IDS}),
    "multi_conversations_select": shape({}, {**MULTI, **CONVERSATION_FILTER, "initial_conversations": IDS}),
    "multi_external_select": shape({}, {**MULTI, "initial_options": items(OPTION, 1, 100), "min_query_length": number}),
}
PICKERS: dict[str, Rule] = {
    "datepicker": shape({}, {**MENU, "initial_date": DATE}),
    "timepicker": shape({}, {**MENU, "initial_time": TIME, "timezone": string(100, 1)}),
    "datetimepicker": shape({}, {**COMMON, "confirm": CONFIRM, "initial_date_time": number}),
    "checkboxes": _choice(RICH_OPTION, 10, {"initial_options": items(RICH_OPTION, 1, 10)}),
    "radio_buttons": _choice(RICH_OPTION, 10, {"initial_option": RICH_OPTION}),
}
ACTIVE: dict[str, Rule] = {
    "button": BUTTON,
    "overflow": _choice(OPTION, 5, {}),
    **SELECTS,
    **PICKERS,
}
FIELDS: dict[str, Rule] = {
    "plain_text_input": shape(
        {},
        {**TYPING, "initial_value": string(3000), "multiline": flag, "min_length": number, "max_length": number},
    ),
    "number_input": shape(
        {"is_decimal_allowed": flag},
        {**TYPING, "initial_value": string(100), "min_value": string(100), "max_value": string(100)},
    ),
    "email_text_input": shape({}, {**TYPING, "initial_value": string(3000)}),
    "url_text_input": shape({}, {**TYPING, "initial_value": string(3000)}),
    **SELECTS,
    **PICKERS,
}

ACTION_ELEMENT = typed(ACTIVE)
ACCESSORY = typed({**ACTIVE, "image": IMAGE})
INPUT_ELEMENT = typed(FIELDS)
CONTEXT_ELEMENT = typed(
    {
        "image": IMAGE,
        "mrkdwn": shape({"text": string(3000, 1)}, {"verbatim": flag}),
        "plain_text": shape({"text": string(3000, 1)}, {"emoji": flag}),
    }
)
