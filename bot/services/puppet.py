"""Somebody who walks through a conversation by themselves: given wishes by field, they answer whatever is asked.

Used for the sample cases of the demo, for load and for proofs. A puppet knows the scripts only through what is asked:
it presses what its wishes say, skips what it has no wish about, and sends at the end.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels import Raw
from bot.engine import offers
from bot.engine.dialog import Dialog
from bot.engine.session import Session, load
from bot.services.receive import Receive
from bot.store import participants, sessions
from bot.store.opening import Store

Wishes = Mapping[str, str | tuple[str, ...]]

LONGEST = 150
"""Turns after which a puppet gives up: a conversation never takes that many."""

WAYS = ("continue", "skip", "unknown", "done")
"""What a puppet presses where it has no wish, in order of liking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a puppet does next: press a button (its data) or type."""

    press: str = ""
    text: str = ""


def next_move(dialog: Dialog, session: Session, wishes: Wishes) -> Move | None:
    """What somebody with these wishes does at the question that is open; None when they have nothing left to do."""
    step = dialog.steps[session.step or dialog.system.start]
    given = offers.options(dialog, session, session.values())
    buttons = {option.id: offer.data for option, offer in zip(given, offers.offers(session, given), strict=True)}
    if session.pending is not None:
        return Move(press=buttons["yes"])
    wish = wishes.get(step.field or step.id)
    wanted = (wish,) if isinstance(wish, str) else wish or ()
    for one in wanted:
        if one in buttons:
            return Move(press=buttons[one])
    if wanted and not any(option.kind == "choice" for option in given):
        return Move(text=wanted[0])
    for way in WAYS:
        if way in buttons:
            return Move(press=buttons[way])
    first = next((option.id for option in given if option.kind == "choice"), None)
    return None if first is None else Move(press=buttons[first])


async def play(
    store: Store, receive: Receive, dialog: Dialog, address: str, wishes: Wishes, *, source: str = ""
) -> bool:
    """Walk a whole conversation over the web channel; True when it ended in a registration."""
    numbers = itertools.count()
    await _do(receive, address, next(numbers), Move(text=f"/start {source}".strip()))
    for number in itertools.islice(numbers, LONGEST):
        session = await _session(store, address)
        if session is None:
            return False
        if session.handed_over:
            return True
        move = next_move(dialog, session, wishes)
        if move is None:
            return False
        await _do(receive, address, number, move)
    return False


async def _do(receive: Receive, address: str, number: int, move: Move) -> None:
    payload = {"press": move.press} if move.press else {"text": move.text}
    raw = Raw(external_id=f"{address}.{number}", address=address, payload=json.dumps(payload).encode())
    await receive.accept("web", [raw])
    await receive.work()


async def _session(store: Store, address: str) -> Session | None:
    person = await store.db.read(lambda tx: participants.find(tx, store.vault, "web", address))
    if person is None:
        return None
    row = await store.db.read(lambda tx: sessions.load(tx, store.vault, person.id))
    return None if row is None else load(row.content)
