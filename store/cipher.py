"""Encryption of free text at rest, with keys that can be rotated: the first encrypts, all of them decrypt."""

import unicodedata
from collections.abc import Sequence
from typing import cast

from cryptography.fernet import Fernet, MultiFernet
from sqlmodel import Session


class Cipher:
    """Seals and opens short texts. `keys` are Fernet keys, the newest first; a malformed one raises ValueError."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, text: str) -> str:
        """The text as it may lie in the database. Composed form (NFC), since some clients take æ, ø and å apart."""
        return self._fernet.encrypt(unicodedata.normalize("NFC", text).encode()).decode()

    def open(self, sealed: str) -> str:
        """The text again."""
        return self._fernet.decrypt(sealed.encode()).decode()


def new_key() -> str:
    """A fresh key."""
    return Fernet.generate_key().decode()


def cipher_of(session: Session) -> Cipher:
    """The cipher of the database this session is on."""
    return cast(Cipher, session.info["cipher"])
