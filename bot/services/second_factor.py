"""The second factor: a code from an app on one's telephone, or a one-time code on paper.

A code counts once: the time step it belongs to is used up, also when two people see it at the same moment.
"""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass

import pyotp
import segno

from bot.services.moments import Clock
from bot.store import audit, recovery, staff
from bot.store.ids import ALPHABET
from bot.store.opening import Store
from bot.store.staff import Account

ISSUER = "herstelbot"
SECONDS = 30
DRIFT = 1
"""Steps that a telephone's clock may be off, on either side."""

PAPER_CODES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactor:
    """Setting it up, checking it, taking it away."""

    store: Store
    clock: Clock

    @staticmethod
    def new_seed() -> str:
        """A fresh secret for an app, in base 32."""
        return pyotp.random_base32()

    @staticmethod
    def picture(account: Account, seed: str) -> str:
        """The QR code that an app reads, as SVG."""
        address = pyotp.TOTP(seed).provisioning_uri(name=account.login, issuer_name=ISSUER)
        return str(segno.make(address, error="m").svg_inline(scale=5, border=3, dark="#000", light="#fff"))

    async def set_up(self, account: Account, seed: str, code: str) -> tuple[str, ...] | None:
        """Begin to use this secret, when the code shows that the app has it; gives the paper codes, shown once."""
        step = self._step(seed, code)
        if step is None:
            return None
        codes = tuple(_paper_code() for _ in range(PAPER_CODES))

        def work(tx: sqlite3.Connection) -> None:
            staff.set_totp(tx, self.store.vault, account.id, seed)
            staff.use_totp_step(tx, account.id, step)
            recovery.replace(tx, self.store.vault, account.id, map(_plain, codes))
            audit.append(
                tx, self.store.vault, who=account.id, what="second-factor-set", ref=account.id, now=self.clock()
            )

        await self.store.db.write(work)
        return codes

    async def take_away(self, account: Account, by: Account) -> None:
        """Let somebody log in with the password only, until they set it up again."""

        def work(tx: sqlite3.Connection) -> None:
            staff.set_totp(tx, self.store.vault, account.id, None)
            recovery.replace(tx, self.store.vault, account.id, ())
            audit.append(
                tx, self.store.vault, who=by.id, what="second-factor-removed", ref=account.id, now=self.clock()
            )

        await self.store.db.write(work)

    async def codes_left(self, account: Account) -> int:
        """How many paper codes somebody still has."""
        return await self.store.db.read(lambda tx: recovery.left(tx, account.id))

    def fits(self, tx: sqlite3.Connection, account: str, typed: str) -> bool:
        """Use up the code somebody typed: from the app, or from paper. For use inside a transaction."""
        seed = staff.totp(tx, self.store.vault, account)
        if seed is None:
            return False
        step = self._step(seed, typed)
        if step is not None:
            return staff.use_totp_step(tx, account, step)
        return recovery.use(tx, self.store.vault, account, _plain(typed))

    def _step(self, seed: str, typed: str) -> int | None:
        """The time step this code belongs to, when it is one of now."""
        code = "".join(character for character in typed if character not in " -")
        now = int(self.clock().timestamp()) // SECONDS
        app = pyotp.TOTP(seed, interval=SECONDS)
        steps = (step for step in range(now - DRIFT, now + DRIFT + 1) if app.verify(code, for_time=step * SECONDS))
        return next(steps, None)


def _paper_code() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def _plain(code: str) -> str:
    """A paper code as it is compared: capitals, no dashes or spaces."""
    return "".join(character for character in code.upper() if character.isalnum())
