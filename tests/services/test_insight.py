from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.insight import FEWEST, Insight, StepFigures
from tests.house import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A running house."""
    async with open_house(tmp_path) as opened:
        yield opened


async def figures(house: House, *, days: int = 7) -> dict[str, StepFigures]:
    """What coordinators see, by step."""
    insight = Insight(store=house.store, clock=house.clock)
    found = await insight.figures(house.library.current.dialog, days=days)
    return {one.step: one for one in found}


async def test_where_people_go_on_go_back_and_ask_for_help(house: House) -> None:
    """Counted as they walk: visits, who went no further, back and help, each at the step where it happened."""
    for number in range(FEWEST + 1):
        guest = await house.guest(str(number)).says("/start")
        await guest.presses("Ik wil me aanmelden")
        await guest.presses("Terug")
        await guest.says("/help")
    found = await figures(house)
    many = FEWEST + 1
    assert found["welkom"].visits == 2 * many
    assert found["rol"].visits == many
    assert found["rol"].back == many
    assert found["rol"].left == 0
    assert found["welkom"].help == many
    assert found["wens"].visits == 0
    house.clock.advance(days=30)
    assert (await figures(house))["welkom"].visits == 0
    assert (await figures(house, days=60))["welkom"].visits == 2 * many


async def test_small_numbers_are_not_shown(house: House) -> None:
    """Nobody can be recognised in a number; nothing at all may be said."""
    await house.guest("1").says("/start")
    found = await figures(house)
    assert found["welkom"].visits is None
    assert found["welkom"].left is None
    assert found["rol"].visits == 0


async def test_what_is_counted_names_nobody(house: House) -> None:
    """A day, a version, a step and a number are all there is."""
    await house.guest("1").says("/start")
    columns = await house.store.db.read(lambda tx: [row["name"] for row in tx.execute("PRAGMA table_info(step_count)")])
    assert columns == ["day", "revision", "step", "what", "n"]


def test_figures_are_short_lines_without_what_is_too_small() -> None:
    """What is nought or hidden is not said."""
    figures = StepFigures(step="rol", visits=20, left=25, unclear=None, back=6, help=0, stop=5)
    assert list(figures.in_words()) == ["20 keer bezocht", "25% ging niet verder", "terug 6 · stop 5"]
    assert list(StepFigures(step="x", visits=5, left=0, unclear=0, back=0, help=0, stop=0).in_words()) == [
        "5 keer bezocht"
    ]
