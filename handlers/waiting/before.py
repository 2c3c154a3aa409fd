"""What waits before a meeting: consent, those who do not come, one's own answer, and who is to come at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers import access
from handlers.attendance.who import pending_among, reply_of
from handlers.consent import verdicts_for
from handlers.rules.consent_ledger import Verdict
from handlers.screens import Button, value
from handlers.waiting.duty import LOOKED_FOR, Duty, Reader
from store import duties
from store.attendance import Participant, Reply, deputies_asked, items_about, places_without_person
from store.duties import Moments
from store.meetings import Item, Meeting
from store.notices import NoticeKind

TOLD_BY = (NoticeKind.CONSENT_CHOICE, NoticeKind.REPLIES_CHECK)
Found = Sequence[tuple[Item, Meeting]]


@dataclass(frozen=True)
class _Known:
    """What is looked up for all the items at once, by item: who was asked, when notices are due, whether consent is
    there; and the references by case.
    """

    reader: Reader
    asked: Mapping[int, list[Participant]]
    moments: Mapping[tuple[int, NoticeKind], Moments]
    verdicts: Mapping[int, Verdict]
    references: Mapping[int, str]

    def deadline(self, item: Item, kind: NoticeKind) -> datetime | None:
        """When something about an item was to be done by (UTC): when a notice tells that it is not."""
        assert item.id is not None
        moments = self.moments.get((item.id, kind))
        return moments.last if moments else None


def before_meetings(reader: Reader) -> list[Duty]:
    """What waits in the nearest meetings that the reader convenes or comes to."""
    ctx = reader.ctx
    found = items_about(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, LOOKED_FOR)
    if not found:
        return []
    ids = [item.id for item, _ in found if item.id is not None]
    own = [(item, meeting) for item, meeting in found if item.convener_id == ctx.actor_id]
    known = _Known(
        reader,
        duties.everyone_asked_to(ctx.session, ids),
        duties.moments_of(ctx.session, ids, TOLD_BY),
        verdicts_for(ctx, own, reader.units) if own else {},
        reader.references(item for item, _ in own),
    )
    of_own = [duty for item, meeting in own for duty in _of_own(known, item, meeting)]
    return [*of_own, *_unanswered(known, found)]


def _of_own(known: _Known, item: Item, meeting: Meeting) -> list[Duty]:
    assert item.id is not None
    reader, ctx = known.reader, known.reader.ctx
    about = {"reference": known.references[item.case_id], "when": ctx.t.moment(meeting.starts_at, ctx.now)}
    button = Button(ctx.t("Open"), "item.show", value(item=item.id))
    waiting: list[Duty] = []
    if not known.verdicts[item.id].valid:
        text = ctx.t("Consent is missing in case {reference}, {when}.", **about)
        waiting.append(Duty(text, button, meeting.starts_at, known.deadline(item, NoticeKind.CONSENT_CHOICE)))
    for each in known.asked.get(item.id, ()):
        comes = each.active and each.accepted and each.required and each.person_id != ctx.actor_id
        if comes and reply_of(item, each) is Reply.NOT_COMING:
            unit = reader.unit_name(each.unit_id)
            text = ctx.t("Regrets from {unit} in case {reference}, {when}.", **about, unit=unit)
            waiting.append(Duty(text, button, meeting.starts_at))
    return waiting


def _unanswered(known: _Known, found: Found) -> list[Duty]:
    ctx = known.reader.ctx
    waiting: list[Duty] = []
    for item, meeting in found:
        assert item.id is not None
        if item.agenda_sent_at is None or item.convener_id == ctx.actor_id:
            continue  # a convener who takes part is taken to be coming
        own = [each for each in known.asked.get(item.id, ()) if each.active and each.person_id == ctx.actor_id]
        if any(each.reply is Reply.WAITING for each in own):
            when = ctx.t.moment(meeting.starts_at, ctx.now)
            text = ctx.t("Are you coming {when}? You have not answered yet.", when=when)
            button = Button(ctx.t("Answer"), "agenda.show", value(item=item.id))
            waiting.append(Duty(text, button, meeting.starts_at, known.deadline(item, NoticeKind.REPLIES_CHECK)))
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
