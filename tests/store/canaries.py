"""Something telling through every door of the store, to be searched for afterwards."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from bot.store import (
    audit,
    case_deliveries,
    case_links,
    counts,
    drafts,
    erasures,
    external,
    inbox,
    legal_holds,
    links,
    messages,
    not_now,
    outbox,
    participants,
    recovery,
    registrations,
    revisions,
    sessions,
    sight,
    staff,
    step_counts,
    story_pages,
    timeline,
    unanswered,
    uncounted,
    views,
    web_sessions,
)
from bot.store.opening import Store
from bot.store.vault import Vault
from tests.store.people import NOW, raw

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
    "message": "kanarie in een bericht van staf",
    "reply": "kanarie in een antwoord aan staf",
    "number": "Z-kanarie-2026-17",
    "view": "kanarie als naam van een weergave",
    "counted": "kanarie-rol",
    "page": "kanarie-pagina-token",
    "sign": "contact:kanarie-nummer",
    "browser": "kanarie-browser-token",
    "paper": "kanarie-papieren-code",
    "link": "kanarie-koppelcode",
    "colleague": "100998877665",
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
    arrivals = inbox.accept(tx, vault, "telegram", arrived, NOW, inbox.Cursor(bot="1", next_offset=5))
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
    messages.add(tx, vault, case.id, who=colleague_id, text=CANARIES["message"], now=NOW)
    messages.add(tx, vault, case.id, who=timeline.PARTICIPANT, text=CANARIES["reply"], now=NOW)
    external.keep(tx, vault, case.id, who, CANARIES["number"])
    uncounted.keep(tx, vault, case.id, who, "2026-03", [("role", CANARIES["counted"])])
    story_pages.offer(tx, vault, case.id, CANARIES["page"], NOW + timedelta(days=1))
    not_now.remember(
        tx, vault, owner="note", reference=case.reference, month="2026-03", signs=[CANARIES["sign"]], expires_at=NOW
    )
    web_sessions.begin(tx, vault, who, CANARIES["browser"], NOW)
    legal_holds.place(tx, case.id, who=colleague_id, reason="court", now=NOW)
    sight.close(tx, case.reference, colleague_id)
    left_out = uncounted.Sums({("2026-03", "role", CANARIES["counted"]): 1})
    uncounted.leave_out(tx, vault, sight.of(colleague_id), left_out)
    erasures.ask(tx, who, reason="asked", now=NOW)
    unanswered.add(tx, vault, step="x", text=CANARIES["question"], now=NOW)
    staff.set_totp(tx, vault, colleague_id, CANARIES["seed"])
    staff.begin_session(tx, colleague_id, CANARIES["token"], NOW)
    recovery.replace(tx, vault, colleague_id, [CANARIES["paper"]])
    views.keep(tx, vault, staff=colleague_id, name=CANARIES["view"], query="tab=new")
    second = registrations.add(
        tx, vault, reference="HB-2", participant=who, submission="2", content=b"", tags=[], script_revision="r", now=NOW
    )
    case_links.decide(tx, case.id, second.id, "same-person", who=colleague_id, now=NOW)
    case_deliveries.ask(tx, case.id, new_id="d1", who=colleague_id, now=NOW)
    links.offer(tx, vault, colleague_id, CANARIES["link"], NOW + timedelta(minutes=10))
    links.redeem(tx, vault, CANARIES["colleague"], CANARIES["link"], NOW)
    links.missed(tx, vault, CANARIES["colleague"], NOW)
    links.offer(tx, vault, colleague_id, CANARIES["link"], NOW + timedelta(minutes=10))
    count_and_publish(tx, vault, colleague_id)
    return who


def count_and_publish(tx: sqlite3.Connection, vault: Vault, colleague_id: str) -> None:
    """Something in every table that has to do with nobody in particular."""
    outbox.hold(tx)
    texts = {"system.yaml": "start: begin"}
    revision = revisions.publish(tx, texts, author=colleague_id, summary="Eerste", now=NOW).revision
    drafts.save(tx, texts, base=revision, based_on=0, author=colleague_id, what="system.yaml", now=NOW)
    counts.add(tx, "2026-03", [("all", "all")])
    counts.set_earlier(tx, 2019, {"all": 140}, who=colleague_id, now=NOW)
    step_counts.add(tx, NOW.date(), revision, [("begin", "visit")])
    erasures.ask(tx, "somebody-else", reason="retention", now=NOW)
    erasures.finish(tx, vault, "somebody-else", now=NOW)
    audit.append(tx, vault, who=colleague_id, what="viewed", ref="HB-7K3M-Q2XD", now=NOW)


def tables(tx: sqlite3.Connection) -> list[str]:
    """Every table of the schema, read from the database itself, so that a new one counts from its first day."""
    rows = tx.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    return [row["name"] for row in rows]


def empty_tables(tx: sqlite3.Connection) -> list[str]:
    """The tables in which :func:`fill` put nothing."""
    return [name for name in tables(tx) if tx.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() is None]  # noqa: S608
