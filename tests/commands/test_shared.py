from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rich.console import Console

from bot.commands.shared import as_typed, notebook, print_json, with_store
from bot.config import load
from bot.errors import OperatorError
from bot.store.opening import Store


async def folder(store: Store) -> Path:
    """Where the store is."""
    return store.folder


def test_a_command_does_not_make_data_unless_it_is_for_that(here: Path) -> None:
    """Looking where nothing is says so; what may create does, and then looking works."""
    with pytest.raises(OperatorError, match="nog geen gegevens"):
        with_store(folder, load())
    assert not (here / "data").exists()
    assert with_store(folder, load(), create=True).name == "data"
    assert with_store(folder, load()).name == "data"


def test_a_key_of_another_folder_is_one_line(here: Path) -> None:
    """What cannot be opened is told with its remedy."""
    with_store(folder, load(), create=True)
    (here / "data" / "master.key").unlink()
    with pytest.raises(OperatorError) as refused:
        with_store(folder, load())

    assert "\n" not in str(refused.value)


def test_what_was_learnt_is_kept_in_the_user_s_cache(here: Path) -> None:
    """Not in the data folder, which is not the command's, and not in the folder one happens to be in."""
    assert notebook().folder == here / "cache" / "herstelbot"


def test_somebody_s_words_cannot_steer_the_terminal() -> None:
    """Markup is shown as typed, and control codes are replaced by a mark."""
    console = Console(width=80, force_terminal=True, color_system=None)
    with console.capture() as shown:
        console.print(as_typed("[bold]ja[/bold] [/x] \x1b]0;titel\x07 één\nregel"))

    assert shown.get() == "[bold]ja[/bold] [/x] �]0;titel� één\nregel\n"


def test_json_is_for_another_program() -> None:
    """It can be read back, and letters stay letters."""

    @click.command()
    def one() -> None:
        print_json({"naam": "Zoë"})

    output = CliRunner().invoke(one).output

    assert json.loads(output) == {"naam": "Zoë"}
    assert "Zoë" in output
