"""Whether those who are registered can be reached in Slack."""

import asyncio
from collections import defaultdict

from slack_sdk.web.async_client import AsyncWebClient

from bot.checks.findings import Finding, fault, fine, warning
from bot.messenger import SendError
from bot.slack.audience import Facts, belongs_to
from bot.slack.faults import translated
from handlers.municipality.registered import Registered
from locales import Translator

SIDE_BY_SIDE = 5
UNKNOWN = ("user_not_found", "user_not_visible")
# How it stands with an account; anything else is Slack's own code for why it cannot be told.
OPEN, GONE, CLOSED, GUEST = "open", "gone", "closed", "guest"


async def check_people(client: AsyncWebClient, team: str, known: Registered, t: Translator) -> tuple[Finding, ...]:
    """Look at each account, by the person's key in the file."""
    turns = asyncio.Semaphore(SIDE_BY_SIDE)

    async def ask(person: str, account: str) -> tuple[str, str]:
        async with turns:
            state = await _state(client, team, account)
        return person, OPEN if state == GUEST and person in known.partners else state

    people: dict[str, list[str]] = defaultdict(list)
    for person, state in await asyncio.gather(*(ask(*each) for each in known.accounts.items())):
        people[state].append(person)
    reached = len(people.pop(OPEN, []))
    findings = [fine(t.many("One account can be reached.", "{count} accounts can be reached.", reached))]
    findings += [_finding(state, ", ".join(people[state]), t) for state in sorted(people)]
    if known.without_account:
        findings.append(_without(", ".join(known.without_account), t))
    return tuple(findings if reached else findings[1:])


async def _state(client: AsyncWebClient, team: str, account: str) -> str:
    try:
        with translated(sends=False):
            user: Facts = (await client.users_info(user=account))["user"]
    except SendError as error:
        return GONE if error.reason in UNKNOWN else error.reason
    if user.get("deleted"):
        return CLOSED
    is_guest = user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger")
    return OPEN if belongs_to(user, team) and not is_guest else GUEST


def _finding(state: str, people: str, t: Translator) -> Finding:
    if state == GONE:
        return fault(
            t("These people's accounts are not in the workspace: {people}.", people=people),
            t("Correct the member id under accounts in the file, and run samba-bot load."),
        )
    if state == CLOSED:
        return fault(
            t("These people's accounts are deactivated in Slack: {people}.", people=people),
            t("Take those who have left out of the file, and run samba-bot load."),
        )
    if state == GUEST:
        return warning(
            t("These are guests or of another workspace, and get no messages from the bot: {people}.", people=people),
            t("Give them full accounts if they are to use the bot."),
        )
    return fault(
        t("Slack did not let us look at these people's accounts: {people} ({code}).", people=people, code=state),
        t("Mend what is said of Slack above, and check again."),
    )


def _without(people: str, t: Translator) -> Finding:
    return warning(
        t("These people have no account, and the bot cannot reach them: {people}.", people=people),
        t("Write their member id under accounts in the file, and run samba-bot load."),
    )
