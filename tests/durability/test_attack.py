"""Requests by the thousand that no browser of ours sends, and guesses by the thousand at codes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.services.visit import Visit
from bot.store.opening import open_store
from tests.durability.fuzzing import Fuzz, a_case, attacked, small_scripts
from tests.durability.guessing import at_the_door, at_the_store, holders
from tests.journeys.conftest import settings


async def fuzz(folder: Path, requests: int, seed: int) -> Fuzz:
    """So many requests at a fresh house; what went wrong is in the answer."""
    async with attacked(settings(folder, dialogs_dir=small_scripts(folder / "scripts"))) as app:
        done = Fuzz(app=app, reference=await a_case(app), chance=random.Random(seed))  # noqa: S311
        await done.run(requests)
        return done


async def test_no_request_breaks_anything_or_gets_what_it_may_not(tmp_path: Path) -> None:
    """Odd methods, addresses, fields, bodies and cookies, with and without sessions and tokens: 0 × 5xx, no wrong yes."""
    done = await fuzz(tmp_path, 600, seed=1)

    assert done.wrong == []
    assert {200, 303, 400, 403, 404, 405} <= set(done.statuses)


@pytest.mark.long
@pytest.mark.timeout(7200)
async def test_a_hundred_thousand_requests(tmp_path: Path) -> None:
    """The same, a hundred thousand times."""
    assert (await fuzz(tmp_path, 100_000, seed=2)).wrong == []


async def guessed(folder: Path, *, people: int, direct: int, through_door: int) -> str:
    """Guess; gives what it came to in one line. A code that is right is let in both ways, so the search works."""
    async with open_store(folder) as store:
        visit = Visit(store=store, receive=None)  # type: ignore[arg-type]
        (code, *_) = await holders(store, people)
        assert await visit.come_back(code) == code
        hits, each = await at_the_store(visit, direct)
        statuses, seconds = await at_the_door(visit, through_door, every=0.01)

    tried = statuses[404]
    assert hits == 0
    assert set(statuses) == {404, 429}
    assert tried <= 60 + seconds / 2 + 1
    return (
        f"{people} codes: {direct} guesses at the store, {hits} hits, {each:.0f} us each; {through_door} at the door,"
        f" a hundred a second: {tried} looked up, {statuses[429]} refused, 0 hits"
    )


async def test_codes_to_come_back_cannot_be_guessed(tmp_path: Path) -> None:
    """Nobody is hit, and of a crowd of guesses the door lets one through every two seconds, whoever sends them."""
    assert "1000 guesses at the store, 0 hits" in await guessed(tmp_path, people=50, direct=1_000, through_door=400)


@pytest.mark.long
@pytest.mark.timeout(7200)
async def test_a_million_guesses_hit_nobody(tmp_path: Path) -> None:
    """A million at the store itself, and fifty thousand at the door."""
    print(await guessed(tmp_path, people=2_000, direct=1_000_000, through_door=50_000))  # noqa: T201 - measured
