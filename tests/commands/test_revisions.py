from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.scripts import scripts
from tests.authoring.shipped import texts

GESPREK = "conversations/welkom.yaml"
OLD, NEW = "Kies een knop, of typ je vraag.", "Kies een knop of typ."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the shipped scripts (without rehearsals, which other tests play) and an empty data folder, as the settings name them."""
    written = tmp_path / "scripts"
    for path, text in texts().items():
        if path.startswith("rehearsals/"):
            continue
        (written / path).parent.mkdir(parents=True, exist_ok=True)
        (written / path).write_text(text, encoding="utf-8")
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("HERSTELBOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("HERSTELBOT_DIALOGS_DIR", str(written))
    return written


def run(*words: str) -> Result:
    """The command as somebody types it."""
    return CliRunner().invoke(scripts, list(words))


def reword(folder: Path, old: str, new: str) -> None:
    """Change a text in the folder."""
    text = (folder / GESPREK).read_text(encoding="utf-8")
    assert old in text
    (folder / GESPREK).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_publish_history_diff_export_and_back(folder: Path, tmp_path: Path) -> None:
    """A whole round from the shell, on a database that holds nothing yet."""
    first = run("publish", "--author", "anna", "-m", "Eerste versie")
    assert first.exit_code == 0, first.output
    revision = first.output.rpartition(": ")[2].strip()
    reword(folder, OLD, NEW)
    told = run("diff")
    assert "stap welkom" in told.output
    assert NEW in told.output
    assert run("publish", "--author", "anna", "-m", "Vriendelijker").exit_code == 0
    assert run("diff").output == "geen verschil\n"
    lines = run("history").output.splitlines()
    assert [line.rpartition("  ")[2] for line in lines] == ["Vriendelijker", "Eerste versie"]
    assert run("publish", "--author", "anna", "-m", "Terug", "--revision", revision).exit_code == 0
    assert run("export", str(tmp_path / "uit")).exit_code == 0
    assert (tmp_path / "uit" / GESPREK).read_text(encoding="utf-8") == texts()[GESPREK]


def test_a_mistake_is_shown_and_not_published(folder: Path) -> None:
    """The place and the likely correction come out, and the history stays empty."""
    reword(folder, "next: menu", "next: menuu")
    result = run("publish", "--author", "anna", "-m", "x")
    assert result.exit_code != 0
    assert 'bedoelde je "menu"?' in result.output
    assert run("history").output == ""


def test_schemas_are_written_where_an_editor_looks(folder: Path) -> None:
    """Beside the scripts, one for each kind of file."""
    assert run("schema").exit_code == 0
    assert (folder / "schema" / "conversation.json").exists()
