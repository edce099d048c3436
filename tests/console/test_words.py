"""The console's words: whatever the store can name has a Dutch name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from bot.console import words
from bot.store.cases import Status
from bot.store.staff import Role

NAMES = {"id-anna": "Anna"}


def test_every_status_and_role_has_its_word() -> None:
    """What the store knows as status or role is never shown in English, as a state or as an event."""
    assert set(words.STATUS) == set(get_args(Status))
    assert {f"status:{status}" for status in get_args(Status)} <= set(words.EVENTS)
    assert set(words.ROLES) == set(get_args(Role))


def test_every_deed_the_program_writes_down_has_its_words() -> None:
    """Whatever any module puts into the trail is read by an administrator, in Dutch."""
    written = {
        what
        for module in Path("bot").rglob("*.py")
        for what in re.findall(r'who=[^)]*?what=f?"([a-z-]+)', module.read_text(encoding="utf-8"))
    }

    assert {"erased", "restored", "login", "messaged"} <= written
    assert {what for what in written if words.deed(what) == what} == set()


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        ("viewed-contact", "bekeken met contactgegevens"),
        ("status:handed-over", "status: overgedragen"),
        ("exported:case-system", "uitgevoerd: invoer in het zaaksysteem"),
        ("account-added:coordinator", "account gemaakt: coördinator"),
        ("role:administrator", "rol gegeven: beheerder"),
        ("signal:crisis", "signaal van gevaar"),
        ("made-up", "made-up"),
    ],
)
def test_a_line_of_the_trail_reads_in_words(what: str, shown: str) -> None:
    """The detail behind the colon is in words too; a kind of signal is left out; an unknown name stays as it is."""
    assert words.deed(what) == shown


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("claimed", "Opgepakt"),
        ("given:id-anna", "Gegeven aan Anna"),
        ("given:id-weg", "Gegeven aan een oud-collega"),
        ("attempt:phone:none", "Gebeld: niet bereikt"),
        ("attempt:via:reached", "Via de professional: gesproken"),
        ("status:waiting", "Weggelegd"),
    ],
)
def test_a_line_of_the_timeline_reads_in_words(kind: str, shown: str) -> None:
    """What happened to a case, with the name of a colleague and never an account's id."""
    assert words.event(kind, NAMES) == shown


@pytest.mark.parametrize("way", sorted(words.WAYS))
@pytest.mark.parametrize("result", sorted(words.RESULTS))
def test_every_attempt_reads_in_words(way: str, result: str) -> None:
    """Each way to reach somebody fits with each result."""
    assert words.event(f"attempt:{way}:{result}", {}) == f"{words.WAYS[way]}: {words.RESULTS[result]}"


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("id-anna", "Anna"),
        ("participant", "deelnemer"),
        ("system", "systeem"),
        ("shell", "beheer (opdrachtregel)"),
        ("id-weg", "oud-collega"),
    ],
)
def test_who_did_it_is_named_without_an_id(who: str, shown: str) -> None:
    """A colleague by name, somebody who left as that, a participant never by name."""
    assert words.person(who, NAMES) == shown


def test_a_role_in_a_case_reads_as_the_coordinators_wrote_it() -> None:
    """Its id with spaces and a capital."""
    assert words.role("ouder-van-slachtoffer") == "Ouder van slachtoffer"


def test_nothing_is_exclaimed() -> None:
    """Every sentence to staff is calm: no exclamation mark anywhere."""
    said = [*words.TOLD.values(), *words.TEAM.values(), *words.DELIVERY.values(), *words.EVENTS.values()]

    assert [one for one in said if "!" in one] == []


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("earlier:HB-1:2026-03:id-anna", "Was hier eerder: HB-1, maart 2026, bij Anna"),
        ("earlier:HB-1:2026-03:id-weg", "Was hier eerder: HB-1, maart 2026, bij een oud-collega"),
        ("earlier:HB-1:2026-03:", "Was hier eerder: HB-1, maart 2026"),
        ("hold:court", "Bewaarplicht: vraag van rechter, politie of officier van justitie"),
        ("hold:lifted", "Bewaarplicht opgeheven"),
        ("closed:id-anna", "Afgeschermd voor Anna"),
        ("reopened:id-anna", "Niet meer afgeschermd voor Anna"),
    ],
)
def test_what_happened_to_a_case_reads_as_a_sentence(kind: str, shown: str) -> None:
    """With names where they are known."""
    assert words.event(kind, NAMES) == shown
