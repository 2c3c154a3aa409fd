"""What comes of a form: the values that were filled in, and what a client let pass."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any
from unicodedata import normalize

from bot.teams.forms import OFF, ON, refusal, required
from bot.words import translator
from handlers.screens import (
    ChoiceField,
    DateField,
    Field,
    FieldErrors,
    FieldValue,
    Form,
    TextField,
    TimeField,
    YesNoField,
)
from locales import Language, Translator

INDEX = re.compile(r"[0-9]{1,5}", re.ASCII)


def values(form: Form, data: Mapping[str, Any]) -> dict[str, FieldValue]:
    """What was filled in, by field; `data` is what the button sent, where clients leave out what is empty.

    Texts are NFC, and "" when empty. Several choices are a tuple, a box to tick is a bool. The rest is None when empty.
    Raises ValueError for what no client sends.
    """
    return {field.id: _value(field, _sent(data, field.id)) for field in form.fields if not _is_empty_list(field)}


def overlooked(form: Form, filled: Mapping[str, FieldValue], language: Language) -> FieldErrors | None:
    """What a client ought to have stopped: fields that have to be filled in, and texts that are too long. Clients may
    leave both to us. None when there is nothing.

    A form that is stopped here comes to no handler, and only they can tell which texts may be repeated. So what was
    written in it is not.
    """
    t = translator(language)
    found = {field.id: _overlooked(field, filled[field.id], t) for field in form.fields if field.id in filled}
    errors = {field: problem for field, problem in found.items() if problem}
    if not errors:
        return None
    unjudged = [field.id for field in form.fields if _is_written(field, filled.get(field.id))]
    lost = dict.fromkeys(unjudged, t("What you wrote is not stored. Write it again."))
    return FieldErrors(lost | errors, frozenset(unjudged))


def _is_written(field: Field, value: FieldValue) -> bool:
    """Whether it holds a text that we did not put there."""
    if not isinstance(field, TextField) or not isinstance(value, str):
        return False
    return bool(value.strip()) and value != normalize("NFC", field.initial)


def _overlooked(field: Field, value: FieldValue, t: Translator) -> str | None:
    if required(field) and (value is None or value == () or (isinstance(value, str) and not value.strip())):
        return refusal(field, t)
    if isinstance(field, TextField) and isinstance(value, str) and len(value) > field.max_length:
        return t("Write at most {count} characters.", count=field.max_length)
    return None


def _is_empty_list(field: Field) -> bool:
    return isinstance(field, ChoiceField) and not field.options


def _sent(data: Mapping[str, Any], name: str) -> str:
    found = data.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise ValueError("not a text")
    return found


def _value(field: Field, sent: str) -> FieldValue:
    match field:
        case TextField():
            return normalize("NFC", sent)
        case ChoiceField(many=True):
            return tuple(_chosen(field, index) for index in sent.split(",")) if sent else ()
        case ChoiceField():
            return _chosen(field, sent) if sent else None
        case DateField():
            return date.fromisoformat(sent) if sent else None
        case TimeField():
            return _time(sent) if sent else None
        case YesNoField():
            return _ticked(sent)


def _chosen(field: ChoiceField, index: str) -> str:
    if not INDEX.fullmatch(index) or int(index) >= len(field.options):
        raise ValueError("no such option")
    return normalize("NFC", field.options[int(index)].value)


def _time(sent: str) -> time:
    moment = time.fromisoformat(sent)
    if moment.tzinfo is not None:
        raise ValueError("not a local time")
    return moment.replace(second=0, microsecond=0)


def _ticked(sent: str) -> bool:
    if sent not in ("", ON, OFF):
        raise ValueError("neither ticked nor not")
    return sent == ON
