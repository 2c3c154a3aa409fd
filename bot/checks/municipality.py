"""What is registered about a municipality, and what nobody has been named for."""

from bot.checks.findings import Finding, fault, fine, warning
from handlers.municipality.registered import Registered
from locales import Translator


def check_municipality(known: Registered, t: Translator) -> tuple[Finding, ...]:
    """The municipality's own part, apart from its workspace."""
    units, people = len(known.units), len(known.people)
    said = fine(t("Units: {units}. People: {people}.", units=units, people=people))
    named = (_arenas(known, t), _coordinators(known, t), _leaders(known, t), *_services(known, t))
    return (said, *named, *_agreements(known, t))


def _arenas(known: Registered, t: Translator) -> Finding:
    if known.arenas:
        return fine(t("Meetings whose routine is approved: {arenas}.", arenas=", ".join(known.arenas)))
    return fault(
        t("No meeting has an approved routine, so no meeting can be booked."),
        t("Write under [arenas] in the file who has approved the routine, and run samba-bot load."),
    )


def _coordinators(known: Registered, t: Translator) -> Finding:
    if known.coordinators:
        return fine(t("SamBa coordinator: {people}.", people=", ".join(known.coordinators)))
    return fault(
        t("Nobody is SamBa coordinator, so nobody can put in times."),
        t("Give somebody the role samba_coordinator in the file, and run samba-bot load."),
    )


def _leaders(known: Registered, t: Translator) -> Finding:
    if not known.without_leader:
        return fine(t("Every unit has a leader."))
    return warning(
        t("These have no leader: {units}.", units=", ".join(known.without_leader)),
        t(
            "Give somebody there the role head_of_school, head_of_kindergarten, unit_head or professional_lead in the "
            "file, and run samba-bot load."
        ),
    )


def _services(known: Registered, t: Translator) -> list[Finding]:
    found = [
        fault(
            t("No unit is the service {service}, which must be in the meeting.", service=service),
            t("Add a unit with this service to the file, and run samba-bot load."),
        )
        for service in known.without_service
    ]
    found += [
        warning(
            t("{service} has no contact person for: {units}.", service=service, units=", ".join(units)),
            t("Add one under [[contacts]] in the file. Until then, the bot asks the SamBa coordinator each time."),
        )
        for service, units in known.without_contact.items()
    ]
    return found or [fine(t("Every service has a contact person for each school and kindergarten."))]


def _agreements(known: Registered, t: Translator) -> list[Finding]:
    if not known.without_agreement:
        return []
    return [
        warning(
            t(
                "There is no agreement with these, and their people are not let in: {units}.",
                units=", ".join(known.without_agreement),
            ),
            t("Write the agreement's reference as agreement in the file, and run samba-bot load."),
        )
    ]
