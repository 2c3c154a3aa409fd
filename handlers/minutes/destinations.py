"""Where a summary can go: the channels that are registered for the unit, only the parties, or nowhere."""

from handlers.context import Context, World
from handlers.errors import BadField
from handlers.minutes.conversations import name_of
from handlers.screens import LIMITS, ChoiceField, Option
from locales import mark
from store.accounts import Channel, channels_of
from store.meetings import Item, Meeting
from store.minutes import Destination, Minutes

IN_CHANNEL = "channel:"
# Where it can go beside a channel, as it is chosen.
ELSEWHERE = {
    Destination.PARTIES: mark("Only to the parties"),
    Destination.NOWHERE: mark("Nowhere"),
}


def where_field(ctx: Context, item: Item, meeting: Meeting, minutes: Minutes | None) -> ChoiceField:
    """The field `where`, with what is chosen already, else the unit's first channel."""
    t = ctx.t
    channels = tuple(Option(f"{IN_CHANNEL}{each.id}", _label(ctx, each)) for each in _channels(ctx, item, meeting))
    options = (*channels, *(Option(each.value, t(words)) for each, words in ELSEWHERE.items()))
    chosen = _chosen(minutes)
    known = {option.value for option in options}
    hint = (
        t("The parties get it whatever channel you choose. I look at who can read the channel before I post.")
        if ctx.rulebook[meeting.arena].minutes.to_parties
        else t("I look at who can read the channel before I post.")
    )
    initial = chosen if chosen in known else ("" if minutes else options[0].value)
    return ChoiceField(
        "where",
        t("Where is the summary to go?"),
        options,
        expanded=True,
        hint=hint if channels else t("No channel is registered for the unit."),
        initial=(initial,) if initial else (),
    )


def read_where(ctx: Context, item: Item, meeting: Meeting, chosen: str) -> tuple[Destination, int | None]:
    """What was chosen, and which channel. BadField for what was never offered."""
    for channel in _channels(ctx, item, meeting):
        if chosen == f"{IN_CHANNEL}{channel.id}":
            return Destination.CHANNEL, channel.id
    for destination in ELSEWHERE:
        if chosen == destination.value:
            return destination, None
    raise BadField({"where": ctx.t("Choose where the summary is to go.")})


def goes_to_parties(world: World, meeting: Meeting, minutes: Minutes) -> bool:
    """Whether the parties get the summary: where nothing else is chosen the arena decides."""
    match minutes.destination:
        case Destination.PARTIES:
            return True
        case Destination.NOWHERE:
            return False
    return world.rulebook[meeting.arena].minutes.to_parties


def _channels(ctx: Context, item: Item, meeting: Meeting) -> list[Channel]:
    assert item.id is not None
    return list(channels_of(ctx.session, ctx.tenant_id, meeting.unit_id, item.id))


def _label(ctx: Context, channel: Channel) -> str:
    name = name_of(ctx, channel)
    return f"{name[:1].upper()}{name[1:]}"[: LIMITS.option]


def _chosen(minutes: Minutes | None) -> str:
    if minutes is None:
        return ""
    return f"{IN_CHANNEL}{minutes.channel_id}" if minutes.channel_id is not None else minutes.destination.value
