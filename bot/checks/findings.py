"""What a check finds, and how it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from locales import Translator, mark


class State(StrEnum):
    """How it stands with one thing. The value is the sign before it."""

    FINE = "✓"
    WARNING = "!"
    FAULT = "✗"


# The sign is not enough: it may be read aloud, or be shown as a square.
WORDS = {State.FINE: mark("in order"), State.WARNING: mark("warning"), State.FAULT: mark("fault")}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `remedy` is what to do about it."""

    state: State
    text: str
    remedy: str = ""


def fine(text: str) -> Finding:
    """As it should be."""
    return Finding(State.FINE, text)


def warning(text: str, remedy: str) -> Finding:
    """The bot works, but not as well as it could."""
    return Finding(State.WARNING, text, remedy)


def fault(text: str, remedy: str = "") -> Finding:
    """The bot, or something people count on, does not work."""
    return Finding(State.FAULT, text, remedy)


@dataclass(frozen=True)
class Group:
    """Findings under one heading."""

    heading: str
    findings: tuple[Finding, ...]


def is_complete(groups: Iterable[Group]) -> bool:
    """Whether nothing must be put right. Warnings are no hindrance."""
    return not _count(groups, State.FAULT)


def report(groups: Sequence[Group], t: Translator) -> str:
    """All of it, as it is printed."""
    width = max(len(t(word)) for word in WORDS.values())
    parts = ["\n".join([group.heading, *(_line(finding, width, t) for finding in group.findings)]) for group in groups]
    return "\n\n".join([*parts, _sum(groups, t)])


def _line(finding: Finding, width: int, t: Translator) -> str:
    line = f"  {finding.state} {t(WORDS[finding.state]):{width}}  {finding.text}"
    return f"{line}\n    {'':{width}}  → {finding.remedy}" if finding.remedy else line


def _sum(groups: Sequence[Group], t: Translator) -> str:
    faults, warnings = _count(groups, State.FAULT), _count(groups, State.WARNING)
    said = [t.many("One thing must be put right.", "{count} things must be put right.", faults)] if faults else []
    said += [t.many("There is one warning.", "There are {count} warnings.", warnings)] if warnings else []
    return " ".join(said) or t("Everything is in order.")


def _count(groups: Iterable[Group], state: State) -> int:
    return sum(finding.state is state for group in groups for finding in group.findings)
