from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.channels import Button, Outbound
from bot.channels.webchat_lines import WAYS, Run, line, own_words, paragraphs, view


def test_bold_is_the_only_markup() -> None:
    """Words between double asterisks are bold; everything else is plain text, whatever it looks like."""
    assert paragraphs("Dit is **heel** <b>gewoon</b> *niets*") == (
        (Run(text="Dit is "), Run(text="heel", bold=True), Run(text=" <b>gewoon</b> *niets*")),
    )


@given(st.text(alphabet="ab *\n1203-<&", max_size=60))
def test_nothing_that_is_said_goes_lost(text: str) -> None:
    """All letters of a message are on the page, in order; only asterisks and white space may differ."""
    shown = "".join(run.text for paragraph in paragraphs(text) for run in paragraph)
    assert "".join(shown.replace("*", "").split()) == "".join(text.replace("*", "").split())


def test_empty_lines_make_paragraphs() -> None:
    """An empty line begins a new paragraph, a single line end stays within it."""
    assert paragraphs("een\ntwee\n\n \n\ndrie\n") == ((Run(text="een\ntwee"),), (Run(text="drie"),))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Bel 112.", "112"),
        ("Bel 113, dag en nacht", "113"),
        ("of 0800-0113", "08000113"),
        ("bel **0800 - 2000**", "08002000"),
        ("Slachtofferhulp: 0900-0101", "09000101"),
        ("Aanmeldpunt 030 - 234 00 45 (werkdagen)", "0302340045"),
    ],
)
def test_a_number_to_call_can_be_called(text: str, digits: str) -> None:
    """Somebody in need presses the number instead of copying it."""
    (paragraph,) = paragraphs(text)
    assert [run.call for run in paragraph if run.call] == [digits]


@pytest.mark.parametrize(
    "text",
    ["in 2013", "1123", "nummer 3112", "€ 112,50", "12-11-2025", "113-delig", "0900 1234 5678 9012", "HB-7K3M-112Q"],
)
def test_other_figures_are_left_alone(text: str) -> None:
    """Years, amounts, dates and codes are not numbers to call."""
    assert all(not run.call for paragraph in paragraphs(text) for run in paragraph)


def test_own_words_carry_no_markup_and_a_fixed_button_reads_as_itself() -> None:
    """What somebody typed is shown as typed; the command behind a fixed button shows the button's words."""
    assert own_words("**niet** 112") == ((Run(text="**niet** 112"),),)
    for command, label in WAYS.items():
        assert own_words(command) == ((Run(text=label),),)


def test_every_fixed_button_is_a_command_of_the_scripts() -> None:
    """A button that is on every page leads somewhere: help at once to the numbers, a person to a person."""
    scripts = Path(__file__).resolve().parents[2] / "dialogs" / "system.yaml"
    commands = YAML(typ="safe").load(scripts)["commands"]
    assert {command.removeprefix("/") for command in WAYS} <= commands.keys()
    assert commands["nood"]["step"] == "hulp-nu"
    assert commands["mens"]["step"] == "mens"


def test_only_the_last_lines_buttons_are_alive() -> None:
    """Buttons stand under the last line only; the progress is the last one told."""
    buttons = ((Button(label="Ja", data="a"),),)
    said = [(3, Outbound(text="Wil je?", buttons=buttons, progress=(4, 20)))]
    assert view(said).buttons == buttons
    assert view(said).progress == (4, 20)
    chosen = [*said, (5, Outbound(kind="chosen", text="Ja"))]
    assert view(chosen).buttons == ()
    assert view(chosen).progress == (4, 20)
    assert view(chosen).turn == view(chosen).after == 5
    assert view([]) == view([(0, Outbound(kind="remove"))])


def test_what_was_taken_out_is_not_shown_again() -> None:
    """After a removal neither the line behind it nor the removal itself is on the page; the numbering goes on."""
    said = [
        (1, Outbound(kind="chosen", text="geheim", ref="m1")),
        (2, Outbound(kind="chosen", text="[weg]")),
        (3, Outbound(text="Weggehaald.", buttons=((Button(label="Goed", data="g"),),))),
        (4, Outbound(kind="remove", ref="m1")),
    ]
    shown = view(said)
    assert [one.seq for one in shown.lines] == [2, 3]
    assert shown.after == 4
    assert shown.buttons


def test_a_line_travels_as_plain_json() -> None:
    """The page's script gets words, labels and numbers, and never markup."""
    outbound = Outbound(text="**Ja** <i>", buttons=((Button(label="Goed", data="g"),),), progress=(1, 9), step="x")
    assert json.loads(json.dumps(line(7, outbound).as_json())) == {
        "seq": 7,
        "kind": "message",
        "paragraphs": [[["Ja", True, ""], [" <i>", False, ""]]],
        "buttons": [[["Goed", "g"]]],
        "progress": [1, 9],
        "ref": None,
        "language": "nl",
    }
