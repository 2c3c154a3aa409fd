"""Whether what a municipality file says holds together.

Reads the document as it came, so that one fault does not hide another.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from handlers.municipality.faults import nearest
from handlers.municipality.positions import Place
from locales import Translator
from store.people import RoleName, UnitKind

Found = Iterator[tuple[Place, str]]
Entry = Mapping[str, Any]

# The roles that a person may have in the municipality as a whole.
WITHOUT_UNIT = {RoleName.SAMBA_COORDINATOR, RoleName.ADMINISTRATOR}
KIND_OF_ROLE = {
    RoleName.HEAD_OF_SCHOOL: UnitKind.SCHOOL,
    RoleName.FORM_TEACHER: UnitKind.SCHOOL,
    RoleName.HEAD_OF_KINDERGARTEN: UnitKind.KINDERGARTEN,
    RoleName.PEDAGOGICAL_LEADER: UnitKind.KINDERGARTEN,
}


class Document:
    """A file's document, read leniently: what has the wrong shape is passed over here, since it is a fault already."""

    def __init__(self, document: Entry) -> None:
        self._document = document
        self.units = {unit["key"]: unit for _, unit in self.entries("units") if isinstance(unit.get("key"), str)}
        self.people = {word for _, word in _values(self.entries("people"), "key")}

    def entries(self, name: str) -> Iterator[tuple[Place, Entry]]:
        """The tables of a list, each with its place."""
        yield from _entries((name,), self._document.get(name))

    def table(self, name: str) -> Entry:
        """A table of the document; empty when there is none."""
        value = self._document.get(name)
        return value if isinstance(value, Mapping) else {}


def reference_faults(
    content: Entry, arenas: Mapping[str, Iterable[str]], platforms: Iterable[str], t: Translator
) -> Found:
    """What does not hold together, each with its place. `arenas` are the rulebook's, with the services each needs."""
    document = Document(content)
    yield from _known(((("arenas", name), name) for name in document.table("arenas")), arenas, t)
    yield from _known(((("workspaces", name), name) for name in document.table("workspaces")), platforms, t)
    yield from _repeated(document, t)
    yield from _units(document, t)
    yield from _services(document, arenas, t)
    yield from _people(document, t)
    yield from _contacts(document, t)
    yield from _other_units(document, t)
    yield from _closed_days(document, t)


def _entries(place: Place, value: Any) -> Iterator[tuple[Place, Entry]]:
    if isinstance(value, list):
        yield from (((*place, number), entry) for number, entry in enumerate(value) if isinstance(entry, Mapping))


def _words(place: Place, value: Any) -> Iterator[tuple[Place, str]]:
    if isinstance(value, list):
        yield from (((*place, number), word) for number, word in enumerate(value) if isinstance(word, str))


def _known(words: Iterable[tuple[Place, Any]], known: Iterable[Any], t: Translator) -> Found:
    names = sorted(name for name in known if isinstance(name, str))
    for place, word in words:
        if isinstance(word, str) and word not in names:
            meant = nearest(word, names)
            yield (
                place,
                t("There is no “{word}”. Do you mean “{nearest}”?", word=word, nearest=meant)
                if meant
                else t("There is no “{word}”. There are: {known}.", word=word, known=", ".join(names)),
            )


def _twice(words: Iterable[tuple[Place, Any]], t: Translator) -> Found:
    seen: set[Any] = set()
    for place, word in words:
        if word in seen:
            text = word if isinstance(word, str) else " ".join(part for part in word if part)
            yield place, t("“{word}” stands here for the second time.", word=text)
        seen.add(word)


def _repeated(document: Document, t: Translator) -> Found:
    for name, key in (("units", "key"), ("units", "service"), ("people", "key")):
        yield from _twice(_values(document.entries(name), key), t)
    for name in ("people", "channels"):
        yield from _twice(accounts_in(document, name), t)


def _values(entries: Iterable[tuple[Place, Entry]], key: str) -> Iterator[tuple[Place, str]]:
    for place, entry in entries:
        if isinstance(entry.get(key), str):
            yield (*place, key), entry[key]


def accounts_in(document: Document, name: str) -> Iterator[tuple[Place, tuple[str, str]]]:
    """The accounts of people or channels: each with its place, as a platform and the id there."""
    for place, entry in document.entries(name):
        accounts = entry.get("accounts")
        for platform, account in accounts.items() if isinstance(accounts, Mapping) else ():
            if isinstance(account, str):
                yield (*place, "accounts", platform), (platform, account)


def _units(document: Document, t: Translator) -> Found:
    for place, unit in document.entries("units"):
        if unit.get("kind") not in list(UnitKind):
            continue
        if "service" in unit and unit["kind"] != UnitKind.SERVICE:
            yield (*place, "service"), t("Only a unit of the kind “service” can have a field.")
        if "agreement" in unit and unit["kind"] != UnitKind.OUTSIDE:
            yield (*place, "agreement"), t("Only a unit of the kind “outside” can have an agreement.")


def _services(document: Document, arenas: Mapping[str, Iterable[str]], t: Translator) -> Found:
    entries = list(document.entries("units"))
    yield from _known(_values(entries, "service"), {field for fields in arenas.values() for field in fields}, t)
    held = {word for _, word in _values(entries, "service")}
    for arena in document.table("arenas"):
        for service in arenas.get(arena, ()):
            if service not in held:
                yield ("arenas", arena), t("The arena needs a unit with service = “{service}”.", service=service)


def _people(document: Document, t: Translator) -> Found:
    for name in ("people", "channels"):
        platforms = ((place, account[0]) for place, account in accounts_in(document, name))
        yield from _known(platforms, document.table("workspaces"), t)
    for place, person in document.entries("people"):
        roles = list(_entries((*place, "roles"), person.get("roles")))
        yield from _known(_values(roles, "unit"), document.units, t)
        yield from _twice(((spot, (role.get("role"), role.get("unit"))) for spot, role in roles if _is_plain(role)), t)
        for spot, role in roles:
            yield from _role(document, spot, role, t)


def _is_plain(role: Entry) -> bool:
    return all(isinstance(role.get(key, ""), str) for key in ("role", "unit"))


def _role(document: Document, place: Place, role: Entry, t: Translator) -> Found:
    word, unit = role.get("role"), document.units.get(role.get("unit")) if _is_plain(role) else None
    if word not in list(RoleName):
        return
    if "unit" not in role and word not in WITHOUT_UNIT:
        yield place, t("The role “{role}” must have a unit.", role=word)
    wanted = KIND_OF_ROLE.get(RoleName(word))
    if unit is not None and wanted is not None and unit.get("kind") in list(UnitKind) and unit["kind"] != wanted:
        yield (*place, "unit"), t("The role “{role}” belongs in a unit of the kind “{kind}”.", role=word, kind=wanted)


def _contacts(document: Document, t: Translator) -> Found:
    contacts = list(document.entries("contacts"))
    services = {key for key, unit in document.units.items() if unit.get("kind") == UnitKind.SERVICE}
    yield from _known(_values(contacts, "service"), services, t)
    yield from _known(_values(contacts, "person"), document.people, t)
    yield from _twice(_covered(contacts), t)


def _covered(contacts: Iterable[tuple[Place, Entry]]) -> Iterator[tuple[Place, tuple[str, str]]]:
    """What each contact person covers: a service with a unit, or with all of them."""
    for place, contact in contacts:
        service = contact.get("service")
        if isinstance(service, str) and "units" not in contact:
            yield place, (service, "")
        elif isinstance(service, str):
            yield from ((spot, (service, unit)) for spot, unit in _words((*place, "units"), contact["units"]))


def _other_units(document: Document, t: Translator) -> Found:
    yield from _known(_values(document.entries("channels"), "unit"), document.units, t)
    for name in ("contacts", "closed_days"):
        for place, entry in document.entries(name):
            yield from _known(_words((*place, "units"), entry.get("units")), document.units, t)


def _closed_days(document: Document, t: Translator) -> Found:
    for place, days in document.entries("closed_days"):
        first, last = days.get("first"), days.get("last")
        if isinstance(first, date) and isinstance(last, date) and type(first) is type(last) and last < first:
            yield (*place, "last"), t("The last day is before the first day.")
