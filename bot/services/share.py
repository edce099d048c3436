"""A link with which anybody can try the draft, without an account: a colleague, a client council.

Nothing about it is stored: the link carries its own end, signed with a key of ours, and counts only for the draft it was
made for. When that is published or thrown away, or after a week, it leads nowhere.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.services.moments import Clock
from bot.store.drafts import Draft
from bot.store.vault import Vault

LASTS: Final = timedelta(days=7)
_CHANCE = 16
_END = 6
"""Bytes of the moment at which it ends, in seconds."""

_MARK = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Makes and checks links."""

    vault: Vault
    clock: Clock

    def token(self, draft: Draft) -> tuple[str, datetime]:
        """What is to be behind the address, and until when it counts."""
        end = self.clock() + LASTS
        begin = int(end.timestamp()).to_bytes(_END, "big") + secrets.token_bytes(_CHANCE)
        return base64.urlsafe_b64encode(begin + self._mark(begin, draft)).decode(), end

    def holds(self, token: str, draft: Draft | None) -> bool:
        """Whether this link opens this draft now."""
        try:
            whole = base64.urlsafe_b64decode(token.encode())
        except (binascii.Error, ValueError):
            return False
        begin, mark = whole[: _END + _CHANCE], whole[_END + _CHANCE :]
        if draft is None or not hmac.compare_digest(mark, self._mark(begin, draft)):
            return False
        return int.from_bytes(begin[:_END], "big") > self.clock().timestamp()

    def _mark(self, begin: bytes, draft: Draft) -> bytes:
        key = self.vault.subkey("share")
        return hashlib.blake2b(begin + draft.base.encode(), key=key, digest_size=_MARK).digest()
