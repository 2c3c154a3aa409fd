"""The edge of every use case: whatever happens behind it, there is an answer, and nothing of it in the log."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from bot import desk as edge
from bot.asking import Ask, Caller
from bot.desk import Desk
from handlers.context import Context
from handlers.entry import Entry
from handlers.errors import BadField, Refused
from handlers.faults import failure_card, unknown_person_card
from handlers.refusals import refusal_card, refusal_receipt
from handlers.router import Route
from handlers.routes import ROUTES
from handlers.screens import Answer, FieldErrors, Finish, Show
from locales import translator
from store.accounts import Account
from store.audit import AuditEntry, record
from store.database import Database
from store.people import Person
from store.receipts import Receipt
from tests.tables import empty_database

PERSONAL = "Kari Nordmann 010112 12345"
REFUSED = "Skriv uten fødselsnummer. Bruk saksreferansen, for eksempel S-7F3K. Det du skrev, er ikke lagret."
JONAS = Caller("slack", "T0LYNGVAAG", "U0JONAS")
STRANGER = Caller("slack", "T0LYNGVAAG", "U0NOBODY")
ELSEWHERE = Caller("slack", "T0ELSEWHERE", "U0JONAS")


class Words(BaseModel):
    """What somebody wrote."""

    text: str = ""


def writes_and_fails(ctx: Context, request: Words) -> Answer:
    _write(ctx)
    raise RuntimeError(request.text)


def writes_what_cannot_be(ctx: Context, _request: Words) -> Answer:
    ctx.session.add(AuditEntry(tenant_id=ctx.tenant_id, at=ctx.now, event=PERSONAL, about="x", about_id=None))  # type: ignore[arg-type]
    ctx.session.flush()
    raise AssertionError


def writes_and_refuses(ctx: Context, _request: Words) -> Answer:
    _write(ctx)
    raise Refused("Nei", heading="Ikkje no")


def writes_and_corrects(ctx: Context, _request: Words) -> Answer:
    _write(ctx)
    raise BadField({"text": "Skriv noko anna."}, clear=frozenset({"text"}))


def _write(ctx: Context) -> None:
    record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "test.written", "test", 1)
    ctx.session.flush()


TRIED = {
    "test.fails": writes_and_fails,
    "test.cannot": writes_what_cannot_be,
    "test.refuses": writes_and_refuses,
    "test.corrects": writes_and_corrects,
}


@pytest.fixture
def desk(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with a few handlers that do not go well."""
    tried = {(entry, name): Route(each, Words) for name, each in TRIED.items() for entry in (Entry.ACTION, Entry.FORM)}
    monkeypatch.setattr(edge, "ROUTES", {**ROUTES, **tried})
    desk = Desk(database.session)
    yield desk
    desk.close()


def ask(name: str, entry: Entry = Entry.ACTION, event: str | None = None) -> Ask:
    return Ask(entry, name, {"text": PERSONAL, "words": PERSONAL}, event)


def rows(database: Database, table: type[Any]) -> list[Any]:
    with database.session() as session:
        return list(session.exec(select(table)))


def code_in(answer: Answer | None) -> str:
    assert isinstance(answer, Show)
    found = re.search(r"koden? ([2-9A-Z]{4})\b", repr(answer.card.parts))
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", ["test.fails", "test.cannot"])
async def test_a_fault_is_answered_with_a_code_that_stands_in_the_log_with_nothing_personal(
    desk: Desk, database: Database, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await desk.answer(JONAS, ask(name))
    code = code_in(answer)
    assert answer == Show(failure_card("nb", code))
    assert f"failed code={code} route=action.{name} error=" in caplog.text
    assert not [word for word in PERSONAL.split() if word in caplog.text]
    assert [row.event for row in rows(database, AuditEntry)] == ["municipality.loaded"]


async def test_a_refusal_takes_back_what_was_done_before_it(desk: Desk, database: Database) -> None:
    refused = Refused("Nei", heading="Ikkje no")
    assert await desk.answer(JONAS, ask("test.refuses")) == Show(refusal_card(translator("nb"), refused))
    assert await desk.answer(JONAS, ask("test.refuses", Entry.FORM)) == Finish(
        refusal_receipt(translator("nb"), refused)
    )
    assert await desk.answer(JONAS, ask("test.corrects", Entry.FORM)) == FieldErrors(
        {"text": "Skriv noko anna.", "words": REFUSED}, frozenset({"text", "words"})
    )
    assert [row.event for row in rows(database, AuditEntry)] == ["municipality.loaded"]


async def test_an_event_is_answered_once_and_once_more_only_when_the_first_answer_failed(
    desk: Desk, database: Database
) -> None:
    first, again = [await desk.answer(JONAS, ask("greeting.show", event="Ev1")) for _ in range(2)]
    assert isinstance(first, Show)
    assert again is None
    other = await desk.answer(Caller("slack", "T0GRANVIK", "U0JONAS"), ask("greeting.show", event="Ev1"))
    assert isinstance(other, Show)
    failed, retried = [await desk.answer(JONAS, ask("test.fails", event="Ev2")) for _ in range(2)]
    assert code_in(failed) != code_in(retried)
    assert sorted(row.key for row in rows(database, Receipt)) == ["slack:T0GRANVIK:Ev1", "slack:T0LYNGVAAG:Ev1"]


@pytest.mark.parametrize(
    "caller", [STRANGER, ELSEWHERE, Caller("slack", "", ""), Caller("teams", "T0LYNGVAAG", "U0JONAS")]
)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route[0]}.{route[1]}")
async def test_whoever_is_not_known_gets_one_and_the_same_answer(
    desk: Desk, caller: Caller, route: tuple[Entry, str]
) -> None:
    assert await desk.answer(caller, ask(route[1], route[0])) == Show(unknown_person_card("nn"))


async def test_an_empty_database_has_an_answer_too(tmp_path: Path) -> None:
    empty = empty_database(tmp_path / "empty.db")
    desk = Desk(empty.session)
    answers = [
        await desk.answer(JONAS, ask(name, event=name)) for name in ("greeting.show", "home.open", "booking.start")
    ]
    desk.close()
    empty.close()
    assert answers == [Show(unknown_person_card("nn"))] * 3


async def test_a_deactivated_person_is_not_known(desk: Desk, database: Database) -> None:
    with database.session() as session:
        person = session.exec(select(Person).where(Person.key == "jonas")).one()
        person.active = False
        session.add(person)
    assert await desk.answer(JONAS, ask("booking.start")) == Show(unknown_person_card("nn"))


async def test_a_person_without_a_role_may_read_the_help_and_is_told_who_to_ask(desk: Desk, database: Database) -> None:
    with database.session() as session:
        known = session.exec(select(Account)).first()
        assert known is not None
        person = Person(tenant_id=known.tenant_id, key="ny", name="Ny", language="nn")
        session.add(person)
        session.flush()
        assert person.id is not None
        session.add(
            Account(
                tenant_id=known.tenant_id, person_id=person.id, workspace_id=known.workspace_id, external_id="U0NOBODY"
            )
        )
    for name in ("help.show", "list.show"):
        answer = await desk.answer(STRANGER, ask(name))
        assert isinstance(answer, Show)
        assert "ikkje registrert" not in repr(answer)
    refused = await desk.answer(STRANGER, ask("booking.start"))
    assert isinstance(refused, Show)
    assert "Du er ikkje registrert med ein arbeids" in repr(refused.card.parts)


async def test_a_database_that_is_away_is_answered_in_the_usual_language(caplog: pytest.LogCaptureFixture) -> None:
    def away() -> Any:
        raise OperationalError(PERSONAL, {"text": PERSONAL}, Exception(PERSONAL))

    desk = Desk(away)
    answer = await desk.answer(JONAS, ask("greeting.show"))
    desk.close()
    assert answer == Show(failure_card("nn", code_in(answer)))
    assert not [word for word in PERSONAL.split() if word in caplog.text]
