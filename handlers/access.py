"""Who may see and do what. Every handler asks here before it reads; what one may not see answers like what does not
exist.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlmodel import Session

from handlers.context import Context, World, language_of
from handlers.errors import NoAccess
from handlers.rules.arena import Arena, load_rulebook
from handlers.screens import Button
from locales import Language
from store import accounts, attendance, meetings, people, receipts
from store.cases import Case, case_by_id
from store.leaders import units_led_by
from store.meetings import Item, Meeting
from store.people import LEADERS, Person, RoleName, Tenant, Unit


class Known(NamedTuple):
    """An active person we know, in the tenant's world; `reached_by` is what their account is written to by, if any."""

    world: World
    person: Person
    reached_by: str | None


def identify(session: Session, real_now: datetime, platform: str, workspace: str, account: str) -> Known | None:
    """Who is behind an account; None when we know nobody there."""
    holder = accounts.account_holder(session, platform, workspace, account)
    if holder is None or not holder[1].active:
        return None
    tenant, person, reached_by = holder
    return Known(world_of(session, tenant, real_now), person, reached_by)


@cache
def rulebook() -> Mapping[str, Arena]:
    """The routines, read once."""
    return load_rulebook()


def world_of(session: Session, tenant: Tenant, real_now: datetime) -> World:
    """What is true for a tenant at a moment of real time (UTC)."""
    return World(tenant, people.tenant_now(tenant, real_now), session, rulebook())


def first_time(session: Session, real_now: datetime, key: str) -> bool:
    """Whether an event comes for the first time; a redelivered one is answered once."""
    return receipts.receive(session, key, real_now)


def language_of_workspace(session: Session, platform: str, workspace: str) -> Language:
    """The language to answer somebody unknown in."""
    tenant = accounts.tenant_of_workspace(session, platform, workspace)
    return language_of(tenant, None) if tenant else "nn"


def language_of_account(session: Session, real_now: datetime, platform: str, workspace: str, account: str) -> Language:
    """The language to answer an account in, also when all else has failed."""
    known = identify(session, real_now, platform, workspace, account)
    return (
        language_of(known.world.tenant, known.person) if known else language_of_workspace(session, platform, workspace)
    )


def has_role(ctx: Context, roles: Iterable[RoleName]) -> bool:
    """Whether the asker holds one of the roles anywhere."""
    return not ctx.roles.isdisjoint(roles)


def is_coordinator(ctx: Context) -> bool:
    """Whether the asker runs the times of the tenant's units."""
    return has_role(ctx, (RoleName.SAMBA_COORDINATOR,))


def is_leader(ctx: Context) -> bool:
    """Whether the asker leads a unit."""
    return has_role(ctx, LEADERS) and bool(units_led_by(ctx.session, ctx.tenant_id, ctx.actor_id))


def require_coordinator(ctx: Context) -> None:
    """NoAccess unless the asker is a coordinator; the refusal names who to ask."""
    if not is_coordinator(ctx):
        names = [person.name for person in coordinators(ctx)]
        if names:
            raise NoAccess(
                ctx.t("Only the SamBa coordinator can do this. Ask {names}.", names=ctx.t.listing(names)),
                heading=ctx.t("You have no access to this"),
            )
        raise NoAccess(ctx.t("Only the SamBa coordinator can do this."), heading=ctx.t("You have no access to this"))


def require_employee(ctx: Context) -> None:
    """NoAccess for somebody who is registered but has no role yet."""
    if ctx.roles:
        return
    names = [person.name for person in coordinators(ctx)]
    text = (
        ctx.t("You are not registered with a workplace yet. Ask {names} to add you.", names=ctx.t.listing(names))
        if names
        else ctx.t("You are not registered with a workplace yet. Ask your leader or the system administrator.")
    )
    heading = ctx.t("You have no access to this")
    # Another way to book would lead here again.
    raise NoAccess(text, heading=heading, buttons=(Button(ctx.t("Help"), "help.show"),))


def coordinators(world: World) -> list[Person]:
    """Those who run the times."""
    return list(people.people_with_role(world.session, world.tenant_id, (RoleName.SAMBA_COORDINATOR,)))


def leaders_of(world: World, unit_id: int) -> list[Person]:
    """The leaders of a unit."""
    return list(people.people_with_role(world.session, world.tenant_id, LEADERS, unit_id))


def item_for_party(ctx: Context, item_id: int) -> tuple[Item, Meeting]:
    """An item the asker convenes or comes to; NoAccess for every other, as for one that does not exist."""
    found = meetings.item_with_meeting(ctx.session, ctx.tenant_id, item_id)
    if found is None or not is_party(ctx, found[0]):
        raise no_such_item(ctx)
    return found


def item_for_convener(ctx: Context, item_id: int) -> tuple[Item, Meeting]:
    """An item the asker convenes; NoAccess for every other."""
    found = meetings.item_with_meeting(ctx.session, ctx.tenant_id, item_id)
    if found is None or found[0].convener_id != ctx.actor_id:
        raise no_such_item(ctx)
    return found


def item_for_manager(ctx: Context, item_id: int) -> tuple[Item, Meeting]:
    """An item the asker convenes, or any item for a coordinator, who sees it by its reference."""
    found = meetings.item_with_meeting(ctx.session, ctx.tenant_id, item_id)
    if found is None or not (found[0].convener_id == ctx.actor_id or is_coordinator(ctx)):
        raise no_such_item(ctx)
    return found


def is_party(ctx: Context, item: Item) -> bool:
    """Whether the asker convenes the item or comes to it."""
    assert item.id is not None
    coming = (participant.person_id for participant in attendance.participants_of(ctx.session, item.id))
    return item.convener_id == ctx.actor_id or ctx.actor_id in coming


def no_such_item(ctx: Context) -> NoAccess:
    """The one answer to what is not there and to what is not the asker's."""
    return NoAccess(
        ctx.t("There is no such meeting among yours. Look in the list of your meetings."),
        heading=ctx.t("We cannot find the meeting"),
        buttons=(Button(ctx.t("My meetings"), "list.show"),),
    )


def case_of(world: World, item: Item) -> Case:
    """The item's case."""
    case = case_by_id(world.session, world.tenant_id, item.case_id)
    assert case is not None
    return case


def unit_of(world: World, unit_id: int) -> Unit:
    """A unit by an id that we hold ourselves, active or not."""
    unit = world.session.get(Unit, unit_id)
    assert unit is not None
    assert unit.tenant_id == world.tenant_id
    return unit


def person_of(world: World, person_id: int) -> Person:
    """A person by an id that we hold ourselves."""
    person = people.person_by_id(world.session, world.tenant_id, person_id)
    assert person is not None
    return person
