"""The parts an arena is made of.

Times of day are local to the tenant, working days are those of ``handlers.rules.calendar``, lengths are in minutes.
"""

from datetime import time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from handlers.rules.arena_words import (
    ChildPresence,
    ConsentMethod,
    ConsentMode,
    DocumentationTarget,
    Evaluation,
    Gender,
    GuardianPresence,
    Initiator,
    SourceKind,
    UnitKind,
    WayForward,
)

Language = Literal["nb", "nn"]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=600, strip_whitespace=True)]
HttpsLink = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$", max_length=600)]
Workdays = Annotated[int, Field(ge=0, le=60)]
Minutes = Annotated[int, Field(ge=1, le=480)]


class Strict(BaseModel):
    """A frozen part of an arena that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Both(Strict):
    """One text in both written standards."""

    nb: Text
    nn: Text

    def read(self, language: Language) -> str:
        """The text in the reader's language."""
        return self.nb if language == "nb" else self.nn


class Forms(Strict):
    """The forms in which an arena's name may enter a sentence."""

    indefinite: Text
    definite: Text
    plural: Text
    gender: Gender


class Names(Strict):
    """The arena's name in both written standards."""

    nb: Forms
    nn: Forms

    def read(self, language: Language) -> Forms:
        """The forms in the reader's language."""
        return self.nb if language == "nb" else self.nn


class Source(Strict):
    """What a rule rests on: a reference to show, and where there is one a literal quote.

    The quote stands as it was written, whatever the reader's language; ``quote_nb`` is set where a bokmål wording
    exists as well. A default has no quote.
    """

    kind: SourceKind
    reference: Both
    quote: Text | None = None
    quote_nb: Text | None = None

    @model_validator(mode="after")
    def _quote_what_was_said(self) -> "Source":
        if (self.kind is SourceKind.DEFAULT) == (self.quote is not None):
            raise ValueError("a routine or guidance is quoted, a default is not")
        return self


class Initiative(Strict):
    """Who may take the initiative."""

    allowed: Annotated[tuple[Initiator, ...], Field(min_length=1)]
    source: Identifier


class Composition(Strict):
    """Who must be in the meeting: services by one of their own each, and staff of the unit whose time it is."""

    required_services: tuple[Identifier, ...]
    unit_staff_min: Annotated[int, Field(ge=0, le=10)]
    source: Identifier


class Presence(Strict):
    """Whether guardians and the child take part."""

    guardians: GuardianPresence
    guardians_source: Identifier
    child: ChildPresence
    child_source: Identifier


class Ages(Strict):
    """The ages the arena is for, in whole years on the day of the meeting, both included."""

    first: Annotated[int, Field(ge=0, le=25)]
    last: Annotated[int, Field(ge=0, le=25)]
    above: WayForward
    source: Identifier

    @model_validator(mode="after")
    def _in_order(self) -> "Ages":
        if self.first > self.last:
            raise ValueError("the first age is above the last")
        return self


class ConsentRules(Strict):
    """When consent is needed, who gives it and how long it holds."""

    mode: ConsentMode
    deciding_age: Annotated[int, Field(ge=12, le=18)]
    expires_after_months: Annotated[int, Field(ge=1, le=36)]
    methods: Annotated[tuple[ConsentMethod, ...], Field(min_length=1)]
    evaluated_at: Annotated[tuple[Evaluation, ...], Field(min_length=1)]
    told_workdays: tuple[Workdays, ...]
    choice_workdays: Workdays
    told_at: time
    source: Identifier
    age_source: Identifier


class Release(Strict):
    """When a time without consent is given up: working days before the meeting, at a local time."""

    workdays: Workdays
    at: time
    source: Identifier


class AgendaPoint(Strict):
    """A point of the agenda's template, with its length in minutes."""

    id: Identifier
    text: Both
    minutes: Minutes


class AgendaRules(Strict):
    """When the agenda goes out, and the points it begins with."""

    lead_workdays: Workdays
    at: time
    points: tuple[AgendaPoint, ...]
    source: Identifier


class Reminders(Strict):
    """When those who come are reminded: working days before at a local time, and minutes before the start."""

    workdays: Workdays
    at: time
    minutes_before: Minutes


class Answers(Strict):
    """When missing answers, and guardians who do not come, are reported to the convener."""

    workdays: Workdays
    at: time


class SlotRules(Strict):
    """The times of a unit: their length, and when an unclaimed one is open to all units."""

    duration_minutes: Annotated[int, Field(ge=15, le=180)]
    unit_kinds: Annotated[tuple[UnitKind, ...], Field(min_length=1)]
    open_to_all_workdays: Workdays
    open_to_all_at: time
    source: Identifier


class Waitlist(Strict):
    """How long an offer is kept: until a local time the next working day, or some office hours when it is near."""

    until: time
    near_workdays: Workdays
    near_office_hours: Annotated[int, Field(ge=1, le=40)]


class Documentation(Strict):
    """Where the meeting is documented."""

    target: DocumentationTarget
    source: Identifier


class MinutesRules(Strict):
    """When the convener is asked how it went, in working days after, the first at a local time; whether the summary
    goes to the parties; and whose role in the unit reads its summaries.
    """

    asked_workdays: Annotated[tuple[Workdays, ...], Field(min_length=1)]
    at: time
    to_parties: bool
    readers: tuple[Identifier, ...]
    source: Identifier


class Links(Strict):
    """The municipality's own pages, https only. A missing one is listed for the administrator."""

    routine: HttpsLink | None = None
    consent_form: HttpsLink | None = None
    referral_form: HttpsLink | None = None
    guide: HttpsLink | None = None
