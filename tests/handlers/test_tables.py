"""The two tables are whole: every button leads somewhere, and every kind of notice is known."""

import ast
from pathlib import Path

import handlers
from handlers.commands import WORDS
from handlers.entry import Entry
from handlers.notice_kinds import KINDS
from handlers.routes import ROUTES
from store.notices import NoticeKind

SOURCES = sorted(Path(handlers.__file__).parent.rglob("*.py"))
ENTRY_OF = {"Button": (Entry.ACTION, 1, "action"), "Form": (Entry.FORM, 0, "name")}


def named_in_code() -> set[tuple[Entry, str]]:
    """What the code's buttons and forms lead to, where it is written out."""
    found: set[tuple[Entry, str]] = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ENTRY_OF:
                entry, position, keyword = ENTRY_OF[node.func.id]
                found |= {(entry, name) for name in _texts(node, position, keyword)}
    return found


def _texts(call: ast.Call, position: int, keyword: str) -> set[str]:
    given = [*call.args[position : position + 1], *(word.value for word in call.keywords if word.arg == keyword)]
    inside = [part for argument in given for part in ast.walk(argument)]
    return {part.value for part in inside if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def test_every_button_and_form_leads_to_a_handler() -> None:
    assert sorted(named_in_code() - set(ROUTES)) == []


def test_every_command_has_a_handler() -> None:
    assert {name for entry, name in ROUTES if entry is Entry.COMMAND} == set(WORDS)


def test_every_kind_of_notice_is_known() -> None:
    assert set(KINDS) == set(NoticeKind)
