"""What waits for the bot: numbered updates, each with a life of its own, forgotten only when confirmed or expired."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.fakes.bot_api.clock import Clock

MESSAGE_LIFE = 86_400.0
PRESS_LIFE = 150.0
_FUTURE = 10  # an offset further than this beyond the next number is taken for a mistake
_LIVES = {"callback_query": PRESS_LIFE}
_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True, slots=True)
class _Waiting:
    number: int
    expires: float
    update: dict[str, Any]


class Queue:
    """The updates of one bot, in order. ``copies`` delivers each that many times, as an unlucky network does."""

    def __init__(self, clock: Clock, first: int = 700_000_001) -> None:
        self._clock = clock
        self._next = first
        self._waiting: list[_Waiting] = []
        self._allowed: set[str] | None = None
        self.copies = 1

    def __len__(self) -> int:
        self._expire()
        return len(self._waiting)

    def allow(self, kinds: list[str]) -> None:
        """Which kinds are kept from now on; an empty list means the usual ones."""
        self._allowed = set(kinds) or None

    def put(self, kind: str, body: dict[str, Any]) -> None:
        """Something happened. What the bot does not want to hear is forgotten at once."""
        if (kind in self._allowed) if self._allowed is not None else kind not in _NOT_BY_DEFAULT:
            self.put_raw({kind: body}, _LIVES.get(kind, MESSAGE_LIFE))

    def put_raw(self, update: dict[str, Any], life: float = MESSAGE_LIFE) -> None:
        """An update of any shape; it gets the next number."""
        self._waiting.append(_Waiting(self._next, self._clock.now() + life, {"update_id": self._next, **update}))
        self._next += 1

    def get(self, offset: int, limit: int) -> list[dict[str, Any]]:
        """The updates from ``offset`` on; everything below it is forgotten.

        0 means from the oldest, confirming nothing; so does an offset far beyond what there is ("in the future").
        Negative counts from the end, and forgets what is before that.
        """
        self._expire()
        if offset < 0:
            self._waiting = self._waiting[offset:]
        elif 0 < offset <= self._next + _FUTURE:
            self._waiting = [one for one in self._waiting if one.number >= offset]
        return [one.update for one in self._waiting[:limit] for _ in range(self.copies)]

    def take(self, number: int) -> None:
        """Forget one update: a webhook answered 200 for it."""
        self._waiting = [one for one in self._waiting if one.number != number]

    def clear(self) -> None:
        self._waiting = []

    def restart_ids(self, first: int) -> None:
        """Number from here, as Telegram does after a quiet week."""
        self._next = first

    def _expire(self) -> None:
        now = self._clock.now()
        self._waiting = [one for one in self._waiting if one.expires > now]
