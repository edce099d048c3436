"""Notices to the staff group, taken back."""

from __future__ import annotations

import sqlite3

from bot.store import notices, outbox
from bot.store.notices import Notice
from bot.store.opening import Store
from tests.store.people import NOW


async def test_a_notice_in_line_does_not_go_out(store: Store) -> None:
    """What was not sent yet never is; what nobody posted is nothing."""

    def work(tx: sqlite3.Connection) -> list[Notice | None]:
        outbox.post_to_staff(tx, store.vault, "telegram", "-1", b"x", NOW, dedup="new:HB-1")
        return [notices.withdraw(tx, store.vault, "new:HB-1"), notices.withdraw(tx, store.vault, "new:HB-2")]

    assert await store.db.write(work) == [None, None]
    assert (await store.db.read(outbox.counts)).waiting == 0


async def test_a_notice_that_was_sent_is_found_again(store: Store) -> None:
    """It comes back with where it stands, and not in what is printed."""

    def work(tx: sqlite3.Connection) -> Notice | None:
        outbox.post_to_staff(tx, store.vault, "telegram", "-1", b"x", NOW, dedup="new:HB-1")
        (claimed,) = outbox.claim(tx, store.vault, NOW, 1)
        outbox.mark_sent(tx, store.vault, claimed.seq, "17", NOW)
        return notices.withdraw(tx, store.vault, "new:HB-1")

    found = await store.db.write(work)
    assert found == Notice(channel="telegram", address="-1", ref="17")
    assert "-1" not in repr(found)
