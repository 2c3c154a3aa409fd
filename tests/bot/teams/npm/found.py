"""Where npm has put the package, if it has."""

import os
from pathlib import Path

SCHEMAS = Path("@microsoft") / "app-manifest" / "build" / "json-schemas" / "teams"


def schemas() -> Path | None:
    """The package's schemas where Node would find it from here; None where it is not installed."""
    named = [Path(each) for each in os.environ.get("NODE_PATH", "").split(os.pathsep) if each]
    above = [folder / "node_modules" for folder in Path(__file__).resolve().parents]
    return next((folder / SCHEMAS for folder in (*above, *named) if (folder / SCHEMAS).is_dir()), None)
