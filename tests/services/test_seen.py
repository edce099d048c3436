"""Who looked, for the participant: a role and a day, never a name."""

from __future__ import annotations

from datetime import date

from bot.engine.dialog import LOOKED
from bot.engine.languages import Voice
from bot.services.seen import in_words, looked
from bot.services.triage import Triage
from bot.store import audit
from tests.console.house import VICTIM, House
from tests.services.people import colleague


async def test_every_opening_is_told_by_role_and_day(house: House) -> None:
    """The same role on the same day once, the latest first, and of no other case."""
    anna, bram = await colleague(house, "anna"), await colleague(house, "bram")
    bea = await colleague(house, "bea", "coordinator")
    reference, other = await house.registered(VICTIM), await house.registered(VICTIM)
    triage = Triage(store=house.store, clock=house.clock)
    for who in (anna, bram, anna):
        await triage.look(who, reference)
    house.clock.forward(days=1)
    await triage.look(bea, reference)
    await triage.look(bea, other)
    assert await house.store.db.read(lambda tx: looked(tx, reference)) == [
        ("coordinator", date(2026, 3, 3)),
        ("staff", date(2026, 3, 2)),
    ]
    said = await house.store.db.read(lambda tx: in_words(tx, reference, LOOKED))
    assert said == "een coördinator op 3 maart 2026 en een medewerker op 2 maart 2026"


async def test_an_evening_counts_for_the_dutch_day(house: House) -> None:
    """At half past eleven in the evening in UTC it is tomorrow here."""
    anna, reference = await colleague(house, "anna"), await house.registered(VICTIM)
    house.clock.forward(hours=14)
    await Triage(store=house.store, clock=house.clock).look(anna, reference)
    assert await house.store.db.read(lambda tx: looked(tx, reference)) == [("staff", date(2026, 3, 3))]


async def test_claiming_is_not_looking_and_nobody_is_nothing(house: House) -> None:
    """Before anybody opened the case there is nothing to say."""
    anna, reference = await colleague(house, "anna"), await house.registered(VICTIM)
    await Triage(store=house.store, clock=house.clock).claim(anna, reference, 1)
    assert await house.store.db.read(lambda tx: in_words(tx, reference, LOOKED)) == ""


async def test_the_command_line_counts_as_an_administrator(house: House) -> None:
    """Who reads a registration on the machine itself is told of like anybody."""
    reference, now = await house.registered(VICTIM), house.clock()
    await house.store.db.write(
        lambda tx: audit.append(tx, house.store.vault, who="shell", what="viewed", ref=reference, now=now)
    )
    assert await house.store.db.read(lambda tx: looked(tx, reference)) == [("administrator", date(2026, 3, 2))]


async def test_only_the_latest_openings_are_told(house: House) -> None:
    """A long list is no news: at most three by default."""
    anna, reference = await colleague(house, "anna"), await house.registered(VICTIM)
    for _ in range(5):
        await Triage(store=house.store, clock=house.clock).look(anna, reference)
        house.clock.forward(days=1)
    said = await house.store.db.read(lambda tx: in_words(tx, reference, LOOKED))
    assert said == "een medewerker op 6 maart 2026, een medewerker op 5 maart 2026 en een medewerker op 4 maart 2026"


async def test_who_looked_is_told_in_the_participant_s_language(house: House) -> None:
    """Role and day both, as the catalogue and the calendar of that language have them."""
    anna, reference = await colleague(house, "anna"), await house.registered(VICTIM)
    await Triage(store=house.store, clock=house.clock).look(anna, reference)
    voice = Voice(code="en", catalog={("looked", LOOKED["staff"]): "a member of staff on {{ antwoord }}"})
    said = await house.store.db.read(lambda tx: in_words(tx, reference, LOOKED, voice))
    assert said == "a member of staff on 2 March 2026"
