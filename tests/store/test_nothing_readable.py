"""What anybody says, gives or is on the channel is in no file of the data folder in readable form."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bot.store import participants
from bot.store.opening import Store, open_store
from tests.store.canaries import CANARIES, empty_tables, fill
from tests.store.people import colleague


def found_in(folder: Path, wanted: Iterable[bytes]) -> list[tuple[str, bytes]]:
    """Which of these byte strings stand in which files."""
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {"app.db", "keys.db", "master.key"} <= {path.name for path in files}
    return [(path.name, piece) for piece in wanted for path, content in files.items() if piece in content]


async def test_the_canaries_are_in_every_table(store: Store) -> None:
    """A table that is new must get its canaries too: otherwise the searches below would promise nothing about it."""
    who = await colleague(store)
    await store.db.write(lambda tx: fill(tx, store, who))
    assert await store.db.read(empty_tables) == []


async def test_no_canary_is_in_any_file(tmp_path: Path) -> None:
    """Database, write-ahead log, shared memory, keys and copies: while running, after a checkpoint, after closing."""
    wanted = [text.encode() for text in CANARIES.values()]
    folder = tmp_path / "data"
    async with open_store(folder) as store:
        wanted.append(store.vault.subkey("audit"))
        who = await colleague(store)
        await store.db.write(lambda tx: fill(tx, store, who))
        assert (folder / "app.db-wal").stat().st_size > 0
        assert found_in(folder, wanted) == []
        await store.db.checkpoint()
        await store.db.copy_to(folder / "kopie.db")
        store.vault.copy_to(folder / "sleutels.db")
        assert found_in(folder, wanted) == []
    assert found_in(folder, wanted) == []
    assert found_in(folder, [b"HB-7K3M-Q2XD"]) != []  # the search itself works: references are meant to be readable


async def test_after_erasing_not_even_the_sealed_bytes_are_left(tmp_path: Path) -> None:
    """Rows, log and wrapped key are overwritten: nothing of what was stored for this person stands in any file."""
    folder = tmp_path / "data"
    async with open_store(folder) as store:
        staff_id = await colleague(store)
        who = await store.db.write(lambda tx: fill(tx, store, staff_id))
        pieces = await store.db.read(lambda tx: _sealed_pieces(tx, who))
        wrapped = store.vault._keys.execute("SELECT wrapped FROM owner_key WHERE owner = ?", (who,)).fetchone()[0]
        pieces.append(wrapped[-32:])
        assert len(pieces) > 20
        assert {piece for _, piece in found_in(folder, pieces)} == set(pieces)
        store.vault.destroy(who)
        assert await store.db.write(lambda tx: participants.erase(tx, who))
        assert await store.db.checkpoint()
        assert found_in(folder, pieces) == []


def _sealed_pieces(tx: sqlite3.Connection, who: str) -> list[bytes]:
    """Parts of every ciphertext of this person, short enough to stand on one page."""
    blobs: list[bytes] = []
    for query in (
        "SELECT address FROM participant WHERE id = ?",
        "SELECT payload FROM inbox WHERE participant = ?",
        "SELECT content FROM outbox WHERE participant = ?",
        "SELECT ref FROM outbox WHERE participant = ?",
        "SELECT content FROM session WHERE participant = ?",
        "SELECT content FROM registration WHERE participant = ?",
        "SELECT n.content FROM case_note AS n JOIN registration AS r ON r.id = case_id WHERE participant = ?",
        "SELECT m.content FROM case_message AS m JOIN registration AS r ON r.id = case_id WHERE participant = ?",
        "SELECT e.content FROM case_external AS e JOIN registration AS r ON r.id = case_id WHERE participant = ?",
    ):
        blobs += [row[0] for row in tx.execute(query, (who,)) if row[0] is not None]
    return [blob[start : start + 32] for blob in blobs for start in (10, len(blob) // 2, len(blob) - 40)]
