"""What a message said, as short as can be: whether two say the same, and which file came with one."""

import hashlib

from handlers.screens import Card


def fingerprint_of(card: Card, file: str) -> str:
    """Of a card and the name of the file beside it, empty for none. A file is known by its name, since its content
    holds the moment it was made.
    """
    return f"{hashlib.sha256(repr(card).encode()).hexdigest()} {file}"


def file_of(fingerprint: str | None) -> str | None:
    """The name of the file that came with what stands, empty for none; None where nothing has been said."""
    return fingerprint.partition(" ")[2] if fingerprint is not None else None


def being_replaced(fingerprint: str | None) -> str:
    """Of something that is just being replaced: it is like nothing that could be said, and the file stands."""
    return f"? {file_of(fingerprint) or ''}"
