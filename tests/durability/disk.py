"""A disk of our own below SQLite: it notes every write and flush, and fails on request.

It sits under the very SQLite that Python's ``sqlite3`` uses, as its default way to files (a VFS), so that the program's
own connections, settings and statements go through it unchanged. Its functions call those of the system's VFS.
"""

from __future__ import annotations

import _sqlite3
import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

FULL, WRITE_FAILED, FLUSH_FAILED = 13, 778, 1034
"""SQLite's numbers for: no space left, the write failed, the flush failed."""

_OK = 0
_SECONDARY = 0x00000800 | 0x00080000  # a rollback journal or a write-ahead log
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))  # the name as it is: SQLite keeps it
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
_CLOSE = CFUNCTYPE(c_int, c_void_p)


class _Methods(ctypes.Structure):
    _fields_ = (
        ("version", c_int),
        *((name, c_void_p) for name in ("close", "read", "write", "truncate", "sync")),
        *((f"other_{number}", c_void_p) for number in range(13)),
    )


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", c_int), ("file_bytes", c_int), ("longest_path", c_int), ("next", c_void_p), ("name", c_char_p),
        ("data", c_void_p), ("open", c_void_p), ("delete", c_void_p),
        *((f"other_{number}", c_void_p) for number in range(14)),
    )  # fmt: skip


class _File(ctypes.Structure):
    _fields_ = (("methods", POINTER(_Methods)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened to a file, in order. ``mark`` is not the disk's: a fact that was promised to somebody here."""

    kind: Literal["open", "write", "truncate", "sync", "delete", "mark"]
    path: str = ""
    at: int = 0
    data: bytes = b""
    fact: Any = None


class Disk:
    """What was written so far (``events``), and what is to go wrong."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.calls = 0
        """Writes, flushes, truncations and deletions asked for."""
        self.fails_at = 0
        """The number of the first call that fails; 0 for none."""
        self.fails_for = 1
        self.code = FULL
        self.failed = 0

    def mark(self, fact: Any) -> None:
        """Note that somebody was told this now: from here on it must last."""
        self.events.append(Event(kind="mark", fact=fact))

    def fail(self, after: int, *, times: int, code: int) -> None:
        """From now on let the next ``after`` calls pass, and the ``times`` calls behind them fail."""
        self.fails_at, self.fails_for, self.code, self.failed = self.calls + after + 1, times, code, 0

    def heal(self) -> None:
        """Nothing fails any more."""
        self.fails_at = 0

    def refuses(self) -> bool:
        """Count a call; gives whether it is to fail."""
        self.calls += 1
        if self.fails_at and self.fails_at <= self.calls < self.fails_at + self.fails_for:
            self.failed += 1
            return True
        return False


class _Layer:
    """The functions that SQLite calls. They and what they hold must stay in memory as long as a file is open."""

    def __init__(self, disk: Disk, below: Any) -> None:
        self._disk = disk
        self._below = below
        self._paths: dict[int, str] = {}
        self._known: dict[int, _Methods] = {}
        self._open_below = _OPEN(below.contents.open)
        self._delete_below = _DELETE(below.contents.delete)
        self._kept: list[Any] = []
        self.vfs = _Vfs.from_buffer_copy(below.contents)
        self.vfs.name = b"noted"
        self.vfs.next = None
        self.vfs.open = self._callback(_OPEN, self._open)
        self.vfs.delete = self._callback(_DELETE, self._delete)

    def _callback(self, kind: Any, function: Callable[..., int]) -> int:
        made = kind(function)
        self._kept.append(made)
        return cast("int", ctypes.cast(made, c_void_p).value)

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, got: Any) -> int:
        result = self._open_below(ctypes.cast(self._below, c_void_p), name, file, flags, got)
        opened = ctypes.cast(file, POINTER(_File)).contents
        if result == _OK and name is not None and opened.methods:
            path = self._paths[file] = ctypes.string_at(name).decode()
            opened.methods = ctypes.pointer(self._methods(opened.methods))
            self._disk.events.append(Event(kind="open", path=path, at=int(bool(flags & _SECONDARY))))
        return cast("int", result)

    def _methods(self, original: Any) -> _Methods:
        """The file's functions with ours among them; SQLite has a handful of such sets."""
        address = cast("int", ctypes.cast(original, c_void_p).value)
        if address not in self._known:
            below = original.contents
            ours = _Methods.from_buffer_copy(below)
            write, truncate = _WRITE(below.write), _TRUNCATE(below.truncate)
            close = _CLOSE(below.close)
            ours.write = self._callback(_WRITE, lambda file, data, size, at: self._write(write, file, data, size, at))
            ours.truncate = self._callback(_TRUNCATE, lambda file, size: self._truncate(truncate, file, size))
            ours.sync = self._callback(_SYNC, lambda file, _flags: self._sync(file))
            ours.close = self._callback(_CLOSE, lambda file: self._close(close, file))
            self._known[address] = ours
        return self._known[address]

    def _write(self, below: Any, file: int, data: int, size: int, at: int) -> int:
        if self._disk.refuses():
            return self._disk.code if self._disk.code != FLUSH_FAILED else WRITE_FAILED
        content = ctypes.string_at(data, size)
        self._disk.events.append(Event(kind="write", path=self._paths[file], at=at, data=content))
        return cast("int", below(file, data, size, at))

    def _truncate(self, below: Any, file: int, size: int) -> int:
        if self._disk.refuses():
            return WRITE_FAILED
        self._disk.events.append(Event(kind="truncate", path=self._paths[file], at=size))
        return cast("int", below(file, size))

    def _sync(self, file: int) -> int:
        """Only noted: what is lost without it is worked out afterwards."""
        if self._disk.refuses():
            return FLUSH_FAILED
        self._disk.events.append(Event(kind="sync", path=self._paths[file]))
        return _OK

    def _delete(self, _vfs: int, name: bytes, flush: int) -> int:
        if self._disk.refuses():
            return WRITE_FAILED
        self._disk.events.append(Event(kind="delete", path=name.decode(), at=flush))
        return cast("int", self._delete_below(ctypes.cast(self._below, c_void_p), name, flush))

    def _close(self, below: Any, file: int) -> int:
        self._paths.pop(file, None)
        return cast("int", below(file))


def reachable() -> bool:
    """Whether Python's SQLite lets itself be reached (it does not where it is built into Python, as on Windows)."""
    return hasattr(_library(), "sqlite3_vfs_register")


@contextmanager
def noted() -> Iterator[Disk]:
    """Everything SQLite does in files opened within goes through a :class:`Disk`. Close what was opened within."""
    library, disk = _library(), Disk()
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    layer = _Layer(disk, library.sqlite3_vfs_find(None))
    ours = ctypes.byref(layer.vfs)
    if library.sqlite3_vfs_register(ours, 1) != _OK:
        raise RuntimeError("SQLite refused the layer")
    try:
        yield disk
    finally:
        library.sqlite3_vfs_unregister(ours)
        _KEEP.append(layer)  # a connection that was forgotten open must not call into freed memory


_KEEP: list[_Layer] = []


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(str(Path(_sqlite3.__file__)))
