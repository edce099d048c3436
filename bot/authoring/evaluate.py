"""How well the recognisers do on labelled messages: the figures behind ``herstelbot evaluate``.

Pure: takes the items of an examples file as parsed (a list of mappings; fields not named here are ignored) and the
recogniser, and returns plain data, ready for JSON. Every result has ``kind``, ``total``, ``correct``, ``per_class``
(``{class: {"total", "correct"}}``) and ``wrong`` (``[{"text", "expected", "given"}]``); shares are fractions of 1,
rounded to four places, and None where there is nothing to take a share of.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypedDict

NONE = "none"

Item = Mapping[str, Any]


class BadItemError(ValueError):
    """An item of an examples file that cannot be scored; the message (Dutch) says which one and why."""


class Tally(TypedDict):
    """How many there are of a class, and how many were right."""

    total: int
    correct: int


class Wrong(TypedDict):
    """An item that was not recognised as its writer meant; ``text`` as typed."""

    text: str
    expected: Any
    given: Any


class Result(TypedDict):
    """What every kind of evaluation gives."""

    kind: str
    total: int
    correct: int
    per_class: dict[str, Tally]
    wrong: list[Wrong]


class QuestionItem(TypedDict):
    """What happened with one question; ``given`` is best first."""

    text: str
    outcome: str
    expected: list[str]
    given: list[str]


class Questions(Result):
    """Questions. The shares ``direct``, ``helped`` and ``wrong_answers`` are of items with a topic, ``none_*`` of the rest.

    ``direct``: the right answer at once. ``helped``: at once or among those offered. ``wrong_answers``: another answer
    at once. ``none_right``: off-topic and no answer or offer. ``none_wrong``: off-topic and answered at once.
    """

    direct: float | None
    helped: float | None
    wrong_answers: float | None
    none_right: float | None
    none_wrong: float | None
    items: list[QuestionItem]


class KindRecall(TypedDict):
    """Of the items of one kind: recognised as a signal, and as that kind."""

    total: int
    recall: float | None
    recall_kind: float | None


class Signals(Result):
    """Signals of danger. ``false_alarms``: share of the ``none`` items that would stop the conversation."""

    recall: float | None
    recall_kind: float | None
    false_alarms: float | None
    kinds: dict[str, KindRecall]


class KindPrecision(TypedDict):
    """Of one kind of identifying data: how many were found, and how many of those found were there."""

    total: int
    recall: float | None
    precision: float | None


class Identifying(Result):
    """Identifying data. ``exact``: share of items in which exactly the right kinds were found."""

    exact: float | None
    kinds: dict[str, KindPrecision]


class _Candidate(Protocol):
    @property
    def topic(self) -> str: ...


class _Match(Protocol):
    @property
    def outcome(self) -> str: ...

    @property
    def candidates(self) -> Sequence[_Candidate]: ...


class _Matcher(Protocol):
    def match(self, text: str, *, role: str | None = None) -> _Match: ...


class _Kind(Protocol):
    @property
    def kind(self) -> str: ...


class _Detector(Protocol):
    def detect(self, text: str) -> _Kind | None: ...


class _Reading(Protocol):
    @property
    def date(self) -> dt.date: ...


class _Picked(Protocol):
    @property
    def index(self) -> int: ...


def questions(items: Iterable[Item], matcher: _Matcher) -> Questions:
    """Score question answering. ``topic`` is an id, ``none``, or a list of ids of which either is right.

    An item may carry ``role`` (of the person who asks), which the matcher may use. Correct is: right at once or among
    those offered; for ``none`` that nothing was answered at once.
    """
    scored, rows = _Scored("questions"), list[QuestionItem]()
    asked, direct, helped, mistaken, off, off_right, off_wrong = 0, 0, 0, 0, 0, 0, 0
    for number, item in enumerate(items):
        text, topics = _text(item, number), _topics(item, number)
        role = item.get("role")
        match = matcher.match(text, role=role if isinstance(role, str) else None)
        given = [candidate.topic for candidate in match.candidates] if match.outcome != NONE else []
        answered = match.outcome == "answered"
        rows.append(QuestionItem(text=text, outcome=match.outcome, expected=topics, given=given))
        if topics == [NONE]:
            off += 1
            off_right += match.outcome == NONE
            off_wrong += answered
            scored.add(NONE, text, not answered, NONE, [match.outcome, *given])
            continue
        right = bool(given) and (given[0] in topics if answered else any(topic in topics for topic in given))
        asked += 1
        direct += answered and right
        helped += right
        mistaken += answered and not right
        scored.add(topics[0], text, right, topics if len(topics) > 1 else topics[0], [match.outcome, *given])
    return Questions(
        **scored.result(),
        direct=_share(direct, asked),
        helped=_share(helped, asked),
        wrong_answers=_share(mistaken, asked),
        none_right=_share(off_right, off),
        none_wrong=_share(off_wrong, off),
        items=rows,
    )


def signals(items: Iterable[Item], detector: _Detector) -> Signals:
    """Score the recognition of danger. ``signal`` is a kind or ``none``; correct is the right kind, or rightly none."""
    scored = _Scored("signals")
    seen: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for number, item in enumerate(items):
        text, expected = _text(item, number), _word(item, number, "signal")
        signal = detector.detect(text)
        given = signal.kind if signal is not None else NONE
        tally = seen[expected]
        tally[0] += 1
        tally[1] += given != NONE
        tally[2] += given == expected
        scored.add(expected, text, given == expected, expected, given)
    off = seen.pop(NONE, [0, 0, 0])
    total, found, right = (sum(tally[at] for tally in seen.values()) for at in range(3))
    return Signals(
        **scored.result(),
        recall=_share(found, total),
        recall_kind=_share(right, total),
        false_alarms=_share(off[1], off[0]),
        kinds={
            kind: KindRecall(total=one[0], recall=_share(one[1], one[0]), recall_kind=_share(one[2], one[0]))
            for kind, one in sorted(seen.items())
        },
    )


def identifying(items: Iterable[Item], find: Callable[[str], Iterable[_Kind]]) -> Identifying:
    """Score the recognition of identifying data. ``contains`` lists the kinds that are there; order has no meaning."""
    scored = _Scored("identifying")
    there: dict[str, int] = defaultdict(int)
    found: dict[str, int] = defaultdict(int)
    hits: dict[str, int] = defaultdict(int)
    for number, item in enumerate(items):
        text = _text(item, number)
        expected = item.get("contains")
        if not isinstance(expected, (list, tuple)):
            raise BadItemError(f"item {number + 1}: 'contains' moet een lijst soorten zijn")
        kinds, given = {str(kind) for kind in expected}, {finding.kind for finding in find(text)}
        for kind in kinds:
            there[kind] += 1
        for kind in given:
            found[kind] += 1
        for kind in kinds & given:
            hits[kind] += 1
        scored.add("+".join(sorted(kinds)) or NONE, text, kinds == given, sorted(kinds), sorted(given))
    result = scored.result()
    return Identifying(
        **result,
        exact=_share(result["correct"], result["total"]),
        kinds={
            kind: KindPrecision(
                total=there[kind], recall=_share(hits[kind], there[kind]), precision=_share(hits[kind], found[kind])
            )
            for kind in sorted({*there, *found})
        },
    )


def dates(items: Iterable[Item], read: Callable[[str, dt.date], _Reading | None]) -> Result:
    """Score the reading of dates. ``expect`` is an ISO date, ``{earliest, latest}`` or null; the date kept must fit."""
    scored = _Scored("dates")
    for number, item in enumerate(items):
        text, today = _text(item, number), _date(item.get("today"), number, "today")
        reading = read(text, today)
        given = reading.date if reading is not None else None
        expect = item.get("expect")
        if expect is None:
            kind, right = NONE, given is None
        elif isinstance(expect, Mapping):
            first, last = (_date(expect.get(end), number, end) for end in ("earliest", "latest"))
            kind, right = "window", given is not None and first <= given <= last
            expect = {"earliest": first.isoformat(), "latest": last.isoformat()}
        else:
            day = _date(expect, number, "expect")
            kind, right, expect = "date", given == day, day.isoformat()
        scored.add(kind, text, right, expect, given.isoformat() if given is not None else None)
    return scored.result()


def answers(items: Iterable[Item], pick: Callable[[str, Sequence[str]], _Picked | None]) -> Result:
    """Score typed answers. ``pick`` gets the text and the labels; ``expect`` is the zero-based index, or null.

    A choice that the bot would first check ("Bedoel je ...?") counts as that choice: it only does so where it would
    bet three to one.
    """
    scored = _Scored("answers")
    for number, item in enumerate(items):
        text, choices, expect = _text(item, number), item.get("choices"), item.get("expect")
        if not isinstance(choices, (list, tuple)) or not choices:
            raise BadItemError(f"item {number + 1}: 'choices' moet een lijst knoppen zijn")
        if expect is not None and (not isinstance(expect, int) or not 0 <= expect < len(choices)):
            raise BadItemError(
                f"item {number + 1}: 'expect' moet een nummer van een knop zijn (de eerste is 0), of null"
            )
        labels = [str(label) for label in choices]
        picked = pick(text, labels)
        given = picked.index if picked is not None else None
        scored.add(
            NONE if expect is None else "choice", text, given == expect, _label(labels, expect), _label(labels, given)
        )
    return scored.result()


class _Scored:
    """Counts as it goes."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._classes: dict[str, Tally] = {}
        self._wrong: list[Wrong] = []

    def add(self, name: str, text: str, right: bool, expected: Any, given: Any) -> None:
        tally = self._classes.setdefault(name, Tally(total=0, correct=0))
        tally["total"] += 1
        tally["correct"] += right
        if not right:
            self._wrong.append(Wrong(text=text, expected=expected, given=given))

    def result(self) -> Result:
        return Result(
            kind=self._kind,
            total=sum(tally["total"] for tally in self._classes.values()),
            correct=sum(tally["correct"] for tally in self._classes.values()),
            per_class=dict(sorted(self._classes.items())),
            wrong=self._wrong,
        )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _label(labels: Sequence[str], at: int | None) -> str | None:
    return None if at is None else labels[at]


def _text(item: Item, number: int) -> str:
    text = item.get("text")
    if not isinstance(text, str):
        raise BadItemError(f"item {number + 1}: 'text' ontbreekt of is geen tekst")
    return text


def _word(item: Item, number: int, name: str) -> str:
    value = item.get(name)
    if not isinstance(value, str):
        raise BadItemError(f"item {number + 1}: '{name}' ontbreekt of is geen tekst")
    return value


def _topics(item: Item, number: int) -> list[str]:
    topic = item.get("topic")
    given = topic if isinstance(topic, (list, tuple)) else [topic]
    topics = [one for one in given if isinstance(one, str)]
    if not topics or len(topics) < len(given):
        raise BadItemError(f"item {number + 1}: 'topic' moet een onderwerp zijn, een lijst onderwerpen, of none")
    return topics


def _date(value: Any, number: int, name: str) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise BadItemError(f"item {number + 1}: '{name}' is geen datum zoals 2026-04-03") from None
