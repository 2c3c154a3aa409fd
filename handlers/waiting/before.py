"""What waits before a meeting: consent, those who do not come, one's own answer, and who is to come at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers import access
from handlers.attendance.who import pending_among, reply_of
from handlers.consent import verdicts_for
from handlers.rules.consent_ledger import Verdict
from handlers.screens import Button, value
from handlers.waiting.duty import LOOKED_FOR, Duty, Reader
from store import duties
from store.meetings import (
    Item,
    Meeting,
    Participant,
    Reply,
    deputies_asked,
    items_about,
    places_without_person,
)
from store.notices import NoticeKind

DEADLINES = (NoticeKind.CONSENT_CHOICE, NoticeKind.REPLIES_CHECK)
Found = Sequence[tuple[Item, Meeting]]
Moments = Mapping[tuple[int, NoticeKind], datetime]


def before_meetings(reader: Reader) -> list[Duty]:
    """What waits in the nearest meetings that the reader convenes or comes to."""
    ctx = reader.ctx
    found = items_about(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, LOOKED_FOR)
    if not found:
        return []
    ids = [item.id for item, _ in found if item.id is not None]
    moments = duties.last_moments(ctx.session, ids, DEADLINES)
    asked = duties.everyone_asked_to(ctx.session, ids)
    return [*_of_own(reader, found, asked, moments), *_unanswered(reader, found, asked, moments)]


def _of_own(reader: Reader, found: Found, asked: Mapping[int, list[Participant]], moments: Moments) -> list[Duty]:
    ctx = reader.ctx
    own = [(item, meeting) for item, meeting in found if item.convener_id == ctx.actor_id]
    verdicts = verdicts_for(ctx, own, reader.units) if own else {}
    references = reader.references(item for item, _ in own)
    of_each = (
        _of_item(reader, item, meeting, verdicts, asked, moments, references[item.case_id]) for item, meeting in own
    )
    return [duty for each in of_each for duty in each]


def _of_item(
    reader: Reader,
    item: Item,
    meeting: Meeting,
    verdicts: Mapping[int, Verdict],
    asked: Mapping[int, list[Participant]],
    moments: Moments,
    reference: str,
) -> list[Duty]:
    assert item.id is not None
    ctx = reader.ctx
    about = {"reference": reference, "when": ctx.t.moment(meeting.starts_at, ctx.now)}
    button = Button(ctx.t("Open"), "item.show", value(item=item.id))
    waiting: list[Duty] = []
    if not verdicts[item.id].valid:
        text = ctx.t("Consent is missing in case {reference}, {when}.", **about)
        waiting.append(Duty(text, button, meeting.starts_at, moments.get((item.id, NoticeKind.CONSENT_CHOICE))))
    for each in asked.get(item.id, ()):
        comes = each.active and each.accepted and each.required and each.person_id != ctx.actor_id
        if comes and reply_of(item, each) is Reply.NOT_COMING:
            text = ctx.t(
                "Regrets from {unit} in case {reference}, {when}.", **about, unit=reader.unit_name(each.unit_id)
            )
            waiting.append(Duty(text, button, meeting.starts_at))
    return waiting


def _unanswered(reader: Reader, found: Found, asked: Mapping[int, list[Participant]], moments: Moments) -> list[Duty]:
    ctx = reader.ctx
    waiting: list[Duty] = []
    for item, meeting in found:
        assert item.id is not None
        own = [each for each in asked.get(item.id, ()) if each.active and each.person_id == ctx.actor_id]
        if item.agenda_sent_at is None or item.convener_id == ctx.actor_id:
            continue  # a convener who takes part is taken to be coming
        if any(each.reply is Reply.WAITING for each in own):
            when = ctx.t.moment(meeting.starts_at, ctx.now)
            text = ctx.t("Are you coming {when}? You have not answered yet.", when=when)
            button = Button(ctx.t("Answer"), "agenda.show", value(item=item.id))
            waiting.append(Duty(text, button, meeting.starts_at, moments.get((item.id, NoticeKind.REPLIES_CHECK))))
    return waiting


def asked_as_deputy(reader: Reader) -> list[Duty]:
    """Where the reader is asked to come in somebody's place."""
    ctx = reader.ctx
    found = deputies_asked(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now)[:LOOKED_FOR]
    if not found:
        return []
    asked = duties.everyone_asked_to(ctx.session, {deputy.item_id for deputy, _, _ in found})
    by_id = {each.id: each for everyone in asked.values() for each in everyone}
    originals = [by_id[deputy.replaces_id] for deputy, _, _ in found]
    names = reader.people(original.person_id for original in originals)
    waiting: list[Duty] = []
    for (deputy, item, meeting), original in zip(found, originals, strict=True):
        pending = pending_among(asked[deputy.item_id], original)
        if pending is None or pending.id != deputy.id or original.person_id is None:
            continue
        text = ctx.t(
            "{name} asks whether you can come {when} instead.",
            name=names[original.person_id].name,
            when=ctx.t.moment(meeting.starts_at, ctx.now),
        )
        claims = value(item=item.id, participant=deputy.id)
        button = Button(ctx.t("Answer"), "attendance.deputy_show", claims)
        waiting.append(Duty(text, button, meeting.starts_at))
    return waiting


def without_person(reader: Reader) -> list[Duty]:
    """For a coordinator, who chooses for a service that has named nobody: service and time, nothing of the case."""
    ctx = reader.ctx
    if not access.is_coordinator(ctx):
        return []
    return [
        Duty(
            ctx.t(
                "Nobody has been named from {unit} to a meeting {when}.",
                unit=reader.unit_name(place.unit_id),
                when=ctx.t.moment(meeting.starts_at, ctx.now),
            ),
            Button(ctx.t("Choose a person"), "attendance.appoint", value(item=item.id, participant=place.id)),
            meeting.starts_at,
        )
        for place, item, meeting in places_without_person(ctx.session, ctx.tenant_id, ctx.now, LOOKED_FOR)
    ]
