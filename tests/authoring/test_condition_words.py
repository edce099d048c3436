from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.condition_words import NotACondition, from_words, in_words
from bot.engine.conditions import holds, sound

FIELDS = st.sampled_from(["role", "on_behalf", "timing.kind"])
ANSWERS = st.sampled_from(["ja", "nee", "zo-snel-mogelijk"])
SINGLE = st.builds(lambda key, value: {key: value}, FIELDS, st.one_of(ANSWERS, st.just("*"), st.none(), st.lists(ANSWERS, min_size=1)))  # fmt: skip
CONDITIONS: st.SearchStrategy[dict[str, Any]] = st.recursive(
    SINGLE,
    lambda inner: st.one_of(
        st.builds(lambda one: {"not": one}, inner),
        st.builds(lambda some: {"any": some}, st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda one, other: {**one, "not": other}, SINGLE, inner),
        st.builds(lambda one, some: {**one, "any": some}, SINGLE, st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=6,
)
ANSWERED = st.dictionaries(FIELDS, st.one_of(ANSWERS, st.none(), st.lists(ANSWERS, max_size=2).map(tuple)))


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("", None),
        ("role = dader", {"role": "dader"}),
        ("role = dader / verdachte", {"role": ["dader", "verdachte"]}),
        ("naam bekend en niet on_behalf is ja", {"naam": "*", "not": {"on_behalf": "ja"}}),
        ("timing.kind onbekend", {"timing.kind": None}),
        ("a = b of c = d en e = f", {"any": [{"a": "b"}, {"c": "d", "e": "f"}]}),
        ("(a = b of c = d), e = f", {"any": [{"a": "b"}, {"c": "d"}], "e": "f"}),
        ("niet a = b en niet c = d", {"not": {"any": [{"a": "b"}, {"c": "d"}]}}),
        ("niet (a = b en c = d)", {"not": {"a": "b", "c": "d"}}),
    ],
)
def test_words_become_the_condition_they_say(words: str, condition: dict[str, Any] | None) -> None:
    """As a coordinator would write it, with brackets where "en" and "of" meet."""
    assert from_words(words) == condition


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("als het regent", "hoort: ="),
        ("role =", "hoort een antwoord"),
        ("role = dader role = verdachte", "niet verwacht"),
        ("(role = dader", "haakje"),
        ("role = a en role = b", "twee keer"),
        ("(a = b of c = d) en (e = f of g = h)", "YAML"),
        ("Rol = dader", "hoort een veld"),
        ("niet", "hoort een veld"),
    ],
)
def test_what_is_no_condition_says_what_was_expected(words: str, hint: str) -> None:
    """In Dutch, with what to write."""
    with pytest.raises(NotACondition, match=hint):
        from_words(words)


@given(CONDITIONS, ANSWERED)
def test_what_is_written_means_the_same_when_read(condition: dict[str, Any], values: dict[str, Any]) -> None:
    """Whatever the condition and whatever was answered; or the words say that a form cannot hold it."""
    try:
        again = from_words(in_words(condition))
    except NotACondition:
        return
    assert sound(again)
    assert holds(again, values) == holds(condition, values), in_words(condition)
