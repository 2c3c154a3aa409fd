"""What an arena demands, as data: one TOML file an arena in ``handlers/rulebook``, checked strictly when read.

The rules know no arena by name; all that differs between arenas stands in its file.
"""

import json
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ValidationError, model_validator

from handlers.rules.arena_parts import (
    AgendaRules,
    Ages,
    Answers,
    Composition,
    ConsentRules,
    Documentation,
    Identifier,
    Initiative,
    Links,
    MinutesRules,
    Names,
    Presence,
    Release,
    Reminders,
    SlotRules,
    Source,
    Strict,
    Waitlist,
)
from handlers.rules.arena_words import Status


class Arena(Strict):
    """One arena of the rulebook, as shipped. A tenant approves it and may deviate from it."""

    id: Identifier
    status: Status
    names: Names
    convener_role: Identifier
    sources: dict[Identifier, Source]
    initiative: Initiative
    composition: Composition
    presence: Presence
    ages: Ages
    consent: ConsentRules
    release: Release
    agenda: AgendaRules
    reminders: Reminders
    answers: Answers
    slots: SlotRules
    waitlist: Waitlist
    minutes: MinutesRules
    documentation: Documentation
    links: Links = Links()

    @model_validator(mode="after")
    def _hold_together(self) -> "Arena":
        unknown = sorted(_named_sources(self) - self.sources.keys())
        if unknown:
            raise ValueError(f"no such source: {', '.join(unknown)}")
        if sum(point.minutes for point in self.agenda.points) > self.slots.duration_minutes:
            raise ValueError("the agenda's points are longer than the meeting")
        if self.release.workdays >= self.consent.choice_workdays:
            raise ValueError("the time is released before the choice is given")
        return self

    def source(self, name: str) -> Source:
        """The source a rule names, for instance ``arena.source(arena.ages.source)``. KeyError if there is none."""
        return self.sources[name]


class RulebookError(ValueError):
    """A file of the rulebook cannot be used. ``faults`` holds one line for each place and what is wrong with it."""

    def __init__(self, file: str, faults: tuple[str, ...]) -> None:
        super().__init__(f"{file}: " + "; ".join(faults))
        self.file = file
        self.faults = faults


def load_rulebook(folder: Traversable | None = None) -> dict[str, Arena]:
    """Every arena of the rulebook by its id; the packaged rulebook unless another folder is given.

    Raises RulebookError for the first file with faults, also when its name is not its id.
    """
    folder = folder or files("handlers") / "rulebook"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    arenas = [read_arena(file.read_text(encoding="utf-8"), file.name) for file in found]
    return {arena.id: arena for arena in arenas}


def read_arena(text: str, file_name: str) -> Arena:
    """One arena from its TOML. Raises RulebookError."""
    try:
        # By way of JSON, where strict means: no text for a number, but names of enum members, times and lists are read.
        arena = Arena.model_validate_json(json.dumps(tomllib.loads(text), default=str))
    except tomllib.TOMLDecodeError as error:
        raise RulebookError(file_name, (str(error),)) from error
    except ValidationError as error:
        raise RulebookError(file_name, tuple(_faults(error))) from error
    if file_name != f"{arena.id}.toml":
        raise RulebookError(file_name, (f"id: {arena.id} belongs in {arena.id}.toml",))
    return arena


def _faults(error: ValidationError) -> list[str]:
    return [f"{'.'.join(map(str, fault['loc'])) or 'arena'}: {fault['msg']}" for fault in error.errors()]


def _named_sources(arena: Arena) -> set[str]:
    parts = (getattr(arena, name) for name in type(arena).model_fields)
    return {
        value
        for part in parts
        if isinstance(part, Strict)
        for name, value in part
        if name == "source" or name.endswith("_source")
    }
