"""Whether those who are registered can be reached in Slack."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping

from slack_sdk.web.async_client import AsyncWebClient

from bot.checks.findings import Finding, fault, fine, warning
from bot.messenger import SendError
from bot.slack.audience import Facts, belongs_to
from bot.slack.faults import translated
from locales import Translator

SIDE_BY_SIDE = 5
GONE = ("user_not_found", "user_not_visible")


async def check_people(
    client: AsyncWebClient, team: str, accounts: Mapping[str, str], without: tuple[str, ...], t: Translator
) -> tuple[Finding, ...]:
    """Look at each account, by the person's key in the file. `without` are those who have none."""
    turns = asyncio.Semaphore(SIDE_BY_SIDE)

    async def ask(person: str, account: str) -> tuple[str, str]:
        async with turns:
            return person, await _state(client, team, account)

    people: dict[str, list[str]] = defaultdict(list)
    for person, state in await asyncio.gather(*(ask(*each) for each in accounts.items())):
        people[state].append(person)
    good = people.pop("", [])
    findings = (
        [fine(t.many("One account can be reached.", "{count} accounts can be reached.", len(good)))] if good else []
    )
    findings += [_finding(state, ", ".join(people[state]), t) for state in sorted(people)]
    if without:
        findings.append(_without(", ".join(without), t))
    return tuple(findings)


async def _state(client: AsyncWebClient, team: str, account: str) -> str:
    """Why an account cannot be reached; empty when it can."""
    try:
        with translated(sends=False):
            user: Facts = (await client.users_info(user=account))["user"]
    except SendError as error:
        return "gone" if error.reason in GONE else error.reason
    if user.get("deleted"):
        return "closed"
    at_home = belongs_to(user, team) and not user.get("is_stranger")
    return "" if at_home and not (user.get("is_restricted") or user.get("is_ultra_restricted")) else "guest"


def _finding(state: str, people: str, t: Translator) -> Finding:
    match state:
        case "gone":
            return fault(
                t("These people's accounts are not in the workspace: {people}.", people=people),
                t("Correct the member id under accounts in the file, and run samba-bot load."),
            )
        case "closed":
            return fault(
                t("These people's accounts are deactivated in Slack: {people}.", people=people),
                t("Take those who have left out of the file, and run samba-bot load."),
            )
        case "guest":
            return warning(
                t(
                    "These are guests or of another workspace, and get no messages from the bot: {people}.",
                    people=people,
                ),
                t("Give them full accounts if they are to use the bot."),
            )
        case _:
            return fault(
                t(
                    "Slack did not let us look at these people's accounts: {people} ({code}).",
                    people=people,
                    code=state,
                ),
                t("Mend what is said of Slack above, and check again."),
            )


def _without(people: str, t: Translator) -> Finding:
    return warning(
        t("These people have no account, and the bot cannot reach them: {people}.", people=people),
        t("Write their member id under accounts in the file, and run samba-bot load."),
    )
