"""How well danger is recognised in the words of a writer nobody learnt from.

    python -m bench.danger [FILE...] [--threshold X]

Every file of ``dialogs/signals/examples*.yaml`` is another writer; each is kept apart in turn and the second opinion is
learnt from the others. FILEs (lists of ``{text, signal}``, as ``herstelbot evaluate signals`` takes them, or mappings of kind
to texts) are measured with everything learnt. Beside it in the same run: a list of keywords, and the rules alone. The
rules were written with the first files in view, so for those only the difference between the methods says something.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.engine.signals import Signal, SignalDetector

DIALOGS = Path(__file__).parents[1] / "dialogs"
KEYWORDS = re.compile(
    r"\b(?:zelfmoord|suïcid\w*|suicid\w*|dood ?maken|vermoord\w*|snij\w*|niet meer leven|wil dood|mes|pistool|slaat|slaan|geslagen|bedreigt"
    r"|bang voor|112|help|misbruik\w*|overdosis|pillen|springen)\b",
    re.IGNORECASE,
)
"""What somebody would write down in five minutes."""

Items = list[tuple[str, str]]
Detect = Callable[[str], str | None]


def read(path: Path) -> Any:
    """A parsed YAML file."""
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def items(data: Any) -> Items:
    """Texts with their kind, from either form of file."""
    if isinstance(data, Mapping):
        return [(text, kind) for kind, texts in data.items() if isinstance(texts, list) for text in texts]
    return [(item["text"], item["signal"]) for item in data]


def kind(signal: Signal | None) -> str | None:
    """Its kind, if there is one."""
    return None if signal is None else signal.kind


def keywords(text: str) -> str | None:
    """Any kind at all, for the list cannot tell."""
    return "danger" if KEYWORDS.search(text) else None


def report(name: str, writer: str, told: Items, detect: Detect) -> None:
    """One line of figures: found, found as the right kind, stopped without need, milliseconds a message."""
    began = time.process_time()
    given = [detect(text) for text, _ in told]
    spent = (time.process_time() - began) / len(told)
    danger = [(found, kind) for found, (_, kind) in zip(given, told, strict=True) if kind != "none"]
    calm = [found for found, (_, kind) in zip(given, told, strict=True) if kind == "none"]
    found = sum(one is not None for one, _ in danger) / max(1, len(danger))
    right = sum(one == kind for one, kind in danger) / max(1, len(danger))
    alarms = sum(one is not None for one in calm) / max(1, len(calm))
    print(f"{name:16} {writer:28} {found:6.3f} {right:6.3f} {alarms:6.3f} {1000 * spent:6.2f}")


def ordinary() -> list[str]:
    """What people ask anyway."""
    return [text for path in sorted((DIALOGS / "topics").glob("*.yaml")) for text in read(path).get("examples", ())]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--threshold", type=float)
    chosen = parser.parse_args(arguments)
    lexicon = {path.stem: read(path) for path in (DIALOGS / "signals").glob("*.yaml") if path.stem != "texts"}
    if chosen.threshold is not None:
        lexicon["examples"] = {**lexicon["examples"], "threshold": chosen.threshold}
    writers = sorted(name for name in lexicon if name.startswith("examples"))
    bare = {name: data for name, data in lexicon.items() if name not in writers}
    rules, questions = SignalDetector.build(bare), ordinary()
    print(f"{'method':16} {'writer kept apart':28} {'found':>6} {'kind':>6} {'alarm':>6} {'ms':>6}")
    for writer in writers:
        threshold = {"threshold": lexicon["examples"]["threshold"]}
        others = {name: data for name, data in lexicon.items() if name != writer}
        detector = SignalDetector.build({"examples": threshold, **others}, questions)
        compare(writer, items(lexicon[writer]), rules, detector)
    if chosen.files:
        detector = SignalDetector.build(lexicon, questions)
        for path in chosen.files:
            compare(path.stem, items(read(path)), rules, detector)


def compare(writer: str, told: Items, rules: SignalDetector, detector: SignalDetector) -> None:
    """The methods side by side on one writer."""
    report("keywords", writer, told, keywords)
    report("rules", writer, told, lambda text: kind(rules.detect(text)))
    report("herstelbot", writer, told, lambda text: kind(detector.detect(text)))


if __name__ == "__main__":
    main()
