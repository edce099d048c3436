from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.services.backup import back_up
from bot.services.forget import Forget
from bot.store import audit, erasures, outbox, participants
from bot.store.masterkey import load_master_key
from tests import attacker
from tests.engine.small import TEXTS
from tests.house import Clock, Guest, House, open_house
from tests.steps import FORKS, killed_everywhere

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
    say: "Ik wis nu alles. Bewijs: {{ bewijsnummer }}."
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
        house.clock.advance(seconds=1)
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


async def told_and_asked(folder: Path) -> str:
    """A folder in which somebody told us things and then asked to be erased, last words sent; gives their id."""
    async with open_house(folder, texts=WITH_ERASURE) as house:
        guest = await told_us(house)
        await house.guest("2").says("/start")
        await guest.says("/wissen")
        await guest.presses("Ja, wis alles")
        return (await house.store.db.read(lambda tx: erasures.jobs(tx)[0])).participant


async def finish(folder: Path) -> None:
    """What the service does with it."""
    async with open_house(folder, texts=WITH_ERASURE) as house:
        await forget(house).round()


@FORKS
async def test_killed_at_any_step_an_erasure_is_ended_by_the_next_process(tmp_path: Path) -> None:
    """SIGKILL before each statement and each change of a file: the job stays, the next round ends it, nothing is left.

    Not a word, not a sealed byte, not the wrapped key; one line in the ledger, and somebody else is whole.
    """
    folder = tmp_path / "data"
    person = await told_and_asked(folder)
    pieces = sealed_pieces(folder, person)
    assert len(pieces) > 10
    places = killed_everywhere(finish, folder, tmp_path / "places")

    assert len(places) > 10
    for place in places:
        await finish(place)
        async with open_house(place, texts=WITH_ERASURE) as house:
            assert await forget(house).round() == 0
            assert await house.store.db.read(participants.count) == 1
            assert await house.store.db.read(lambda tx: erasures.erased(tx, house.store.vault, person))
            assert await house.store.db.read(lambda tx: audit.verify(tx, house.store.vault)) == []
            await house.guest("2").sends({"kind": "text", "text": "hoi"}, external_id="after")
        everything = b"".join(attacker.files(place).values())
        assert [piece for piece in (*pieces, CANARY.encode(), person.encode()) if piece in everything] == []


def sealed_pieces(folder: Path, person: str) -> list[bytes]:
    """A piece of everything that is stored for somebody, and of their wrapped key."""
    pieces = []
    with closing(sqlite3.connect(folder / "app.db")) as rows, closing(sqlite3.connect(folder / "keys.db")) as keys:
        for table, column in (("session", "content"), ("outbox", "ref"), ("inbox", "payload"), ("outbox", "content")):
            found = rows.execute(f"SELECT {column} FROM {table} WHERE participant = ?", (person,))  # noqa: S608 - ours
            pieces += [value[30:62] for (value,) in found if value]
        pieces += [value[30:62] for (value,) in rows.execute("SELECT address FROM participant WHERE id = ?", (person,))]
        pieces += [value[-32:] for (value,) in keys.execute("SELECT wrapped FROM owner_key WHERE owner = ?", (person,))]
    return pieces


async def test_nothing_of_an_erased_person_can_be_decrypted_anywhere(tmp_path: Path) -> None:
    """With the master key and every key that is left: not in the data folder and not in yesterday's backup."""
    data, backup = tmp_path / "data", tmp_path / "backups"
    backup.mkdir()
    await told_and_asked(data)
    async with open_house(data, texts=WITH_ERASURE) as house:
        await back_up(house.store, backup / "gisteren", with_keys=False)
        master = load_master_key(data / "master.key").secret
        before = attacker.keys_with(master, data / "keys.db")
        await forget(house).round()
    values = [value for path in attacker.databases(tmp_path) for value in attacker.blobs(path)]

    assert attacker.decrypted(values, before, [CANARY]) != []  # with yesterday's keys it could: the search works
    assert attacker.decrypted(values, attacker.keys_with(master, data / "keys.db"), [CANARY]) == []
    assert attacker.decrypted(values, attacker.candidates(values), [CANARY]) == []
    assert attacker.standing(attacker.files(tmp_path), [CANARY]) == []


async def test_the_last_words_and_the_number_to_ask_with_stay_in_the_chat(tmp_path: Path) -> None:
    """All else is taken out; with the number staff see when it was done, and before that: not yet."""
    async with open_house(tmp_path, texts=WITH_ERASURE) as house:
        guest = await told_us(house)
        house.clock.advance(seconds=1)
        await guest.says("/wissen")
        await guest.presses("Ja, wis alles")
        (number,) = re.findall(r"WIS-[0-9A-Z]{4}-[0-9A-Z]{4}", guest.last)
        last = f"m{len(house.channels['telegram'].sent)}"
        assert await house.store.db.read(lambda tx: erasures.proven(tx, number)) is None
        await forget(house).round()

        removed = [one.ref for one in guest.sees if one.kind == "remove"]
        assert last not in removed
        assert "m1" in removed
        assert await house.store.db.read(lambda tx: erasures.proven(tx, number)) == house.clock()


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
