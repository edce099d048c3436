"""A new master key beside whoever still has the old one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.errors import WrongKey
from bot.store.masterkey import MasterKey
from bot.store.vault import Vault

OLD, NEW, WRONG = MasterKey(b"m" * 32), MasterKey(b"n" * 32), MasterKey(b"w" * 32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the keys are."""
    return tmp_path / "keys.db"


@pytest.fixture
def service(path: Path) -> Iterator[Vault]:
    """The running service, with somebody in it."""
    opened = Vault.open(path, OLD)
    opened.create("anna")
    yield opened
    opened.close()


@pytest.fixture
def shell(service: Vault, path: Path) -> Iterator[Vault]:
    """The command beside it."""
    assert service.holds("anna")
    opened = Vault.open(path, OLD)
    yield opened
    opened.close()


def test_who_has_the_old_key_in_memory_goes_on(service: Vault, shell: Vault, path: Path) -> None:
    """Reading, making a key for somebody new and destroying one: all right, and all of it fits the new key."""
    sealed = service.seal("anna", "r", b"x")
    shell.rewrap(NEW)
    service.create("bram")
    assert service.open_sealed("anna", "r", sealed) == b"x"
    service.follow()
    shell.conclude()

    again = Vault.open(path, NEW)
    assert again.open_sealed("bram", "r", service.seal("bram", "r", b"y")) == b"y"
    again.close()


def test_until_the_end_both_keys_open_and_after_it_the_new_one_alone(service: Vault, shell: Vault, path: Path) -> None:
    """A service that restarts with the old key in the middle starts; a wrong key never fits."""
    shell.rewrap(NEW)
    for key in (OLD, NEW):
        Vault.open(path, key, create=False).close()
    with pytest.raises(WrongKey):
        Vault.open(path, WRONG, create=False)
    shell.conclude()
    Vault.open(path, NEW, create=False).close()
    for key in (OLD, WRONG):
        with pytest.raises(WrongKey):
            Vault.open(path, key, create=False)


def test_only_the_service_says_that_it_has_the_new_key(service: Vault, shell: Vault, path: Path) -> None:
    """Other commands that pass by take it over in silence; nothing is said when nothing is being replaced."""
    service.follow()
    assert shell.rewrapping() == "no"
    shell.rewrap(NEW)
    other = Vault.open(path, OLD)
    other.create("bram")
    assert shell.rewrapping() == "waiting"
    service.follow()
    service.follow()
    assert shell.rewrapping() == "adopted"
    shell.conclude()
    assert shell.rewrapping() == "no"
    other.close()


def test_a_key_replaced_twice_before_anybody_looked(service: Vault, shell: Vault) -> None:
    """The service takes over each in turn, and what it said about the first does not count for the second."""
    shell.rewrap(NEW)
    service.follow()
    shell.rewrap(MasterKey(b"3" * 32))
    assert shell.rewrapping() == "waiting"
    service.create("bram")
    service.follow()
    assert shell.rewrapping() == "adopted"
