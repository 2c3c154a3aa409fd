"""Finds the handler of what people ask for in the table of `handlers.routes`, and makes its request.

Every name is the same on all platforms. Every handler asks `access` itself before it reads: ids from buttons and
forms are claims.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from handlers import commands
from handlers.context import Context
from handlers.entry import Entry
from handlers.errors import OutOfDate
from handlers.screens import Answer, FieldValue


@dataclass(frozen=True)
class Route:
    """Where a name leads. `takes` is made from what came; what does not fit it is a stale or forged card."""

    handle: Callable[[Context, Any], Answer]
    takes: type[BaseModel]


def dispatch(
    routes: Mapping[tuple[Entry, str], Route],
    context: Context,
    entry: Entry,
    name: str,
    values: Mapping[str, FieldValue],
) -> Answer:
    """Call the handler of a name; a command's name stands in its words. An unknown name or values that do not fit
    raise OutOfDate; the handler's own errors pass through.
    """
    if entry is Entry.COMMAND:
        name, rest = commands.resolve(context, str(values.get("words", "")))
        values = {"words": rest}
    route = routes.get((entry, name))
    if route is None:
        raise OutOfDate(context.t("This card no longer applies. Start again with the buttons below."))
    try:
        request = route.takes.model_validate(dict(values))
    except ValidationError:
        # `from None`: the validation error repeats what was sent.
        raise OutOfDate(context.t("This card no longer applies. Start again with the buttons below.")) from None
    return route.handle(context, request)
