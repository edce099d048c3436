"""One participant's walk through a dialog, as a value that can be written down and read back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from bot.engine.dialog import SKIPPED, UNKNOWN

VERSION = 1


class Status(StrEnum):
    """Where a conversation stands. It waits for the person, sleeps until they (or a date) return, or is over."""

    WAITING = "waiting"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer: its value(s) as ids of the dialog, the step that asked, when, and the person's own words if typed."""

    value: str | tuple[str, ...]
    step: str
    at: str
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A reading that the person is asked to confirm before it counts as their answer."""

    value: str | tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What is remembered between two turns.

    ``tag`` and ``asked`` make the nonce of the question last asked: a button of any other question is an old one.
    ``trail`` holds the steps asked before this one (for going back); ``interrupted`` the step to return to after a
    command, a signal or an aside; ``ticked`` the choices made so far where several may be chosen; ``revisit`` is set
    while an answer is being corrected; ``reference`` is that of the
    registration this session handed over; ``begun`` counts fresh starts after
    everything was forgotten; ``heard_at`` is the person's last sign of life; ``hushed`` is set after a long silence, until
    they say that earlier answers may be shown, and ``withheld`` is the step that waits for that; ``misses`` counts what was not understood at this step; ``topics`` are the
    questions on offer, beside the current question or (``wondering``) instead of it.
    """

    id: str
    tag: str
    revision: str
    channel: str
    language: str = "nl"
    source: str | None = None
    status: Status = Status.WAITING
    step: str | None = None
    asked: int = 0
    answers: dict[str, Given] = field(default_factory=dict)
    trail: tuple[str, ...] = ()
    interrupted: str | None = None
    revisit: bool = False
    ticked: tuple[str, ...] = ()
    pending: Pending | None = None
    topics: tuple[str, ...] = ()
    wondering: bool = False
    flags: tuple[str, ...] = ()
    misses: int = 0
    handed_over: int = 0
    reference: str | None = None
    begun: int = 0
    wake_at: str | None = None
    heard_at: str | None = None
    hushed: bool = False
    withheld: str | None = None

    @property
    def nonce(self) -> str:
        """Names the question last asked: unique among all questions this person was ever asked."""
        return f"{self.tag}{self.asked:x}"

    def value(self, name: str) -> str | tuple[str, ...] | None:
        """The answer stored under a field, or None."""
        given = self.answers.get(name)
        return None if given is None else given.value

    @property
    def reader(self) -> str | None:
        """For whom answers are worded: who fills this in for another, else the role given, here or earlier."""
        registrant = self.value("circumstances.registrant")
        if registrant in {"professional", "familie"}:
            return "verwijzer" if registrant == "professional" else "familie"
        for name in ("role", "memo.lezer"):
            value = self.value(name)
            if isinstance(value, str) and value not in {SKIPPED, UNKNOWN}:
                return value
        return None

    def values(self) -> dict[str, str | tuple[str, ...] | None]:
        """Answers and facts by name, as conditions and texts see them."""
        facts: dict[str, str | tuple[str, ...] | None] = {
            "channel": self.channel,
            "source": self.source,
            "language": self.language,
            "handed_over": "ja" if self.handed_over else "nee",
            "flags": self.flags,
            "reader": self.reader,
        }
        return facts | {name: given.value for name, given in self.answers.items()}

    def with_answer(self, name: str, given: Given) -> Session:
        """The same session with one answer more (or replaced)."""
        return replace(self, answers={**self.answers, name: given})

    def settled(self) -> Session:
        """The same session with nothing on offer and nothing to confirm."""
        return replace(self, pending=None, topics=(), wondering=False)

    def without(self, names: frozenset[str]) -> Session:
        """The same session without these answers."""
        return replace(self, answers={name: given for name, given in self.answers.items() if name not in names})


def dump(session: Session) -> bytes:
    """The session as JSON, for the store."""
    data = {"v": VERSION, **_fields(session)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_fields).encode()


def _fields(one: Any) -> dict[str, Any]:
    """What a value consists of. ``dataclasses.asdict`` would copy everything in it first: a tenth of a whole turn."""
    return {name: getattr(one, name) for name in one.__slots__}


def load(content: bytes) -> Session:
    """Read back what :func:`dump` wrote.

    Raises:
        ValueError: when the content was written by a newer version.
    """
    data: dict[str, Any] = json.loads(content)
    if data.pop("v") > VERSION:
        raise ValueError("this conversation was stored by a newer version")
    data["status"] = Status(data["status"])
    data["answers"] = {name: Given(**_tuples(given)) for name, given in data["answers"].items()}
    if data["pending"] is not None:
        data["pending"] = Pending(**_tuples(data["pending"]))
    return Session(**_tuples(data))


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def stamp(now: datetime) -> str:
    """A moment as it is written in a session: ISO 8601, UTC, whole seconds."""
    return now.astimezone(UTC).isoformat(timespec="seconds")
