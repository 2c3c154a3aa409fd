"""Forms as adaptive cards in the chat. `filled` reads back what comes of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time
from hashlib import sha256
from typing import Any

from microsoft_teams.cards import (
    Action,
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    DateInput,
    ExecuteAction,
    TextBlock,
    TextInput,
    TimeInput,
    ToggleInput,
)

from bot.teams.cards import BUDGET, draw_part, fitted, heading, size, whole
from bot.teams.elements import FORM, SEAL, cut, executed, paragraphs, titled, written
from bot.teams.seals import Drawing
from bot.words import translator
from handlers.screens import (
    FIELDS,
    LIMITS,
    Button,
    ChoiceField,
    DateField,
    Field,
    FieldErrors,
    FieldValue,
    Form,
    Option,
    Part,
    TextField,
    TimeField,
    YesNoField,
    value,
)
from locales import Translator

ON, OFF = "true", "false"
# What leaves a form asks for: which one it was is carried, and nothing of what is filled in is sent.
CLOSE = "form.close"
EXPANDED = 10
# Lists so long that their labels are cut, at most so far (in characters), before anything else is left out of a card,
# and then on.
LONG_LIST, GENTLY, HARDER = 50, (LIMITS.option, 60, 48), (48, 36, 24)


def form_card(
    form: Form,
    drawing: Drawing,
    filled: Mapping[str, FieldValue] | None = None,
    wrong: FieldErrors | None = None,
) -> AdaptiveCard:
    """The form as a card. `filled` is what it holds instead of what it is opened with, by field; with `wrong` each
    error stands at its field, and what is refused is empty.
    """
    ink = _Ink(drawing, filled or {}, wrong or FieldErrors())
    for length in GENTLY:
        card = ink.card(_with_labels(form, length))
        if size(card) <= BUDGET:
            return card
    for length in HARDER:
        card = fitted(ink.card(_with_labels(form, length)))
        if size(card) <= BUDGET:
            break
    return card


def refusal(field: Field, t: Translator) -> str:
    """What is said of a field that has to be filled in."""
    match field:
        case ChoiceField(many=True):
            return t("Choose at least one of the alternatives.")
        case ChoiceField():
            return t("Choose one of the alternatives.")
        case DateField():
            return t("Choose a day.")
        case TimeField():
            return t("Choose a time of day.")
        case _:
            return t("Fill in this field.")


def required(field: Field) -> bool:
    """Whether it has to be filled in. A box may always stand unticked."""
    return not isinstance(field, YesNoField) and field.required


def _with_labels(form: Form, length: int) -> Form:
    return replace(form, parts=tuple(_with_labels_of(part, length) for part in form.parts))


def _with_labels_of(part: Part | Field, length: int) -> Part | Field:
    if not isinstance(part, ChoiceField) or len(part.options) <= LONG_LIST:
        return part
    return replace(part, options=tuple(replace(each, label=cut(each.label, length)) for each in part.options))


class _Ink:
    """Draws a form as it is filled in."""

    def __init__(self, drawing: Drawing, filled: Mapping[str, FieldValue], wrong: FieldErrors) -> None:
        self.drawing, self.filled, self.wrong = drawing, filled, wrong
        self.t = translator(drawing.language)

    def card(self, form: Form) -> AdaptiveCard:
        return whole(self._body(form), self.drawing, self._actions(form))

    def _body(self, form: Form) -> Iterator[CardElement]:
        yield heading(form.title.strip() or "–", first=True)
        shown = {field.id for field in form.fields}
        for field, problem in self.wrong.errors.items():
            if field not in shown:
                yield self._problem(problem)
        for number, part in enumerate(form.parts):
            if isinstance(part, FIELDS):
                yield self._field(part)
            else:
                yield from draw_part(part, self.drawing, f"ask~{number}", in_form=True)

    def _actions(self, form: Form) -> list[Action]:
        token = self.drawing.form(form)
        submit = ExecuteAction(title=titled(form.submit), verb=FORM, data={SEAL: token}, style="positive")
        if not form.close:
            return [submit]
        leave = Button(form.close, CLOSE, value(draft=form.draft))
        return [submit, executed(leave, form.close, self.drawing, in_form=True)]

    def _field(self, field: Field) -> CardElement:
        """The input with what belongs to it, kept in one so that none of it is left out."""
        below: list[CardElement] = []
        if field.id in self.wrong.errors:
            below.append(self._problem(self.wrong.errors[field.id]))
        below.extend(paragraphs(field.hint, subtle=True))
        if isinstance(field, ChoiceField) and not field.options:
            # A list without options cannot be sent in; what is missing is the form's own text to say.
            label = TextBlock(text=written(field.label) or "–", wrap=True)
            return Container(items=[label, TextBlock(text="–", wrap=True), *below])
        element = self._input(field)
        return Container(items=[element, *below]) if below else element

    def _problem(self, problem: str) -> TextBlock:
        said = self.t("Error: {problem}", problem=" ".join(problem.split()))
        return TextBlock(text=written(said), wrap=True, color="Attention", weight="Bolder", spacing="Small")

    def _input(self, field: Field) -> CardElement:
        match field:
            case TextField():
                return self._text(field)
            case ChoiceField():
                return self._choice(field)
            case DateField():
                day = self._value(field.id, field.initial)
                return DateInput(
                    **self._common(field),
                    value=day.isoformat() if isinstance(day, date) else None,
                    placeholder=self.t("Choose a day"),
                )
            case TimeField():
                moment = self._value(field.id, field.initial)
                return TimeInput(
                    **self._common(field),
                    value=f"{moment:%H:%M}" if isinstance(moment, time) else None,
                    placeholder=self.t("Choose a time of day"),
                )
            case YesNoField():
                ticked = self._value(field.id, field.initial)
                return ToggleInput(
                    **self._common(field),
                    title=written(field.option) or "–",
                    value=ON if ticked else OFF,
                    value_on=ON,
                    value_off=OFF,
                    wrap=True,
                )

    def _text(self, field: TextField) -> TextInput:
        text = self._value(field.id, field.initial)
        return TextInput(
            **self._common(field),
            value=(text[: field.max_length] or None) if isinstance(text, str) else None,
            max_length=field.max_length,
            is_multiline=field.multiline or None,
            placeholder=field.placeholder or None,
        )

    def _choice(self, field: ChoiceField) -> ChoiceSetInput:
        # A menu shows the first few words of all that is chosen in it.
        expanded = (field.expanded or field.many) and len(field.options) <= EXPANDED
        known = self._value(field.id, field.initial)
        chosen = known if isinstance(known, tuple) else (known,)
        places = [str(index) for index, option in enumerate(field.options) if option.value in chosen]
        return ChoiceSetInput(
            **self._common(field),
            key=None if expanded else _key(field.options),
            choices=[Choice(title=_label(option, expanded), value=str(i)) for i, option in enumerate(field.options)],
            value=",".join(places if field.many else places[:1]) or None,
            style="expanded" if expanded else "compact",
            is_multi_select=field.many or None,
            placeholder=None if expanded else field.placeholder or None,
            wrap=True,
        )

    def _common(self, field: Field) -> dict[str, Any]:
        return {
            "id": field.id,
            "label": written(field.label) or "–",
            "is_required": required(field),
            "error_message": refusal(field, self.t),
        }

    def _value(self, field: str, initial: FieldValue) -> FieldValue:
        if field in self.wrong.clear:
            return None
        return self.filled.get(field, initial)


def _key(options: tuple[Option, ...]) -> str:
    """Tells a menu from one with other options. Where a card takes another's place, Teams goes on showing the options
    of the menu that stood there, unless their keys differ.
    """
    return sha256("\n".join(option.label for option in options).encode()).hexdigest()[:12]


def _label(option: Option, expanded: bool) -> str:
    # Beside a box Teams may take it for Markdown, in a menu never.
    return (written(option.label) if expanded else option.label.strip()) or "–"
