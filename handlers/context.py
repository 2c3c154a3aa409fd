"""What a use case is told about the world: time and language are arguments, never globals."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property
from typing import cast
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.rules.arena import Arena
from handlers.rules.calendar import Calendar
from locales import Language, Translator, translator
from store.people import Person, RoleName, Tenant, Unit, role_names_of


@dataclass(frozen=True)
class Conversation:
    """A conversation as its platform knows it; `reference` is what it is written to by, where the id is not enough."""

    platform: str
    workspace: str
    external_id: str
    reference: str | None = None


@dataclass(frozen=True)
class World:
    """What is true: the tenant, its now (UTC), the open session (the caller commits), and the routines in use.

    `calendars` and `workplaces` are those that have been asked for in this transaction, by unit and by person.
    """

    tenant: Tenant
    now: datetime
    session: Session
    rulebook: Mapping[str, Arena]
    calendars: dict[int | None, Calendar] = field(default_factory=dict, kw_only=True, repr=False, compare=False)
    workplaces: dict[int, Unit | None] = field(default_factory=dict, kw_only=True, repr=False, compare=False)

    @property
    def tenant_id(self) -> int:
        """The tenant's id, which every query carries."""
        assert self.tenant.id is not None
        return self.tenant.id

    @property
    def zone(self) -> ZoneInfo:
        """The tenant's time zone."""
        return ZoneInfo(self.tenant.timezone)

    def seen_by(self, reader: Person, asked_in: "Conversation | None" = None) -> "Context":
        """The same world, for one reader and in that reader's language."""
        known = {each.name: getattr(self, each.name) for each in fields(World)}
        t = translator(language_of(self.tenant, reader), self.tenant.timezone)
        return Context(**known, actor=reader, t=t, asked_in=asked_in)

    def posted_by(self, owner: Person) -> "Context":
        """The same world, for a post that `owner` answers for and many read: in the municipality's language."""
        known = {each.name: getattr(self, each.name) for each in fields(World)}
        return Context(**known, actor=owner, t=translator(language_of(self.tenant, None), self.tenant.timezone))


@dataclass(frozen=True)
class Context(World):
    """What is true, for the person who asks or reads (`actor`), with the translator of that person's language.
    `asked_in` is the closed conversation with others in it where it was asked; None in the asker's own.
    """

    actor: Person
    t: Translator
    asked_in: Conversation | None = None

    @property
    def actor_id(self) -> int:
        """The id of the person who asks or reads."""
        assert self.actor.id is not None
        return self.actor.id

    @cached_property
    def roles(self) -> frozenset[RoleName]:
        """The roles that person has anywhere."""
        return role_names_of(self.session, self.actor_id)


def language_of(tenant: Tenant, person: Person | None) -> Language:
    """The person's own choice, else the tenant's."""
    return cast(Language, (person.language if person else None) or tenant.language)
