"""``herstelbot chat``: the conversation in the terminal, through the same engine and the same render."""

from __future__ import annotations

import secrets

import click
from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape

from bot.authoring.checks import check, errors
from bot.channels import Outbound
from bot.channels.render import render
from bot.commands.shared import notebook, settings
from bot.engine import events, turn
from bot.engine.languages import DUTCH
from bot.scripts_folder import read_texts
from bot.services.learning import understanding
from bot.services.library import refuse
from bot.services.moments import amsterdam
from bot.store import ids


@click.command()
@click.option("--bron", default=None, help="De bron, zoals een link die zou meegeven (pi-dordrecht).")
@click.option("--taal", default=DUTCH, help="De taal om in te beginnen: nl, nl-formal (met u) of en.")
def chat(bron: str | None, taal: str) -> None:
    """Voer het gesprek hier in de terminal. Er wordt niets bewaard; stop met Ctrl-D."""
    scripts = check(read_texts(settings()))
    refuse(errors(scripts))
    assert scripts.dialog is not None  # noqa: S101 - refuse() has seen to it
    terminal = Terminal(Console())
    recognise = understanding(scripts, notebook())
    facts = {
        "referentie": ids.reference(),
        "terugkeercode": "",
        "bewijsnummer": "",
        "status": "",
        "website": "",
        "vertelpagina": "",
        "vastgehouden": "",
        "onthouden": "",
    }
    done = turn.start(
        scripts.dialog,
        session_id="terminal",
        tag=secrets.token_hex(3),
        channel="terminal",
        source=bron,
        language=taal,
        now=amsterdam(),
        facts=facts,
    )
    while True:
        terminal.show(render(done.events, scripts.dialog.voice(done.session.language), own_words=False))
        said = terminal.listen()
        if said is None:
            return
        done = turn.resume(scripts.dialog, recognise, done.session, said, now=amsterdam(), facts=facts)


class Terminal:
    """Shows messages with numbered choices, and reads what is typed."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._data: list[str] = []

    def show(self, shown: tuple[Outbound, ...]) -> None:
        """Print messages; the buttons of the last one can be chosen by number."""
        for one in shown:
            if one.kind != "message":
                continue
            self._console.print(Markdown(one.text.replace("\n", "  \n")))
            self._console.print()
            if one.buttons:
                buttons = [button for row in one.buttons for button in row]
                self._data = [button.data for button in buttons]
                for number, button in enumerate(buttons, 1):
                    self._console.print(f"  [bold]{number}[/bold]  {escape(button.label)}")

    def listen(self) -> events.Incoming | None:
        """What the person does next; None at the end of the input."""
        try:
            text = self._console.input("\n[bold]> [/bold]").strip()
        except (EOFError, KeyboardInterrupt):
            self._console.print()
            return None
        if text.isdecimal() and 1 <= int(text) <= len(self._data):
            return events.ChoicePressed(data=self._data[int(text) - 1])
        return events.TextReceived(text=text)
