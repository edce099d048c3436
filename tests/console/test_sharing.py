"""Trying the draft without an account."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest

from tests.console.house import send
from tests.console.scripts_house import ScriptsHouse

LINK = re.compile(r'value="(https?://[^"]+/try/[^"]+)"')


@pytest.fixture
async def link(scripts: ScriptsHouse) -> str:
    """A link to a draft with another welcome."""
    await scripts.sends("/steps/welkom", say__1__text="Waar kan ik bij helpen?")
    found = LINK.search((await scripts.sends("/preview/share")).text)
    assert found is not None
    return found.group(1).removeprefix("http://huis.test")


async def shown(visitor: httpx.AsyncClient, path: str) -> str:
    """What a visitor sees."""
    return unescape((await visitor.get(path)).text)


async def test_a_colleague_without_an_account_tries_the_draft(scripts: ScriptsHouse, link: str) -> None:
    """As anybody, with buttons and words; nothing is stored, and nothing else of the console is open."""
    visitor = scripts.house.browser()
    assert "Je kunt je hier niet aanmelden" in await shown(visitor, link)
    begun = await send(visitor, link, {"role": "dader", "channel": "web"}, via=link)
    here = begun.headers["location"].partition("#")[0]
    page = await shown(visitor, here)
    assert "Waar kan ik bij helpen?" in page
    identifier = here.partition("id=")[2]
    press = re.search(r'name="press" value="([^"]+)">Wat is het\?<', page)
    assert press is not None
    await send(visitor, f"{link}/act", {"preview": identifier, "press": press.group(1)}, via=link)
    assert "Een bemiddelaar helpt jullie praten." in await shown(visitor, here)
    assert (await visitor.get("/staff/scripts")).status_code == 303
    counted = await scripts.house.store.db.read(
        lambda tx: [tx.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("session", "participant")]  # noqa: S608 - our own words
    )
    assert counted == [0, 0]


async def test_who_has_another_link_or_guesses_sees_nothing(scripts: ScriptsHouse, link: str) -> None:
    """A conversation is its own visitor's; a bent link leads nowhere, in kind words."""
    visitor = scripts.house.browser()
    begun = await send(visitor, link, {}, via=link)
    identifier = begun.headers["location"].partition("id=")[2].partition("#")[0]
    other = LINK.search((await scripts.sends("/preview/share")).text)
    assert other is not None
    assert "Dag. Ik ben" not in await shown(
        visitor, f"{other.group(1).removeprefix('http://huis.test')}?id={identifier}"
    )
    bent = link[:-6] + ("A" if link[-6] != "A" else "B") + link[-5:]
    answer = await visitor.get(bent)
    assert answer.status_code == 404
    assert "Deze link werkt niet meer" in answer.text
    gone = await send(visitor, f"{bent}/act", {"preview": identifier, "text": "hoi"}, via=link)
    assert gone.status_code == 404


async def test_a_link_dies_with_its_draft(scripts: ScriptsHouse, link: str) -> None:
    """Thrown away or published: there is nothing to try any more; without a draft no link is made."""
    await scripts.sends("/discard")
    visitor = scripts.house.browser()
    assert (await visitor.get(link)).status_code == 404
    assert "no-draft" in (await scripts.sends("/preview/share")).headers["location"]
