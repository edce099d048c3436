"""The vault: the one door through which everything of a person is sealed and opened.

Every owner (a participant, or ``system`` for what belongs to nobody) has a random key of their own, wrapped by the
master key, in ``keys.db``: a file apart from the data, so that a backup of the data never brings back an erased
person. Key before data on creation, key before data on destruction: an orphan key is harmless, an orphan ciphertext
is noise.

Content is padded, then sealed (``sealing``) and bound to owner and record, so that a ciphertext moved to another person
or place is refused.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Final, Literal, Self

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.secret import Aead

from bot.store import succession
from bot.store.connection import BUSY_MILLISECONDS, cannot_open, damaged, open_with
from bot.store.errors import KeyGone, MissingKey, UnreadableRecord, WrongKey
from bot.store.masterkey import MasterKey
from bot.store.sealing import decrypt, encrypt, unwrap, wrap
from bot.store.succession import NAMES, ROOT, transaction

SYSTEM: Final = "system"
"""The owner of what belongs to nobody: updates that cannot be read, staff's second factor, the staff group."""

STEP = 256
"""Content is padded to whole steps of this many bytes, so that length says little."""
REMEMBERED = 1_024
"""Unwrapped keys kept in memory: as many as are likely to talk at the same time."""

_SETTINGS: dict[str, int | str] = {
    "journal_mode": "delete",
    "synchronous": 3,  # EXTRA: also the removal of the journal is flushed, so a destroyed key stays destroyed
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
    "fullfsync": 1,
    "busy_timeout": BUSY_MILLISECONDS,
}
_SCHEMA = "CREATE TABLE owner_key (owner TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID"


class Vault:
    """An open file of keys. Safe to use from several threads, so from inside any work on the database."""

    def __init__(self, connection: sqlite3.Connection, master: MasterKey, *, remembered: int = REMEMBERED) -> None:
        self._keys = connection
        self._remembered = remembered
        self._master = Aead(master.secret)
        self._lock = threading.RLock()
        self._open: OrderedDict[str, Aead] = OrderedDict()
        self._seen = self._changes()
        self._root = self._unwrapped(ROOT)
        self._derived: dict[str, bytes] = {}

    @classmethod
    def open(cls, path: Path, master: MasterKey, *, create: bool = True, remembered: int = REMEMBERED) -> Self:
        """Open ``keys.db``, or make it when ``create`` allows (it must not when sealed data already exists).

        At most ``remembered`` unwrapped keys are kept in memory.
        Raises MissingKey, WrongKey, DamagedDatabase, CannotOpen.
        """
        if not path.exists() and not create:
            raise _missing(path)
        connection = open_with(path, _SETTINGS)
        try:
            _prepare(connection, path, Aead(master.secret), create=create)
            return cls(connection, master, remembered=remembered)
        except sqlite3.OperationalError as error:  # no space left, or a disk that fails
            connection.close()
            raise cannot_open(path, error) from None
        except sqlite3.DatabaseError:
            connection.close()
            raise damaged(path) from None
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Close the file and forget every key."""
        with self._lock:
            self._open.clear()
            self._keys.close()

    def create(self, owner: str) -> None:
        """Give ``owner`` a key, durably, before anything is sealed for them. A second time does nothing."""
        _refuse_reserved(owner)
        with self._lock:
            if self.holds(owner):
                return
            with transaction(self._keys):  # so that no new master key comes in between
                self._master = succession.fitting(self._keys, self._master)
                _insert(self._keys, self._master, owner)

    def destroy(self, owner: str) -> None:
        """Destroy the key, durably, before the rows are deleted. Everything sealed for ``owner`` is noise from here."""
        _refuse_reserved(owner)
        with self._lock:
            self._keys.execute("DELETE FROM owner_key WHERE owner = ?", (owner,))
            self._open.pop(owner, None)

    def holds(self, owner: str) -> bool:
        """Whether there is a key for ``owner``."""
        with self._lock:
            return succession.row(self._keys, owner) is not None

    def seal(self, owner: str, record: str, content: bytes) -> bytes:
        """``content`` sealed for ``owner`` in place ``record`` (table, row and column). Raises KeyGone."""
        return encrypt(self._key(owner), sodium_pad(content, STEP), owner, record)

    def open_sealed(self, owner: str, record: str, sealed: bytes) -> bytes:
        """The content again. Raises KeyGone, or UnreadableRecord for bytes that were changed or moved."""
        key = self._key(owner)
        try:
            return sodium_unpad(decrypt(key, sealed, owner, record), STEP)
        except (CryptoError, ValueError):
            raise UnreadableRecord(
                "Een versleuteld gegeven hoort niet op deze plaats of is beschadigd.",
                "Draai herstelbot doctor en vergelijk met een reservekopie.",
            ) from None

    def index(self, kind: str, value: str) -> bytes:
        """A 32-byte keyed hash for look-ups: equal values of one kind are found again, nothing can be read from it."""
        return hashlib.blake2b(value.encode(), key=self.subkey(f"index/{kind}"), digest_size=32).digest()

    def subkey(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose (look-ups of one kind, the audit chain), the same after every start."""
        with self._lock:
            if purpose not in self._derived:
                self._derived[purpose] = hashlib.blake2b(purpose.encode(), key=self._root, digest_size=32).digest()
            return self._derived[purpose]

    def rewrap(self, master: MasterKey) -> int:
        """Wrap every key with a new master key, in one transaction; gives their number. No data is rewritten.

        Have the new key safely on disk first. Who has this file open with the old one takes the new one over, until
        :meth:`conclude`.
        """
        with self._lock, transaction(self._keys):
            self._master = succession.fitting(self._keys, self._master)
            number = succession.replace(self._keys, self._master, master)
            self._master = Aead(master.secret)
            return number

    def follow(self) -> None:
        """For the running service, now and then: take over a new master key that was put here, and say so."""
        with self._lock:
            if succession.under_way(self._keys):
                self._master = succession.fitting(self._keys, self._master)
                succession.adopt(self._keys)

    def rewrapping(self) -> Literal["no", "waiting", "adopted"]:
        """Whether a new master key is being brought in, and whether the running service has it."""
        with self._lock:
            if not succession.under_way(self._keys):
                return "no"
            return "adopted" if succession.adopted(self._keys) else "waiting"

    def conclude(self) -> None:
        """The old master key opens nothing any more. Have the new one under its final name first."""
        with self._lock:
            succession.conclude(self._keys)

    def copy_to(self, target: Path) -> None:
        """A consistent copy of the keys in a new file. Keep it apart from copies of the data, and only the newest."""
        copy = open_with(target, _SETTINGS)
        try:
            with self._lock:
                self._keys.backup(copy)
        finally:
            copy.close()

    def _key(self, owner: str) -> Aead:
        with self._lock:
            if (changes := self._changes()) != self._seen:  # another process may have destroyed a key
                self._open.clear()
                self._seen = changes
            if (key := self._open.get(owner)) is None:
                key = self._open[owner] = Aead(self._unwrapped(owner))
                if len(self._open) > self._remembered:
                    self._open.popitem(last=False)
            self._open.move_to_end(owner)
            return key

    def _changes(self) -> int:
        """SQLite's count of changes by other connections."""
        (version,) = self._keys.execute("PRAGMA data_version").fetchone()
        return int(version)

    def _unwrapped(self, owner: str) -> bytes:
        try:
            return unwrap(self._master, owner, self._wrapped(owner))
        except WrongKey:  # replaced since: its successor is in the file
            self._master = succession.fitting(self._keys, self._master)
            return unwrap(self._master, owner, self._wrapped(owner))

    def _wrapped(self, owner: str) -> bytes:
        if (wrapped := succession.row(self._keys, owner)) is None:
            raise KeyGone(
                "Voor deze persoon is er geen sleutel (meer); de gegevens zijn gewist.",
                "Haal de achtergebleven rijen weg met herstelbot purge.",
            )
        return wrapped


def _prepare(keys: sqlite3.Connection, path: Path, master: Aead, *, create: bool) -> None:
    """Check the file and see that the first two keys are there."""
    (verdict,) = keys.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise damaged(path)
    with transaction(keys):
        if keys.execute("SELECT 1 FROM sqlite_schema WHERE name = 'owner_key'").fetchone() is None:
            keys.execute(_SCHEMA)
            keys.execute("PRAGMA user_version = 1")
        for owner in (ROOT, SYSTEM):
            if succession.row(keys, owner) is None:
                _refuse_unless(create, path)
                _insert(keys, master, owner)


def _refuse_reserved(owner: str) -> None:
    if owner in {SYSTEM, *NAMES}:
        raise ValueError("this name is not for a person")


def _refuse_unless(create: bool, path: Path) -> None:
    if not create:
        raise _missing(path)


def _insert(keys: sqlite3.Connection, master: Aead, owner: str) -> None:
    wrapped = wrap(master, owner, secrets.token_bytes(Aead.KEY_SIZE))
    keys.execute("INSERT INTO owner_key (owner, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING", (owner, wrapped))


def _missing(path: Path) -> MissingKey:
    return MissingKey(
        f"Het sleutelbestand {path.name} ontbreekt of is leeg, terwijl er versleutelde gegevens zijn.",
        "Zet de nieuwste kopie van dit bestand terug; zonder deze sleutels zijn de gegevens onleesbaar.",
    )
