from __future__ import annotations

import pytest

from bot.engine.template import fill, mistakes, names

HOSTILE = (
    "{% for i in range(10**9) %}x{% endfor %}",
    "{{ ''.__class__.__mro__ }}",
    "{{ 9**9**9 }}",
    "{{ 'a' * 10**9 }}",
    "{{ naam.format }}",
    "{{ naam|replace('a', 'b') }}",
    "{% macro m() %}{% endmacro %}{{ m() }}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% set a = 1 %}",
    "{{ cycler }}",
    "{{ lipsum() }}",
    "{{ range(5) }}",
    "{{ self }}",
    "{{ naam[0] }}",
    "{% if " + "not " * 50 + "naam %}x{% endif %}",
    "{{ [1, 2] }}",
    "{{ {'a': 1} }}",
    "{% raw %}" + "x" * 5000 + "{% endraw %}",
    "{{ naam|map('upper')|list }}",
    "{{ naam is defined }}",
    "{{",
    "{% if naam %}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_template_is_refused_before_it_is_ever_rendered(text: str) -> None:
    """Loops, calls, attributes, arithmetic, huge or deep texts: each is refused with a reason, and filling leaves it alone."""
    assert list(mistakes(text))
    assert fill(text, {"naam": "Bo"}) == text


def test_known_values_and_simple_choices_are_filled_in() -> None:
    """A text may name what is known, choose on it, and compare it."""
    text = "Dag{% if naam %} {{ naam }}{% endif %}{% if status == 'new' %}, je aanvraag is binnen{% endif %}."

    assert list(mistakes(text)) == []
    assert fill(text, {"naam": "Bo", "status": "new"}) == "Dag Bo, je aanvraag is binnen."
    assert fill(text, {}) == "Dag."
    assert names(text) == {"naam", "status"}


def test_what_a_person_typed_is_never_a_template() -> None:
    """A name that looks like a template is shown as it was typed."""
    assert fill("Dag {{ naam }}.", {"naam": "{{ telefoon }}"}) == "Dag {{ telefoon }}."
