"""The log: event names and ids, one line each, to standard error. Never what somebody wrote."""

import logging
from types import TracebackType

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def set_up_logging() -> None:
    """Let the whole process log here."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Discreet(FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for talkative in ("uvicorn", "apscheduler", "alembic", "asyncio"):
        logging.getLogger(talkative).setLevel(logging.WARNING)


def place_of(error: BaseException) -> str:
    """Where in the code an error came from: the function and the line. Its text may hold what somebody wrote."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else "unknown"


class _Discreet(logging.Formatter):
    """Says of an error what it is and where. Its text may hold a statement's values, or a request's."""

    def formatException(self, ei: Caught) -> str:  # noqa: N802  the library's name
        kind, _, trace = ei
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"
        return f"{kind.__module__}.{kind.__qualname__} at {place}" if kind else ""
