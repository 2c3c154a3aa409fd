"""Sets up a municipality from its file: read, checked whole, and written, or nothing of it."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, col, select

from handlers.municipality.changes import apply
from handlers.municipality.faults import Fault, MunicipalityError, shape_faults, syntax_fault
from handlers.municipality.file import MunicipalityFile
from handlers.municipality.identifiers import IdForms, identifier_faults
from handlers.municipality.positions import Place, Positions
from handlers.municipality.references import reference_faults
from handlers.municipality.summary import summary
from handlers.rules.arena import load_rulebook
from locales import LANGUAGES, Language, Translator, translator
from store.accounts import Workspace
from store.audit import record
from store.database import utc_now
from store.people import Tenant, tenant_now

__all__ = ["Fault", "MunicipalityError", "load_municipality"]

ANY_IDS: Mapping[str, IdForms] = {}


def load_municipality(
    session: Session,
    text: str,
    platforms: Iterable[str],
    speak: Callable[[Language], Translator] = translator,
    *,
    ids: Mapping[str, IdForms] = ANY_IDS,
) -> list[str]:
    """Create or update the municipality that a file describes; safe to repeat. The caller commits.

    `platforms` are those the bot knows, `ids` how some of them write theirs. Returns what has changed, a line each, in
    the municipality's language (`speak` gives its translator). Raises MunicipalityError with every fault of the file,
    in the same language, and has then written nothing.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MunicipalityError([syntax_fault(error, text, speak("nn"))]) from None
    t = speak(_language(content))
    lines = Positions(text)
    faults = [Fault(lines.line(place), said) for place, said in _faults(session, content, platforms, ids, t)]
    if faults:
        raise MunicipalityError(faults)
    tenant, changes = apply(session, MunicipalityFile.model_validate(content))
    if changes:
        assert tenant.id is not None
        record(session, tenant.id, None, tenant_now(tenant, utc_now()), "municipality.loaded", "tenant", tenant.id)
    return summary(tenant, changes, t)


def _language(content: Mapping[str, Any]) -> Language:
    municipality = content.get("municipality")
    wanted = municipality.get("language") if isinstance(municipality, Mapping) else None
    return next((language for language in LANGUAGES if language == wanted), "nn")


def _faults(
    session: Session,
    content: Mapping[str, Any],
    platforms: Iterable[str],
    ids: Mapping[str, IdForms],
    t: Translator,
) -> Iterator[tuple[Place, str]]:
    try:
        MunicipalityFile.model_validate(content)
    except ValidationError as error:
        yield from shape_faults(error, t)
    arenas = {name: arena.composition.required_services for name, arena in load_rulebook().items()}
    yield from reference_faults(content, arenas, platforms, t)
    yield from identifier_faults(content, ids, t)
    yield from _foreign_workspaces(session, content, t)


def _foreign_workspaces(session: Session, content: Mapping[str, Any], t: Translator) -> Iterator[tuple[Place, str]]:
    """A workspace, and with it every account there, belongs to one municipality."""
    municipality, workspaces = content.get("municipality"), content.get("workspaces")
    if not isinstance(municipality, Mapping) or not isinstance(workspaces, Mapping):
        return
    for platform, external_id in workspaces.items():
        if not isinstance(external_id, str):
            continue
        owner = session.exec(
            select(Tenant.key)
            .join(Workspace, col(Workspace.tenant_id) == col(Tenant.id))
            .where(Workspace.platform == platform, Workspace.external_id == external_id)
        ).first()
        if owner not in (None, municipality.get("key")):
            yield ("workspaces", platform), t("This workspace, with its accounts, belongs to another municipality.")
