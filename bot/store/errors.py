"""What can be wrong with the store, each with the remedy.

Messages and remedies are Dutch (operators and coordinators read them), one line, and never carry content: no words,
addresses or keys of anybody.
"""
# ruff: noqa: N818 - named for what is the case, as it will be read: except MissingKey

from __future__ import annotations


class StoreError(Exception):
    """Something about what lasts is wrong. ``message`` says what, ``remedy`` what to do about it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class DatabaseLocked(StoreError):
    """Another process holds the data folder."""


class CannotOpen(StoreError):
    """The folder or a file in it cannot be made, read or written."""


class NewerSchema(StoreError):
    """The database was made by a newer version of the program."""


class OlderSchema(StoreError):
    """The database still has to be migrated, which a guest beside a running service must not do."""


class DamagedDatabase(StoreError):
    """The file is not a sound database."""


class UnsafeSettings(StoreError):
    """SQLite did not accept a setting on which a promise rests."""


class StoreClosed(StoreError):
    """Asked for after closing."""


class WriteFailed(StoreError):
    """The transaction that held this work was lost as a whole (full disk, damaged disk): nothing of it is stored."""


class MissingKey(StoreError):
    """The master key or the file of participants' keys is not there, while sealed data is."""


class WrongKey(StoreError):
    """This master key does not belong to this data."""


class NotTakenOver(StoreError):
    """The running service has not taken over the new master key; it still can."""


class KeyGone(StoreError):
    """The owner has no key: never had one, or was erased."""


class UnreadableRecord(StoreError):
    """The sealed bytes do not belong in this place, or were changed."""


class BadBackup(StoreError):
    """The file is no sound backup, or its keys do not belong to it."""


class InTheWay(StoreError):
    """A file would have to be replaced that somebody may still need."""
