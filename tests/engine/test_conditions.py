from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.conditions import Values, holds, keys, sound

NAMES = st.sampled_from(["role", "timing.kind", "channel", "forms"])
IDS = st.sampled_from(["dader", "slachtoffer", "brief", "web", "overgeslagen"])
VALUES = st.dictionaries(NAMES, st.none() | IDS | st.lists(IDS, max_size=3).map(tuple))
EXPECTED = st.none() | st.just("*") | IDS | st.lists(IDS, min_size=1, max_size=3)
PLAIN = st.dictionaries(NAMES, EXPECTED, min_size=1, max_size=3)
CONDITIONS = st.recursive(
    PLAIN,
    lambda inner: (
        st.fixed_dictionaries({}, optional={"not": inner, "any": st.lists(inner, min_size=1, max_size=3)})
        .flatmap(lambda nested: PLAIN.map(lambda plain: {**plain, **nested}))
        .filter(bool)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        (None, {}, True),
        ({"role": "dader"}, {"role": "dader"}, True),
        ({"role": "dader"}, {"role": "verdachte"}, False),
        ({"role": "dader"}, {}, False),
        ({"role": ["dader", "verdachte"]}, {"role": "verdachte"}, True),
        ({"forms": "brief"}, {"forms": ("gesprek", "brief")}, True),
        ({"forms": ["brief", "geen"]}, {"forms": ("gesprek",)}, False),
        ({"role": "*"}, {"role": "overgeslagen"}, True),
        ({"role": "*"}, {"forms": ()}, False),
        ({"role": None}, {"role": None}, True),
        ({"role": None}, {"role": "dader"}, False),
        ({"role": "dader", "not": {"channel": "web"}}, {"role": "dader", "channel": "telegram"}, True),
        ({"role": "dader", "not": {"channel": "web"}}, {"role": "dader", "channel": "web"}, False),
        ({"any": [{"role": "dader"}, {"channel": "web"}]}, {"channel": "web"}, True),
        ({"any": [{"role": "dader"}, {"channel": "web"}]}, {"channel": "telegram"}, False),
    ],
)
def test_conditions_mean_what_the_examples_say(
    condition: dict[str, Any] | None, values: Values, expected: bool
) -> None:
    """One id, one of a list, any answer, no answer, not, and any: each as the format describes it."""
    assert holds(condition, values) is expected


@given(condition=CONDITIONS, values=VALUES)
def test_not_turns_a_condition_round(condition: dict[str, Any], values: Values) -> None:
    """For all values exactly one of a condition and its opposite holds."""
    assert holds(condition, values) is not holds({"not": condition}, values)


@given(one=CONDITIONS, other=CONDITIONS, values=VALUES)
def test_any_needs_one_of_them(one: dict[str, Any], other: dict[str, Any], values: Values) -> None:
    """``any`` holds exactly when one of its conditions does."""
    assert holds({"any": [one, other]}, values) is (holds(one, values) or holds(other, values))


@given(condition=PLAIN, values=VALUES)
def test_every_entry_must_hold(condition: dict[str, Any], values: Values) -> None:
    """A condition holds exactly when each of its entries does by itself."""
    assert holds(condition, values) is all(holds({key: one}, values) for key, one in condition.items())


@given(name=NAMES, values=VALUES)
def test_answered_and_not_answered_are_opposites(name: str, values: Values) -> None:
    """Of ``"*"`` and ``null`` exactly one holds, for any name and any values."""
    assert holds({name: "*"}, values) is not holds({name: None}, values)


@given(condition=CONDITIONS, values=VALUES)
def test_only_the_keys_named_matter(condition: dict[str, Any], values: Values) -> None:
    """What a check sees of a condition is all it depends on."""
    named = {key for key, _ in keys(condition)}

    assert holds(condition, values) is holds(condition, {key: one for key, one in values.items() if key in named})


@given(condition=CONDITIONS)
def test_what_an_author_may_write_is_sound(condition: dict[str, Any]) -> None:
    """Every condition of the described form is accepted, however nested."""
    assert sound(condition)


JUNK = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["not", "any", "role"]) | st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(data=JUNK, values=VALUES)
def test_whatever_is_sound_can_be_asked(data: Any, values: Values) -> None:
    """What passes the check of form never fails later, neither in a conversation nor in a rule."""
    if sound(data):
        assert holds(data, values) in {True, False}
        assert all(isinstance(key, str) for key, _ in keys(data))


@pytest.mark.parametrize(
    "data", [{}, [], "dader", {"not": "dader"}, {"any": {"role": "x"}}, {"any": []}, {"role": [["x"]]}, {"role": 3}]
)
def test_other_forms_are_refused(data: object) -> None:
    """What could not be asked is not a condition."""
    assert not sound(data)
