"""Command-line arguments in the user's language, which argparse itself does not speak."""

import argparse
from typing import Any, NoReturn

from locales import Translator

NOT_UNDERSTOOD = 2


class Arguments(argparse.ArgumentParser):
    """A parser that explains itself in `t`'s language, and exits with status 2 for what it does not understand."""

    def __init__(self, t: Translator, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self.t = t
        self._optionals.title = t("What you can add")
        self._positionals.title = t("What you must say")
        self.add_argument("-h", "--help", action="help", help=t("show this help"))

    def add_commands(self) -> "argparse._SubParsersAction[Arguments]":
        """A place for commands, of which one must be given."""
        return self.add_subparsers(
            title=self.t("Commands"), metavar=self.t("COMMAND"), required=True, parser_class=Arguments
        )

    def format_usage(self) -> str:
        """How it is called."""
        return self._own(super().format_usage())

    def format_help(self) -> str:
        """All there is to know."""
        return self._own(super().format_help())

    def error(self, message: str) -> NoReturn:  # noqa: ARG002
        """Say how it is called, and exit. The message is argparse's, in English, and repeats what was typed."""
        said = self.t("The command was not understood.")
        self.exit(NOT_UNDERSTOOD, f"{said}\n{self.format_usage()}")

    def _own(self, text: str) -> str:
        return text.replace("usage:", self.t("Use:"), 1)
