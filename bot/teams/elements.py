"""The smallest things of an adaptive card: texts that are read as they were written, and buttons."""

import re
from collections.abc import Iterator

from microsoft_teams.cards import (
    Action,
    ActionSet,
    ActionStyle,
    CardElement,
    Container,
    ExecuteAction,
    OpenUrlAction,
    Spacing,
    TargetElement,
    TextBlock,
    ToggleVisibilityAction,
)

from bot.teams.seals import Drawing
from handlers.screens import Button, Confirm, Style

# The key of our token in what a button sends. No field has such an id.
SEAL = "~seal"
PRESS, FORM = "press", "form"
# Teams shows at most six in a row.
ACTIONS = 5
LEFT_OUT = "…"
STYLES: dict[Style, ActionStyle | None] = {"plain": None, "primary": "positive", "danger": "destructive"}

# Word joiner: has no width and is not read out, but parts what only together is markup.
JOINER = "\u2060"
# What would be formatted, and how it is kept apart. A backslash is no way: Teams' mobile clients show it.
# https://github.com/microsoft/AdaptiveCards/issues/5590
LOOKALIKES = str.maketrans({"*": "∗", "`": "ˋ", "\t": "    "})
APART = (
    (re.compile(r"(?<![^\W_])_|_(?![^\W_])"), f"{JOINER}_{JOINER}"),
    (re.compile(r"\](?=[(\[:])"), f"]{JOINER}"),
    (re.compile(r"~(?=~)"), f"~{JOINER}"),
    (re.compile(r"\\(?=[!-/:-@\[-`{-~])"), rf"\\{JOINER}"),
    (re.compile(r"<(?=[A-Za-z/!?])"), f"<{JOINER}"),
    (re.compile(r"&(?=#?\w+;)"), f"&{JOINER}"),
    (re.compile(r"\{(?=\{)"), f"{{{JOINER}"),
    (re.compile(r"^ +"), lambda spaces: "\u00a0" * len(spaces[0])),
    # At the start of a line: lists, headings, quotations, rules, tables.
    (re.compile(r"^(?=\u00a0*(?:[-+#>=:|]|\d+[.)]))"), JOINER),
)
# Without one of these there is nothing to keep apart, as in most lines.
SUSPECT = re.compile(r"[_\]~\\<&{]|^[ \u00a0\d+#>=:|-]")


def written(line: str) -> str:
    """One line that is read as it is written, whether or not it is taken for Markdown."""
    line = " ".join(line.splitlines()).translate(LOOKALIKES).rstrip()
    if SUSPECT.search(line):
        for markup, apart in APART:
            line = markup.sub(apart, line)
    return line


def cut(text: str, length: int) -> str:
    """The text, or as much of it as there is room for."""
    return text if len(text) <= length else text[: length - 1] + LEFT_OUT


def paragraphs(text: str, *, within: Spacing = "None", subtle: bool = False) -> Iterator[TextBlock]:
    """A text, each line in a block of its own: Markdown takes a single line break for a space. `within` is the room
    between lines that follow each other.
    """
    follows = False
    for line in text.splitlines():
        if line.strip():
            yield TextBlock(
                text=written(line),
                wrap=True,
                spacing=within if follows else None,
                is_subtle=True if subtle else None,
                size="Small" if subtle else None,
            )
        follows = bool(line.strip())


def pressed(buttons: tuple[Button, ...], drawing: Drawing, place: str, *, in_form: bool) -> Iterator[CardElement]:
    """Buttons beside each other, and their questions, hidden until they are asked. `place` is unique on the card."""
    named = [(f"{place}~{number}", button) for number, button in enumerate(buttons)]
    for start in range(0, len(named), ACTIONS):
        row = named[start : start + ACTIONS]
        actions = ActionSet(actions=[_action(button, drawing, name, in_form=in_form) for name, button in row])
        questions = [
            _question(button, button.confirm, drawing, name, in_form=in_form)
            for name, button in row
            if button.confirm and not button.url
        ]
        # Kept in one: a button whose question was left out would do nothing.
        yield Container(items=[actions, *questions]) if questions else actions


def titled(text: str) -> str:
    """What stands on a button: one line, never empty."""
    return " ".join(text.split()) or "–"


def executed(button: Button, title: str, drawing: Drawing, *, in_form: bool) -> Action:
    """A button that is pressed at once, with a title of its own."""
    return ExecuteAction(
        title=titled(title),
        verb=PRESS,
        data={SEAL: drawing.press(button, in_form=in_form)},
        associated_inputs="none",
        style=STYLES[button.style],
    )


def _action(button: Button, drawing: Drawing, name: str, *, in_form: bool) -> Action:
    style = STYLES[button.style]
    if button.url:
        return OpenUrlAction(title=titled(button.text), url=button.url, style=style)
    if button.confirm:
        return _shows(name, button.text, visible=True, style=style)
    return executed(button, button.text, drawing, in_form=in_form)


def _shows(name: str, title: str, *, visible: bool, style: ActionStyle | None = None) -> Action:
    target = TargetElement(element_id=name, is_visible=visible)
    return ToggleVisibilityAction(title=titled(title), target_elements=[target], style=style)


def _question(button: Button, confirm: Confirm, drawing: Drawing, name: str, *, in_form: bool) -> Container:
    answers = [
        executed(button, confirm.yes, drawing, in_form=in_form),
        _shows(name, confirm.no, visible=False),
    ]
    title = TextBlock(text=written(confirm.title) or "–", wrap=True, weight="Bolder")
    return Container(
        id=name,
        is_visible=False,
        style="emphasis",
        items=[title, *paragraphs(confirm.text), ActionSet(actions=answers)],
    )
