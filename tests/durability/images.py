"""What may stand on the disk after the power failed: everything flushed, and of the rest whatever chance left.

The rules are those of POSIX, taken at their worst: a write that was not flushed is there, or not, or in part (sectors of
512 bytes, in any order); so is a truncation. A file that was made or deleted is so for certain only once its folder was
flushed, which SQLite does with the first flush of a new journal and, with ``synchronous=EXTRA``, after deleting one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.durability.disk import Event

SECTOR = 512
KEPT = (0.0, 0.2, 0.5, 0.8, 1.0)
"""How much of what was not flushed is there all the same: one of these at each cut."""


@dataclass(slots=True)
class _File:
    certain: bytearray = field(default_factory=bytearray)
    unsure: list[Event] = field(default_factory=list)
    named: bool = True
    """Whether its folder knows it for certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The files (by name) after a cut behind so many events, and the facts that were promised before it."""

    cut: int
    files: dict[str, bytes]
    facts: tuple[Any, ...]

    def put(self, folder: Path) -> None:
        """Write it into a folder."""
        for name, content in self.files.items():
            (folder / name).write_bytes(content)


def cut(events: Sequence[Event], cuts: Sequence[int], chance: random.Random) -> Iterator[Image]:
    """One image for each number of events in ``cuts``, in order."""
    disk = _Platter(chance)
    facts: list[Any] = []
    done = 0
    for end in sorted(cuts):
        for event in events[done:end]:
            if event.kind == "mark":
                facts.append(event.fact)
            else:
                disk.happens(event)
        done = end
        yield Image(cut=end, files=disk.left(), facts=tuple(facts))


class _Platter:
    """All files, with what is certain of each."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._files: dict[str, _File] = {}
        self._gone: dict[str, _File] = {}

    def happens(self, event: Event) -> None:
        name = Path(event.path).name
        match event.kind:
            case "open":
                if name not in self._files:
                    self._files[name] = _File(named=not event.at)
            case "write" | "truncate":
                self._files[name].unsure.append(event)
            case "sync":
                self._flush(self._files[name])
            case "delete":
                self._gone[name] = self._files.pop(name)
                if event.at:
                    self._flush_folder()

    def left(self) -> dict[str, bytes]:
        """What one may find now."""
        kept = self._chance.choice(KEPT)
        found = {name: file for name, file in self._gone.items() if file.named and self._chance.random() < 0.5}
        found |= {name: file for name, file in self._files.items() if file.named or self._chance.random() < kept}
        return {name: bytes(self._content(file, kept)) for name, file in found.items()}

    def _content(self, file: _File, kept: float) -> bytearray:
        content = bytearray(file.certain)
        for event in file.unsure:
            if event.kind == "truncate":
                if self._chance.random() < kept:
                    _apply(content, event.at, None)
                continue
            for start in range(0, len(event.data), SECTOR):
                if self._chance.random() < kept:
                    _apply(content, event.at + start, event.data[start : start + SECTOR])
        return content

    def _flush(self, file: _File) -> None:
        for event in file.unsure:
            _apply(file.certain, event.at, event.data if event.kind == "write" else None)
        file.unsure.clear()
        if not file.named:
            self._flush_folder()

    def _flush_folder(self) -> None:
        self._gone.clear()
        for file in self._files.values():
            file.named = True


def _apply(content: bytearray, at: int, data: bytes | None) -> None:
    """Write, or without data cut off (or lengthen with zeros)."""
    end = at + len(data or b"")
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if data is None:
        del content[at:]
    else:
        content[at:end] = data
