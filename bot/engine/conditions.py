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
