"""Collected only where the seed documents lie beside the project."""

from pathlib import Path

from handlers.rules.arena import load_rulebook
from handlers.rules.arena_words import SourceKind

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def test_every_quote_of_a_routine_stands_in_a_seed_document() -> None:
    seeds = " ".join(" ".join(seed.read_text(encoding="utf-8").split()) for seed in sorted(SEEDS.glob("*.txt")))
    quotes = [
        source.quote
        for arena in load_rulebook().values()
        for source in arena.sources.values()
        if source.kind is SourceKind.ROUTINE and source.quote
    ]
    assert [quote for quote in quotes if quote not in seeds] == []
    assert quotes
