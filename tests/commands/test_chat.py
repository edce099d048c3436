from __future__ import annotations

from pathlib import Path

from rich.console import Console

from bot.channels import Button, Outbound
from bot.commands.chat import Terminal
from bot.errors import OperatorError
from tests.commands.conftest import command


def test_a_conversation_in_the_terminal(here: Path) -> None:
    """Choices are numbered and chosen by number, words are understood, and the end of the input is a polite end."""
    shown = command("chat", typed="1\n2\nik heb iets met geld\n")

    assert shown.exit_code == 0, shown.exception
    assert "1  Ik wil me aanmelden" in shown.output
    assert "Wat past het best bij jou?" in shown.output
    assert "Zit je vast?" in shown.output


def test_nothing_is_kept(here: Path) -> None:
    """No data folder is made; only what was learnt from the scripts is kept, in the user's cache."""
    command("chat", typed="1\n")

    assert not (here / "data").exists()
    assert len(list((here / "cache" / "herstelbot" / "learnt").iterdir())) == 1


def test_scripts_with_a_mistake_are_told_before_the_conversation(here: Path) -> None:
    """The first mistake with its place, and the command that shows them all."""
    path = here / "scripts" / "conversations" / "gesprek.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("next: vorm\n", "next: vormm\n", 1), encoding="utf-8")
    ended = command("chat", typed="1\n")

    assert isinstance(ended.exception, OperatorError)
    assert "gesprek.yaml" in str(ended.exception)


def test_a_label_is_shown_as_it_was_written() -> None:
    """Brackets in a label, which can be somebody's own words, are no markup."""
    console = Console(width=80)
    button = Button(label="Nee [/b] [rood]", data="x")
    with console.capture() as shown:
        Terminal(console).show((Outbound(kind="message", text="Dag.", buttons=((button,),)),))

    assert "1  Nee [/b] [rood]" in shown.get()
