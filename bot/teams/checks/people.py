"""Whether those who are registered can be written to in Teams: the bot must have met them there."""

from bot.checks.findings import Finding, fault, fine, warning
from handlers.municipality.registered import Registered
from locales import Translator


def check_people(known: Registered, t: Translator) -> tuple[Finding, ...]:
    """How it stands with each account, by the person's key in the file."""
    met = len(known.accounts) - len(known.unmet) - len(known.lost)
    said = t.many("The bot can write to one person.", "The bot can write to {count} people.", met)
    findings = [fine(said)] if met else []
    if known.unmet:
        findings.append(_unmet(", ".join(known.unmet), t))
    if known.lost:
        findings.append(_lost(", ".join(known.lost), t))
    if known.without_account:
        findings.append(_without(", ".join(known.without_account), t))
    return tuple(findings)


def _unmet(people: str, t: Translator) -> Finding:
    return warning(
        t("These have not got the bot yet, and it cannot write to them: {people}.", people=people),
        t("Install the app for them with a setup policy, or let them add it. See whether the object ids are right."),
    )


def _lost(people: str, t: Translator) -> Finding:
    return fault(
        t("Nothing gets through to these any longer: {people}.", people=people),
        t(
            "The bot is removed or blocked there, or the account is closed. Install the app for them again. "
            "Take those who have left out of the file, and run samba-bot load."
        ),
    )


def _without(people: str, t: Translator) -> Finding:
    return warning(
        t("These people have no account, and the bot cannot reach them: {people}.", people=people),
        t("Write their object id under accounts in the file, and run samba-bot load."),
    )
