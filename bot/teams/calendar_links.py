"""A calendar file behind a button: Teams takes files only through a question of consent for each.

The file holds nothing of the case, and its address can be made by us alone (`bot/teams/seals.py`).
"""

from collections.abc import Sequence

from microsoft_teams.cards import AdaptiveCard, OpenUrlAction
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.messenger import Attachment
from bot.teams.seals import Drawing, Seals
from bot.words import translator

PATH = "/calendar/{tenant}/{token}"


class CalendarLinks:
    """The buttons, and the route that they lead to. `url` is where the bot is reached from outside, with a slash."""

    def __init__(self, seals: Seals, url: str) -> None:
        self._seals, self._url = seals, url

    def add(self, card: AdaptiveCard, attachment: Attachment, drawing: Drawing) -> None:
        """Put the button at the foot of a card."""
        token = drawing.seals.file(drawing.tenant, attachment.name, attachment.content)
        address = self._url.rstrip("/") + PATH.format(tenant=drawing.tenant, token=token)
        t = translator(drawing.language)
        button = OpenUrlAction(title=t("Open the calendar file"), url=address)
        card.actions = [*(card.actions or ()), button]

    def routes(self) -> Sequence[Route]:
        """HTTP's."""
        return [Route(PATH, self._serve, methods=["GET"])]

    async def _serve(self, request: Request) -> Response:
        """The file; nothing at all for what is not ours, another tenant's or too old."""
        file = self._seals.open_file(request.path_params["tenant"], request.path_params["token"])
        if file is None:
            return Response(status_code=404)
        headers = {
            "Cache-Control": "private, no-store",
            "Content-Disposition": f'attachment; filename="{file.name}"',
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
        }
        return Response(file.content, media_type="text/calendar", headers=headers)
