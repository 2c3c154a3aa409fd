"""What waits after a meeting: minutes, documentation, telling the family, and measures."""

from datetime import datetime, time, timedelta

from handlers import picks
from handlers.minutes.given import lacks_somebody
from handlers.screens import Button, value
from handlers.waiting.duty import LOOKED_FOR, Duty, Reader
from store import duties
from store.duties import Moments
from store.measures import Measure, open_measures_of
from store.meetings import Item, Meeting
from store.notices import NoticeKind


def after_meetings(reader: Reader) -> list[Duty]:
    """What the reader has still to write, register and tell of the meetings they convene."""
    ctx = reader.ctx
    asked = (ctx.session, ctx.tenant_id, ctx.actor_id)
    unwritten = duties.unwritten_items(*asked, ctx.now, LOOKED_FOR)
    undocumented = duties.undocumented_items(*asked, LOOKED_FOR)
    undecided = duties.undecided_items(*asked, LOOKED_FOR)
    doubtful = duties.doubtful_items(*asked, LOOKED_FOR)
    untold = duties.untold_items(*asked, ctx.now, LOOKED_FOR)
    unreached = [found for found in duties.unreached_items(*asked, LOOKED_FOR) if lacks_somebody(ctx, *found)]
    items = [item for item, _ in (*unwritten, *undecided, *doubtful, *undocumented, *untold, *unreached)]
    if not items:
        return []
    kinds = (NoticeKind.MINUTES_DUE, NoticeKind.DOCUMENTATION_DUE, NoticeKind.FAMILY_UNTOLD)
    moments = duties.moments_of(ctx.session, {item.id for item in items if item.id is not None}, kinds)
    references = reader.references(items)

    def duty(text: str, action: str, words: str, item: Item, meeting: Meeting, kind: NoticeKind) -> Duty:
        assert item.id is not None
        about = {"reference": references[item.case_id], "when": ctx.t.moment(meeting.starts_at, ctx.now)}
        button = Button(words, action, value(item=item.id))
        due = moments.get((item.id, kind))
        return Duty(text.format(**about), button, meeting.starts_at, _deadline(kind, due) if due else None)

    summary = ctx.t("The summary of case {reference} is not written. The meeting was {when}.")
    place = ctx.t("The summary of case {reference} stands in no channel. Choose where it is to go.")
    doubt = ctx.t("The summary of case {reference} may stand in a channel. Look, and tell me.")
    document = ctx.t("Case {reference} is still to be documented. The meeting was {when}.")
    tell = ctx.t("The family in case {reference} is to be told, {when}.")
    give = ctx.t("See to it that all the parties in case {reference} get the summary. The meeting was {when}.")
    write, opened = ctx.t("Write the summary"), ctx.t("Open")
    return [
        *(duty(summary, "minutes.open", write, *found, NoticeKind.MINUTES_DUE) for found in unwritten),
        *(duty(place, "minutes.where", opened, *found, NoticeKind.POST_REFUSED) for found in undecided),
        *(duty(doubt, "item.show", opened, *found, NoticeKind.POST_UNKNOWN) for found in doubtful),
        *(duty(give, "item.show", opened, *found, NoticeKind.DELIVERY_FAILED) for found in unreached),
        *(duty(document, "item.show", opened, *found, NoticeKind.DOCUMENTATION_DUE) for found in undocumented),
        *(duty(tell, "item.show", opened, *found, NoticeKind.FAMILY_UNTOLD) for found in untold),
    ]


def _deadline(kind: NoticeKind, moments: Moments) -> datetime:
    # Of the documentation one is reminded for as long as it takes, but it was to be done by the first time.
    return moments.first if kind is NoticeKind.DOCUMENTATION_DUE else moments.last


def measures(reader: Reader) -> list[Duty]:
    """The reader's open measures, without what somebody wrote in them, and by the case only for its convener."""
    ctx = reader.ctx
    found = open_measures_of(ctx.session, ctx.tenant_id, ctx.actor_id, LOOKED_FOR)
    references = reader.references(item for _, item, _ in found)
    return [_measure(reader, measure, meeting, references.get(item.case_id)) for measure, item, meeting in found]


def _measure(reader: Reader, measure: Measure, meeting: Meeting, reference: str | None) -> Duty:
    ctx = reader.ctx
    what, day = ctx.t(picks.MEASURES[measure.what]), ctx.t.day(meeting.starts_at, ctx.now)
    text = (
        ctx.t("{what}, agreed in a meeting {day}.", what=what, day=day)
        if reference is None
        else ctx.t("{what} in case {reference}, agreed {day}.", what=what, reference=reference, day=day)
    )
    button = Button(ctx.t("Mark as done"), "measure.done", value(measure=measure.id, shown="todo"))
    return Duty(text, button, meeting.starts_at, _end_of(reader, measure))


def _end_of(reader: Reader, measure: Measure) -> datetime:
    """The end of the day a measure is due, UTC."""
    following = measure.due_on + timedelta(days=1)
    return datetime.combine(following, time(), tzinfo=reader.ctx.zone)
