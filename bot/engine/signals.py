"""Danger in a message: suicide, self-harm, threats, danger at home, danger now, danger to a child.

Rules first: a coordinator can read why (``because``) and change a line. Where no rule speaks, and on which kind it is, messages
by many writers have the say (:mod:`bot.engine.signal_evidence`). The data live in ``dialogs/signals/``: ``words.yaml``
(spellings, classes of words), ``contexts.yaml`` (what takes a signal away), ``rules.yaml`` (what means danger), ``examples*.yaml``
and ``concepts.yaml`` (what is learnt from). A bereavement, a told offence, past danger, a denial and a figure of speech are no signals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self, get_args

from bot.engine.concepts import Concepts
from bot.engine.signal_evidence import Evidence, Opinion
from bot.engine.signal_patterns import WORDS, Grammar, Pattern, Span
from bot.engine.signal_words import Speller, Token

SignalKind = Literal["suicide", "self-harm", "violence-threat", "domestic-danger", "acute-danger", "child-danger"]
ORDER: tuple[SignalKind, ...] = (  # which help goes first when a message holds several
    "acute-danger", "child-danger", "suicide", "violence-threat", "domestic-danger", "self-harm",
)  # fmt: skip
_ENOUGH = 4  # words below which examples say nothing
_ORDINARY = 1500  # ordinary messages learnt from, evenly chosen; more cost time at load and changed nothing
_NEAR = 3  # words between a signal and a context that takes it away


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """The kind of help needed first, and the words (as typed) that decided; not ``sure`` when no rule knows them."""

    kind: SignalKind
    because: tuple[str, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    where: Literal["near", "sentence", "message"]
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    kind: SignalKind
    patterns: tuple[Pattern, ...]
    unless: tuple[str, ...]
    needs: tuple[str, ...]
    becomes: tuple[tuple[str, SignalKind], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Doubt:
    evidence: Evidence
    threshold: float


class _Reading:
    """One message, tagged once; contexts are looked up at most once each."""

    def __init__(self, grammar: Grammar, tokens: Sequence[Token]) -> None:
        self.grammar = grammar
        self.tokens = tokens
        self.sentences = [t.sentence for t in tokens]
        self.tags = [grammar.tag(t) for t in tokens]
        self.idle: set[int] = set()
        self._contexts: dict[str, list[Span]] = {}
        self.sum_up()

    def set_aside(self, idioms: Sequence[Pattern]) -> None:
        """Take the words of figures of speech away, before any rule looks."""
        for span in self.spans(idioms):
            for at in span.words:
                self.tags[at] = 0
                self.idle.add(at)
        self.sum_up()

    def rest(self) -> str:
        """The message without its figures of speech, a line for each sentence."""
        lines = [""] * (self.sentences[-1] + 1)
        for at, token in enumerate(self.tokens):
            if at not in self.idle:
                lines[token.sentence] += f"{token.typed} "
        return "\n".join(lines)

    def sum_up(self) -> None:
        """Collect the bits present, so that most patterns are dismissed by one comparison."""
        self.all = 0
        for bits in self.tags:
            self.all |= bits

    def spans(self, patterns: Sequence[Pattern]) -> list[Span]:
        """Every place where one of the patterns holds."""
        return [
            span
            for pattern in patterns
            if pattern.need & self.all == pattern.need
            for span in self.grammar.find(pattern, self.tags, self.sentences)
        ]

    def context(self, name: str, context: _Context, hit: Span) -> bool:
        """Whether the context holds for this hit."""
        if name not in self._contexts:
            self._contexts[name] = self.spans(context.patterns)
        found = self._contexts[name]
        if context.where == "message":
            return bool(found)
        if context.where == "sentence":
            return any(self.sentences[span.first] == self.sentences[hit.first] for span in found)
        return any(span.last >= hit.first - _NEAR and span.first <= hit.last + _NEAR for span in found)


class SignalDetector:
    """Finds the most urgent signal in a message; made once, safe to share."""

    def __init__(
        self,
        speller: Speller,
        grammar: Grammar,
        idioms: Sequence[Pattern],
        contexts: Mapping[str, _Context],
        groups: Sequence[_Group],
        doubt: _Doubt | None,
    ) -> None:
        """Use :meth:`build`."""
        self._speller = speller
        self._grammar = grammar
        self._idioms = tuple(idioms)
        self._contexts = dict(contexts)
        self._groups = tuple(sorted(groups, key=lambda g: ORDER.index(g.kind)))
        self._doubt = doubt

    @classmethod
    def build(cls, lexicon: Mapping[str, Any], ordinary: Sequence[str] = (), learnt: bytes | None = None) -> Self:
        """Compile ``{"words": ..., "contexts": ..., "rules": ..., "examples": ..., "concepts": ...}``, each that YAML file's content.

        ``examples`` may be absent: then only the rules speak; so may ``concepts``. Examples by other writers are under
        names that begin the same (``examples-2``). ``ordinary`` are messages people send anyway (the example
        questions of the topics), which the second opinion learns to leave alone; ``learnt`` is what an earlier detector of
        the same had learnt. Raises ``ValueError`` naming the place when a pattern, a context or a kind does not exist; other keys are ignored.
        """
        words, told, rules = lexicon["words"], lexicon["contexts"], lexicon["rules"]
        grammar = Grammar(words["classes"])
        idioms = [grammar.compile(line) for line in told["idioms"]]
        contexts = {
            name: _Context(where=c["where"], patterns=tuple(grammar.compile(p) for p in c["patterns"]))
            for name, c in told["contexts"].items()
        }
        groups = [_group(grammar, kind, entry, contexts) for kind, entries in rules.items() for entry in entries]
        speller = Speller(grammar.vocabulary(), words)
        doubt = _doubt(lexicon, ordinary, learnt) if "examples" in lexicon else None
        return cls(speller, grammar, idioms, contexts, groups, doubt)

    @property
    def learnt(self) -> bytes:
        """What the second opinion learnt, to be kept; empty without examples."""
        return b"" if self._doubt is None else self._doubt.evidence.to_bytes()

    def detect(self, text: str) -> Signal | None:
        """The signal that needs help first, or None; the same text always gives the same answer."""
        reading = _Reading(self._grammar, self._speller.read(text)[:WORDS])
        reading.set_aside(self._idioms)
        best: tuple[int, Span] | None = None
        for group in self._groups:
            rank = ORDER.index(group.kind)
            if best is not None and best[0] <= rank and not group.becomes:
                continue
            for hit in reading.spans(group.patterns):
                kind = self._judge(group, reading, hit)
                if kind is not None and (best is None or ORDER.index(kind) < best[0]):
                    best = (ORDER.index(kind), hit)
        opinion = self._second_opinion(reading)
        if best is None:
            return None if opinion is None else _signal(opinion.kind, opinion.because, sure=False)
        # whether there is danger the rules know best; which kind, whoever has read more examples
        which = ORDER[best[0]] if opinion is None else opinion.kind
        return _signal(which, [reading.tokens[at].typed.lower() for at in best[1].words])

    def _second_opinion(self, reading: _Reading) -> Opinion | None:
        """What the examples say of a message, when they speak for danger."""
        if self._doubt is None or len(reading.tokens) < _ENOUGH:
            return None
        opinion = self._doubt.evidence.weigh(reading.rest())
        return opinion if opinion.chance >= self._doubt.threshold else None

    def _judge(self, group: _Group, reading: _Reading, hit: Span) -> SignalKind | None:
        """What this hit means once its surroundings are read."""
        if any(reading.context(name, self._contexts[name], hit) for name in group.unless):
            return None
        if not all(reading.context(name, self._contexts[name], hit) for name in group.needs):
            return None
        for name, kind in group.becomes:
            if reading.context(name, self._contexts[name], hit):
                return kind
        return group.kind


def _signal(kind: str, because: Iterable[str], *, sure: bool = True) -> Signal:
    known: SignalKind = next(one for one in ORDER if one == kind)
    return Signal(kind=known, because=tuple(dict.fromkeys(because)), sure=sure)


def _doubt(lexicon: Mapping[str, Any], ordinary: Sequence[str], learnt: bytes | None) -> _Doubt:
    concepts = Concepts(lexicon.get("concepts", {}))
    threshold = float(lexicon["examples"]["threshold"])
    if learnt:
        return _Doubt(evidence=Evidence.from_bytes(learnt, concepts), threshold=threshold)
    writers = [lexicon[name] for name in sorted(lexicon) if name.startswith("examples")]
    signals = {kind: [text for told in writers for text in told.get(kind, ())] for kind in ORDER}
    calm = [text for told in writers for text in told.get("none", ())]
    evidence = Evidence.learn(
        {kind: texts for kind, texts in signals.items() if texts},
        (*calm, *ordinary[:: len(ordinary) // _ORDINARY + 1]),
        concepts,
    )
    return _Doubt(evidence=evidence, threshold=threshold)


def _group(grammar: Grammar, kind: str, entry: Mapping[str, Any], contexts: Mapping[str, _Context]) -> _Group:
    becomes = tuple(entry.get("becomes", {}).items())
    for wrong in {kind, *(k for _, k in becomes)} - set(get_args(SignalKind)):
        raise ValueError(f"unknown kind of signal {wrong!r}")
    unless, needs = tuple(entry.get("unless", ())), tuple(entry.get("needs", ()))
    for wrong in {*unless, *needs, *(name for name, _ in becomes)} - set(contexts):
        raise ValueError(f"unknown context {wrong!r} in the rules for {kind}")
    known: SignalKind = next(k for k in ORDER if k == kind)
    patterns = tuple(grammar.compile(line) for line in entry["patterns"])
    return _Group(kind=known, patterns=patterns, unless=unless, needs=needs, becomes=becomes)
