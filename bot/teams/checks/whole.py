"""All that is looked at in Teams, in order: what comes later asks with what came before."""

from collections.abc import Sequence

from bot.checks.findings import Finding, Group, fault
from bot.platform_settings import TeamsSettings
from bot.settings import Settings
from bot.teams.checks.asking import asking
from bot.teams.checks.channels import check_channels
from bot.teams.checks.credentials import SignedIn, sign_in
from bot.teams.checks.line import check_keys, check_line
from bot.teams.checks.people import check_people
from bot.teams.install import silence
from handlers.municipality.registered import Registered
from locales import Translator


async def check_teams(
    settings: Settings, teams: TeamsSettings, municipalities: Sequence[Registered] | None, t: Translator
) -> list[Group]:
    """`municipalities` are those on the database; None when it could not be asked."""
    silence()
    signed = None if teams.unauthenticated else await sign_in(teams, t)
    ours = [known for known in municipalities or () if _is_in(known, teams)]
    findings: list[Finding] = []
    if signed:
        findings += [signed.finding, *_tenant(teams, municipalities, ours, t), await check_keys(t)]
    findings += await check_line(teams, settings.host, settings.port, t)
    groups = [Group("Teams", tuple(findings))]
    for known in ours:
        groups.append(Group(t("People in Teams"), check_people(known, t)))
        if not signed or signed.token:
            groups.append(Group(t("Channels in Teams"), await _channels(signed, known, t)))
    return groups


async def _channels(signed: SignedIn | None, known: Registered, t: Translator) -> tuple[Finding, ...]:
    async with asking(signed.token if signed else None) as api:
        return await check_channels(api, known, t)


def _is_in(known: Registered, teams: TeamsSettings) -> bool:
    """Whether a municipality is in the bot's tenant; in any when nobody asks for credentials."""
    return teams.tenant_id.lower() in known.workspaces or bool(teams.unauthenticated and known.workspaces)


def _tenant(
    teams: TeamsSettings, municipalities: Sequence[Registered] | None, ours: Sequence[Registered], t: Translator
) -> list[Finding]:
    if municipalities is None or ours:
        return []
    return [
        fault(
            t("No municipality is registered with the tenant {tenant}.", tenant=teams.tenant_id),
            t("Write the id as teams under [workspaces] in the file, and run samba-bot load. Or correct TENANT_ID."),
        )
    ]
