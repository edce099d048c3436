from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from bot.commands.shared import with_store
from bot.config import load
from bot.errors import OperatorError
from bot.store import audit, staff
from bot.store.passwords import check_password
from bot.store.sight import PROGRAM
from tests.commands.conftest import command

PASSWORD = "een lang genoeg wachtwoord"


def added(login: str = "anna", *more: str) -> None:
    """An account made from the shell."""
    made = command("user", "add", login, "--password-stdin", *more, typed=f"{PASSWORD}\n")
    assert made.exit_code == 0, made.output


def test_an_account_goes_from_made_to_switched_off(here: Path) -> None:
    """Made with a role, listed, and switched off; each step is in the list and in the trail."""
    added("anna", "--role", "coordinator", "--name", "Anna [de eerste]")
    assert json.loads(command("user", "list", "--json").output) == [
        {"login": "anna", "name": "Anna [de eerste]", "role": "coordinator", "disabled": False}
    ]
    assert "Anna [de eerste]" in command("user", "list").output
    assert command("user", "disable", "anna").exit_code == 0
    assert json.loads(command("user", "list", "--json").output)[0]["disabled"] is True
    trail = with_store(lambda store: store.db.read(lambda tx: audit.entries(tx, PROGRAM)), load())
    assert [one.what for one in trail] == ["account-disabled", "account-added:coordinator"]


def test_a_reset_replaces_the_password(here: Path) -> None:
    """The new one fits and the old one does not, and neither stands in the database."""
    added()
    other = "een heel ander wachtwoord"
    assert command("user", "reset", "anna", "--password-stdin", typed=f"{other}\n").exit_code == 0
    account = with_store(lambda store: store.db.read(lambda tx: staff.by_login(tx, "anna")), load())

    assert account is not None
    assert check_password(account.password, other)
    assert not check_password(account.password, PASSWORD)
    assert other.encode() not in (here / "data" / "app.db").read_bytes()


def test_a_short_password_makes_nothing(here: Path) -> None:
    """It is refused before there is a database, with what to do."""
    made = command("user", "add", "anna", "--password-stdin", typed="kort\n")

    assert isinstance(made.exception, OperatorError)
    assert "12" in str(made.exception)
    assert not (here / "data").exists()


def test_a_password_is_asked_twice_and_not_shown(here: Path) -> None:
    """Typed at the prompt it does not appear on the screen; a slip in the second time asks again."""
    made = command("user", "add", "anna", typed=f"{PASSWORD}\nanders dan dat\n{PASSWORD}\n{PASSWORD}\n")

    assert made.exit_code == 0, made.output
    assert PASSWORD not in made.output


def test_one_login_is_one_account(here: Path) -> None:
    """A second account of the same name is refused and the first stays as it was."""
    added()
    again = command("user", "add", "anna", "--role", "administrator", "--password-stdin", typed=f"{PASSWORD}\n")

    assert isinstance(again.exception, OperatorError)
    assert json.loads(command("user", "list", "--json").output)[0]["role"] == "staff"


@pytest.mark.parametrize("words", [("disable", "niemand"), ("reset", "niemand", "--password-stdin")])
def test_who_is_not_there_is_said(here: Path, words: tuple[str, ...]) -> None:
    """A typing error in a login changes nothing and says where to look."""
    added()
    ended = command("user", *words, typed=f"{PASSWORD}\n")

    assert isinstance(ended.exception, OperatorError)
    assert "user list" in str(ended.exception)


def test_without_data_there_is_nobody_to_list(here: Path) -> None:
    """Looking makes no database."""
    ended = command("user", "list")

    assert isinstance(ended.exception, OperatorError)
    with pytest.raises(sqlite3.OperationalError):
        sqlite3.connect(f"file:{here / 'data' / 'app.db'}?mode=ro", uri=True).execute("SELECT 1")


def test_an_easy_password_is_refused_in_one_line(here: Path) -> None:
    """Nothing is made, and the advice is a sentence; the password is not repeated."""
    refused = command("user", "add", "anna", "--password-stdin", typed="Welkom-2026-!\n").exception

    assert isinstance(refused, OperatorError)
    assert "zin" in str(refused)
    assert "2026" not in str(refused)
