from __future__ import annotations

from pathlib import Path

from bot.store.notebook import KEPT, Notebook


def test_what_is_kept_is_found_under_its_key_only(tmp_path: Path) -> None:
    """Other scripts have another key and find nothing."""
    notebook = Notebook(tmp_path)
    notebook.keep(b"one", b"learnt")

    assert notebook.find(b"one") == b"learnt"
    assert notebook.find(b"two") is None


def test_the_oldest_make_room(tmp_path: Path) -> None:
    """However often scripts are published, only a few files stay."""
    notebook = Notebook(tmp_path)
    for number in range(KEPT + 3):
        notebook.keep(bytes([number]), b"x")

    assert len(list((tmp_path / "learnt").iterdir())) == KEPT


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    """Keeping fails without a word, and nothing is found."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    notebook = Notebook(blocked)
    notebook.keep(b"one", b"learnt")

    assert notebook.find(b"one") is None
