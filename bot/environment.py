"""Reads environment variables one by one, and gathers what is wrong with them."""

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from locales import Translator

PORTS = range(1, 65536)
ON, OFF = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


class SettingsError(Exception):
    """The environment cannot be used. `faults` is a line for each: the variable's name, what is wrong, what to do."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Environment:
    """The variables of one environment. What cannot be used is read as its default, and remembered as a fault."""

    def __init__(self, environ: Mapping[str, str], t: Translator) -> None:
        self.t = t
        self._environ = environ
        self._faults: list[str] = []

    def fault(self, variable: str, text: str) -> None:
        """Remember what is wrong with a variable. The text never holds a secret."""
        self._faults.append(f"{variable}: {text}")

    def raise_faults(self) -> None:
        """Raise SettingsError with every fault so far, if there are any."""
        if self._faults:
            raise SettingsError(self._faults)

    def text(self, variable: str) -> str:
        """The value without the space around it; empty when it is not set."""
        return self._environ.get(variable, "").strip()

    def token(self, variable: str, prefix: str) -> str:
        """A Slack token, which says by its first letters what kind it is."""
        value = self.text(variable)
        if value and not value.startswith(prefix):
            self.fault(variable, self.t("Must begin with {prefix}. It is another kind of token.", prefix=prefix))
        return value

    def number(self, variable: str, default: int, bounds: range) -> int:
        """A whole number within bounds."""
        value = self.text(variable) or str(default)
        if value.isascii() and value.isdigit() and int(value) in bounds:
            return int(value)
        least, most = bounds[0], bounds[-1]
        self.fault(variable, self.t("Must be a whole number from {least} to {most}.", least=least, most=most))
        return default

    def switch(self, variable: str) -> bool:
        """On or off, in the words that the SDKs take; off when it is not set."""
        value = self.text(variable).casefold()
        if value not in (*ON, *OFF):
            self.fault(variable, self.t("Must be true or false."))
        return value in ON

    def web_address(self, variable: str, default: str) -> str:
        """An address that ends with a slash: https, or http on this machine."""
        value = self.text(variable) or default
        if not _is_safe_address(value):
            self.fault(
                variable, self.t("Must be a web address that begins with https://, or with http:// on this machine.")
            )
        return value if value.endswith("/") else f"{value}/"

    def keys(self, variable: str) -> tuple[str, ...]:
        """Fernet keys, separated by commas."""
        keys = tuple(key.strip() for key in self.text(variable).split(",") if key.strip())
        for number, key in enumerate(keys, start=1):
            if not is_key(key):
                self.fault(
                    variable,
                    self.t("Key number {number} is no Fernet key. Make one with samba-bot key.", number=number),
                )
        return keys

    def database_url(self, variable: str, default: str) -> str:
        """The address of a database: a SQLite file, or PostgreSQL where its driver is installed."""
        value = self.text(variable) or default
        try:
            url = make_url(value)
            url.get_dialect().import_dbapi()
        except (ArgumentError, ImportError):
            self.fault(
                variable,
                self.t(
                    "Cannot be used. Write sqlite:/// and the path of a file, for instance {example}.", example=default
                ),
            )
            return default
        if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
            self.fault(
                variable,
                self.t("Names no file. What the bot remembers must outlive it. Write the path after sqlite:///."),
            )
        return value


def is_loopback(host: str) -> bool:
    """Whether a host is this machine and nothing else."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _is_safe_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        _ = parts.port  # raises ValueError when it is no number
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)))


def is_key(key: str) -> bool:
    """Whether this is a Fernet key."""
    try:
        Fernet(key)
    except ValueError:
        return False
    return True
