"""A case that is closed to a colleague: for them it is as if it had never come."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.console.site import PAGES, SCRIPTS
from bot.engine.registration import Registration
from bot.services import close_off, count, digest
from bot.store import audit, ids, participants, registrations, sight, views
from bot.store.expiry import Terms
from bot.store.opening import open_store
from bot.store.sight import GROUP, PROGRAM
from tests.console.house import VICTIM, House, open_house, send

OFFENDER = {"role": "dader", "forms": ["gesprek"], "flags": ["tolk"], "circumstances": {"detained": "pi"}}
UNKNOWN = ids.reference()


async def told(house: House, address: str, answers: Any) -> str:
    """Somebody who registers, counted as the conversation does it; gives the reference."""
    (reference,) = await house.handed_over(address, [house.clock()], answers)

    def work(tx: sqlite3.Connection) -> None:
        case = registrations.by_reference(tx, house.store.vault, PROGRAM, reference)
        assert case is not None
        assert case.content is not None
        registration = Registration.model_validate_json(case.content)
        count.count(tx, registration, house.clock())
        count.reached(tx, ["rol", "vorm"], house.clock())
        count.remember(tx, house.store.vault, case, registration, ["rol", "vorm"])
        close_off.inherit(tx, house.store.vault, case)
        audit.append(tx, house.store.vault, who="participant", what="registered", ref=reference, now=house.clock())

    await house.store.db.write(work)
    return reference


@asynccontextmanager
async def office(folder: Path, *, with_case: bool) -> AsyncIterator[tuple[House, str]]:
    """A team with two cases, and perhaps a third that is closed to Carla, who administers and so may see every page.

    Gives that case's reference, or one that is nowhere. Bea has worked on it and asked for everything about it.
    """
    async with open_store(folder) as store, open_house(store) as house:
        for login, role in (("anna", "staff"), ("bea", "coordinator"), ("carla", "administrator")):
            await house.colleague(login, role)  # type: ignore[arg-type]
        first = await told(house, "1", VICTIM)
        closed = await told(house, "2", OFFENDER) if with_case else UNKNOWN
        await told(house, "3", VICTIM)
        anna, bea = await house.logged_in("anna"), await house.logged_in("bea")
        await send(anna, f"/staff/cases/{first}/claim", {"version": "1"})
        if with_case:
            for path, form in (
                ("claim", {"version": "1"}),
                ("note", {"text": "een notitie"}),
                ("export", {"why": "mediator", "form": "json"}),
                ("close", {"colleague": "id-carla"}),
                ("link", {"other": first, "verdict": "same-event"}),
            ):
                await send(bea, f"/staff/cases/{closed}/{path}", form)
            assert (await bea.get(f"/staff/cases/{closed}/here")).status_code == 200
        await store.db.write(
            lambda tx: views.keep(tx, store.vault, staff=None, name="Daders", query="role=dader&flag=tolk")
        )
        await send(anna, f"/staff/cases/{first}/release", {"version": "2"})
        yield house, closed


def plain(answer: httpx.Response) -> str:
    """An answer without what differs by chance: references, tokens, a secret and its picture."""
    text = re.sub(r"<svg.*?</svg>|(?<=name='token' value=')\w+", "", answer.text, flags=re.DOTALL)
    text = re.sub(r"HB-[0-9A-Z]{4}-[0-9A-Z]{4}", "HB", text)
    return re.sub(r"\b[A-Z2-7]{32}\b|\b(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\b", "", text)


def paths(reference: str, method: str) -> list[str]:
    """Every address of the console with this method, about this case where it is about one."""
    filled = [
        re.sub(r"\{account\}", "id-bea", page.path.replace("{reference}", reference))
        for page in PAGES
        if page.method == method and page not in SCRIPTS
    ]
    assert len(filled) > 10
    return [f"/staff{path}" for path in filled]


QUERIES = {
    "/staff/": [
        "",
        "?role=dader",
        "?flag=tolk",
        "?tab=claimed",
        "?tab=finished",
        "?tab=late",
        "?tab=today",
        "?tab=ending",
        "?mine=1",
    ],
    "/staff/audit": ["", "?ref={reference}", "?check=1", "?before=4"],
    "/staff/figures": ["", "?outside=1", "?year=2025"],
    "/staff/figures/csv": ["", "?outside=1"],
}


async def everything(house: House, reference: str) -> dict[str, tuple[int, str]]:
    """Every page as Carla gets it, without what differs by chance; the reference is in none of them."""
    carla, found = await house.logged_in("carla"), {}
    for path in paths(reference, "GET"):
        for query in QUERIES.get(path, [""]):
            address = path + query.format(reference=reference)
            answer = await carla.get(address)
            if "ref=" not in address:  # a search box repeats what was typed
                assert reference not in answer.text, address
            found[address.replace(reference, "HB")] = (answer.status_code, plain(answer))
    for typed in (reference, "0612345678"):
        answer = await send(carla, "/staff/find", {"for": typed})
        assert reference not in answer.text
        found[f"find {typed.replace(reference, 'HB')}"] = (answer.status_code, plain(answer))
    for number, other in enumerate(re.findall(r"data-row>(HB-[0-9A-Z-]+)<", (await carla.get("/staff/")).text)):
        found[f"case {number}"] = (200, plain(await carla.get(f"/staff/cases/{other}")))
    for form, contact in (("csv", "1"), ("json", "")):
        answer = await send(carla, "/staff/export", {"why": "archive", "form": form, "contact": contact})
        assert reference not in answer.text
        found[f"export {form}"] = (answer.status_code, plain(answer))
    return found


async def test_no_page_differs_from_one_where_the_case_never_was(tmp_path: Path) -> None:
    """Every page, count, figure, export and row number is the same as in a house to which that person never came."""
    async with office(tmp_path / "a", with_case=True) as (house, closed):
        there = await everything(house, closed)
        assert closed in (await (await house.logged_in("bea")).get("/staff/")).text
    async with office(tmp_path / "b", with_case=False) as (house, nowhere):
        never = await everything(house, nowhere)
    for address, expected in never.items():
        assert there[address] == expected, address
    assert there.keys() == never.keys()


async def test_no_form_tells_a_closed_case_from_an_unknown_one(tmp_path: Path) -> None:
    """Whatever is sent about a closed case is answered as for a reference that is nowhere, and changes nothing."""
    fields = {"version": "5", "to": "id-bea", "colleague": "id-anna", "status": "contacted", "text": "x", "way": "phone",
              "result": "none", "why": "archive", "number": "1", "reason": "court"}  # fmt: skip
    async with office(tmp_path, with_case=True) as (house, closed):
        carla = await house.logged_in("carla")
        version = await house.case_version(closed)
        for known, unknown in zip(paths(closed, "POST"), paths(UNKNOWN, "POST"), strict=True):
            if "/cases/" in known:
                answers = [await send(carla, path, fields) for path in (known, unknown)]
                assert answers[0].status_code == answers[1].status_code, known
                assert answers[0].status_code == (404 if "case-system" not in known else 400), "there is none here"
                assert plain(answers[0]) == plain(answers[1])
        assert await house.case_version(closed) == version
        rows = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM, ref=closed))
        assert "id-carla" not in {row.who for row in rows}


async def test_what_is_closed_cannot_be_given_to_them(tmp_path: Path) -> None:
    """Neither one case nor everything at once: what is closed stays where it is, and who gives it is told."""
    async with office(tmp_path, with_case=True) as (house, closed):
        bea = await house.logged_in("bea")
        version = str(await house.case_version(closed))
        assert (
            "id-carla" not in (await bea.get(f"/staff/cases/{closed}")).text.partition('name="to"')[2].partition("<")[0]
        )
        assert (
            await send(bea, f"/staff/cases/{closed}/give", {"version": version, "to": "id-carla"})
        ).status_code == 400
        given = await send(bea, "/staff/team/id-bea/hand-over", {"to": "id-carla"})
        assert given.headers["location"].endswith("told=some-stayed")
        assert await house.holder(closed) == "id-bea"
        carla = await house.logged_in("carla")  # she passes on what Bea holds, as far as she knows: nothing
        given = await send(carla, "/staff/team/id-bea/hand-over", {"to": "id-anna"})
        assert given.headers["location"].endswith("told=handed-over")
        assert await house.holder(closed) == "id-bea"


async def test_who_held_it_holds_it_no_longer(house: House) -> None:
    """Closing a case to its holder gives it back to the queue; who reopens it gives it back to their sight."""
    await house.colleague("anna")
    await house.colleague("bea", "coordinator")
    reference = await house.registered(VICTIM)
    anna, bea = await house.logged_in("anna"), await house.logged_in("bea")
    await send(anna, f"/staff/cases/{reference}/claim", {"version": "1"})
    await send(bea, f"/staff/cases/{reference}/close", {"colleague": "id-anna"})
    assert await house.holder(reference) is None
    assert (await anna.get(f"/staff/cases/{reference}")).status_code == 404
    page = (await bea.get(f"/staff/cases/{reference}")).text
    assert "Afgeschermd voor Anna" in page
    await send(bea, f"/staff/cases/{reference}/reopen", {"colleague": "id-anna"})
    assert (await anna.get(f"/staff/cases/{reference}")).status_code == 200
    rows = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM, ref=reference))
    assert [row.what for row in reversed(rows) if ":" in row.what] == ["closed:id-anna", "reopened:id-anna"]


async def test_closing_is_for_the_holder_and_who_oversees(house: House) -> None:
    """A colleague who does not hold a case cannot close it, nobody closes it to themselves, and who oversees remains."""
    for login, role in (("anna", "staff"), ("bram", "staff"), ("bea", "coordinator")):
        await house.colleague(login, role)  # type: ignore[arg-type]
    reference = await house.registered(VICTIM)
    anna, bram = await house.logged_in("anna"), await house.logged_in("bram")
    await send(anna, f"/staff/cases/{reference}/claim", {"version": "1"})
    path = f"/staff/cases/{reference}/close"
    assert (await send(bram, path, {"colleague": "id-anna"})).status_code == 404
    assert (await send(anna, path, {"colleague": "id-anna"})).status_code == 400
    assert (await send(anna, path, {"colleague": "id-niemand"})).status_code == 400
    alone = await send(anna, path, {"colleague": "id-bea"})
    assert alone.headers["location"].endswith("told=nobody-left")
    assert await house.store.db.read(lambda tx: sight.closed_to(tx, reference)) == []
    assert (await send(anna, path, {"colleague": "id-bram"})).status_code == 303
    # A colleague who may see the case, but not its contact data, is not told who knows somebody in it.
    await house.colleague("dirk")
    page = (await (await house.logged_in("dirk")).get(f"/staff/cases/{reference}")).text
    assert "Afgeschermd voor een collega" in page
    assert "Bram" not in page


async def test_the_same_persons_next_case_is_closed_as_well(tmp_path: Path) -> None:
    """Who registers again is not seen by the colleague to whom their earlier case is closed."""
    async with office(tmp_path, with_case=True) as (house, closed):
        again = await told(house, "2", OFFENDER)
        assert again != closed
        carla = await house.logged_in("carla")
        assert (await carla.get(f"/staff/cases/{again}")).status_code == 404
        assert "HB" in plain(await carla.get("/staff/"))


async def test_after_an_erasure_nothing_comes_up(tmp_path: Path) -> None:
    """When the person of a closed case is erased, neither its trail nor its place in the figures appears."""
    async with office(tmp_path, with_case=True) as (house, closed):
        carla = await house.logged_in("carla")
        before = [plain(await carla.get(path)) for path in ("/staff/figures", "/staff/audit?before=6")]

        def erase(tx: sqlite3.Connection) -> None:
            case = registrations.by_reference(tx, house.store.vault, PROGRAM, closed)
            assert case is not None
            participants.erase(tx, case.participant)

        await house.store.db.write(erase)
        assert [plain(await carla.get(path)) for path in ("/staff/figures", "/staff/audit?before=6")] == before
        assert closed not in (await carla.get("/staff/audit")).text


async def test_the_day_is_counted_without_it(tmp_path: Path) -> None:
    """The daily message, which the whole group reads, is the same as in a house to which that person never came."""
    said = []
    for with_case in (True, False):
        async with office(tmp_path / str(with_case), with_case=with_case) as (house, _):
            later = house.clock() + timedelta(days=21)
            said.append(await house.store.db.read(lambda tx, at=later: digest.daily(tx, GROUP, at, 5, Terms())))  # type: ignore[misc]
    assert said[0] == said[1]
    assert said[0] is not None
    assert "2 aanmeldingen" in said[0]


@pytest.mark.parametrize("answers", [OFFENDER, {"role": "dader"}])
async def test_a_case_from_before_is_left_out_by_what_it_says(house: House, answers: Any) -> None:
    """Of a case that came before this was kept, the figures leave out what they would count now."""
    for login, role in (("bea", "coordinator"), ("carla", "administrator")):
        await house.colleague(login, role)  # type: ignore[arg-type]
    reference = await house.registered(answers)
    whole = Registration.model_validate({"reference": reference, "created_at": "", "status": "new",
                                         "channel": "telegram", "script_revision": "r1", **answers})  # fmt: skip
    await house.store.db.write(lambda tx: count.count(tx, whole, house.clock()))
    carla = await house.logged_in("carla")
    assert "Dader" in (await carla.get("/staff/figures")).text
    await send(await house.logged_in("bea"), f"/staff/cases/{reference}/close", {"colleague": "id-carla"})
    assert "Dader" not in (await carla.get("/staff/figures")).text
