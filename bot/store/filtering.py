"""From what the queue is asked for to the conditions of a query, so that SQLite finds it in an index."""

from __future__ import annotations

from collections.abc import Iterable

from bot.store.cases import RANKS, Filters
from bot.store.moments import stored
from bot.store.vault import Vault


def wanted(vault: Vault, filters: Filters, *, ordered: bool) -> tuple[list[str], list[str | int | bytes]]:
    """The conditions of these filters. ``ordered``: to be read in the queue's order, from its index."""
    parts, values = list[str](), list[str | int | bytes]()
    if filters.statuses and ordered:
        # The rank is implied, but naming it lets the queue's index skip the rest.
        ranks = sorted({RANKS[status] for status in filters.statuses})
        parts.append(f"rank IN ({_marks(ranks)})")
        values += ranks
    if filters.statuses:
        # The plus keeps SQLite from walking all of these when there are only a few that came back.
        parts.append(f"{'' if filters.back is None else '+'}status IN ({_marks(filters.statuses)})")
        values += filters.statuses
    if filters.claimed_by is not None:
        parts.append("claimed_by = ?")
        values.append(filters.claimed_by)
    if filters.before is not None:
        parts.append("created_at < ?")
        values.append(stored(filters.before))
    if filters.only is not None:
        parts.append(f"reference IN ({_marks(filters.only)})")
        values += filters.only
    if filters.back is not None:
        # Literals, not values: there is an index with exactly these events, and one with just those that rest.
        parts.append(
            "id IN (SELECT case_id FROM case_event WHERE who = 'system' AND kind IN ('status:new', 'status:claimed')"
            " AND at >= ? UNION SELECT id FROM registration"
            " WHERE waiting_until IS NOT NULL AND waiting_until < ? AND +status = 'waiting')"
        )
        values += [stored(one) for one in filters.back]
    for tag in filters.tags:
        # Gathered once, so that a rare tag costs no look-up per case (measured with 100,000); the plus keeps SQLite
        # reading in the queue's order.
        parts.append("+id IN (SELECT case_id FROM case_tag WHERE tag = ?)")
        values.append(vault.index("tag", tag))
    return parts, values


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
