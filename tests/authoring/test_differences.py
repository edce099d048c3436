from __future__ import annotations

import pytest

from bot.authoring.checks import check
from bot.authoring.differences import Change, differences
from tests.engine.small import TEXTS

GESPREK = "conversations/gesprek.yaml"


def after(path: str, old: str, new: str) -> tuple[Change, ...]:
    """What is said when one text in the small script is replaced."""
    assert old in TEXTS[path], old
    texts = {**TEXTS, path: TEXTS[path].replace(old, new, 1)}
    return differences(TEXTS, texts, check(TEXTS), check(texts))


def test_nothing_changed_nothing_said() -> None:
    """The same scripts have no differences."""
    assert differences(TEXTS, TEXTS, check(TEXTS), check(TEXTS)) == ()


@pytest.mark.parametrize(
    ("old", "new", "what", "line"),
    [
        ('"Wat wil je doen?"', '"Waarmee help ik?"', "stap welkom", "tekst: “Wat wil je doen?” → “Waarmee help ik?”"),
        ('label: "Wat is het?"', 'label: "Uitleg"', "stap welkom", "keuze uitleg knop: “Wat is het?” → “Uitleg”"),
        ('label: "Wat is het?", next: kaart', 'label: "Wat is het?", next: rol', "stap welkom", "keuze uitleg gaat naar: “kaart” → “rol”"),
        ("next: kaart-twee\n", "next: rol\n", "stap kaart", "gaat naar: “kaart-twee” → “rol”"),
        ('say: ["Dag. ', 'say: ["Hoi", "Dag. ', "stap welkom", "tekst: nieuw: “Hoi”"),
        ("limit: 40", "limit: 60", "stap naam", "grens: 40 → 60"),
        ('simpler: "Wil jij dit zelf?"', 'simpler: "Wil je dit?"', "stap wens", "tekst makkelijker: “Wil jij dit zelf?” → “Wil je dit?”"),
        ("when: {role: dader}", "when: {role: slachtoffer}", "stap rol", "gaat naar alleen als: role = dader → role = slachtoffer"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words_at_its_step(old: str, new: str, what: str, line: str) -> None:
    """Texts, choices, ways, conditions and limits: each named as coordinators name them."""
    (change,) = after(GESPREK, old, new)
    assert change.what == what
    assert line in change.lines


def test_new_and_removed_steps_are_told() -> None:
    """A new step with all its texts and choices; a step that went."""
    step = '  - id: nieuw\n    say: "Hoi"\n    ask: choice\n    choices: [{id: a, label: "A", next: rol}]\n'
    (change,) = after(GESPREK, "  - id: vraag\n", step + "  - id: vraag\n")
    assert change.what == "stap nieuw"
    assert change.lines[0] == "nieuw"
    assert "tekst: nieuw: “Hoi”" in change.lines
    texts = {**TEXTS, GESPREK: TEXTS[GESPREK].replace("  - id: vraag\n", step + "  - id: vraag\n", 1)}
    (gone,) = differences(texts, TEXTS, check(texts), check(TEXTS))
    assert gone.lines == ("verwijderd",)


@pytest.mark.parametrize(
    ("path", "old", "new", "grave"),
    [
        (GESPREK, "Mogen wij dit doorgeven", "Mag dit door", True),
        (GESPREK, "Wat wil je doen?", "Wat nu?", False),
        (GESPREK, "limit: 40", "limit: 60", True),
        ("signals/texts.yaml", "say:", "say: ", True),
        ("organisation.yaml", '"Proef"', '"Ander"', True),
    ],
)
def test_what_needs_a_second_coordinator_is_marked(path: str, old: str, new: str, grave: bool) -> None:
    """Consent, danger, telephone numbers and limits; not an ordinary wording."""
    assert [change.sensitive for change in after(path, old, new)] == [grave]


def test_comments_and_word_lists_are_told_by_file() -> None:
    """Nothing is left out, however little can be said about it."""
    (change,) = after(GESPREK, "steps:", "# een opmerking\nsteps:")
    assert change.what == f"bestand {GESPREK}"
    texts = {**TEXTS, "rehearsals/nieuw.txt": "> /start\n"}
    (rehearsal,) = differences(TEXTS, texts, check(TEXTS), check(texts))
    assert rehearsal.what == "oefengesprek rehearsals/nieuw.txt"
    assert rehearsal.lines == ("nieuw",)


def test_another_translation_is_told_in_words_and_needs_a_second_look_where_it_matters() -> None:
    """Per language and place; of consent and danger in any language, so that nobody can change those alone."""
    entry = 'msgctxt "{}"\nmsgid "{}"\nmsgstr "{}"\n\n'
    head = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n\n'
    ask, menu = "Mogen wij dit doorgeven aan een medewerker?", "Wat wil je doen?"
    book = head + entry.format("toestemming", ask, "May we?") + entry.format("welkom", menu, "What do you want?")
    old = {**TEXTS, "locales/en.po": book}
    new = {**TEXTS, "locales/en.po": book.replace("May we?", "We will.").replace("What do you want?", "What now?")}
    found = {one.what: one for one in differences(old, new, check(old), check(new))}
    assert found["vertaling en: toestemming"].lines == ("“May we?” → “We will.”",)
    assert found["vertaling en: toestemming"].sensitive
    assert not found["vertaling en: welkom"].sensitive
    assert len(found) == 2
