"""What follows when it is settled what a summary says and where it goes: posts, messages, and what the convener passes
on.
"""

from handlers import family, planning
from handlers.context import World
from handlers.minutes.checks import may_tell
from handlers.minutes.destinations import goes_to_parties
from handlers.minutes.posts import live_post
from store.attendance import Telling
from store.meetings import Item, Meeting
from store.minutes import Minutes
from store.notices import NoticeKind


def send_out(world: World, item: Item, meeting: Meeting, minutes: Minutes) -> None:
    """Bring what stands somewhere up to date, and send to where nothing stands. Safe to repeat: a channel that has a
    post, or may have one, gets no other.
    """
    planning.revise(world, item)
    told = may_tell(world, item, meeting)
    if told and minutes.channel_id is not None and live_post(world, item, minutes.channel_id) is None:
        channel_id = minutes.channel_id
        planning.tell(world, NoticeKind.MINUTES_POST, item, of=channel_id, subject_id=channel_id)
    if told and goes_to_parties(world, meeting, minutes):
        planning.tell(world, NoticeKind.MINUTES_TO_PARTIES, item)
        family.open_tellings(world, item, Telling.MINUTES)
    else:
        family.close_tellings(world, item, Telling.MINUTES)
