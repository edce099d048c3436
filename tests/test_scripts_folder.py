"""Where the scripts are: which folder, which files of it, and what is said when they cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.scripts_folder import SOURCE, folder_of, read_texts, texts_in
from tests.engine.small import TEXTS
from tests.journeys.conftest import settings


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A folder with the small script."""
    folder = tmp_path / "scripts"
    for path, text in {**TEXTS, "topics/geen.yaml": "weer: [regent het]"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def test_the_scripts_are_those_of_the_setting_or_our_own(tmp_path: Path, scripts: Path) -> None:
    """Without a setting those in the source tree are used."""
    assert folder_of(settings(tmp_path)) == SOURCE
    assert read_texts(settings(tmp_path, dialogs_dir=scripts)).keys() == {*TEXTS, "topics/geen.yaml"}


def test_only_what_a_script_can_consist_of_is_read(scripts: Path) -> None:
    """Scripts and rehearsals, named by their path with slashes; drafts of an editor and pictures are passed by."""
    for name in ("notes.md", "system.yaml~", "schema.json"):
        (scripts / name).write_bytes(b"\xff")
    (scripts / "rehearsals").mkdir()
    (scripts / "rehearsals" / "a.txt").write_text("> hoi", encoding="utf-8")
    found = texts_in(scripts)

    assert found.keys() == {*TEXTS, "topics/geen.yaml", "rehearsals/a.txt"}
    assert {path: found[path] for path in TEXTS} == TEXTS


def test_a_folder_or_file_that_cannot_be_read_is_one_line(tmp_path: Path, scripts: Path) -> None:
    """The name and what to do, not a traceback."""
    with pytest.raises(OperatorError, match="nergens"):
        texts_in(tmp_path / "nergens")
    (scripts / "flags.yaml").write_bytes(b"druk: \xff")
    with pytest.raises(OperatorError, match=r"flags\.yaml is geen UTF-8"):
        texts_in(scripts)
