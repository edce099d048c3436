from __future__ import annotations

from bot.authoring.vocabulary import FACTS, answers, in_use, titles
from tests.authoring.shipped import shipped
from tests.engine.small import small_dialog


def test_every_field_is_known_with_its_answers_in_words() -> None:
    """From choices in steps and shared lists, and what the bot adds by itself."""
    known = answers(small_dialog())
    assert known["role"]["dader"] == "Ik heb iets gedaan"
    assert known["timing.kind"]["vanaf-datum"] == "Later"
    assert known["role"]["overgeslagen"] == "overgeslagen"
    assert not FACTS.keys() & known.keys()
    assert titles(small_dialog())["role"] == "Wie je bent"


def test_conditions_in_use_are_offered_those_most_used_first() -> None:
    """Each once, in words."""
    found = in_use(shipped())
    assert "on_behalf = ja en circumstances.registrant = professional" in found[:5]
    assert len(found) == len(set(found))
