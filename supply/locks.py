"""Reading a lock: what is installed, exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """One package of a lock; ``hashes`` are SHA-256 of the files that may be installed for it."""

    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The package URL: its name everywhere."""
        return f"pkg:pypi/{re.sub(r'[-_.]+', '-', self.name).lower()}@{self.version}"


def locked(lock: str = "requirements.lock") -> list[Locked]:
    """Every package of a lock, in its order."""
    found = []
    for block in re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8").strip()):
        first = re.match(r"([\w.-]+)==([^\s;\\]+)", block)
        if first is None:
            raise ValueError(f"{lock} has a line that is no pinned package")
        hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", block))
        found.append(Locked(name=first[1], version=first[2], hashes=hashes))
    return found
