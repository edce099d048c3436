from __future__ import annotations

import pytest

from bot.engine.understanding import LEARNING, NotLearnt
from tests.engine.small import UNDERSTANDING


@pytest.mark.parametrize(("text", "number"), [("Hoi!", 0), ("HALLO", 0), ("hoi allemaal", None), ("", None)])
def test_small_talk_is_known_by_its_plain_words(text: str, number: int | None) -> None:
    """However it is written, a greeting is a greeting; with more words it is something else."""
    assert UNDERSTANDING.chat(text) == number


def test_nothing_is_taken_for_harmless_before_it_can_be_understood() -> None:
    """Without what finds danger and questions nobody gets a guess for an answer."""
    with pytest.raises(NotLearnt):
        LEARNING.signals.detect("hallo")
    with pytest.raises(NotLearnt):
        LEARNING.topics.match("hallo")
