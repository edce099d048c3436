from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.channels import TryLater
from bot.services.health import LASTING, SILENT, STUCK, Health, in_words
from bot.services.notify import Notify
from tests.engine.small import NOW
from tests.house import GROUP, Clock, House, open_house


@dataclass
class Line:
    """The line to Telegram, moved by hand."""

    heard: float | None = 0.0
    tried: float = 0.0


class Seconds:
    """The monotonic clock, moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def health(house: House, line: Line | None = None, seconds: Seconds | None = None) -> Health:
    """Looking at a house."""
    return Health(
        store=house.store,
        deliver=house.deliver,
        notify=Notify(vault=house.store.vault, group=GROUP),
        clock=house.clock,
        line=line,
        monotonic=seconds or Seconds(),
    )


async def test_a_quiet_house_is_well(tmp_path: Path) -> None:
    """Nothing to do is no reason to worry."""
    async with open_house(tmp_path) as house:
        assert await health(house).look() == ()
        assert await health(house, Line()).look() == ()


async def test_not_hearing_from_telegram_is_unwell_and_hearing_again_is_well(tmp_path: Path) -> None:
    """What counts is when something was last received, not that the process runs; a bot that never joined is deaf too."""
    async with open_house(tmp_path) as house:
        line, seconds = Line(heard=None), Seconds()
        looking = health(house, line, seconds)
        seconds.now = SILENT + 1
        assert await looking.look() == ("telegram",)

        line.heard = seconds.now
        seconds.now += 2
        assert await looking.look() == ()


async def test_a_message_that_stays_unanswered_is_unwell(tmp_path: Path) -> None:
    """However the rest runs: the first in line has waited too long."""
    clock = Clock()
    async with open_house(tmp_path, clock=clock) as house:
        await house.guest("1").sends({"text": "/start"}, settle=False)
        assert await health(house).look() == ()
        clock.advance(minutes=2)
        assert await health(house).look() == ("mailbox",)


async def test_an_answer_that_stays_here_is_unwell(tmp_path: Path) -> None:
    """Something that could go out and is not taken up; what waits for its next try or for a release is no reason."""
    clock = Clock()
    async with open_house(tmp_path, clock=clock) as house:
        await house.guest("1").sends({"text": "/start"}, settle=False)
        await house.receive.work()
        clock.advance(minutes=3)
        assert await health(house).look() == ("sending",)

        house.channels["telegram"].answers = [TryLater(seconds=600, reason="too-many")]
        await house.deliver.once()
        assert await health(house).look() == ()


async def test_a_store_that_takes_nothing_is_unwell_and_not_alive(tmp_path: Path) -> None:
    """When nothing can be kept, a restart may help."""
    async with open_house(tmp_path) as house:
        looking = health(house)
        assert await looking.alive()
        await house.store.db.close()

        assert await looking.look() == ("writer",)
        assert not await looking.alive()


async def test_a_line_that_hangs_is_not_alive_but_one_without_answer_is(tmp_path: Path) -> None:
    """Telegram being away is nothing a restart would mend, and would only disturb the web chat."""
    async with open_house(tmp_path) as house:
        line, seconds = Line(), Seconds()
        looking = health(house, line, seconds)
        seconds.now = line.tried = 10_000.0
        assert await looking.look() == ("telegram",)
        assert await looking.alive()

        seconds.now += STUCK + 1
        assert not await looking.alive()


async def test_what_stays_wrong_is_told_once(tmp_path: Path) -> None:
    """Not at once, and not again: the group hears what and since when, and after it was mended it hears the next time."""
    async with open_house(tmp_path) as house:
        line, seconds = Line(), Seconds()
        looking = health(house, line, seconds)
        group = house.guest(GROUP)

        async def passes(by: float) -> int:
            seconds.now += by
            await looking.watch()
            await house.settle()
            return len(group.sees)

        assert await passes(SILENT + 1) == 0
        assert await passes(LASTING + 1) == 1
        assert group.last == in_words(("telegram",), NOW)
        assert await passes(100) == 1
        line.heard = seconds.now
        assert await passes(2) == 1
        assert await passes(SILENT + 1) == 1
        assert await passes(LASTING + 1) == 2


async def test_a_job_that_keeps_failing_is_unwell(tmp_path: Path) -> None:
    """Once is an accident; three times in a row is not."""
    async with open_house(tmp_path) as house:
        looking = health(house)
        looking.failures["purge"] = 2
        assert await looking.look() == ()
        looking = health(house)
        looking.failures["purge"] = 3
        assert await looking.look() == ("jobs",)


async def test_a_text_whose_markup_was_refused_is_told_once_a_day(tmp_path: Path) -> None:
    """It went out plain; a coordinator should mend the text."""
    async with open_house(tmp_path) as house:
        refused = [0]
        looking = health(house)
        looking.markup_refused = lambda: refused[0]
        group = house.guest(GROUP)
        for count in (0, 1, 1, 2):
            refused[0] = count
            await looking.watch()
            await house.settle()

        assert ["opmaak" in one.text for one in group.sees] == [True]
