from pathlib import Path

from hypothesis import settings

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

collect_ignore = [] if SEEDS.is_dir() else ["test_rulebook_quotes.py"]

# A busy machine is no fault in a rule.
settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")
