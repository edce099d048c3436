"""The master key's file: made once, private, never replaced."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest

from bot.store.errors import CannotOpen, MissingKey, WrongKey
from bot.store.masterkey import MasterKey, create_master_key, given, load_master_key


def test_a_new_key_comes_back_from_its_file(tmp_path: Path) -> None:
    """One line of base64, 32 bytes, in a folder made for it, readable by its owner alone."""
    path = tmp_path / "geheim" / "master.key"
    made = create_master_key(path)
    assert load_master_key(path) == made
    assert base64.b64decode(path.read_text()) == made.secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]


def test_two_keys_differ(tmp_path: Path) -> None:
    """Keys are random."""
    assert create_master_key(tmp_path / "a") != create_master_key(tmp_path / "b")


def test_a_key_is_never_replaced(tmp_path: Path) -> None:
    """Making one where there is one would make everything unreadable."""
    made = create_master_key(tmp_path / "master.key")
    with pytest.raises(CannotOpen, match="HERSTELBOT_SECRET_KEY_FILE"):
        create_master_key(tmp_path / "master.key")
    assert load_master_key(tmp_path / "master.key") == made


def test_a_half_written_draft_is_no_obstacle(tmp_path: Path) -> None:
    """A crash while making the key leaves a draft; the next start makes a whole one."""
    (tmp_path / "master.key.new").write_text("half")
    made = create_master_key(tmp_path / "master.key")
    assert load_master_key(tmp_path / "master.key") == made


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    """With the setting that points to it."""
    with pytest.raises(MissingKey, match="HERSTELBOT_SECRET_KEY_FILE"):
        load_master_key(tmp_path / "master.key")


@pytest.mark.parametrize("text", ["", "geen base64!", "AAAA", base64.b64encode(b"x" * 33).decode(), "ﬂ"])
def test_what_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    """Too short, too long or no base64: one clear error that does not show what is in the file."""
    path = tmp_path / "master.key"
    path.write_text(text)
    with pytest.raises(WrongKey) as caught:
        load_master_key(path)
    assert not text or text not in str(caught.value)


def test_the_setting_wins_over_the_file_and_is_refused_by_its_name(tmp_path: Path) -> None:
    """A key given as text is used, without a file; text that is no key is one error that names the setting."""
    key = base64.b64encode(b"x" * 32).decode()

    assert load_master_key(given(f" {key}\n", tmp_path / "master.key")) == MasterKey(b"x" * 32)
    assert given(None, tmp_path / "master.key") == tmp_path / "master.key"
    with pytest.raises(WrongKey, match="HERSTELBOT_SECRET_KEY") as caught:
        given("niets", tmp_path)
    assert "niets" not in str(caught.value)


def test_a_folder_under_its_name_is_refused(tmp_path: Path) -> None:
    """What cannot be read gives a remedy, not a traceback."""
    with pytest.raises(CannotOpen, match="leesrecht"):
        load_master_key(tmp_path)


def test_the_secret_is_not_shown() -> None:
    """A log or traceback that prints the key object shows nothing of it."""
    assert "geheim" not in repr(MasterKey(b"geheim--" * 4))
