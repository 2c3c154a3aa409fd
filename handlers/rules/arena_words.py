"""The words that an arena's parts may hold: each one a choice among few, which a municipality's file spells as here."""

from enum import StrEnum


class Status(StrEnum):
    """Whether the routine is approved; in a draft, defaults fill what the routine leaves out."""

    DRAFT = "draft"
    APPROVED = "approved"


class Gender(StrEnum):
    """Grammatical gender, which participles agree with: møtet er halde, samtalen er halden."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"


class SourceKind(StrEnum):
    """Where a rule comes from: the municipality's routine, national guidance, or a default that can be changed."""

    ROUTINE = "routine"
    GUIDANCE = "guidance"
    DEFAULT = "default"


class Initiator(StrEnum):
    """Who takes the initiative to a meeting, whoever presses the button."""

    YOUTH = "youth"
    GUARDIAN = "guardian"
    PROFESSIONAL_INSIDE = "professional_inside"
    PROFESSIONAL_OUTSIDE = "professional_outside"


class UnitKind(StrEnum):
    """The kinds of unit that can be given times of their own."""

    SCHOOL = "school"
    KINDERGARTEN = "kindergarten"


class GuardianPresence(StrEnum):
    """Whether guardians take part."""

    REQUIRED = "required"
    DESIRED = "desired"
    OPTIONAL = "optional"
    FORBIDDEN = "forbidden"


class ChildPresence(StrEnum):
    """Whether the child takes part; ``ask`` means that the one who books must choose."""

    ASK = "ask"
    OPTIONAL = "optional"
    FORBIDDEN = "forbidden"


class ConsentMode(StrEnum):
    """When consent is needed. An arena with another mode is refused until the rules know it."""

    REQUIRED = "required"


class ConsentMethod(StrEnum):
    """How a consent was given, outside the chat."""

    WRITTEN = "written"
    ORAL = "oral"


class Evaluation(StrEnum):
    """The moments at which consent is judged again."""

    BOOKING = "booking"
    AGENDA = "agenda"
    START = "start"
    SUMMARY = "summary"


class WayForward(StrEnum):
    """Where a refusal points."""

    COUNTY_SCHOOL_AND_PPT = "county_school_and_ppt"


class DocumentationTarget(StrEnum):
    """Where what was agreed is written down."""

    STAFETTLOGG = "stafettlogg"
    SAMPRO_IP = "sampro_ip"
    OWN_ARCHIVE = "own_archive"
    REFERAT = "referat"
