"""The edge of every use case: who asks, one transaction, one error edge, and the threads that handlers run in.

The event loop only moves messages; handlers are synchronous and run in worker threads, one of them for SQLite, which
has one writer.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from sqlmodel import Session

from bot.asking import Ask, Caller, Reply
from bot.logs import place_of
from handlers import access, reaching, router
from handlers.context import Context, language_of
from handlers.entry import Entry
from handlers.errors import BadField, UserError
from handlers.faults import failure_card, unknown_person_card
from handlers.refusals import refusal_card, refusal_receipt
from handlers.routes import ROUTES
from handlers.screens import Answer, FieldErrors, Finish, Show
from locales import Language

log = logging.getLogger("samba_bot.desk")
Result = TypeVar("Result")
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class Desk:
    """Takes what people ask for to the handlers and brings the answer back.

    `open_session` gives a transaction that commits when its block ends. `threads` is the number of use cases at once:
    1 on SQLite.
    """

    def __init__(self, open_session: Callable[[], AbstractContextManager[Session]], threads: int = 1) -> None:
        self._open_session = open_session
        self.answered: Callable[[], None] = lambda: None
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="desk")

    async def answer(self, caller: Caller, ask: Ask) -> Answer | None:
        """The answer to one click, command or form. None when the event was answered before. Never raises."""
        reply = await self.reply(caller, ask)
        return reply.answer if reply else None

    async def reply(self, caller: Caller, ask: Ask) -> Reply | None:
        """The answer, with the language it is written in. None when the event was answered before. Never raises."""
        try:
            reply = await self._in_thread(self._answer, caller, ask)
        except Exception as error:
            code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(4))
            # The error's own text may hold what somebody wrote, so only its kind and place are logged.
            log.error(
                "failed code=%s route=%s.%s error=%s at=%s", code, ask.entry, ask.name, _kind(error), place_of(error)
            )
            language = await self._language(caller)
            return Reply(Show(failure_card(language, code)), language)
        self.answered()
        return reply

    async def background(self, work: Callable[..., Result], *arguments: object) -> Result:
        """Run `work(session, real_now, *arguments)` in one transaction on a worker thread; errors are raised to the
        caller.
        """
        return await self._in_thread(self._transaction, work, *arguments)

    def close(self) -> None:
        """Wait for what is running and give the threads back."""
        self._threads.shutdown(wait=True)

    async def _in_thread(self, work: Callable[..., Result], *arguments: object) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    def _transaction(self, work: Callable[..., Result], *arguments: object) -> Result:
        with self._open_session() as session:
            return work(session, datetime.now(UTC), *arguments)

    def _answer(self, caller: Caller, ask: Ask) -> Reply | None:
        real_now = datetime.now(UTC)
        with self._open_session() as session:
            known = access.identify(session, real_now, caller.platform, caller.workspace, caller.account)
            reached_by = known.reached_by if known else None
            if not _arrived(session, real_now, caller, ask, reached_by):
                return None
            if known is None:
                language = access.language_of_workspace(session, caller.platform, caller.workspace)
                return Reply(Show(unknown_person_card(language)), language)
            answer = _dispatched(known.world.seen_by(known.person, ask.asked_in), ask)
            if isinstance(answer, Reply):
                return answer
            session.rollback()
        # A refusal takes back everything, but what has arrived has arrived.
        if ask.event or caller.reference != reached_by:
            with self._open_session() as session:
                _arrived(session, real_now, caller, ask, reached_by)
        return answer.reply

    async def _language(self, caller: Caller) -> Language:
        try:
            return await self.background(access.language_of_account, caller.platform, caller.workspace, caller.account)
        except Exception:
            return "nn"


@dataclass(frozen=True)
class _TakenBack:
    """What was done is not to stand; the reply says why."""

    reply: Reply


def _arrived(session: Session, real_now: datetime, caller: Caller, ask: Ask, reached_by: str | None) -> bool:
    """Take note of the event, and of what the caller is written to by, where that is not what we knew. False for an
    event that came before.
    """
    who = (caller.platform, caller.workspace, caller.account)
    if ask.event and not access.first_time(session, real_now, f"{caller.platform}:{caller.workspace}:{ask.event}"):
        return False
    if caller.reference and caller.reference != reached_by:
        reaching.meet(session, real_now, *who, caller.reference)
    return True


def _dispatched(context: Context, ask: Ask) -> Reply | _TakenBack:
    t = context.t
    try:
        answer = router.dispatch(ROUTES, context, ask.entry, ask.name, ask.values)
    except BadField as error:
        return _TakenBack(Reply(FieldErrors(error.errors, error.clear), t.language))
    except UserError as error:
        refused = Finish(refusal_receipt(t, error)) if ask.entry is Entry.FORM else Show(refusal_card(t, error))
        return _TakenBack(Reply(refused, t.language))
    # Asked for last: the language may be what was just chosen.
    return Reply(answer, language_of(context.tenant, context.actor))


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"
