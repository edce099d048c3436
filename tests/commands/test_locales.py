from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.authoring import po
from bot.errors import OperatorError
from tests.authoring.english import SAID, catalog
from tests.commands.conftest import command


@pytest.fixture(name="english")
def with_english(here: Path) -> Path:
    """The scripts of the other commands' tests, with an English catalogue."""
    file = here / "scripts" / "locales" / "en.po"
    file.parent.mkdir()
    file.write_text(catalog(), encoding="utf-8")
    return file


def test_it_says_how_far_each_language_is(english: Path) -> None:
    """As a table for people, and as JSON with each text that is missing."""
    shown, plain = command("locales", "status"), json.loads(command("locales", "status", "--json").output)

    assert f"{len(SAID)}/" in shown.output.replace(" ", "")
    assert plain[0]["language"] == "en"
    assert plain[0]["done"] + len(plain[0]["missing"]) == plain[0]["total"]


def test_updating_adds_what_is_new_and_begins_a_language(english: Path) -> None:
    """The translator's work stays; a new language is a file with every text and no translation."""
    before = english.read_text(encoding="utf-8")
    shown = command("locales", "update", "--add", "pl")

    assert shown.exit_code == 0, shown.output
    assert po.compiled(english.read_text(encoding="utf-8")) == po.compiled(before)
    polish = po.read((english.parent / "pl.po").read_text(encoding="utf-8"))
    assert polish.entries
    assert not any(entry.said for entry in polish.entries)
    assert isinstance(command("locales", "update", "--add", "../x").exception, OperatorError)


def test_a_file_goes_to_a_translator_and_comes_back(english: Path, tmp_path: Path) -> None:
    """What was exported and filled in is taken over; a faulty one is refused with its line, and nothing changes."""
    out = tmp_path / "naar-vertaler.po"
    assert command("locales", "export", "en", str(out)).exit_code == 0
    words = out.read_text(encoding="utf-8")
    out.write_text(words.replace('"A letter"', '"One letter"'), encoding="utf-8")
    assert command("locales", "import", "en", str(out)).exit_code == 0
    assert "One letter" in english.read_text(encoding="utf-8")

    taken = english.read_text(encoding="utf-8")
    out.write_text(words.replace("Do you mean: {{ antwoord }}?", "Do you mean it?"), encoding="utf-8")
    refused = command("locales", "import", "en", str(out))
    assert isinstance(refused.exception, OperatorError)
    assert f"{out.name}:" in refused.stderr
    assert english.read_text(encoding="utf-8") == taken
