"""The case page: what is shown to whom, what is noted first, and taking and giving back."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from bot.store import audit
from bot.store.sight import PROGRAM
from tests.console.house import VICTIM, House, send


async def test_shows_the_answers_in_the_words_they_were_given(house: House) -> None:
    """Choices read as the participant saw them; what was typed stands beside the day it was taken for."""
    await house.colleague("anna", "coordinator")
    reference = await house.registered(VICTIM)
    page = (await (await house.logged_in("anna")).get(f"/staff/cases/{reference}")).text
    for words in ("Mij is iets aangedaan", "Een brief", "1 september 2026", "na de zomer", "Mogelijk onder druk"):
        assert words in page
    assert "Weet ik niet" in page
    assert "Overgeslagen" in page


async def test_stored_script_stays_text(house: House) -> None:
    """Whatever a participant typed is shown as text, kept apart from the text around it."""
    await house.colleague("anna", "coordinator")
    reference = await house.registered(VICTIM)
    page = (await (await house.logged_in("anna")).get(f"/staff/cases/{reference}")).text
    assert "<script>alert" not in page
    assert "<bdi class='own'>Liever niet bellen &lt;script&gt;alert(1)&lt;/script&gt;</bdi>" in page


async def test_contact_is_for_the_holder(house: House) -> None:
    """A colleague sees that there is contact data, and sees it only after taking the case."""
    await house.colleague("anna")
    reference = await house.registered(VICTIM)
    anna = await house.logged_in("anna")
    before = (await anna.get(f"/staff/cases/{reference}")).text
    for secret in ("Roos", "31612345678", "Liever niet bellen"):
        assert secret not in before
    taken = await send(anna, f"/staff/cases/{reference}/claim", {"version": "1"})
    assert taken.status_code == 303
    after = (await anna.get(f"/staff/cases/{reference}")).text
    assert "Roos de Wit" in after
    assert "+31612345678" in after


async def test_name_is_never_in_title_or_address(house: House) -> None:
    """A browser's history and tabs show the reference, never the person."""
    await house.colleague("anna", "coordinator")
    reference = await house.registered(VICTIM)
    page = (await (await house.logged_in("anna")).get(f"/staff/cases/{reference}")).text
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert title == f"{reference} · herstelbot"
    assert not [part for part in page.split("href=")[1:] if "Roos" in part.split(">")[0]]


async def test_every_view_is_noted_first(house: House) -> None:
    """Each opening leaves a row saying who and whether contact data was shown."""
    await house.colleague("anna")
    await house.colleague("bea", "coordinator")
    reference = await house.registered(VICTIM)
    await (await house.logged_in("anna")).get(f"/staff/cases/{reference}")
    await (await house.logged_in("bea")).get(f"/staff/cases/{reference}")
    rows = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM, ref=reference))
    assert [(row.who, row.what) for row in reversed(rows)] == [("id-anna", "viewed"), ("id-bea", "viewed-contact")]


async def test_nothing_is_shown_when_the_trail_cannot_be_written(house: House) -> None:
    """A view that cannot be noted is not shown."""
    await house.colleague("anna", "coordinator")
    reference = await house.registered(VICTIM)
    anna = await house.logged_in("anna")
    await house.store.db.write(
        lambda tx: tx.execute(
            "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END"
        ).close()
    )
    with pytest.raises(Exception, match="full"):
        await anna.get(f"/staff/cases/{reference}")


@pytest.mark.parametrize("guess", ["HB-2222-2222", "HB-0000-0000", "..%2f", "1", "'; DROP TABLE registration; --"])
async def test_guessed_reference_is_nowhere(house: House, guess: str) -> None:
    """An unknown reference, a mistyped one and nonsense all give the same missing page."""
    await house.colleague("anna", "administrator")
    anna = await house.logged_in("anna")
    nowhere = await anna.get("/staff/nergens")
    answer = await anna.get(f"/staff/cases/{guess}")
    assert answer.status_code == 404
    assert answer.text == nowhere.text


async def test_fifty_claims_at_once_give_one_holder(house: House) -> None:
    """Of fifty presses by ten colleagues exactly one takes the case; everybody else is told who has it."""
    reference = await house.registered(VICTIM)
    browsers = []
    for number in range(10):
        await house.colleague(f"c{number}", name=f"Collega {number}")
        browsers.append(await house.logged_in(f"c{number}"))
    answers = await asyncio.gather(
        *(send(browser, f"/staff/cases/{reference}/claim", {"version": "1"}) for browser in browsers for _ in range(5))
    )
    holder = await house.holder(reference)
    assert holder is not None
    name = f"Collega {holder.removeprefix('id-c')}"
    for number, answer in enumerate(answers):
        if f"id-c{number // 5}" == holder:
            assert answer.status_code == 303
        else:
            assert answer.status_code == 409
            assert f"{name}</bdi> was net iets eerder" in answer.text
    rows = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM, ref=reference))
    assert {row.who for row in rows if row.what == "claimed"} == {holder}


async def test_giving_back_is_for_the_holder_and_the_coordinator(house: House) -> None:
    """A colleague cannot give away what another holds; a coordinator can."""
    for login, role in (("anna", "staff"), ("bram", "staff"), ("bea", "coordinator")):
        await house.colleague(login, role)  # type: ignore[arg-type]
    reference = await house.registered(VICTIM)
    path = f"/staff/cases/{reference}"
    await send(await house.logged_in("anna"), f"{path}/claim", {"version": "1"})
    assert (await send(await house.logged_in("bram"), f"{path}/release", {"version": "2"})).status_code == 404
    assert await house.holder(reference) == "id-anna"
    assert (await send(await house.logged_in("bea"), f"{path}/release", {"version": "2"})).status_code == 303
    assert await house.holder(reference) is None


async def test_an_old_page_changes_nothing(house: House) -> None:
    """A form made from an older version of the case is answered with what is the matter."""
    await house.colleague("anna")
    reference = await house.registered(VICTIM)
    answer = await send(await house.logged_in("anna"), f"/staff/cases/{reference}/claim", {"version": "7"})
    assert answer.status_code == 409
    assert "intussen veranderd" in answer.text
    assert await house.holder(reference) is None


@pytest.mark.parametrize("version", ["", "x", "1.5"])
async def test_a_broken_version_is_refused(house: House, version: Any) -> None:
    """A form without a usable version is not guessed at."""
    await house.colleague("anna")
    reference = await house.registered(VICTIM)
    answer = await send(await house.logged_in("anna"), f"/staff/cases/{reference}/claim", {"version": version})
    assert answer.status_code == 400


async def test_erased_person_leaves_the_shell(house: House) -> None:
    """After the key of a person is destroyed the page says so and holds nothing of them."""
    await house.colleague("anna", "coordinator")
    reference = await house.registered(VICTIM)
    person = await house.store.db.read(
        lambda tx: str(tx.execute("SELECT participant FROM registration").fetchone()["participant"])
    )
    house.store.vault.destroy(person)
    page = await (await house.logged_in("anna")).get(f"/staff/cases/{reference}")
    assert page.status_code == 200
    assert "zijn gewist" in page.text
    assert "Roos" not in page.text


async def test_the_page_says_when_it_ends_and_what_holds_it(house: House) -> None:
    """The day of erasing is there for all, marked when near; a hold is there for all too, and only who oversees lifts it."""
    await house.colleague("anna")
    await house.colleague("bea", "coordinator")
    reference = await house.registered(VICTIM)
    anna, bea = await house.logged_in("anna"), await house.logged_in("bea")
    path = f"/staff/cases/{reference}"
    page = (await anna.get(path)).text
    assert re.search(r"<span>Wordt gewist na <time[^>]*>31 mei 2026<", page)
    assert "Bewaarplicht" not in page
    assert (await send(anna, f"{path}/hold", {"reason": "court"})).status_code == 404
    await send(bea, f"{path}/hold", {"reason": "court"})
    page = (await anna.get(path)).text
    assert "Bewaarplicht: Vraag van rechter, politie of officier van justitie. Ingesteld door <bdi>Bea</bdi>" in page
    assert "Wordt gewist na" not in page
    await send(bea, f"{path}/lift")
    house.clock.forward(days=80)
    anna, bea = await house.logged_in("anna"), await house.logged_in("bea")
    page = (await anna.get(path)).text
    assert '<span class="late">Wordt gewist na' in page
    assert reference in (await anna.get("/staff/?tab=ending")).text
    assert "Bijna gewist" in (await anna.get("/staff/")).text
