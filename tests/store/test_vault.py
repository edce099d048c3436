"""One key per person: sealed, bound to its place, and gone when destroyed."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store.errors import DamagedDatabase, KeyGone, MissingKey, UnreadableRecord, WrongKey
from bot.store.masterkey import MasterKey
from bot.store.vault import STEP, SYSTEM, Vault

MASTER = MasterKey(b"m" * 32)
OTHER = MasterKey(b"o" * 32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the keys are."""
    return tmp_path / "keys.db"


@pytest.fixture
def vault(path: Path) -> Iterator[Vault]:
    """A fresh vault with two people."""
    opened = Vault.open(path, MASTER)
    opened.create("anna")
    opened.create("bram")
    yield opened
    opened.close()


@given(content=st.binary(max_size=2_000), record=st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_what_is_sealed_comes_back(vault: Vault, content: bytes, record: str) -> None:
    """Any bytes, any place; and never twice the same ciphertext."""
    sealed = vault.seal("anna", record, content)
    assert vault.open_sealed("anna", record, sealed) == content
    assert vault.seal("anna", record, content) != sealed


def test_length_says_little(vault: Vault) -> None:
    """A short and a somewhat longer answer look the same from outside."""
    lengths = {len(vault.seal("anna", "r", b"x" * size)) for size in (0, 1, 20, STEP - 1)}
    assert len(lengths) == 1
    assert len(vault.seal("anna", "r", b"x" * STEP)) - lengths.pop() == STEP


def test_a_moved_ciphertext_is_refused(vault: Vault) -> None:
    """Put in another row, given to another person, or with the border between the two shifted: unreadable."""
    sealed = vault.seal("anna", "inbox/1", b"geheim")
    for owner, record in (("anna", "inbox/2"), ("bram", "inbox/1"), (SYSTEM, "inbox/1")):
        with pytest.raises(UnreadableRecord):
            vault.open_sealed(owner, record, sealed)
    vault.create("annainbox")
    with pytest.raises(UnreadableRecord):
        vault.open_sealed("annainbox", "/1", sealed)


def test_a_changed_ciphertext_is_refused(vault: Vault) -> None:
    """Every byte counts, the version byte included; too short is refused as well."""
    sealed = vault.seal("anna", "r", b"geheim")
    for position in (0, 1, 30, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(UnreadableRecord):
            vault.open_sealed("anna", "r", bytes(changed))
    for short in (b"", sealed[:1], sealed[:20]):
        with pytest.raises(UnreadableRecord):
            vault.open_sealed("anna", "r", short)


def test_without_a_key_nothing_is_sealed(vault: Vault) -> None:
    """Key before data: sealing for somebody unknown is an error, not a new key."""
    with pytest.raises(KeyGone):
        vault.seal("carla", "r", b"x")


def test_creating_twice_keeps_the_first_key(vault: Vault) -> None:
    """A repeated turn does not make earlier data unreadable."""
    sealed = vault.seal("anna", "r", b"x")
    vault.create("anna")
    assert vault.open_sealed("anna", "r", sealed) == b"x"


def test_a_destroyed_key_opens_nothing(vault: Vault, path: Path) -> None:
    """At once, also from the memory of keys in use, and after a new start; others are untouched. Repeatable."""
    sealed, other = vault.seal("anna", "r", b"x"), vault.seal("bram", "r", b"y")
    vault.destroy("anna")
    vault.destroy("anna")
    assert not vault.holds("anna")
    again = Vault.open(path, MASTER)
    for opened in (vault, again):
        with pytest.raises(KeyGone):
            opened.open_sealed("anna", "r", sealed)
        with pytest.raises(KeyGone):
            opened.seal("anna", "r", b"nieuw")
        assert opened.open_sealed("bram", "r", other) == b"y"
    again.close()


def test_a_new_key_under_an_old_name_does_not_open_old_data(vault: Vault) -> None:
    """Even if an id were used again, the erased person stays erased."""
    sealed = vault.seal("anna", "r", b"x")
    vault.destroy("anna")
    vault.create("anna")
    with pytest.raises(UnreadableRecord):
        vault.open_sealed("anna", "r", sealed)


def test_a_key_destroyed_by_another_process_is_noticed(vault: Vault, path: Path) -> None:
    """Erasing from the shell while the service runs: the service does not seal with the dead key from memory."""
    vault.seal("anna", "r", b"x")
    shell = Vault.open(path, MASTER)
    shell.destroy("anna")
    shell.close()
    with pytest.raises(KeyGone):
        vault.seal("anna", "r", b"nieuw")


def test_the_wrong_master_key_is_told_at_opening(vault: Vault, path: Path) -> None:
    """Before anything is read or written with it, and with the remedy."""
    with pytest.raises(WrongKey, match="Zet het sleutelbestand terug"):
        Vault.open(path, OTHER)


def test_missing_keys_are_not_replaced_by_new_ones(tmp_path: Path) -> None:
    """Where sealed data exists, an absent or emptied file of keys is refused and not quietly made anew."""
    absent, emptied = tmp_path / "absent.db", tmp_path / "emptied.db"
    emptied.touch()
    for path in (absent, emptied):
        with pytest.raises(MissingKey, match="ontbreekt"):
            Vault.open(path, MASTER, create=False)
    assert not absent.exists()


def test_a_damaged_file_of_keys_is_told(path: Path) -> None:
    """Noise under its name is no file of keys."""
    path.write_bytes(b"ruis" * 3_000)
    with pytest.raises(DamagedDatabase, match=r"keys\.db"):
        Vault.open(path, MASTER)


def test_the_keys_are_flushed_and_private(vault: Vault, path: Path) -> None:
    """A destroyed key stays destroyed after a power cut; nobody else can read the file."""
    wanted = {"journal_mode": "delete", "synchronous": 3, "secure_delete": 1, "trusted_schema": 0}
    assert {name: vault._keys.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_master_key_keeps_all_data_and_look_ups(vault: Vault, path: Path) -> None:
    """Only the wrapping changes: data, look-ups and derived keys stay, the old master key no longer fits."""
    sealed, index, subkey = vault.seal("anna", "r", b"x"), vault.index("address", "1"), vault.subkey("audit")
    assert vault.rewrap(OTHER) == 4  # two people, the system, the root
    vault.create("carla")
    vault.conclude()
    with pytest.raises(WrongKey):
        Vault.open(path, MASTER)
    again = Vault.open(path, OTHER)
    assert again.open_sealed("anna", "r", sealed) == b"x"
    assert (again.index("address", "1"), again.subkey("audit")) == (index, subkey)
    assert again.holds("carla")
    again.close()


def test_a_rewrapping_that_fails_changes_nothing(vault: Vault, path: Path) -> None:
    """One key that does not open stops it all; the old master key still fits every other."""
    sealed = vault.seal("anna", "r", b"x")
    vault._keys.execute("UPDATE owner_key SET wrapped = x'01' WHERE owner = 'bram'")
    with pytest.raises(WrongKey):
        vault.rewrap(OTHER)
    again = Vault.open(path, MASTER)
    assert again.open_sealed("anna", "r", sealed) == b"x"
    again.close()


def test_a_file_of_keys_with_damaged_pages_is_told(vault: Vault, path: Path) -> None:
    """Also when only its middle was overwritten."""
    for number in range(100):
        vault.create(f"nog-iemand-{number}")
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(DamagedDatabase, match=r"keys\.db"):
        Vault.open(path, MASTER)


def test_look_ups_are_stable_and_say_nothing(vault: Vault, tmp_path: Path) -> None:
    """The same value is found again; another kind, value or installation gives something else."""
    assert vault.index("address", "telegram:1") == vault.index("address", "telegram:1")
    elsewhere = Vault.open(tmp_path / "elsewhere.db", MASTER)
    values = {
        vault.index("address", "telegram:1"),
        vault.index("address", "telegram:2"),
        vault.index("receipt", "telegram:1"),
        elsewhere.index("address", "telegram:1"),
    }
    elsewhere.close()
    assert len(values) == 4


def test_more_people_than_are_remembered(path: Path) -> None:
    """The memory of keys in use is bounded; who fell out of it is read again."""
    vault = Vault.open(path, MASTER, remembered=3)
    sealed = {}
    for name in ("anna", "bram", "carla", "daan", "eva"):
        vault.create(name)
        sealed[name] = vault.seal(name, "r", name.encode())
    assert len(vault._open) == 3
    assert {name: vault.open_sealed(name, "r", sealed[name]).decode() for name in sealed} == {n: n for n in sealed}
    assert len(vault._open) == 3
    vault.close()


def test_the_systems_own_keys_cannot_be_destroyed(vault: Vault) -> None:
    """A participant's id can never be the name under which the system's own things are sealed."""
    for name in (SYSTEM, "root"):
        with pytest.raises(ValueError, match="person"):
            vault.destroy(name)
        with pytest.raises(ValueError, match="person"):
            vault.create(name)


def test_several_threads_at_once(vault: Vault) -> None:
    """The writer and the readers seal and open side by side."""
    wrong: list[bytes] = []

    def work(owner: str) -> None:
        for number in range(100):
            content = f"{owner}-{number}".encode()
            if vault.open_sealed(owner, "r", vault.seal(owner, "r", content)) != content:
                wrong.append(content)

    threads = [threading.Thread(target=work, args=(owner,)) for owner in ("anna", "bram", SYSTEM)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_copy_of_the_keys_works_elsewhere(vault: Vault, tmp_path: Path) -> None:
    """The copy is a file of its own that opens with the same master key."""
    sealed = vault.seal("anna", "r", b"x")
    vault.copy_to(tmp_path / "copy.db")
    copy = Vault.open(tmp_path / "copy.db", MASTER, create=False)
    assert copy.open_sealed("anna", "r", sealed) == b"x"
    copy.close()
