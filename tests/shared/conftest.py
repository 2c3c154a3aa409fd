"""Tests that need the reading beside the repository (`../shared`); where it is absent they are not collected."""

from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
collect_ignore_glob = [] if SHARED.is_dir() else ["test_*.py"]
