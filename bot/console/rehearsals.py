"""The rehearsals: example conversations to read, how they go with the draft, and what none of them comes by."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.responses import Response

from bot.console.desk import Call
from bot.console.scripts import about
from bot.services.coverage import Coverage, coverage
from bot.services.rehearse import Outcome

KINDS = {">": "mine", "<": "bot", "#": "note", "=": "note"}
"""What stands before a line of a rehearsal -> how it is shown."""


async def page(call: Call) -> Response:
    """All of them, played with what is being worked on."""
    work = await call.desk.publish.working()
    proof = await call.desk.publish.prove(work.texts)
    dialog = work.scripts.dialog
    found = coverage(dialog, proof.outcomes) if dialog is not None and not proof.errors else None
    return await call.show(
        "script_rehearsals.html",
        **await about(call, work),
        wrong=bool(proof.errors),
        rehearsals=[(one, list(spoken_lines(one))) for one in proof.outcomes],
        found=found,
        unchosen=unchosen(found),
    )


def spoken_lines(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """(how it is shown, text) of every line of a rehearsal but its title; what belongs together stays together."""
    for line in outcome.text.splitlines()[1:]:
        mark, _, text = line.partition(" ")
        if text.strip():
            yield KINDS.get(mark, "note"), text


def unchosen(found: Coverage | None) -> dict[str, list[str]]:
    """Step -> the choices that nobody makes there; of steps that some rehearsal does come by."""
    steps: dict[str, list[str]] = {}
    for step, _, label in found.unchosen if found else ():
        if found and step not in found.unwalked:
            steps.setdefault(step, []).append(label)
    return steps
