"""The sender's own keeping to Telegram's limits. Pure: the caller hands in a monotonic clock, in seconds.

The figures are the ones Telegram's FAQ for bots names: about one message per second in a chat (short bursts pass),
30 per second overall, 20 per minute in a group. A "retry after" is a deadline that nothing else lifts.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field

_MINUTE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How much is allowed: messages per second in a chat after a burst, per second overall, per minute in a group."""

    chat: float = 1.0
    burst: int = 3
    overall: int = 30
    group: int = 20


@dataclass(slots=True)
class _Chat:
    full: float = 0.0  # when this chat could send a whole burst again
    until: float = 0.0  # told to wait until then
    sent: deque[float] = field(default_factory=deque)  # groups only: the last minute's messages

    def idle(self, now: float) -> bool:
        return self.full <= now and self.until <= now and (not self.sent or self.sent[-1] + _MINUTE <= now)


class Limiter:
    """When the next message may go to a chat. Chats that have nothing left to remember are forgotten."""

    def __init__(self, rates: Rates | None = None) -> None:
        self._rates = rates or Rates()
        self._chats: OrderedDict[str, _Chat] = OrderedDict()
        self._sent: deque[float] = deque(maxlen=self._rates.overall)
        self._until = 0.0

    def __len__(self) -> int:
        """The number of chats remembered."""
        return len(self._chats)

    def next_allowed(self, chat: str, now: float) -> float:
        """The first moment, not before ``now``, at which one message may go to ``chat`` (an address)."""
        rates, one = self._rates, self._chats.get(chat)
        moments = [now, self._until]
        if len(self._sent) == rates.overall:
            moments.append(self._sent[0] + 1.0)
        if one is not None:
            moments += [one.until, one.full - (rates.burst - 1) / rates.chat]
            if len(one.sent) == rates.group:
                moments.append(one.sent[0] + _MINUTE)
        return max(moments)

    def next_call(self, chat: str, now: float) -> float:
        """The first moment for a call that is no message (an edit, a removal): only deadlines and the overall rate."""
        one = self._chats.get(chat)
        moments = [now, self._until] + ([] if one is None else [one.until])
        if len(self._sent) == self._rates.overall:
            moments.append(self._sent[0] + 1.0)
        return max(moments)

    def called(self, now: float) -> None:
        """Note a call that was no message."""
        self._sent.append(now)

    def took(self, chat: str, now: float, messages: int = 1) -> None:
        """Note that ``messages`` went to ``chat`` now (a long text takes several)."""
        one = self._remember(chat)
        for _ in range(messages):
            self._sent.append(now)
            one.full = max(one.full, now) + 1.0 / self._rates.chat
            if chat.startswith("-"):  # Telegram's ids of groups are negative
                one.sent.append(now)
        self._forget(now)

    def told_to_wait(self, chat: str | None, seconds: float, now: float) -> None:
        """Note a "retry after": nothing goes to this chat before then, or, with None, to anybody."""
        if chat is None:
            self._until = max(self._until, now + seconds)
            return
        one = self._remember(chat)
        one.until = max(one.until, now + seconds)
        self._forget(now)

    def _remember(self, chat: str) -> _Chat:
        one = self._chats.setdefault(chat, _Chat(sent=deque(maxlen=self._rates.group)))
        self._chats.move_to_end(chat)
        return one

    def _forget(self, now: float) -> None:
        """Forget up to two idle chats, longest untouched first: each call adds one at most, so the number falls."""
        for _ in range(2):
            chat = next(iter(self._chats))
            if not self._chats[chat].idle(now):
                self._chats.move_to_end(chat)  # a long wait at the front must not keep the others in memory
                return
            del self._chats[chat]
            if not self._chats:
                return
