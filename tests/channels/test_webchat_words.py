from __future__ import annotations

import pytest

from bot.authoring import po
from bot.channels.webchat_words import NAMES, Words, catalog, languages
from bot.commands.locales import page_words


@pytest.mark.parametrize("code", ["en", "nl-formal"])
def test_the_page_is_whole_in_every_language(code: str) -> None:
    """Every fixed word of templates, scripts and modules is translated, and nothing that is gone is kept."""
    book = po.read(catalog(code).read_text(encoding="utf-8"))

    assert [entry.text for entry in book.entries] == [message.text for message in page_words()]
    assert all(entry.usable for entry in book.entries), [one.text for one in book.entries if not one.usable]


def test_values_in_a_sentence_are_the_same() -> None:
    """What the page fills in stands in the translation too."""
    for code in languages().codes:
        for text, said in Words(code).for_script.items():
            assert sorted(part.split(")")[0] for part in text.split("%(")[1:]) == sorted(
                part.split(")")[0] for part in said.split("%(")[1:]
            ), said


def test_every_language_of_the_page_has_a_name_to_choose_it_by() -> None:
    """And none is offered that is not there."""
    assert set(NAMES) == set(languages().codes)


def test_a_language_the_page_does_not_speak_is_dutch() -> None:
    """A conversation can be in a language somebody only translated the scripts into."""
    assert (Words("pl").locale, Words("pl")("Begin"), Words("pl").for_script) == ("nl", "Begin", {})
    assert (Words("nl-formal").locale, Words("en")("Begin")) == ("nl", "Start")
