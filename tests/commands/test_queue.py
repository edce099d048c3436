from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from bot.commands.shared import with_store
from bot.config import load
from bot.engine.registration import Registration
from bot.errors import OperatorError
from bot.services.puppet import Wishes, play
from bot.store import audit
from bot.store.sight import PROGRAM
from tests.commands.conftest import command
from tests.house import open_house

WISHES: Wishes = {
    "welkom": "aanmelden",
    "role": "dader",
    "circumstances.detained": "pi",
    "contact.name": "Bo [/rood]",
    "consent.given_at": "ja",
}


@pytest.fixture
async def reference(here: Path) -> str:
    """One registration in the data folder that the settings name; its reference."""
    async with open_house(here / "data") as house:
        assert await play(house.store, house.receive, house.library.current.dialog, "p", WISHES)
        return str((await house.registrations())[0]["reference"])


def test_the_list_shows_a_case_with_its_flags_and_no_more(reference: str) -> None:
    """Reference, status, role and signals; nothing by which anybody could be known."""
    (row,) = json.loads(command("queue", "list", "--json").output)
    shown = command("queue", "list").output

    assert (row["reference"], row["status"], row["role"], row["flags"]) == (reference, "new", "dader", ["gedetineerd"])
    assert reference in shown
    assert "2026-11-24 15:00" in shown, "Dutch time, not UTC"
    assert "Bo" not in shown + str(row)


def test_one_case_is_shown_whole_and_that_is_noted(reference: str) -> None:
    """As JSON it is the published document; looking from the shell stands in the trail."""
    shown = json.loads(command("queue", "show", reference, "--json").output)
    trail = with_store(lambda store: store.db.read(lambda tx: audit.entries(tx, PROGRAM)), load())

    assert Registration.model_validate(shown).reference == reference
    assert shown["contact"]["name"] == "Bo [/rood]"
    assert (trail[0].who, trail[0].what, trail[0].ref) == ("shell", "viewed", reference)


def test_what_somebody_typed_is_shown_as_typed(reference: str) -> None:
    """Brackets in a participant's words are neither taken for markup nor an error."""
    shown = command("queue", "show", reference.lower())

    assert shown.exit_code == 0, shown.exception
    assert "Bo [/rood]" in shown.output


def test_a_reference_that_does_not_exist_is_said(reference: str) -> None:
    """In one line, with where to look."""
    ended = command("queue", "show", "HB-NIET-WAAR")

    assert isinstance(ended.exception, OperatorError)
    assert "queue list" in str(ended.exception)


def test_an_export_is_noted_and_says_nothing_of_who_somebody_is(reference: str, tmp_path: Path) -> None:
    """As CSV or JSON, without contact data unless asked for, and in the trail with the reason."""
    shown = command("queue", "export", "--why", "archive")
    (bare,) = json.loads(command("queue", "export", "--why", "archive", "--format", "json").output)
    (whole,) = json.loads(command("queue", "export", "--why", "case-system", "--format", "json", "--contact").output)
    trail = with_store(lambda store: store.db.read(lambda tx: audit.entries(tx, PROGRAM)), load())

    assert reference in shown.output
    assert "rood" not in shown.output + json.dumps(bare)
    assert Registration.model_validate(whole).contact.name == "Bo [/rood]"
    assert [(one.who, one.what, one.ref) for one in trail[:3]] == [
        ("shell", "exported:case-system", reference),
        ("shell", "exported:archive", reference),
        ("shell", "exported:archive", reference),
    ]


def test_an_export_takes_only_the_statuses_that_were_asked_for(reference: str) -> None:
    """Nothing else leaves, and nothing else is noted."""
    ended = command("queue", "export", "--why", "archive", "--status", "handed-over", "--format", "json")

    assert json.loads(ended.output) == []


def test_an_export_file_is_for_its_maker_alone_and_replaces_nothing(reference: str, tmp_path: Path) -> None:
    """Readable by nobody else; a name that is taken is refused, and the file that has it stays."""
    file = tmp_path / "uit.csv"
    assert "1 aanmeldingen" in command("queue", "export", "--why", "archive", "-o", str(file)).output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()

    again = command("queue", "export", "--why", "archive", "-o", str(file))

    assert isinstance(again.exception, OperatorError)
    assert file.read_bytes() == before


def test_the_schema_is_the_registration_s() -> None:
    """What other systems read is generated from the model, and needs no data at all."""
    assert json.loads(command("queue", "schema").output) == Registration.model_json_schema()
