"""What people asked and nobody understood: the coordinators' list."""

from __future__ import annotations

from starlette.responses import Response

from bot.console.desk import Call
from bot.store import unanswered


async def page(call: Call) -> Response:
    """The newest questions, with the step at which they came."""
    store = call.desk.store
    found = await store.db.read(lambda tx: unanswered.listed(tx, store.vault))
    return await call.show("questions.html", questions=found)
