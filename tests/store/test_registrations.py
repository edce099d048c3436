"""A hand-over becomes exactly one case, and two colleagues never both hold it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest

from bot.store import registrations, sight, timeline
from bot.store.cases import RANKS, Case, Changed, Claimed, Filters, HeldBy, Status, Updated
from bot.store.opening import Store
from bot.store.sight import PROGRAM, Sight
from tests.store.people import NOW, colleague, person

HOUR = timedelta(hours=1)


async def add(
    store: Store,
    reference: str = "HB-1",
    *,
    submission: str = "1",
    tags: Iterable[str] = (),
    at: datetime = NOW,
    status: Status = "new",
    who: str | None = None,
) -> Case:
    """A case of somebody."""
    participant = who or await person(store, reference)
    return await store.db.write(
        lambda tx: registrations.add(
            tx,
            store.vault,
            reference=reference,
            participant=participant,
            submission=submission,
            content=b'{"role": "slachtoffer"}',
            tags=tags,
            script_revision="abc",
            now=at,
            status=status,
        )
    )


async def get(store: Store, case: Case) -> Case:
    """The case as it is now."""
    found = await store.db.read(lambda tx: registrations.get(tx, store.vault, PROGRAM, case.id))
    assert found
    return found


async def references(store: Store, filters: Filters | None = None) -> list[str]:
    """The queue."""
    asked = filters or Filters()
    page = await store.db.read(lambda tx: registrations.listed(tx, store.vault, PROGRAM, asked))
    return [case.reference for case in page]


async def test_a_repeated_submission_is_one_case(store: Store) -> None:
    """Done again after a crash, also with another reference: the case that is there is given back."""
    first = await add(store)
    again = await add(store, "HB-2", who=first.participant)
    assert again == first
    second = await add(store, "HB-2", submission="2", who=first.participant)
    assert (second.reference, second.content) == ("HB-2", b'{"role": "slachtoffer"}')
    found = await store.db.read(lambda tx: registrations.of_participant(tx, store.vault, PROGRAM, first.participant))
    assert [case.reference for case in found] == ["HB-2", "HB-1"]


async def test_a_reference_names_one_case(store: Store) -> None:
    """Of all people together."""
    case = await add(store)
    with pytest.raises(sqlite3.IntegrityError):
        await add(store, who=await person(store, "iemand anders"))
    assert await store.db.read(lambda tx: registrations.by_reference(tx, store.vault, PROGRAM, "HB-1")) == case
    assert await store.db.read(lambda tx: registrations.by_reference(tx, store.vault, PROGRAM, "HB-9")) is None


async def test_fifty_claims_at_once_give_one_holder(store: Store) -> None:
    """Exactly one colleague gets the case; the other 49 are told who."""
    case = await add(store)
    people = [await colleague(store, f"collega{number}") for number in range(50)]
    answers = await asyncio.gather(
        *(
            store.db.write(lambda tx, staff=staff: registrations.claim(tx, case.id, staff, case.version, NOW))  # type: ignore[misc]
            for staff in people
        )
    )
    winners = [staff for staff, answer in zip(people, answers, strict=True) if isinstance(answer, Claimed)]
    assert len(winners) == 1
    assert [answer for answer in answers if not isinstance(answer, Claimed)] == [HeldBy(who=winners[0])] * 49
    now = await get(store, case)
    assert (now.claimed_by, now.status, now.version) == (winners[0], "claimed", case.version + 1)


async def test_claiming_what_has_changed_is_refused(store: Store) -> None:
    """Somebody who looks at an old page is told so first; one's own case can be claimed again."""
    case = await add(store)
    staff = await colleague(store)
    await store.db.write(
        lambda tx: registrations.amend(
            tx, store.vault, case.id, content=b"{}", tags=(), script_revision="abd", now=NOW + HOUR
        )
    )

    async def claim(version: int) -> Claimed | HeldBy | Changed:
        return await store.db.write(lambda tx: registrations.claim(tx, case.id, staff, version, NOW))

    assert await claim(case.version) == Changed(version=2)
    assert await claim(2) == Claimed(version=3)
    assert await claim(2) == Claimed(version=3)
    assert await store.db.write(lambda tx: registrations.claim(tx, 99, staff, 1, NOW)) == Changed(version=None)


async def test_releasing_puts_a_case_back(store: Store) -> None:
    """Claimed becomes new again; further stages stay what they are."""
    case = await add(store)
    staff = await colleague(store)
    await store.db.write(lambda tx: registrations.claim(tx, case.id, staff, 1, NOW))
    assert await store.db.write(lambda tx: registrations.release(tx, case.id, staff, 1, NOW)) == Changed(version=2)
    assert await store.db.write(lambda tx: registrations.release(tx, case.id, staff, 2, NOW)) == Updated(version=3)
    now = await get(store, case)
    assert (now.status, now.claimed_by) == ("new", None)


async def test_a_status_is_set_on_the_version_one_saw(store: Store) -> None:
    """Two changes based on the same version: the second is told, and nothing of it is stored."""
    case = await add(store)

    async def change(status: Status, version: int, until: datetime | None = None) -> Updated | Changed:
        return await store.db.write(
            lambda tx: registrations.set_status(
                tx, case.id, status, version, who="id-anna", now=NOW + HOUR, waiting_until=until
            )
        )

    assert await change("waiting", 1, NOW + 2 * HOUR) == Updated(version=2)
    assert await change("contacted", 1) == Changed(version=2)
    now = await get(store, case)
    assert (now.status, now.waiting_until, now.updated_at) == ("waiting", NOW + 2 * HOUR, NOW + HOUR)
    assert await store.db.read(lambda tx: registrations.due(tx, NOW + HOUR)) == []
    assert await store.db.read(lambda tx: registrations.due(tx, NOW + 2 * HOUR)) == [case.id]
    assert await change("new", 2) == Updated(version=3)
    assert await store.db.read(lambda tx: registrations.due(tx, NOW + 2 * HOUR)) == []


async def test_an_amendment_replaces_content_and_tags(store: Store) -> None:
    """The participant's correction is what staff see from then on, with a higher version."""
    case = await add(store, tags=["flag:pressure"])
    done = await store.db.write(
        lambda tx: registrations.amend(
            tx, store.vault, case.id, content=b'{"role": null}', tags=["flag:minor"], script_revision="abd", now=NOW
        )
    )
    assert done == Updated(version=2)
    now = await get(store, case)
    assert (now.content, now.script_revision) == (b'{"role": null}', "abd")
    assert await references(store, Filters(tags=("flag:pressure",))) == []
    assert await references(store, Filters(tags=("flag:minor",))) == ["HB-1"]


async def test_an_older_content_cannot_be_put_back_unseen(store: Store) -> None:
    """A sealed content is bound to its version too."""
    case = await add(store)
    old = await store.db.read(lambda tx: tx.execute("SELECT content FROM registration").fetchone()[0])
    await store.db.write(
        lambda tx: registrations.amend(tx, store.vault, case.id, content=b"{}", tags=(), script_revision="abc", now=NOW)
    )
    await store.db.write(lambda tx: tx.execute("UPDATE registration SET content = ?", (old,)).rowcount)
    with pytest.raises(Exception, match="hoort niet op deze plaats"):
        await get(store, case)


async def test_the_queue_shows_the_longest_unattended_first(store: Store) -> None:
    """Then what is in hand, what rests, and what is finished; each by age."""
    order: list[tuple[str, Status, int]] = [
        ("HB-klaar", "handed-over", 0),
        ("HB-jong", "new", 5),
        ("HB-oud", "new", 1),
        ("HB-bezig", "contacted", 0),
        ("HB-rust", "waiting", 0),
    ]
    for reference, status, hours in order:
        await add(store, reference, status=status, at=NOW + hours * HOUR)
    assert await references(store) == ["HB-oud", "HB-jong", "HB-bezig", "HB-rust", "HB-klaar"]
    assert await references(store, Filters(statuses=("new", "waiting"))) == ["HB-oud", "HB-jong", "HB-rust"]
    assert await store.db.read(lambda tx: registrations.status_counts(tx, PROGRAM)) == {
        **dict.fromkeys(RANKS, 0),
        "new": 2,
        "contacted": 1,
        "waiting": 1,
        "handed-over": 1,
    }


async def test_filters_combine(store: Store) -> None:
    """By holder and by several tags at once, which are not readable in the database."""
    staff = await colleague(store)
    mine = await add(store, "HB-1", tags=["flag:pressure", "role:slachtoffer"])
    await add(store, "HB-2", tags=["flag:pressure"])
    await store.db.write(lambda tx: registrations.claim(tx, mine.id, staff, 1, NOW))
    assert await references(store, Filters(tags=("flag:pressure",))) == ["HB-2", "HB-1"]
    assert await references(store, Filters(tags=("flag:pressure", "role:slachtoffer"))) == ["HB-1"]
    assert await references(store, Filters(claimed_by=staff)) == ["HB-1"]
    assert await references(store, Filters(claimed_by=staff, statuses=("new",))) == []
    tags = await store.db.read(lambda tx: [row["tag"] for row in tx.execute("SELECT tag FROM case_tag")])
    assert all(len(tag) == 32 and b"flag" not in tag for tag in tags)


async def test_pages_neither_skip_nor_repeat(store: Store) -> None:
    """Following the position of each page's last case gives every case once, in order."""
    for number in range(11):
        await add(store, f"HB-{number:02}", at=NOW + (number % 3) * HOUR, status="new" if number % 2 else "waiting")
    found: list[Case] = []
    while True:
        after = found[-1].position if found else None
        page = await store.db.read(
            lambda tx, after=after: registrations.listed(tx, store.vault, PROGRAM, Filters(), limit=4, after=after)  # type: ignore[misc]
        )
        if not page:
            break
        found += page
    assert [case.reference for case in found] == await references(store)
    assert len({case.id for case in found}) == 11


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(statuses=("new",)),
        Filters(statuses=("new", "claimed")),
        Filters(claimed_by="id-anna"),
        Filters(tags=("x",)),
    ],
)
@pytest.mark.parametrize("sees", [PROGRAM, sight.of("id-anna")], ids=["program", "staff"])
async def test_the_queue_is_read_through_an_index(store: Store, filters: Filters, sees: Sight) -> None:
    """No reading of the whole table and no sorting of it for one page, whatever is asked."""
    where, values = registrations._where(store.vault, sees, filters)
    sql = f"EXPLAIN QUERY PLAN SELECT * FROM registration WHERE {where} ORDER BY rank, created_at, id LIMIT 50"  # noqa: S608
    plan = await store.db.read(lambda tx: [row["detail"] for row in tx.execute(sql, values)])
    assert any("registration" in step and "USING INDEX" in step for step in plan)
    assert all("TEMP B-TREE FOR ORDER BY" not in step for step in plan) or len(filters.statuses) > 0


async def test_the_schemas_order_is_the_programs_order(store: Store) -> None:
    """The rank column and the position of a page agree for every status."""
    for status in RANKS:
        await add(store, f"HB-{status}", status=status)  # type: ignore[arg-type]
    found = await store.db.read(
        lambda tx: {row["status"]: row["rank"] for row in tx.execute("SELECT status, rank FROM registration")}
    )
    assert found == RANKS


async def test_a_case_of_an_erased_person_has_no_content(store: Store) -> None:
    """Between key and rows the queue still opens; what was handed over cannot be read any more."""
    case = await add(store)
    await add(store, "HB-2")
    store.vault.destroy(case.participant)
    page = await store.db.read(lambda tx: registrations.listed(tx, store.vault, PROGRAM, Filters()))
    assert [found.content is None for found in page] == [True, False]


async def test_the_timeline_tells_what_happened(store: Store) -> None:
    """In order, by whom; a refused change leaves no trace."""
    case = await add(store)
    staff = await colleague(store)

    def work(tx: sqlite3.Connection) -> None:
        registrations.claim(tx, case.id, staff, 1, NOW)
        registrations.claim(tx, case.id, "id-iemand", 1, NOW)
        registrations.set_status(tx, case.id, "contacted", 2, who=staff, now=NOW)
        registrations.set_status(tx, case.id, "waiting", 2, who=staff, now=NOW)
        registrations.release(tx, case.id, staff, 3, NOW + HOUR)

    await store.db.write(work)
    found = await store.db.read(lambda tx: timeline.events(tx, case.id))
    assert [(event.kind, event.who) for event in found] == [
        ("registered", timeline.PARTICIPANT),
        ("claimed", staff),
        ("status:contacted", staff),
        ("released", staff),
    ]
    assert found[-1].at == NOW + HOUR
