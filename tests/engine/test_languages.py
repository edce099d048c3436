from __future__ import annotations

import pytest

from bot.authoring.checks import check, errors
from bot.engine.dialog import Dialog
from bot.engine.languages import Languages
from tests.authoring.english import ENGLISH
from tests.engine.small import Walker


def english_dialog() -> Dialog:
    """The small script with some English over it."""
    scripts = check(ENGLISH)
    assert not errors(scripts), [str(problem) for problem in errors(scripts)]
    assert scripts.dialog is not None
    return scripts.dialog


@pytest.mark.parametrize(
    ("tags", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("nl-BE", "nl"),
        ("pl, en;q=0.8, nl;q=0.9", "nl"),
        ("fr-FR,en;q=0.5", "en"),
        ("pl", "nl"),
        ("", "nl"),
        (None, "nl"),
        ("en;q=x, nl", "nl"),
    ],
)
def test_the_channel_says_which_language_to_begin_in(tags: str | None, code: str) -> None:
    """A language code of Telegram or a browser's list: the dearest one we have, else Dutch; never the formal one by itself."""
    assert Languages({"en": dict, "nl-formal": dict}).hinted(tags) == code


def test_a_catalogue_is_read_when_it_is_first_spoken_and_only_once() -> None:
    """Starting does not wait for languages nobody uses."""
    reads: list[str] = []

    def read() -> dict[tuple[str, str], str]:
        reads.append("en")
        return {("s", "Dag."): "Hello."}

    languages = Languages({"en": read})
    assert reads == []
    assert [languages.voice("en")("s", "Dag.") for _ in range(2)] == ["Hello."] * 2
    assert reads == ["en"]
    assert languages.voice("xx")("s", "Dag.") == "Dag."


def test_somebody_types_english_and_the_same_question_comes_back_in_english() -> None:
    """At any question; from then on everything is in that language, and what is not translated in Dutch."""
    person = Walker(english_dialog()).presses("Ik wil me aanmelden").types("english")

    assert person.session.language == "en"
    assert person.text == "We go on in English.\nWhat fits you best?"
    assert person.labels[:2] == ["Something was done to me", "Ik heb iets gedaan"]
    assert person.presses("Something was done to me").session.answers["role"].value == "slachtoffer"


def test_labels_are_understood_as_they_are_shown() -> None:
    """Typed in the language on the button, and in Dutch all the same."""
    for words in ("Something was done to me", "something was done to me.", "Mij is iets aangedaan"):
        person = Walker(english_dialog()).types("english").types("I want to sign up").types(words)
        assert person.session.answers["role"].value == "slachtoffer", words


def test_a_label_inside_a_text_is_in_the_same_language() -> None:
    """The overview and a question whether something was meant name the button as it reads for this person."""
    person = Walker(english_dialog()).types("english").presses("I want to sign up")
    person.presses("Something was done to me").types("ja").types("een brief")

    assert "A letter" not in person.labels
    for _ in range(12):
        if "**Who you are**" in person.text:
            break
        person.presses("Skip" if "Skip" in person.labels else "Klaar")
    assert "**Who you are**\nSomething was done to me" in person.text


def test_the_language_stays_when_everything_else_is_forgotten() -> None:
    """It is not an answer: nothing of it is kept among the answers."""
    person = Walker(english_dialog()).types("english")

    assert not [name for name in person.session.answers if "language" in name]
