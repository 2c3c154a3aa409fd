"""The digest when a leader asks for it, and what is missing as it is now: by age only, nothing of the cases."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from handlers import access
from handlers.calendars import calendar_for, message_time
from handlers.context import Context
from handlers.digest.card import Section, choose_button, digest_card
from handlers.digest.figures import DUTIES_KEPT, asked_before, count_week, scope_of
from handlers.digest.planning import due_in, next_digest_of, wanted_time, wants_digest, week_now
from handlers.errors import NoAccess
from handlers.greeting import Nothing
from handlers.screens import Answer, Buttons, Card, Heading, Note, Part, Row, Show, Table, Text
from store import figures as counts
from store import people
from store.leaders import units_led_by
from store.people import Unit, UnitKind
from store.unit_weeks import newest_unit_week

WEEK, MONTH = timedelta(weeks=1), timedelta(weeks=4)


def show_digest(ctx: Context, _request: Nothing) -> Answer:
    """The last digest of the units that the asker leads, with the figures as they were when it was due."""
    units = require_leader(ctx)
    week = week_now(ctx)
    due = due_in(ctx, week, wanted_time(ctx, ctx.actor_id), units)
    if due is not None and due <= ctx.now:
        for unit in units:
            if week.workdays(calendar_for(ctx, unit)):
                count_week(ctx, unit, week)
    found = [_newest(ctx, unit) for unit in units]
    sections = [section for section in found if section is not None and not section.is_empty]
    return Show(digest_card(ctx, sections) if sections else _nothing_yet(ctx))


def show_missing(ctx: Context, _request: Nothing) -> Answer:
    """How long the summaries have been missing and the measures overdue, for each unit that the asker leads."""
    parts = [part for unit in require_leader(ctx) for part in _missing_parts(ctx, unit)]
    advice = Note(
        ctx.t("The conveners and those responsible get reminders from me. Talk with those who need time for it.")
    )
    return Show(Card((*parts, advice), ctx.t("What is missing")))


def require_leader(ctx: Context) -> list[Unit]:
    """The units that the asker leads; NoAccess for who leads none, with who to ask."""
    units = units_led_by(ctx.session, ctx.tenant_id, ctx.actor_id)
    if units:
        return list(units)
    raise NoAccess(_whom_to_ask(ctx), heading=ctx.t("You have no access to this"))


def digest_rows(ctx: Context) -> tuple[Row, ...]:
    """For a leader's own page and settings: when the digest comes, and the way to another time."""
    units = units_led_by(ctx.session, ctx.tenant_id, ctx.actor_id)
    return (Row(comes_line(ctx, units), choose_button(ctx)),) if units else ()


def comes_line(ctx: Context, units: Sequence[Unit]) -> str:
    """When the asker's next digest comes, in words."""
    if not wants_digest(ctx, ctx.actor_id):
        return ctx.t("You do not get the weekly summary.")
    due = next_digest_of(ctx, ctx.actor_id, units)
    if due is None:
        return ctx.t("The weekly summary comes when the week begins.")
    when = ctx.t.moment(message_time(ctx, ctx.actor, due), ctx.now)
    return ctx.t("The next weekly summary comes {when}.", when=when)


def _newest(ctx: Context, unit: Unit) -> Section | None:
    assert unit.id is not None
    row = newest_unit_week(ctx.session, unit.id, week_now(ctx).after.monday)
    return Section(unit, row, newest_unit_week(ctx.session, unit.id, row.monday)) if row else None


def _nothing_yet(ctx: Context) -> Card:
    t, units = ctx.t, units_led_by(ctx.session, ctx.tenant_id, ctx.actor_id)
    text = f"{t('There is nothing to tell yet.')} {comes_line(ctx, units)}"
    parts = (Heading(t("Your weekly summary")), Text(text), Buttons((choose_button(ctx),)))
    return Card(parts, t("Your weekly summary"))


def _missing_parts(ctx: Context, unit: Unit) -> tuple[Part, ...]:
    name = unit.name(ctx.t.language)
    heading = Heading(name[:1].upper() + name[1:])
    rows = _by_age(ctx, unit)
    if not any(count for _, *figures in rows for count in figures):
        return (heading, Text(ctx.t("Nothing is missing, and no measures are overdue.")))
    columns = [ctx.t("Measures overdue")]
    if unit.kind is not UnitKind.SERVICE:
        columns.insert(0, ctx.t("Summaries missing"))
    told = tuple((label, *map(str, figures[-len(columns) :])) for label, *figures in rows)
    return (heading, Table((ctx.t("For how long"), *columns), told))


def _by_age(ctx: Context, unit: Unit) -> list[tuple[str, int, int]]:
    """For each age its name, how many summaries are missing so long, and how many measures are overdue so long."""
    t, scope, calendar = ctx.t, scope_of(ctx, unit), calendar_for(ctx, unit)
    asked, today = asked_before(ctx, calendar), calendar.day(ctx.now)
    began = pairwise((ctx.now - DUTIES_KEPT, asked - MONTH, asked - WEEK, asked))
    due = pairwise((date.min, today - MONTH, today - WEEK, today))
    exact = unit.kind is not UnitKind.SERVICE
    summaries = [counts.summaries_missing(ctx.session, scope, *bounds) if exact else 0 for bounds in began]
    measures = [counts.open_measures(ctx.session, scope, *bounds) for bounds in due]
    labels = (t("More than four weeks"), t("One to four weeks"), t("Less than a week"))
    return list(zip(labels, summaries, measures, strict=True))


def _whom_to_ask(ctx: Context) -> str:
    units = people.units_of(ctx.session, ctx.actor)
    leaders = [leader for unit in units if unit.id is not None for leader in access.leaders_of(ctx, unit.id)]
    names = list(dict.fromkeys(person.name for person in leaders or access.coordinators(ctx)))
    if not names:
        return ctx.t("The weekly summary is for leaders.")
    return ctx.t("The weekly summary is for leaders. Ask {names}.", names=ctx.t.listing(names))
