"""Who has which case open at this moment. Kept in memory only: after a restart everybody says so again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

STAYS: Final = timedelta(seconds=50)
"""How long somebody counts as there; their page says so again every twenty seconds."""


@dataclass(slots=True)
class Presence:
    """Case -> colleague -> when they were last there."""

    _seen: dict[str, dict[str, datetime]] = field(default_factory=dict)

    def here(self, reference: str, who: str, now: datetime) -> list[str]:
        """Note that somebody is there; gives who else is, in the order of their coming."""
        self._forget(now)
        there = self._seen.setdefault(reference, {})
        there[who] = now
        return [one for one in there if one != who]

    def _forget(self, now: datetime) -> None:
        for reference, there in list(self._seen.items()):
            left = {one: at for one, at in there.items() if now - at < STAYS}
            if left:
                self._seen[reference] = left
            else:
                del self._seen[reference]
