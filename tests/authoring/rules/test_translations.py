from __future__ import annotations

from bot.authoring.checks import check, errors
from tests.authoring.english import ENGLISH, SAID, catalog


def test_a_translation_with_other_values_is_refused_at_its_line() -> None:
    """The place is in the PO file; the scripts cannot be published with it."""
    wrong = catalog({**SAID, "Bedoel je: {{ antwoord }}?": "Do you mean: {{ naam }}?"})
    (problem,) = errors(check({**ENGLISH, "locales/en.po": wrong}))

    assert (problem.place.file, problem.rule) == ("locales/en.po", "vertaling")
    assert "Bedoel je" in "\n".join(wrong.splitlines()[problem.place.line - 2 : problem.place.line + 2])


def test_what_is_missing_or_outdated_is_a_warning() -> None:
    """One warning for each, with how many and some of them: people get Dutch there, so it may be published."""
    texts = {**ENGLISH, "conversations/gesprek.yaml": ENGLISH["conversations/gesprek.yaml"].replace("te doen?", "?")}
    texts["conversations/gesprek.yaml"] = texts["conversations/gesprek.yaml"].replace("wil je doen?", "wil je nu doen?")
    found = [one for one in check(texts).problems if one.rule == "onvertaald"]

    assert [one.severity for one in found] == ["warning", "warning"]
    assert any("verouderd" in one.message and "Wat wil je nu doen?" in one.message for one in found)


def test_a_file_that_is_no_catalogue_is_an_error() -> None:
    """Said once, at its line."""
    (problem,) = errors(check({**ENGLISH, "locales/en.po": "msgid onzin"}))

    assert (problem.place.file, problem.place.line, problem.rule) == ("locales/en.po", 1, "vertaling")


def test_a_language_nobody_translated_cannot_be_chosen() -> None:
    """A command that goes on in a language without a catalogue is refused, with those that are there."""
    texts = {**ENGLISH, "system.yaml": ENGLISH["system.yaml"].replace("language: en", "language: pl")}
    (problem,) = errors(check(texts))

    assert problem.rule == "onbekende-taal"
    assert "en, nl" in problem.message
