from __future__ import annotations

import random
import time

import pytest

from bot.engine.template import FILTERS, MAX_LENGTH, NAMES, fill, mistakes, names

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
    # what could not be rendered with texts alone
    "{% if naam > 3 %}x{% endif %}",
    "{% if 3 in naam %}x{% endif %}",
    "{{ naam|trim(3) }}",
    "{{ naam|upper(naam) }}",
    "{{ naam|trim(*naam) }}",
    "{{ naam|capitalize(**naam) }}",
    "{{ naam|default('x', true) }}",
    "{{ naam|default }}",
    "{{ None }}",
    # published ways out of the sandbox: CVE-2016-10745, 2019-10906, 2024-56326, 2024-56201, 2025-27516
    "{{ '{0.__class__}'.format(naam) }}",
    "{{ '{x.__class__}'.format_map({'x': naam}) }}",
    "{% set f = 'a'.format %}{{ f(naam) }}",
    "{{ ['{0.__class__}'.format]|map('upper')|first }}",
    "{{ naam|attr('format') }}",
    "{{ naam|attr('__class__')|attr('mro') }}",
    "{% from 'x' import y with context %}",
    "{% extends naam %}",
    "{% call(x) naam() %}{% endcall %}",
    "{% filter upper %}{% for x in naam recursive %}{{ loop(x) }}{% endfor %}{% endfilter %}",
    "{{ namespace(a=naam) }}",
    "{{ naam ~ naam }}",
    "{{ naam if naam else telefoon }}",
    "{% block x %}{% endblock %}",
    "{% autoescape false %}{{ naam }}{% endautoescape %}",
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


PIECES = (
    *HOSTILE, "{{", "}}", "{%", "%}", "{#", "#}", "{{-", "-%}", "if", "elif", "else", "endif", "for", "in", "not", "and", "or",
    "(", ")", "[", "]", "{", "}", "|", "~", "*", "**", "-", ".", ",", "==", "!=", "<", ">=", "'", '"', "'x'", "3", "1e9",
    "true", "none", " ", "\n", "Dag ", "ß", "💬", "\x00", "__class__", "format", "{{ naam }}", "{{ telefoon|upper }}",
    "{% if naam %}", "{% if status == 'new' %}", "{% else %}", "{% endif %}", "{{ naam|default('je') }}",
    *sorted(NAMES), *sorted(FILTERS),
)  # fmt: skip
VALUES = dict.fromkeys(NAMES, "Bo's <b>{{ naam }}</b> ß")
ESCAPED = ("<class ", "<built-in", "<function", "<bound", " object at 0x")
"""How something of Python looks when it gets into a text."""

SLOW = 0.05
"""Seconds of work in which the longest text must be filled in."""


def takes(text: str) -> float:
    """Seconds of work to look at a text."""
    began = time.thread_time()
    list(mistakes(text))
    return time.thread_time() - began


def fuzz(number: int, seed: int) -> tuple[int, list[str]]:
    """So many texts put together and mutilated: how many were good, and which did what they may not."""
    chance = random.Random(seed)  # noqa: S311 - texts
    good, wrong = 0, []
    for _ in range(number):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 12)))
        if chance.random() < 0.3:
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(PIECES) + text[at + chance.randint(0, 3) :]
        began = time.thread_time()
        try:
            refused = list(mistakes(text))
            said = fill(text, VALUES)
        except Exception as error:  # noqa: BLE001 - whatever it is, it would be in front of somebody
            wrong.append(f"{text!r}: {type(error).__name__}")
            continue
        longest = len(text) * len(VALUES["naam"]) * 2
        slow = time.thread_time() - began > SLOW and takes(text) > SLOW  # once can be the machine tidying its memory
        if slow or len(said) > longest or any(sign in said for sign in ESCAPED):
            wrong.append(repr(text))
        if refused and said != text:
            wrong.append(f"{text!r} refused and filled")
        if any(not 1 <= line <= text.count("\n") + 1 for line, _ in refused):
            wrong.append(f"{text!r} without its line")
        good += not refused
    return good, wrong


def test_whatever_is_written_is_refused_with_its_line_or_filled_in_at_once() -> None:
    """Texts put together at random of good and hostile pieces: nothing escapes, hangs or fails at filling in."""
    good, wrong = fuzz(4_000, seed=1)

    assert wrong == []
    assert good > 100


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_million_texts_are_refused_or_filled_in_at_once() -> None:
    """The same, a million times."""
    assert fuzz(1_000_000, seed=2)[1] == []


def test_the_longest_texts_are_filled_in_soon() -> None:
    """As many values and choices as fit into a text of the greatest length, nested as deep as is allowed."""
    wide = "{{ naam }}" * (MAX_LENGTH // 10)
    choices = "{% if naam %}a{% endif %}" * (MAX_LENGTH // 25)
    for text in (wide, choices):
        assert list(mistakes(text)) == []
        fill(text, VALUES)
        spent = []
        for _ in range(3):
            began = time.thread_time()
            fill(text, VALUES)
            spent.append(time.thread_time() - began)
        assert min(spent) < SLOW
