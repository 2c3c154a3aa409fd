"""What a card carries: an opaque token that only the bot can make and read, for one tenant, and for a while.

A card lies in other people's clients, and what comes back from there is a claim. The seal says that we wrote it; who
presses is told by the request, and the handlers prove the rest. A button may stand where several read it. A form stands
before one alone, and is drawn again from its own seal, so that opens for nobody else.
"""

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.teams.sealed_forms import packed, unpacked
from handlers.screens import Button, Form
from locales import Language

# A form lives as long as its draft. A button is to work until the meeting that it is about has been.
FORM_LIFE, PRESS_LIFE, FILE_LIFE = timedelta(hours=24), timedelta(days=180), timedelta(days=180)
PRESS, FORM, FILE = b"p", b"f", b"i"


@dataclass(frozen=True)
class Press:
    """A button: the route's name, its claims, and whether it stands in a form, whose place the answer takes."""

    action: str
    value: str
    in_form: bool


@dataclass(frozen=True)
class SealedForm:
    """A form as it was drawn, and the language it is written in."""

    form: Form
    language: Language


@dataclass(frozen=True)
class SealedFile:
    """A file that is fetched by its address."""

    name: str
    content: bytes


class Seals:
    """Makes and reads the tokens. `keys` are the database's Fernet keys, the newest first; the tokens have keys of
    their own, derived from them.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(_derived(key)) for key in keys])

    def press(self, tenant: str, button: Button, *, in_form: bool = False) -> str:
        """A button's token."""
        return self._sealed(tenant, PRESS, json.dumps([button.action, button.value, in_form]).encode())

    def form(self, tenant: str, account: str, form: Form, language: Language) -> str:
        """The token of a form that is drawn for an account."""
        return self._sealed(_owner(tenant, account), FORM, language.encode() + packed(form))

    def file(self, tenant: str, name: str, content: bytes) -> str:
        """A file's token."""
        return self._sealed(tenant, FILE, json.dumps(name).encode() + b"\n" + zlib.compress(content, 9))

    def open_press(self, tenant: str, token: str) -> Press | None:
        """The button of a token; None when it is none of ours, another tenant's, or too old."""
        content = self._opened(tenant, token, PRESS, PRESS_LIFE)
        return Press(*json.loads(content)) if content is not None else None

    def open_form(self, tenant: str, account: str, token: str) -> SealedForm | None:
        """The form of a token; None as for a button, and when it was drawn for another account."""
        content = self._opened(_owner(tenant, account), token, FORM, FORM_LIFE)
        if content is None:
            return None
        language: Language = "nb" if content[:2] == b"nb" else "nn"
        try:
            return SealedForm(unpacked(content[2:]), language)
        except (ValueError, KeyError, TypeError):
            return None  # drawn by a version that knew other forms

    def open_file(self, tenant: str, token: str) -> SealedFile | None:
        """The file of a token; None as for a button."""
        content = self._opened(tenant, token, FILE, FILE_LIFE)
        if content is None:
            return None
        name, _, body = content.partition(b"\n")
        return SealedFile(json.loads(name), zlib.decompress(body))

    def _sealed(self, owner: str, kind: bytes, content: bytes) -> str:
        return self._fernet.encrypt(kind + owner.encode() + b"\n" + content).decode()

    def _opened(self, owner: str, token: str, kind: bytes, life: timedelta) -> bytes | None:
        try:
            opened = self._fernet.decrypt(token.encode(), ttl=int(life.total_seconds()))
        except (InvalidToken, UnicodeEncodeError):
            return None
        whose, _, content = opened.partition(b"\n")
        return content if whose == kind + owner.encode() else None


@dataclass(frozen=True)
class Drawing:
    """For whom a card is drawn: the language it is written in, and the tenant whose tokens it carries. `account` is
    whose forms are drawn; what is delivered holds none.
    """

    seals: Seals
    tenant: str
    language: Language
    account: str = ""

    def press(self, button: Button, *, in_form: bool = False) -> str:
        """A button's token."""
        return self.seals.press(self.tenant, button, in_form=in_form)

    def form(self, form: Form) -> str:
        """A form's token."""
        return self.seals.form(self.tenant, self.account, form, self.language)


def _owner(tenant: str, account: str) -> str:
    return f"{tenant}/{account}"


def _derived(key: str) -> bytes:
    made = HKDF(SHA256(), length=32, salt=None, info=b"samba-bot cards").derive(base64.urlsafe_b64decode(key))
    return base64.urlsafe_b64encode(made)
