"""How long a coordinator waits with a script of many steps: checking, drawing, opening a step, trying it.

    python -m bench.scripts [--steps 500] [--json]

The shipped scripts with as many made-up questions behind them as are wanted, each with easier words, a condition and two
choices. Processor time, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bot.authoring.checks import check
from bot.authoring.drawing import Look, draw
from bot.authoring.reader import Scripts
from bot.authoring.step_form import apply
from bot.services.learning import understanding
from bot.services.library import Script
from bot.services.preview import Previews
from bot.services.rehearse import NOW

DIALOGS = Path(__file__).resolve().parent.parent / "dialogs"
MADE = "conversations/gemaakt.yaml"
STEP = """\
  - id: gemaakt-{n}
    say:
      - text: "Dit is de vraag met letter {letter}. Wat wil je daarover zeggen?"
        simpler: "Vraag {letter}."
        when: {{not: {{role: dader}}}}
    ask: choice
    choices:
      - {{id: ja, label: "Ja", next: gemaakt-{onward}}}
      - {{id: nee, label: "Nee", next: {no}}}
    skip: true
    next: gemaakt-{elsewhere}
"""


def large(steps: int) -> dict[str, str]:
    """The shipped scripts, grown to so many steps."""
    texts = {
        path.relative_to(DIALOGS).as_posix(): path.read_text(encoding="utf-8")
        for pattern in ("**/*.yaml", "**/*.po")
        for path in sorted(DIALOGS.glob(pattern))
    }
    more = steps - len(_dialog(check(texts)).steps)
    made = [
        STEP.format(
            n=n,
            letter=chr(97 + n % 26),
            onward=(n + 1) % more,
            elsewhere=n * 7 % more,
            no="menu" if n else "nieuw-begin",
        )
        for n in range(more)
    ]
    first = texts["conversations/welkom.yaml"].replace("next: nieuw-begin", "next: gemaakt-0")
    return {**texts, "conversations/welkom.yaml": first, MADE: "steps:\n" + "".join(made)}


def measure(steps: int) -> dict[str, float]:
    """Seconds of processor time for each thing a coordinator waits for."""
    texts = large(steps)
    found: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        begin = time.process_time()
        made = work()
        found[name] = round(time.process_time() - begin, 3)
        return made

    scripts = timed("check, all files new", lambda: check(texts))
    name = next(step for step in _dialog(scripts).steps if step.startswith("gemaakt"))
    changed: Mapping[str, str] = timed("save a step's form", lambda: _reworded(texts, name))
    again = timed("check after an edit", lambda: check(changed))
    timed("draw the whole picture", lambda: draw(again))
    timed("draw the panel of a step", lambda: draw(again, Look(only=name, chosen=name)))
    script = Script(dialog=_dialog(again), understanding=understanding(again))
    timed("begin a preview at a step", lambda: Previews().begin(script, owner="x", version=1, now=NOW, step=name))
    return found


def _reworded(texts: Mapping[str, str], step: str) -> dict[str, str]:
    return {**texts, MADE: apply(texts[MADE], step, {"say.0.text": "Iets anders gevraagd?"})}


def _dialog(scripts: Scripts) -> Any:
    assert scripts.dialog is not None
    return scripts.dialog


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(asked.steps)
    if asked.json:
        print(json.dumps(found))
        return
    for name, seconds in found.items():
        print(f"{name:30} {seconds:6.3f} s")


if __name__ == "__main__":
    main()
