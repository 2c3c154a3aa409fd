"""`samba-bot check` over a place where all is well: everything that it says, in either language, and what it asks."""

from tests.bot.checks.conftest import FILE, Place
from tests.bot.checks.expected import DATABASE, DATABASE_NB, MUNICIPALITY, MUNICIPALITY_NB, WELL, fault, parts, well
from tests.bot.commands import Outcome

BOKMAL = f"""\
Innstillinger
  ✓ i orden   Alt boten trenger, er satt. Slack når boten gjennom Socket Mode.

{DATABASE_NB}
{MUNICIPALITY_NB}
Slack
  ✓ i orden   Slack kjenner boten, i arbeidsområdet T1.
  ✓ i orden   Appen har de tillatelsene boten trenger, og ingen andre.
  ✓ i orden   Slack svarer gjennom Socket Mode.

Folk
  ✓ i orden   Boten når 4 kontoer.

Kanaler
  ✓ i orden   fjordskulen-samba: Kanalen er privat, og boten er med.

Alt er i orden.
"""


async def test_all_is_well(place: Place) -> None:
    before = (place.folder / "samba-bot.db").read_bytes()
    assert await place.check() == well()
    assert sorted(set(place.slack.methods())) == [
        "apps.connections.open",
        "auth.test",
        "conversations.info",
        "conversations.members",
        "users.info",
    ]
    assert (place.folder / "samba-bot.db").read_bytes() == before


async def test_it_answers_in_the_language_that_is_asked_for_or_else_the_municipalitys(place: Place) -> None:
    assert await place.check("--language", "nb") == Outcome(0, BOKMAL, "")
    place.load(FILE.read_text(encoding="utf-8").replace('language = "nn"', 'language = "nb"'))
    assert await place.check() == Outcome(0, BOKMAL, "")
    assert await place.check("--language", "nn") == Outcome(0, WELL + "Alt er i orden.\n", "")


async def test_settings_that_cannot_be_read_leave_slack_alone(place: Place) -> None:
    place.environ |= {"SLACK_BOT_TOKEN": "xapp-secret", "SLACK_APP_TOKEN": ""}
    settings = (
        "Innstillingar\n"
        + fault("SLACK_BOT_TOKEN: Må byrje med xoxb-. Dette er ein annan type token.")
        + fault("SLACK_APP_TOKEN: Manglar. Set denne for Socket Mode, eller SLACK_SIGNING_SECRET for HTTP.")
    )
    assert await place.check() == Outcome(1, parts(settings, DATABASE, MUNICIPALITY, end="2 ting må rettast.\n"), "")
    assert place.slack.calls == []
