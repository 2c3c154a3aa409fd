"""Forms as modal views. `filled` reads back what comes of them."""

from collections.abc import Iterable, Iterator, Sequence

from bot.slack.blocks import TITLE, VIEW_BLOCKS, draw_part, finish
from bot.slack.elements import MARK, Block, bold, cut, mrkdwn, plain
from handlers.screens import (
    ChoiceField,
    DateField,
    Field,
    Form,
    Option,
    Part,
    TextField,
    TimeField,
    YesNoField,
)

# The action ids of inputs, before the form's name. A box has its own: not ticked, it looks like a list with no choice.
VALUE, YES_NO = "value", "yes"
EXPANDED, GROUP, GROUPS = 10, 100, 100
OPTION = 75


def form_view(form: Form) -> Block:
    """The form as a modal: its name and its draft travel with it, nothing else does."""
    blocks = [block for part in form.parts for block in _draw(part)]
    _tell_apart(blocks, form.name)
    view: Block = {
        "type": "modal",
        "callback_id": form.name,
        "private_metadata": form.draft,
        "notify_on_close": False,
        "title": plain(form.title, TITLE),
        "submit": plain(form.submit, TITLE),
        "blocks": finish(blocks, VIEW_BLOCKS),
    }
    return view | {"close": plain(form.close, TITLE)} if form.close else view


def _tell_apart(blocks: Iterable[Block], form: str) -> None:
    # Steps take each other's place in one modal, and Slack keeps what was typed where block and action have the same
    # ids: without the form's name, a reason given in one step would stand in the next one's field of that name.
    for block in blocks:
        if block["type"] == "input":
            block["element"]["action_id"] += f"{MARK}{form}"


def _draw(part: Part | Field) -> Iterator[Block]:
    match part:
        case TextField():
            yield _input(part, _text(part))
        case ChoiceField(options=()):
            # Slack refuses a list without options; what is missing is the form's own text to say.
            yield {"type": "section", "text": mrkdwn(f"{bold(cut(part.label, 2000))}\n–")}
        case ChoiceField():
            yield _input(part, _choice(part))
        case DateField():
            yield _input(part, _element("datepicker", initial_date=part.initial and part.initial.isoformat()))
        case TimeField():
            yield _input(part, _element("timepicker", initial_time=part.initial and f"{part.initial:%H:%M}"))
        case YesNoField():
            yield _input(part, _yes_no(part))
        case _:
            yield from draw_part(part)


def _input(field: Field, element: Block) -> Block:
    required = not isinstance(field, YesNoField) and field.required
    block: Block = {
        "type": "input",
        "block_id": field.id,
        "label": plain(field.label, 2000),
        "element": element,
        "optional": not required,
    }
    return block | {"hint": plain(field.hint, 2000)} if field.hint else block


def _element(kind: str, **known: object) -> Block:
    return {"type": kind, "action_id": VALUE} | {key: value for key, value in known.items() if value}


def _text(field: TextField) -> Block:
    element = _element(
        "plain_text_input",
        placeholder=field.placeholder and plain(field.placeholder, 150),
        initial_value=field.initial[: field.max_length],
        max_length=field.max_length,
    )
    return element | {"multiline": field.multiline}


def _choice(field: ChoiceField) -> Block:
    expanded = field.expanded and len(field.options) <= EXPANDED
    kind = {
        (True, False): "radio_buttons",
        (True, True): "checkboxes",
        (False, False): "static_select",
        (False, True): "multi_static_select",
    }[expanded, field.many]
    chosen = [_option(option) for option in field.options if option.value in field.initial]
    initial: Block = {"initial_options": chosen} if field.many else {"initial_option": chosen[0] if chosen else None}
    placeholder = plain(field.placeholder, 150) if field.placeholder and not expanded else None
    return _element(kind, placeholder=placeholder, **_options(field.options), **initial)


def _options(options: Sequence[Option]) -> Block:
    if len(options) <= GROUP:
        return {"options": [_option(option) for option in options]}
    starts = range(0, min(len(options), GROUP * GROUPS), GROUP)
    return {"option_groups": [_group(options[start : start + GROUP]) for start in starts]}


def _group(options: Sequence[Option]) -> Block:
    first, last = options[0].label[:1].upper(), options[-1].label[:1].upper()
    label = first if first == last else f"{first}–{last}"
    return {"label": plain(label, OPTION), "options": [_option(option) for option in options]}


def _option(option: Option) -> Block:
    return {"text": plain(option.label, OPTION), "value": option.value}


def _yes_no(field: YesNoField) -> Block:
    ticked = _option(Option("yes", field.option))
    element = _element("checkboxes", options=[ticked], initial_options=[ticked] if field.initial else None)
    return element | {"action_id": YES_NO}
