"""What anybody says, gives or is on the channel is in no file of the data folder in readable form."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bot.store import inbox, outbox, participants, registrations, sessions, staff, timeline, unanswered
from bot.store.opening import Store, open_store
from tests.store.people import NOW, colleague, raw

CANARIES = {
    "address": "-100775533991",
    "external": "update-kanarie-88412",
    "payload": "kanarie in een bericht",
    "orphan": "kanarie van niemand",
    "dead": "kanarie in een dode brief",
    "session": "kanarie in een antwoord",
    "outgoing": "kanarie in een uitgaand bericht",
    "kept": "kanarie in een bewaard bericht",
    "ref": "kanarie-ref-5501",
    "group": "-100246813579",
    "dedup": "kanarie-eenmalig-31",
    "receipt": "4917203385561127",
    "case": "kanarie in een aanmelding",
    "amended": "kanarie in een verbetering",
    "tag": "flag:kanarie-druk",
    "note": "kanarie in een notitie",
    "question": "kanarie in een vraag",
    "seed": "KANARIE7SEED2345",
    "token": "kanarie-sessie-token",
}


def fill(tx: sqlite3.Connection, store: Store, colleague_id: str) -> str:
    """A canary through every door of the store; gives the participant's id."""
    vault = store.vault
    arrived = [
        raw(CANARIES["external"], CANARIES["address"], CANARIES["payload"]),
        raw("2", None, CANARIES["orphan"]),
        raw("3", CANARIES["address"], CANARIES["dead"]),
        raw("4", CANARIES["address"], CANARIES["payload"]),
    ]
    arrivals = inbox.accept(tx, vault, "telegram", arrived, NOW)
    who = arrivals[0].participant
    assert who
    inbox.mark_done(tx, arrivals[0].seq)
    inbox.mark_failed(tx, arrivals[2].seq, "ValueError", None)
    participants.set_receipt(tx, vault, who, CANARIES["receipt"])
    sessions.save(tx, vault, who, CANARIES["session"].encode(), revision="r", status="active", due_at=NOW, now=NOW)
    outbox.post(tx, vault, who, "telegram", [CANARIES["kept"].encode()], NOW, keep=True, dedup=CANARIES["dedup"])
    outbox.post(tx, vault, who, "telegram", [CANARIES["outgoing"].encode()] * 3, NOW, keep=False)
    outbox.post_to_staff(tx, vault, "telegram", CANARIES["group"], CANARIES["outgoing"].encode(), NOW)
    for message in outbox.claim(tx, vault, NOW, 10):
        outbox.mark_sent(tx, vault, message.seq, CANARIES["ref"], NOW)
    case = registrations.add(
        tx,
        vault,
        reference="HB-7K3M-Q2XD",
        participant=who,
        submission="1",
        content=CANARIES["case"].encode(),
        tags=[CANARIES["tag"]],
        script_revision="r",
        now=NOW,
    )
    amended = CANARIES["amended"].encode()
    registrations.amend(tx, vault, case.id, content=amended, tags=[CANARIES["tag"]], script_revision="r", now=NOW)
    timeline.add_note(tx, vault, case.id, staff=colleague_id, text=CANARIES["note"], now=NOW)
    unanswered.add(tx, vault, step="x", text=CANARIES["question"], now=NOW)
    staff.set_totp(tx, vault, colleague_id, CANARIES["seed"])
    staff.begin_session(tx, colleague_id, CANARIES["token"], NOW)
    return who


def found_in(folder: Path, wanted: Iterable[bytes]) -> list[tuple[str, bytes]]:
    """Which of these byte strings stand in which files."""
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {"app.db", "keys.db", "master.key"} <= {path.name for path in files}
    return [(path.name, piece) for piece in wanted for path, content in files.items() if piece in content]


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
    ):
        blobs += [row[0] for row in tx.execute(query, (who,)) if row[0] is not None]
    return [blob[start : start + 32] for blob in blobs for start in (10, len(blob) // 2, len(blob) - 40)]
