"""How well questions are recognised, on writers whose examples were not learnt from.

    python -m bench.recognition FILE... [--folds] [--json]

Every FILE is a YAML list of ``{text, topic}``; files are of one writer when their names are equal up to a number
(``a-1.yaml``, ``a-2.yaml``). One writer is kept apart in turn and the others are learnt from. The bars of every method
are set on the learnt-from writers only (each of them kept apart once more), never on the writer that is tested.
With ``--folds`` the messages of all writers are mixed and split in five instead: easier, as every style is then known.

Beside the product's matcher stand two that anybody would write first: a list of keywords per topic, and BM25.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from ruamel.yaml import YAML

from bench.baselines import Bm25, Keywords
from bot.engine.topics import OFF_TOPIC, Topic, TopicMatcher

LEXICON = Path(__file__).parent.parent / "dialogs" / "topics" / "lexicon.yaml"
WRONG, NONE_WRONG = 0.025, 0.04  # the most that may go wrong: the aims of the product
FOREIGN_COST = 0.01  # in-domain messages that may be refused to keep off-topic ones unanswered
FOLDS = 5


class Item(NamedTuple):
    """A labelled message; more than one topic when either is right, none when it is off topic."""

    text: str
    topics: tuple[str, ...]


class Ranker(Protocol):
    """Anything that puts topics in order for a message, with a score each; OFF_TOPIC's score may be left out."""

    def ranking(self, text: str) -> Sequence[tuple[str, float]]:
        """Topics with a score, best first."""


class Ranked(NamedTuple):
    """What decides about a message: is the first right, is one of three right, and the scores of first and off topic."""

    item: Item
    first: bool
    three: bool
    best: float
    foreign: float


Trainer = Callable[[Sequence[Item]], Ranker]
Bars = tuple[float, float]


def read(paths: Sequence[Path]) -> dict[str, list[Item]]:
    """The items of each writer."""
    writers: dict[str, list[Item]] = {}
    for path in paths:
        writer = re.sub(r"-?\d+$", "", path.stem)
        for entry in YAML(typ="safe").load(path.read_text(encoding="utf-8")):
            topics = entry["topic"] if isinstance(entry["topic"], list) else [entry["topic"]]
            writers.setdefault(writer, []).append(Item(str(entry["text"]), tuple(t for t in topics if t != "none")))
    return writers


def product(items: Sequence[Item]) -> Ranker:
    """The product's matcher, trained on these items and the shipped lexicon."""
    lexicon = YAML(typ="safe").load(LEXICON.read_text(encoding="utf-8"))
    examples: dict[str, list[str]] = {}
    for item in items:
        examples.setdefault(item.topics[0] if item.topics else OFF_TOPIC, []).append(item.text)
    off_topic = examples.pop(OFF_TOPIC, [])
    topics = [Topic(id=name, question=texts[0], examples=tuple(texts[1:])) for name, texts in sorted(examples.items())]
    return TopicMatcher.train(topics, off_topic, lexicon)


def keywords(items: Sequence[Item]) -> Ranker:
    """A keyword list per topic."""
    return Keywords([(item.text, item.topics[0] if item.topics else OFF_TOPIC) for item in items])


def bm25(items: Sequence[Item]) -> Ranker:
    """BM25 over the examples of each topic."""
    return Bm25([(item.text, item.topics[0]) for item in items if item.topics])


METHODS: Mapping[str, Trainer] = {"keywords": keywords, "bm25": bm25, "herstelbot": product}


def rank(ranker: Ranker, items: Sequence[Item]) -> list[Ranked]:
    """The ranking of each item, in short."""
    ranked = []
    for item in items:
        scores = ranker.ranking(item.text)
        topics = [(name, score) for name, score in scores if name != OFF_TOPIC]
        foreign = next((score for name, score in scores if name == OFF_TOPIC), 0.0)
        right = [name in item.topics for name, _ in topics[:3]]
        ranked.append(Ranked(item, right[:1] == [True], any(right), topics[0][1] if topics else 0.0, foreign))
    return ranked


def bars(ranked: Sequence[Ranked]) -> Bars:
    """The lowest bar for answering that keeps both kinds of wrong answers rare, and the bar for offering nothing."""
    ours = [one for one in ranked if one.item.topics]
    foreign = [one for one in ranked if not one.item.topics]
    wrong = sorted((one.best for one in ours if not one.first), reverse=True)
    off = sorted((one.best for one in foreign), reverse=True)
    sure = max(
        [
            scores[int(share * total)]
            for scores, share, total in ((wrong, WRONG, len(ours)), (off, NONE_WRONG, len(off)))
            if int(share * total) < len(scores)
        ],
        default=0.0,
    )
    refused = sorted((one.foreign for one in ours if one.three), reverse=True)
    return sure, refused[int(FOREIGN_COST * len(ours))] if refused else 1.0


def figures(ranked: Sequence[Ranked], bar: Bars, seconds: float) -> dict[str, float]:
    """Shares of in-domain messages (top1, top3, direct, helped, wrong) and of off-topic ones (none_*), ms per message."""
    sure, foreign = bar
    ours = [one for one in ranked if one.item.topics]
    off = [one for one in ranked if not one.item.topics]

    def share(part: Sequence[Ranked], test: Callable[[Ranked], bool]) -> float:
        return round(sum(map(test, part)) / max(1, len(part)), 4)

    def answered(one: Ranked) -> bool:
        return one.best > sure

    def refused(one: Ranked) -> bool:
        return not answered(one) and one.foreign > foreign

    return {
        "items": len(ranked),
        "top1": share(ours, lambda one: one.first),
        "top3": share(ours, lambda one: one.three),
        "direct": share(ours, lambda one: answered(one) and one.first),
        "helped": share(ours, lambda one: one.first if answered(one) else one.three and not refused(one)),
        "wrong": share(ours, lambda one: answered(one) and not one.first),
        "none_wrong": share(off, answered),
        "none_refused": share(off, refused),
        "ms": round(1000 * seconds / max(1, len(ranked)), 2),
    }


def by_writer(writers: Mapping[str, Sequence[Item]], trainer: Trainer) -> dict[str, dict[str, float]]:
    """The figures of every writer, learnt from the others; bars from those others, each kept apart once more."""
    result: dict[str, dict[str, float]] = {}
    pairs: dict[tuple[str, str], list[Ranked]] = {}
    names = sorted(writers)
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            ranker = trainer([item for name in names if name not in {one, other} for item in writers[name]])
            pairs[one, other], pairs[other, one] = rank(ranker, writers[other]), rank(ranker, writers[one])
    for name in names:
        bar = bars([one for other in names if other != name for one in pairs[name, other]])
        ranker = trainer([item for other in names if other != name for item in writers[other]])
        started = time.process_time()
        ranked = rank(ranker, writers[name])
        result[name] = figures(ranked, bar, time.process_time() - started)
    return result


def mixed(writers: Mapping[str, Sequence[Item]]) -> dict[str, list[Item]]:
    """All items dealt into five heaps, so that every heap holds every writer."""
    items = [item for name in sorted(writers) for item in writers[name]]
    return {f"fold {number + 1}": items[number::FOLDS] for number in range(FOLDS)}


def main(arguments: Sequence[str]) -> None:
    """Print the figures of every method."""
    parser = argparse.ArgumentParser(prog="python -m bench.recognition", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--folds", action="store_true", help="mix the writers and split in five")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    writers = read(options.files)
    parts = mixed(writers) if options.folds or len(writers) < 3 else writers
    results = {name: by_writer(parts, trainer) for name, trainer in METHODS.items()}
    if options.json:
        print(json.dumps(results, indent=1))
        return
    columns = ("items", "top1", "top3", "direct", "helped", "wrong", "none_wrong", "none_refused", "ms")
    print(f"{'method':11}{'kept apart':17}" + "".join(f"{column:>13}" for column in columns))
    for method, rows in results.items():
        for name, row in rows.items():
            print(f"{method:11}{name:17}" + "".join(f"{row[column]:13}" for column in columns))


if __name__ == "__main__":
    main(sys.argv[1:])
