"""Rows that are added to the ledger, and what follows at once from each."""

from collections.abc import Sequence
from datetime import time

from handlers import access, endings, planning
from handlers.calendars import plan_for
from handlers.consent.fields import Answered
from handlers.consent.verdicts import ledger_entries, verdict_for
from handlers.context import World
from handlers.rules.consent_ledger import ConsentState, Verdict, standing_entries
from handlers.rules.holders import Holder, expiry
from store import audit, meetings, notices
from store.consents import Consent, ConsentKind, ledger_of
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind

# Design: the convener is told 20 working days ahead, in the morning.
EXPIRING_WORKDAYS = 20
EXPIRING_AT = time(9)
# What takes a case off an agenda that has gone out. A scope that has become too narrow does not: it can be widened.
STOPS = frozenset({ConsentState.REFUSED, ConsentState.WITHDRAWN, ConsentState.EXPIRED})


def add_answer(
    world: World, item: Item, meeting: Meeting, actor_id: int, answered: Answered, scope: frozenset[str]
) -> Consent:
    """Write what an employee registers. `scope` is the services that a consent covers; a refusal has none.

    The ledger keeps the day twelve months on, not the day on which the youth comes to decide: that date belongs to the
    item alone, and the rules ask the youth from then on whatever the ledger says.
    """
    months = world.rulebook[meeting.arena].consent.expires_after_months
    row = _row(world, item, actor_id, answered.holder, answered.kind)
    row.sealed_evidence, row.informed, row.given_on = answered.sealed_evidence, answered.informed, answered.given_on
    if answered.consents:
        row.scope = sorted(scope)
        row.expires_on = expiry(answered.holder, answered.given_on, None, months)
    _write(world, row, f"consent.{answered.kind}")
    if answered.consents:
        _plan_expiring(world, item, meeting, row)
    return row


def add_undoing(world: World, item: Item, actor_id: int, entry: Consent) -> None:
    """Take one row back as a slip; both rows stay."""
    row = _row(world, item, actor_id, Holder(entry.holder), ConsentKind.UNDONE)
    row.undoes_id = entry.id
    _write(world, row, "consent.undone")


def judge_case_again(world: World, case_id: int, actor_id: int | None) -> None:
    """Something was registered about a case: judge every planned item of it at once."""
    for item, meeting in meetings.planned_items_of_case(world.session, case_id):
        judge_again(world, item, meeting, actor_id)


def judge_again(world: World, item: Item, meeting: Meeting, actor_id: int | None) -> Verdict:
    """Judge a planned item's consent again, after an answer or a change of who comes, and do what follows.

    Every message about the item is brought up to date, here or in what ends the item: no other revision is needed.
    """
    assert item.id is not None
    verdict = verdict_for(world, item, meeting)
    if item.state is not ItemState.PLANNED:
        return verdict
    if any(holder.state in STOPS for holder in verdict.holders) and _must_stop(world, item):
        endings.end_item(world, item, meeting, ItemState.WITHDRAWN, actor_id)
        return verdict
    if item.agenda_sent_at is not None and not verdict.valid:
        planning.tell(world, NoticeKind.CONSENT_MISSING, item, of="judged", asked=actor_id == item.convener_id)
    if verdict.valid and _agenda_is_due(world, item, meeting):
        # Also when it has gone out: whoever has joined since, or was not covered then, has not got it.
        planning.tell(world, NoticeKind.AGENDA, item, of="now")
    planning.revise(world, item)
    return verdict


def latest_entry(world: World, item_id: int, holder: str) -> Consent | None:
    """The last row about a holder in the ledger that an item is judged by, whatever it says."""
    own = [row for row in _ledger(world, item_id) if row.holder == holder]
    return own[-1] if own else None


def stands(world: World, entry: Consent) -> bool:
    """Whether a row is what counts for its holder now."""
    rows = ledger_entries(_ledger(world, entry.item_id))
    standing = [row for row in standing_entries(rows) if row.holder == entry.holder]
    return bool(standing) and standing[-1].number == entry.id


def _ledger(world: World, item_id: int) -> Sequence[Consent]:
    found = meetings.item_with_meeting(world.session, world.tenant_id, item_id)
    assert found is not None
    item, meeting = found
    return ledger_of(world.session, item.case_id, meeting.unit_id)


def _must_stop(world: World, item: Item) -> bool:
    """Whether a no ends the item at once: others have the agenda, or no moment is left that would release the time."""
    assert item.id is not None
    return item.agenda_sent_at is not None or notices.planned_for(world.session, item.id, NoticeKind.RELEASE) is None


def _agenda_is_due(world: World, item: Item, meeting: Meeting) -> bool:
    """Whether the moment of the agenda has passed: nothing is planned that would send it."""
    assert item.id is not None
    return notices.planned_for(world.session, item.id, NoticeKind.AGENDA) is None and world.now < meeting.starts_at


def _row(world: World, item: Item, actor_id: int, holder: Holder, kind: ConsentKind) -> Consent:
    assert item.id is not None
    return Consent(
        tenant_id=world.tenant_id,
        case_id=item.case_id,
        item_id=item.id,
        holder=holder,
        kind=kind,
        recorded_by=actor_id,
        recorded_at=world.now,
    )


def _write(world: World, row: Consent, event: str) -> None:
    world.session.add(row)
    world.session.flush()
    assert row.id is not None
    audit.record(world.session, world.tenant_id, row.recorded_by, world.now, event, "consent", row.id, row.holder)


def _plan_expiring(world: World, item: Item, meeting: Meeting, row: Consent) -> None:
    assert row.expires_on is not None
    calendar = plan_for(
        world, access.person_of(world, item.convener_id), access.unit_of(world, meeting.unit_id)
    ).convener
    # About the consent, not the item: it may serve the next meeting of the case too, whatever becomes of this one.
    last, item_id = row.expires_on, None
    youth_from = item.youth_decides_from if row.holder != Holder.YOUTH else None
    if youth_from is not None and youth_from < last:
        last, item_id = youth_from, item.id
    due = calendar.at(calendar.add_workdays(last, -EXPIRING_WORKDAYS), EXPIRING_AT)
    if due > world.now:
        kind = NoticeKind.CONSENT_EXPIRING
        key = f"{kind}:{row.id}"
        notices.plan(world.session, world.tenant_id, kind, key, due, item_id=item_id, subject_id=row.id)
