from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.services.forget import Forget
from bot.store import erasures, outbox, participants
from tests.engine.small import TEXTS
from tests.house import Clock, Guest, House, open_house

STEPS = """
  - id: wissen
    aside: true
    say: "Zeker weten?"
    ask: choice
    choices:
      - {id: ja, label: "Ja, wis alles", next: gewist}
      - {id: nee, label: "Nee", next: return}
    next: return
  - id: gewist
    say: "Ik wis nu alles."
    do: erase
    end: true
  - id: gegevens
    say: "Dit is van jou bewaard."
    do: show-data
    next: gegevens-klaar
  - id: gegevens-klaar
    say: "Dat is alles."
    next: return
"""
COMMANDS = (
    '\n  wissen: {description: "Wissen", step: wissen}\n  mijngegevens: {description: "Gegevens", step: gegevens}'
)
WITH_ERASURE = {
    **TEXTS,
    "conversations/gesprek.yaml": TEXTS["conversations/gesprek.yaml"] + STEPS,
    "system.yaml": TEXTS["system.yaml"] + COMMANDS,
}
CANARY = "Kanariegeel"


async def told_us(house: House) -> Guest:
    """Somebody who went some way and gave a telling name."""
    guest = await house.guest("1").says("/start")
    for label in ("Ik wil me aanmelden", "Mij is iets aangedaan", "Ja", "Een brief", "Klaar", "Zo snel mogelijk"):
        await guest.presses(label)
    return await guest.says(CANARY)


def forget(house: House) -> Forget:
    return Forget(house.store, house.channels, house.clock)


def readable(folder: Path) -> bool:
    """Whether the telling name stands anywhere in the folder's bytes."""
    return any(CANARY.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_somebody_who_asks_is_erased_everywhere(tmp_path: Path) -> None:
    """After a yes the person's key, rows and messages are gone, and the ledger says so without saying who."""
    async with open_house(tmp_path, texts=WITH_ERASURE) as house:
        guest = await told_us(house)
        await guest.says("/wissen")
        await guest.presses("Ja, wis alles")
        person = await house.store.db.read(lambda tx: erasures.jobs(tx)[0].participant)
        assert await forget(house).round() == 1

        assert await house.store.db.read(participants.count) == 0
        assert not house.store.vault.holds(person)
        assert await house.store.db.read(lambda tx: erasures.erased(tx, house.store.vault, person))
        assert [one.kind for one in guest.sees].count("remove") > 3
        assert not readable(tmp_path)


async def test_nothing_is_erased_without_a_second_yes(tmp_path: Path) -> None:
    """Asking and then thinking again keeps everything."""
    async with open_house(tmp_path, texts=WITH_ERASURE) as house:
        guest = await told_us(house)
        await guest.says("/wissen")
        await guest.presses("Nee")

        assert await forget(house).round() == 0
        assert await house.store.db.read(participants.count) == 1


async def test_the_last_words_arrive_before_the_person_is_forgotten(tmp_path: Path) -> None:
    """As long as the goodbye is in line the erasure waits, but never longer than a minute."""
    clock = Clock()
    async with open_house(tmp_path, texts=WITH_ERASURE, clock=clock) as house:
        guest = await told_us(house)
        await guest.says("/wissen")
        press = {"kind": "press", "press": guest.sees[-1].buttons[0][0].data}
        await guest.sends(press, settle=False)
        await house.receive.work()
        assert await forget(house).round() == 0

        clock.advance(seconds=61)
        assert await forget(house).round() == 1


class Stopped(Exception):  # noqa: N818 - it is what happens
    """The process ended here."""


@pytest.mark.parametrize("at", ["destroy", "erase", "checkpoint", "finish"])
async def test_an_erasure_that_is_broken_off_is_finished_by_the_next_process(
    tmp_path: Path, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it stops, the job stays, and the next round ends it; nothing of the person is left."""

    def stop(*_: Any, **__: Any) -> Any:
        raise Stopped

    async with open_house(tmp_path, texts=WITH_ERASURE) as house:
        guest = await told_us(house)
        await guest.says("/wissen")
        await guest.presses("Ja, wis alles")
        owner: Any = {
            "destroy": house.store.vault,
            "erase": participants,
            "checkpoint": house.store.db,
            "finish": erasures,
        }
        with monkeypatch.context() as patch:
            patch.setattr(owner[at], at, stop)
            with pytest.raises(Stopped):
                await forget(house).round()

    async with open_house(tmp_path, texts=WITH_ERASURE) as house:
        assert await forget(house).round() == 1
        assert await house.store.db.read(participants.count) == 0
    assert not readable(tmp_path)


async def test_a_backup_of_the_data_does_not_bring_somebody_back(tmp_path: Path) -> None:
    """Yesterday's copy of the database cannot be opened any more for an erased person: the key is gone."""
    copy = tmp_path / "yesterday.db"
    async with open_house(tmp_path / "data", texts=WITH_ERASURE) as house:
        guest = await told_us(house)
        await house.store.db.copy_to(copy)
        await guest.says("/wissen")
        await guest.presses("Ja, wis alles")
        person = await house.store.db.read(lambda tx: erasures.jobs(tx)[0].participant)
        await forget(house).round()

        rows = sqlite3.connect(copy)
        assert rows.execute("SELECT count(*) FROM session WHERE participant = ?", (person,)).fetchone() == (1,)
        rows.close()
        assert not house.store.vault.holds(person)


async def test_what_is_kept_can_be_read_and_taken_along(tmp_path: Path) -> None:
    """The person sees their answers in words, and once more as JSON."""
    async with open_house(tmp_path, texts=WITH_ERASURE) as house:
        guest = await told_us(house)
        await guest.says("/mijngegevens")

        said = "\n".join(one.text for one in guest.sees[-6:])
        assert f"**Naam**\n{CANARY}" in said
        assert f'"contact.name": {{"value": "{CANARY}"' in said
        assert (await house.store.db.read(outbox.counts)).failed == 0
