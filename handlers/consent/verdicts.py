"""Whether a case may be shared and discussed: computed from the ledger each time it matters, and cached nowhere."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from handlers.calendars import plan_for
from handlers.context import Context, World
from handlers.rules.arena import Arena
from handlers.rules.consent_ledger import ConsentEntry, EntryKind, Verdict, evaluate
from handlers.rules.holders import Holder, Who, consent_holders
from handlers.rules.moments import needs_consent_to_book
from store import attendance, duties
from store.attendance import OutsideAttendee, OutsideRole
from store.consents import Consent, ConsentKind, ledger_of
from store.meetings import Item, Meeting
from store.people import Unit, UnitKind

KINDS = {
    ConsentKind.WRITTEN: EntryKind.REGISTERED_WRITTEN,
    ConsentKind.ORAL: EntryKind.REGISTERED_ORAL,
    ConsentKind.REFUSED: EntryKind.REFUSED,
    ConsentKind.WITHDRAWN: EntryKind.WITHDRAWN,
    ConsentKind.UNDONE: EntryKind.UNDONE,
}


def verdict_for(world: World, item: Item, meeting: Meeting, on_date: date | None = None) -> Verdict:
    """Whether the item's case may be shared and discussed on the local day of the meeting, or on another day.

    A consent ends when the child changes kindergarten or school: what was given for meetings at another does not count.
    """
    on = on_date or meeting_day(world, meeting)
    entries = ledger_entries(ledger_of(world.session, item.case_id, meeting.unit_id))
    return evaluate(entries, holders_for(world, item, meeting, on), services_needed(world, item), on)


def verdicts_for(world: World, found: Sequence[tuple[Item, Meeting]], units: Mapping[int, Unit]) -> dict[int, Verdict]:
    """The same of many items on the days of their meetings, by item, in few statements. `units` are the tenant's."""
    items = [item.id for item, _ in found if item.id is not None]
    coming = duties.everyone_asked_to(world.session, items)
    outside = duties.attendees_of_items(world.session, items)
    ledgers = duties.ledgers_of(world.session, {item.case_id for item, _ in found})
    verdicts: dict[int, Verdict] = {}
    for item, meeting in found:
        assert item.id is not None
        on = meeting_day(world, meeting)
        entries = ledger_entries(ledgers.get((item.case_id, meeting.unit_id), ()))
        services = _services((units[each.unit_id] for each in coming[item.id] if each.active), outside[item.id])
        verdicts[item.id] = evaluate(entries, holders_for(world, item, meeting, on), services, on)
    return verdicts


def covers(
    world: World, case_id: int | None, unit_id: int, holders: Sequence[Holder], scope: frozenset[str], on: date
) -> bool:
    """Whether what is registered for a case already holds on a local day, at that unit, for those holders and
    services.
    """
    if case_id is None:
        return False
    return evaluate(ledger_entries(ledger_of(world.session, case_id, unit_id)), holders, scope, on).valid


def must_be_registered_first(ctx: Context, arena: Arena, unit: Unit, starts_at: datetime) -> bool:
    """Whether a meeting the asker books is so near that consent must be registered before its time can be taken."""
    return needs_consent_to_book(arena, ctx.now, starts_at, plan_for(ctx, ctx.actor, unit))


def meeting_day(world: World, meeting: Meeting) -> date:
    """The local day of a meeting, the day that its consents must hold."""
    return meeting.starts_at.astimezone(world.zone).date()


def holders_for(world: World, item: Item, meeting: Meeting, on: date) -> tuple[Holder, ...]:
    """Who must consent to an item on a local day."""
    rules = world.rulebook[meeting.arena].consent
    return consent_holders(rules, item.age, item.youth_decides_from, Who(item.decided_by), on)


def services_needed(world: World, item: Item) -> frozenset[str]:
    """What a consent must cover: the services and kinds of unit of those who come now, and outsiders if one comes."""
    assert item.id is not None
    coming = attendance.units_coming(world.session, item.id)
    return _services(coming, attendance.outside_attendees_of(world.session, item.id))


def _services(units: Iterable[Unit], attendees: Iterable[OutsideAttendee]) -> frozenset[str]:
    services = {service_of(unit) for unit in units}
    if any(attendee.role is OutsideRole.OUTSIDER for attendee in attendees):
        services.add(UnitKind.OUTSIDE.value)
    return frozenset(services)


def scope_of(arena: Arena, unit: Unit, outsider: bool = False) -> frozenset[str]:
    """What a consent must cover for a meeting not booked yet: the required services, the unit itself, and outsiders if
    one comes.
    """
    outside = {UnitKind.OUTSIDE.value} if outsider else set()
    return frozenset({*arena.composition.required_services, service_of(unit), *outside})


def service_of(unit: Unit) -> str:
    """What stands for a unit in a consent's scope: its service, else its kind. Never one named employee."""
    return unit.service or unit.kind.value


def ledger_entries(rows: Iterable[Consent]) -> list[ConsentEntry]:
    """The rows as the rules read them."""
    return [_entry(row) for row in rows]


def _entry(row: Consent) -> ConsentEntry:
    assert row.id is not None
    return ConsentEntry(
        number=row.id,
        holder=Holder(row.holder),
        kind=KINDS[row.kind],
        at=row.recorded_at,
        expires_on=row.expires_on,
        services=frozenset(row.scope),
        undoes=row.undoes_id,
    )
