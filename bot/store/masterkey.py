"""The master key: 32 random bytes that wrap every other key, in a small text file of its own.

The file belongs neither on the data volume of a serious installation nor in any backup of the data.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from bot.store.errors import CannotOpen, MissingKey, WrongKey

SIZE = 32
SETTING = "HERSTELBOT_SECRET_KEY"
"""The setting in which the key itself may stand, where there is no file for it."""


@dataclass(frozen=True, slots=True)
class MasterKey:
    """The secret, kept out of ``repr`` so that no traceback or log shows it."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != SIZE:
            raise ValueError(f"a master key has {SIZE} bytes")


KeySource = Path | MasterKey
"""A file with the key (a systemd credential is one), or the key itself."""


def create_master_key(path: Path) -> MasterKey:
    """Make a new key and store it durably as one line of base64, readable by its owner alone.

    Never replaces a file: that would make everything sealed so far unreadable. Raises CannotOpen.
    """
    key = MasterKey(secrets.token_bytes(SIZE))
    draft = path.with_name(path.name + ".new")  # never half a key under the final name
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(base64.b64encode(key.secret) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            raise FileExistsError
        draft.rename(path)
        flush_folder(path.parent)
    except OSError as error:
        raise CannotOpen(
            f"De hoofdsleutel {path.name} is niet te maken ({type(error).__name__}).",
            "Kies met HERSTELBOT_SECRET_KEY_FILE een bestand dat nog niet bestaat, in een map waarin geschreven mag worden.",
        ) from None
    return key


def given(text: str | None, path: Path) -> KeySource:
    """Where the master key is: the setting itself when it is given, or else the file. Raises WrongKey."""
    return path if text is None else _read(text.encode(), SETTING)


def load_master_key(path: KeySource) -> MasterKey:
    """Read the key. Raises MissingKey when there is no such file, WrongKey when it holds no key."""
    if isinstance(path, MasterKey):
        return path
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        raise MissingKey(
            f"De hoofdsleutel {path.name} ontbreekt, terwijl er versleutelde gegevens zijn.",
            "Zet het sleutelbestand terug, of wijs het aan met HERSTELBOT_SECRET_KEY_FILE.",
        ) from None
    except OSError as error:
        raise CannotOpen(
            f"De hoofdsleutel {path.name} is niet te lezen ({type(error).__name__}).",
            "Geef de gebruiker waaronder herstelbot draait leesrecht op het bestand.",
        ) from None
    return _read(text, path.name)


def _read(text: bytes, where: str) -> MasterKey:
    try:
        return MasterKey(base64.b64decode(text.strip(), validate=True))
    except (binascii.Error, ValueError):
        raise WrongKey(
            f"In {where} staat geen geldige hoofdsleutel.",
            "Zet de oorspronkelijke sleutel terug: één regel base64 van 32 bytes.",
        ) from None


def flush_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system can (Windows cannot open folders)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
