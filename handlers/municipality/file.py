"""What a municipality file may hold. `docs/municipality.example.toml` explains it to those who write one."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from locales import LANGUAGES, Language
from store.people import RoleName, UnitKind


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise PydanticCustomError("timezone", "no such time zone")
    return name


def _link(address: str) -> str:
    if not address.startswith("https://") or not address.removeprefix("https://").strip("/"):
        raise PydanticCustomError("https", "not an https link")
    return address


def _one_of(words: Sequence[str]) -> BeforeValidator:
    """The word as the member it is. A strict model takes members only, and a fault must say which words there are."""
    members = {str(word): word for word in words}

    def read(value: Any) -> Any:
        if not isinstance(value, str) or value not in members:
            raise PydanticCustomError("word", "no such word", {"words": list(members)})
        return members[value]

    return BeforeValidator(read)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
LanguageWord = Annotated[Language, _one_of(LANGUAGES)]
Kind = Annotated[UnitKind, _one_of(list(UnitKind))]
RoleWord = Annotated[RoleName, _one_of(list(RoleName))]
Accounts = Annotated[dict[str, Text], Field(min_length=1)]


class Table(BaseModel):
    """A table of the file: no key that is not known, and no value of another kind."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Municipality(Table):
    """The municipality itself. `key` says which one it is, and never changes."""

    key: Key
    name: Text
    language: LanguageWord
    timezone: Annotated[str, AfterValidator(_zone)] = "Europe/Oslo"
    refuse_outsiders: bool = False


class Links(Table):
    """The municipality's own pages about an arena."""

    routine: Annotated[str, AfterValidator(_link)] | None = None
    consent_form: Annotated[str, AfterValidator(_link)] | None = None
    referral_form: Annotated[str, AfterValidator(_link)] | None = None
    guide: Annotated[str, AfterValidator(_link)] | None = None


class ArenaInUse(Table):
    """An arena as the municipality has approved it."""

    version: Text
    owner: Text
    approved_by: Text
    approved_on: date
    links: Links = Links()


class UnitName(Table):
    """A unit's name as it stands within a sentence."""

    nn: Text
    nb: Text


class UnitEntry(Table):
    """A school, kindergarten, service or outside organisation. `agreement` makes an outside one a partner."""

    key: Key
    kind: Kind
    service: Text | None = None
    agreement: Text | None = None
    name: UnitName


class RoleEntry(Table):
    """A role, in a unit or in the whole municipality."""

    role: RoleWord
    unit: Text | None = None


class PersonEntry(Table):
    """An employee. `language` is where the bot begins; the person may choose another one later."""

    key: Key
    name: Text
    language: LanguageWord | None = None
    accounts: Accounts
    roles: list[RoleEntry] = []


class ContactEntry(Table):
    """Who a service sends: to some units, or, without `units`, to all that have nobody of their own."""

    service: Text
    person: Text
    units: Annotated[list[Text], Field(min_length=1)] | None = None


class ChannelEntry(Table):
    """A unit's private channel for summaries."""

    unit: Text
    name: Text
    accounts: Accounts


class ClosedEntry(Table):
    """Local days, inclusive, when some kinds of unit, some units or, with neither, all of them are closed."""

    name: Text
    first: date
    last: date
    kinds: Annotated[list[Kind], Field(min_length=1)] | None = None
    units: Annotated[list[Text], Field(min_length=1)] | None = None
    planning: bool = False


class MunicipalityFile(Table):
    """A whole file. `playground` is for the try-out, and not read here."""

    municipality: Municipality
    workspaces: Annotated[dict[str, Text], Field(min_length=1)]
    arenas: dict[str, ArenaInUse] = {}
    units: list[UnitEntry] = []
    people: list[PersonEntry] = []
    contacts: list[ContactEntry] = []
    channels: list[ChannelEntry] = []
    closed_days: list[ClosedEntry] = []
    playground: Any = None
