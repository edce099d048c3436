"""Conditions as data: ``when: {role: [dader, verdachte], not: {timing.kind: niet-nu}}``.

Every entry must hold. A key is a field of the registration or a fact (``channel``, ``source``, ``status`` …); its
value is one id or a list of which one must be given. ``"*"`` means: answered, whatever the answer; ``null`` means: not
answered. ``not`` turns a condition round; ``any`` takes a list of which one must hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Values = Mapping[str, str | tuple[str, ...] | None]


def holds(condition: Mapping[str, Any] | None, values: Values) -> bool:
    """Whether the condition holds for these values; no condition always holds."""
    return condition is None or all(_holds(key, expected, values) for key, expected in condition.items())


def _holds(key: str, expected: Any, values: Values) -> bool:
    if key == "not":
        return not holds(expected, values)
    if key == "any":
        return any(holds(one, values) for one in expected)
    given = values.get(key)
    if expected == "*":
        return bool(given)
    if expected is None:
        return not given
    wanted = {expected} if isinstance(expected, str) else set(expected)
    have = {given} if isinstance(given, str) else set(given or ())
    return bool(wanted & have)


def sound(condition: object) -> bool:
    """Whether data has the form of a condition, nested ones included; nothing else here looks after that."""
    return (
        isinstance(condition, Mapping) and bool(condition) and all(_sound(key, one) for key, one in condition.items())
    )


def _sound(key: object, expected: object) -> bool:
    if key == "not":
        return sound(expected)
    if key == "any":
        return isinstance(expected, (list, tuple)) and bool(expected) and all(sound(one) for one in expected)
    if isinstance(expected, (list, tuple)):
        return bool(expected) and all(isinstance(one, str) for one in expected)
    return expected is None or isinstance(expected, str)


def keys(condition: Mapping[str, Any] | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every (key, values named) in the condition, nested ones included: for checks and drawings."""
    for key, expected in (condition or {}).items():
        if key == "not":
            yield from keys(expected)
        elif key == "any":
            for one in expected:
                yield from keys(one)
        elif isinstance(expected, str):
            yield key, () if expected == "*" else (expected,)
        else:
            yield key, tuple(expected or ())
