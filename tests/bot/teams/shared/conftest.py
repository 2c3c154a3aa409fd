"""Tests that need the reading beside the repository (`../shared`); where it is absent they are not collected."""

from tests.bot.teams.shared.reading import SHARED

collect_ignore_glob = [] if SHARED.is_dir() else ["test_*.py"]
