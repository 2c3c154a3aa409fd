"""What the ledger says, in the reader's words: states, services and who decides."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from handlers import picks
from handlers.consent.verdicts import meeting_day, service_of
from handlers.context import Context
from handlers.rules.consent_ledger import ConsentState, HolderState, Verdict
from handlers.rules.holders import Holder
from locales import mark
from store import attendance, people
from store.meetings import Item, Meeting
from store.people import UnitKind

STATES = {
    ConsentState.WAITING: mark("{holder}: waiting for an answer"),
    ConsentState.WRITTEN: mark("{holder}: in writing, kept in the archive"),
    ConsentState.ORAL: mark("{holder}: orally, noted"),
    ConsentState.REFUSED: mark("{holder}: has said no"),
    ConsentState.WITHDRAWN: mark("{holder}: has withdrawn the consent"),
    ConsentState.EXPIRED: mark("{holder}: the consent has expired"),
    ConsentState.SCOPE_TOO_NARROW: mark("{holder}: the consent does not cover {services}"),
}


def holder_name(ctx: Context, holder: Holder) -> str:
    """Who decides, as a role: «Føresett 1»."""
    return ctx.t(picks.HOLDERS[holder])


def state_text(ctx: Context, item: Item, state: HolderState) -> str:
    """Where one holder's consent stands, as a line."""
    who = holder_name(ctx, state.holder)
    if state.state is ConsentState.SCOPE_TOO_NARROW:
        return ctx.t(STATES[state.state], holder=who, services=services_text(ctx, item, state.missing_services))
    return ctx.t(STATES[state.state], holder=who)


def services_text(ctx: Context, item: Item, services: Iterable[str]) -> str:
    """Some services within a sentence: «helsestasjonen og PPT»."""
    wanted = set(services)
    return ctx.t.listing([name for service, name in service_names(ctx, item, wanted).items() if service in wanted])


def service_names(ctx: Context, item: Item, services: Iterable[str]) -> dict[str, str]:
    """Each service by the name it has within a sentence, those who come first."""
    assert item.id is not None
    units = attendance.units_coming(ctx.session, item.id)
    names = {service_of(unit): unit.name(ctx.t.language) for unit in units}
    wanted = set(services)
    names = {service: name for service, name in names.items() if service in wanted}
    for service in sorted(wanted - names.keys()):
        names[service] = _absent_name(ctx, service)
    return names


def who_must_consent(ctx: Context, count: int, by: datetime | None) -> str:
    """How many must consent, and by which day it is to be registered where the agenda waits for it (UTC)."""
    number = ctx.t.number(count).capitalize()
    if by is None:
        return ctx.t.many(
            "One must consent before the meeting.", "{number} must consent before the meeting.", count, number=number
        )
    return ctx.t.many(
        "One must consent before the meeting. Register it by {day}, so that the agenda can go out.",
        "{number} must consent before the meeting. Register it by {day}, so that the agenda can go out.",
        count,
        number=number,
        day=ctx.t.day(by, ctx.now),
    )


def last_day(verdict: Verdict) -> date | None:
    """The last day on which all the consents hold; None where no end is known."""
    ends = [state.until for state in verdict.holders if state.until]
    return min(ends) - timedelta(days=1) if ends else None


def day_text(ctx: Context, meeting: Meeting) -> str:
    """The local day of a meeting: «tysdag 9. mars»."""
    return ctx.t.day(meeting_day(ctx, meeting), ctx.now)


def _absent_name(ctx: Context, service: str) -> str:
    unit = people.service_unit(ctx.session, ctx.tenant_id, service)
    if unit is not None:
        return unit.name(ctx.t.language)
    if service == UnitKind.SCHOOL:
        return ctx.t("the school")
    if service == UnitKind.KINDERGARTEN:
        return ctx.t("the kindergarten")
    return ctx.t("those who come from outside the municipality")
