"""The sentences of the digest: what has been, what comes, what is missing. Each noun has its own for each number."""

from handlers.context import Context
from handlers.digest.figures import Figures, Times
from handlers.digest.lines import Shown, shown
from handlers.rules.suppression import Figure, Suppressed
from handlers.rules.week import Week
from locales import mark
from store.people import Unit

# For none, for few, and for many: {count} is five or more, so the noun is always plural.
HELD = (
    mark("No meetings were held in week {weeks}."),
    mark("Fewer than 5 meetings were held in week {weeks}."),
    mark("{count} meetings were held in week {weeks}."),
)
AHEAD = (
    mark("No meetings are set up in week {weeks}."),
    mark("Fewer than 5 meetings are set up in week {weeks}."),
    mark("{count} meetings are set up in week {weeks}."),
)


def weeks_between(since: Week, until: Week) -> str:
    """«10», or «7–8»: the weeks from `since` up to, not including, `until`."""
    last = until.before
    return str(last.number) if since == last else f"{since.number}–{last.number}"


def sentences(ctx: Context, unit: Unit, figures: Figures, since: Week, week: Week) -> str:
    """What a unit's figures say, a line each."""
    may = shown(ctx, unit, figures)
    return "\n".join(
        [
            _of(ctx, HELD, may.held.total, weeks_between(since, week)),
            f"{_of(ctx, AHEAD, may.ahead.total, str(week.number))}{_consents(ctx, figures, may)}",
            *_times(ctx, figures.times),
            *_missing(ctx, may),
        ]
    )


def _of(ctx: Context, texts: tuple[str, str, str], figure: Figure, weeks: str) -> str:
    none, few, many = texts
    if isinstance(figure, Suppressed):
        return ctx.t(few, weeks=weeks)
    return ctx.t(many, count=figure, weeks=weeks) if figure else ctx.t(none, weeks=weeks)


def _consents(ctx: Context, figures: Figures, may: Shown) -> str:
    """What is known of the consents, where it may be told: how many lack theirs is often too few."""
    missing = may.without_consent
    if isinstance(missing, Suppressed) or not figures.cases:
        return ""
    return (
        f" {ctx.t('{count} of them lack consent.', count=missing) if missing else ctx.t('All consents are in place.')}"
    )


def _times(ctx: Context, times: Times | None) -> list[str]:
    if times is None:
        return []
    t, free = ctx.t, times.free
    been = [
        t.many("One time was used.", "{count} times were used.", times.used)
        if times.used
        else t("No times were used."),
        *([t.many("One was not used.", "{count} were not used.", times.unused)] if times.unused else []),
    ]
    ahead = (
        t.many("One time is free in the next four weeks.", "{count} times are free in the next four weeks.", free)
        if free
        else t("No times are free in the next four weeks.")
    )
    return [" ".join([*(been if times.used or times.unused else []), ahead])]


def _missing(ctx: Context, may: Shown) -> list[str]:
    t = ctx.t
    said = []
    if isinstance(may.summaries, Suppressed):
        said.append(t("Fewer than 5 summaries are missing."))
    elif may.summaries:
        said.append(t.many("One summary is missing.", "{count} summaries are missing.", may.summaries))
    if isinstance(may.documentation, Suppressed):
        said.append(t("Fewer than 5 meetings lack documentation."))
    elif may.documentation:
        said.append(t("{count} meetings lack documentation.", count=may.documentation))
    if may.overdue:
        said.append(t.many("One measure is overdue.", "{count} measures are overdue.", may.overdue))
    return said or [t("Nothing is missing, and no measures are overdue.")]
