"""`python -m bot.playground`: the workspace in the browser."""

import os
import sys
from collections.abc import Sequence

from bot.playground.server import serve
from bot.playground.settings import SettingsError, read_settings


def main(argv: Sequence[str] | None = None) -> int:
    """Start the playground from the command line; gives the process's exit status."""
    try:
        settings = read_settings(sys.argv[1:] if argv is None else argv, os.environ)
    except SettingsError as error:
        print(f"samba-bot playground: {error}", file=sys.stderr)
        return 2
    print(f"{settings.own_url}/", flush=True)
    serve(settings)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
