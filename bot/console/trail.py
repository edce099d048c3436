"""The audit trail, for administrators. Looking at it is in it."""

from __future__ import annotations

import sqlite3

from starlette.responses import Response

from bot.console import words
from bot.console.desk import Call
from bot.store import audit

PAGE = 100


async def page(call: Call) -> Response:
    """The newest rows, or those about one reference; with ``check`` whether the chain is whole."""
    query = call.request.query_params
    ref, before = query.get("ref", "").strip()[:40] or None, query.get("before", "")
    upto = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
    store = call.desk.store
    await call.desk.triage.looked_at_trail(call.account)
    rows = await store.db.read(lambda tx: audit.entries(tx, call.sees, ref=ref, limit=PAGE + 1, before=upto))
    return await call.show(
        "audit.html",
        rows=rows[:PAGE],
        more=rows[PAGE - 1].number if len(rows) > PAGE else None,
        ref=ref,
        names=await call.names(),
        checked=await _check(call) if query.get("check") == "1" else None,
        person=words.person,
        deed=words.deed,
    )


async def _check(call: Call) -> tuple[int, list[str]]:
    """How many rows there are, and what is wrong with them."""
    store = call.desk.store

    def work(tx: sqlite3.Connection) -> tuple[int, list[str]]:
        return audit.length(tx, call.sees), audit.verify(tx, store.vault)

    return await store.db.read(work)
