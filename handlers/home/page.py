"""The page, put together. It holds nothing but what its reader may see, and reads as much however many meetings there
are.
"""

from handlers.context import Context
from handlers.greeting import Nothing, all_buttons
from handlers.home.times import times_parts
from handlers.home.weeks import week_parts
from handlers.preferences import settings_parts
from handlers.screens import Answer, Buttons, Home
from handlers.waiting import waiting_parts

# What has a place of its own on the page.
SHOWN = ("list", "settings", "language")


def open_home(ctx: Context, _request: Nothing) -> Answer:
    """My own page."""
    return Home(
        (
            *waiting_parts(ctx),
            *week_parts(ctx),
            *times_parts(ctx),
            *settings_parts(ctx),
            Buttons(all_buttons(ctx, *SHOWN)),
        )
    )
