from __future__ import annotations

import json
from pathlib import Path

from bot.authoring.checks import CHECKS
from bot.errors import OperatorError
from tests.commands.conftest import command

FLAGS = "- druk\n"


def test_good_scripts_end_well(here: Path) -> None:
    """The number of steps and answers, and status 0, whether the folder is named or set."""
    shown = command("scripts", "check")

    assert shown.exit_code == 0, shown.output
    assert "0 fouten" in shown.output
    assert "2 antwoorden" in shown.output
    assert command("scripts", "check", str(here / "scripts")).output == shown.output


def test_a_mistake_is_told_with_its_place_and_a_status(here: Path) -> None:
    """For people a line that editors can jump to, for programs the same as JSON; both end with status 1."""
    (here / "scripts" / "flags.yaml").write_text(FLAGS, encoding="utf-8")
    shown, plain = command("scripts", "check"), command("scripts", "check", "--json")

    assert (shown.exit_code, plain.exit_code) == (1, 1)
    assert "flags.yaml:1:1: vorm:" in shown.output
    first = next(one for one in json.loads(plain.output) if one["file"] == "flags.yaml")
    assert (first["line"], first["column"], first["rule"], first["severity"]) == (1, 1, "vorm", "error")


def test_each_rule_has_a_manual_page(here: Path) -> None:
    """The name as the list gives it explains the rule; another name gives the list."""
    listed = command("scripts", "check", "--explain", "?").output.removeprefix("Regels: ").strip().split(", ")

    assert len(listed) == len(CHECKS)
    pages = [command("scripts", "check", "--explain", name).output for name in listed]
    assert all(len(page) > 40 and not page.startswith("Regels") for page in pages)


def test_a_folder_without_scripts_is_one_line(here: Path) -> None:
    """A typing error in the path is no list of missing files."""
    assert isinstance(command("scripts", "check", str(here / "nergens")).exception, OperatorError)


def test_the_conversation_comes_out_as_text_or_as_a_drawing(here: Path) -> None:
    """Every step with its ways, or the same as SVG in a file."""
    text = command("scripts", "graph")
    drawn = command("scripts", "graph", "-o", str(here / "uit.svg"))

    assert "welkom" in text.output
    assert drawn.exit_code == 0, drawn.exception
    assert (here / "uit.svg").read_text(encoding="utf-8").lstrip().startswith("<svg")


def test_rehearsals_are_played_and_written(here: Path) -> None:
    """A rehearsal that went otherwise is shown with status 1; after writing down how it goes, all is as it was."""
    folder = here / "scripts" / "rehearsals"
    folder.mkdir()
    (folder / "proef.txt").write_text("> /start\n> [Ik wil me aanmelden]\n", encoding="utf-8")
    before = command("scripts", "rehearse")
    assert before.exit_code == 1, before.exception
    assert command("scripts", "rehearse", "--update").exit_code == 0
    assert "Wat past het best bij jou?" in (folder / "proef.txt").read_text(encoding="utf-8")
    assert command("scripts", "rehearse").exit_code == 0
