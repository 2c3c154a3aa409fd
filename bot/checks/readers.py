"""Who is in a channel that is registered for summaries, and never may read one."""

from bot.checks.findings import Finding, fault
from handlers.municipality.registered import Registered
from handlers.rules.audience import Audience
from locales import Translator


def check_readers(channel: str, audience: Audience, known: Registered, t: Translator) -> list[Finding]:
    """What is wrong with those who read a channel, by its name. Who may is judged for each summary."""
    partners = {known.accounts.get(person) for person in known.partners}
    strange = [reader for reader in audience.readers if reader.account not in partners]
    foreign = [reader for reader in strange if reader.guest or reader.outsider]
    apps = [reader for reader in strange if reader.app and reader not in foreign]
    unknown = [
        reader
        for reader in strange
        if reader not in [*foreign, *apps] and reader.account not in known.accounts.values()
    ]
    out = t("Take them out of the channel. Or let the summaries go to the parties only.")
    said = (
        (foreign, t("{channel}: guests or people from outside: {count}.", channel=channel, count=len(foreign))),
        (apps, t("{channel}: other apps: {count}.", channel=channel, count=len(apps))),
        (unknown, t("{channel}: people who are not registered: {count}.", channel=channel, count=len(unknown))),
    )
    return [fault(text, out) for readers, text in said if readers]
