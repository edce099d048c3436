from __future__ import annotations

from bot.authoring.reader import read_scripts
from bot.services.lessons import recogniser_key
from tests.engine.small import TEXTS


def test_the_key_follows_what_there_is_to_learn() -> None:
    """Scripts with other words for the bot share what was learnt; other examples do not."""
    said = TEXTS["conversations/gesprek.yaml"].replace("Wat wil je doen?", "Waar kan ik bij helpen?")
    key = recogniser_key(read_scripts(TEXTS))

    assert recogniser_key(read_scripts({**TEXTS, "conversations/gesprek.yaml": said})) == key
    asked = TEXTS["topics/kosten.yaml"].replace("question: ", "question: Zeg eens, ", 1)
    assert recogniser_key(read_scripts({**TEXTS, "topics/kosten.yaml": asked})) != key
