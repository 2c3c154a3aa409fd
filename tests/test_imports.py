"""Imports point one way."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("bot", "handlers", "store", "locales")
OPENS_THE_STORE = {"bot.app", "bot.cli"}


def modules(package: str) -> list[Path]:
    """The Python files of a package."""
    return sorted((ROOT / package).rglob("*.py"))


def name_of(file: Path) -> str:
    """A file's dotted name."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(file: Path) -> Iterator[str]:
    """Everything of ours that a file imports, within functions and for types only included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] in OURS)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import says less than the whole name"
            if node.module and node.module.split(".")[0] in OURS:
                # What is imported may be a module itself: `from handlers import access`.
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def allowed(module: str, imported: str) -> bool:
    """Whether a module may import that."""
    floor, other = module.split(".")[0], imported.split(".")[0]
    if floor in ("store", "locales"):
        return other == floor
    if floor == "handlers":
        return other in ("handlers", "store", "locales")
    if _within(module, "bot.playground"):
        return _within(imported, "bot.playground") or other == "locales"
    if imported == "locales.translator":
        # It lacks what the bot says to those who run it, which would be said in English.
        return module == "bot.words"
    if _within(module, "bot.slack") and _within(imported, "bot.teams"):
        return False
    if _within(module, "bot.teams") and _within(imported, "bot.slack"):
        return False
    return other != "store" or module in OPENS_THE_STORE


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@pytest.mark.parametrize("package", OURS)
def test_imports_point_one_way(package: str) -> None:
    arrows = [(name_of(file), imported) for file in modules(package) for imported in imports_of(file)]
    assert modules(package)
    assert [arrow for arrow in arrows if not allowed(*arrow)] == []


@pytest.mark.parametrize(
    ("module", "imported", "answer"),
    [
        ("store.people", "handlers.access", False),
        ("store.people", "locales.Translator", False),
        ("locales", "store.people", False),
        ("handlers.home", "bot.desk", False),
        ("handlers.home", "store.people", True),
        ("bot.desk", "store.people", False),
        ("bot.app", "store.database", True),
        ("bot.slack.blocks", "handlers.screens", True),
        ("bot.slack.blocks", "bot.teams.cards", False),
        ("bot.slack.blocks", "store.people", False),
        ("bot.cli", "locales.translator", False),
        ("bot.cli", "locales.Translator", True),
        ("bot.words", "locales.translator", True),
        ("handlers.faults", "locales.translator", True),
        ("bot.playground.page", "bot.settings", False),
        ("bot.playground.page", "handlers.screens", False),
        ("bot.playground.page", "bot.playground.views", True),
    ],
)
def test_the_rule_itself(module: str, imported: str, answer: bool) -> None:
    assert allowed(module, imported) is answer
