"""What loading a municipality file changed, in words."""

from handlers.municipality.changes import Changes
from locales import Translator
from store.people import Tenant


def summary(tenant: Tenant, changes: Changes, t: Translator) -> list[str]:
    """A heading, and a line for each kind of which something changed."""
    if not changes:
        return [t("{municipality}: nothing has changed.", municipality=tenant.name)]
    lines = {
        "arenas": t("Arenas: {created} new, {changed} changed, {removed} switched off", **vars(changes.arenas)),
        "units": t("Units: {created} new, {changed} changed, {removed} deactivated", **vars(changes.units)),
        "people": t("People: {created} new, {changed} changed, {removed} deactivated", **vars(changes.people)),
        "accounts": t("Accounts: {created} new, {removed} removed", **vars(changes.accounts)),
        "roles": t("Roles: {created} new, {removed} removed", **vars(changes.roles)),
        "contacts": t("Contact persons: {created} new, {removed} removed", **vars(changes.contacts)),
        "channels": t("Channels: {created} new, {removed} removed", **vars(changes.channels)),
        "closed_days": t("Closed days: {created} new, {removed} removed", **vars(changes.closed_days)),
    }
    heading = (
        t("{municipality} has been set up.", municipality=tenant.name)
        if changes.municipality.created
        else t("{municipality} has been updated.", municipality=tenant.name)
    )
    return [heading, *(line for kind, line in lines.items() if getattr(changes, kind))]
