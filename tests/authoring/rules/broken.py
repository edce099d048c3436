"""The small script with something wrong in it."""

from __future__ import annotations

from bot.authoring.checks import check
from bot.authoring.problems import Problem
from bot.authoring.reader import Scripts
from tests.engine.small import TEXTS

GESPREK = "conversations/gesprek.yaml"


def changed(old: str, new: str, path: str = GESPREK) -> Scripts:
    """The checked scripts after replacing the first occurrence of a text in one file."""
    assert old in TEXTS[path], old
    return check({**TEXTS, path: TEXTS[path].replace(old, new, 1)})


def found(old: str, new: str, path: str = GESPREK) -> list[Problem]:
    """What that change makes wrong: errors and warnings that the small script does not have by itself."""
    return [problem for problem in changed(old, new, path).problems if str(problem) not in ALREADY]


def line_of(text: str, path: str = GESPREK) -> int:
    """The line on which a text of the small script first stands, counted from 1."""
    return TEXTS[path][: TEXTS[path].index(text)].count("\n") + 1


ALREADY = {str(problem) for problem in check(TEXTS).problems}
