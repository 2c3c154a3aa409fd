"""Tests that need Microsoft's own schemas (`npm install @microsoft/app-manifest@1.1.2`); elsewhere they are not
collected, and our own copy of the facts is what counts.
"""

from tests.bot.teams.npm.found import schemas

collect_ignore_glob = [] if schemas() else ["test_*.py"]
