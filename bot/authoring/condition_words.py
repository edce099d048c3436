"""A condition as coordinators read and write it: ``role = dader/verdachte en niet on_behalf = ja``.

``en`` binds tighter than ``of``; brackets say otherwise. ``naam bekend`` means answered, whatever the answer. What is
written by :func:`in_words` and read by :func:`from_words` means the same again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_TOKEN = re.compile(r"\s*([()=/,]|[\w.*-]+|\S)")
_NAME = re.compile(r"[a-z_]+(?:\.[a-z_]+)?")
_VALUE = re.compile(r"[\w.-]+")
_WORDS = {"en", "of", "niet", "bekend", "onbekend"}


class NotACondition(ValueError):  # noqa: N818 - it is what happened
    """These words are no condition; the message (Dutch) says what was expected."""


def in_words(condition: Mapping[str, Any] | None) -> str:
    """A condition in words; nothing for none."""
    if not condition:
        return ""
    alone = len(condition) == 1
    return " en ".join(_part(key, expected, alone=alone) for key, expected in condition.items())


def from_words(words: str) -> dict[str, Any] | None:
    """The condition these words mean; None for nothing. Raises NotACondition."""
    tokens = _TOKEN.findall(words)
    if not tokens:
        return None
    reader = _Reader(tokens)
    found = reader.either()
    if reader.next is not None:
        raise NotACondition(f'"{reader.next}" had ik hier niet verwacht; schrijf bijvoorbeeld: role = dader/verdachte')
    return found


def _part(key: str, expected: Any, *, alone: bool) -> str:
    if key == "not":
        inner = in_words(expected)
        return f"niet ({inner})" if len(expected) > 1 or "any" in expected else f"niet {inner}"
    if key == "any":
        either = " of ".join(in_words(one) for one in expected)
        return either if alone else f"({either})"
    if expected == "*":
        return f"{key} bekend"
    if expected is None:
        return f"{key} onbekend"
    return f"{key} = {expected if isinstance(expected, str) else '/'.join(expected)}"


class _Reader:
    """Reads tokens from left to right, one ahead."""

    def __init__(self, tokens: list[str]) -> None:
        self._left: Iterator[str] = iter(tokens)
        self.next: str | None = None
        self._forward()

    def either(self) -> dict[str, Any]:
        found = [self._all()]
        while self.next == "of":
            self._forward()
            found.append(self._all())
        return found[0] if len(found) == 1 else {"any": found}

    def _all(self) -> dict[str, Any]:
        found = [self._one()]
        while self.next in {"en", ","}:
            self._forward()
            found.append(self._one())
        return found[0] if len(found) == 1 else _together(found)

    def _one(self) -> dict[str, Any]:
        if self.next == "niet":
            self._forward()
            return {"not": self._one()}
        if self.next == "(":
            self._forward()
            found = self.either()
            if self.next != ")":
                raise NotACondition("er ontbreekt een haakje sluiten")
            self._forward()
            return found
        return self._plain()

    def _plain(self) -> dict[str, Any]:
        name = self.next
        if name is None or name in _WORDS or not _NAME.fullmatch(name):
            raise NotACondition(f"hier hoort een veld, zoals role{'' if name is None else f', en niet “{name}”'}")
        self._forward()
        if self.next in {"bekend", "onbekend"}:
            known = self.next == "bekend"
            self._forward()
            return {name: "*" if known else None}
        if self.next not in {"=", "is"}:
            raise NotACondition(f"achter “{name}” hoort: = met een antwoord, of bekend, of onbekend")
        values = []
        while self.next in {"=", "is", "/"}:
            value = self._forward()
            if value is None or value in _WORDS or not _VALUE.fullmatch(value):
                raise NotACondition(f"achter “{name} =” hoort een antwoord, of meer met / ertussen")
            values.append(value)
            self._forward()
        return {name: values[0] if len(values) == 1 else values}

    def _forward(self) -> str | None:
        self.next = next(self._left, None)
        return self.next


def _together(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """All of these in one mapping, which can hold each key once."""
    found: dict[str, Any] = {}
    refused: list[dict[str, Any]] = []
    for key, expected in ((key, expected) for part in parts for key, expected in part.items()):
        if key == "not":
            refused.append(expected)
        elif key in found:
            raise NotACondition(
                "twee keer “of” in één voorwaarde: verander dit in de YAML"
                if key == "any"
                else f"“{key}” staat er twee keer; schrijf: {key} = het een/het ander"
            )
        else:
            found[key] = expected
    if refused:
        found["not"] = refused[0] if len(refused) == 1 else {"any": refused}
    return found
