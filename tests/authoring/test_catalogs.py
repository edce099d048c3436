from __future__ import annotations

import pytest

from bot.authoring import catalogs, po
from bot.authoring.translatable import Message, messages
from tests.authoring.english import SAID, catalog, small_messages
from tests.authoring.shipped import shipped


def over(*changes: tuple[str, str]) -> list[Message]:
    """What there is to translate after texts were reworded."""
    words = dict(changes)
    return [
        Message(context=one.context, text=words.get(one.text, one.text), place=one.place) for one in small_messages()
    ]


def test_a_reworded_text_is_outdated_and_keeps_its_translation_for_the_translator() -> None:
    """Both Dutch texts and the old translation stand in the file; it counts as outdated, not as done."""
    wanted = over(("Wat wil je doen?", "Wat wil je nu doen?"))
    text = po.write("en", catalogs.updated(wanted, po.read(catalog())))
    progress = catalogs.progress("en", wanted, text)

    (old,) = progress.outdated
    assert (old.text, old.was, old.said) == ("Wat wil je nu doen?", "Wat wil je doen?", "What would you like to do?")
    assert progress.done == len(SAID) - 1
    assert ("welkom", "Wat wil je nu doen?") not in po.compiled(text)


def test_an_outdated_translation_is_reported_before_the_file_is_brought_up_to_date() -> None:
    """The old file over the new scripts: the draft says so at once."""
    progress = catalogs.progress("en", over(("Wat wil je doen?", "Wat wil je nu doen?")), catalog())

    assert [one.was for one in progress.outdated] == ["Wat wil je doen?"]


def test_another_text_altogether_is_new_and_the_old_comes_back_when_it_does() -> None:
    """Nothing a translator made is thrown away."""
    changed = po.write("en", catalogs.updated(over(("Wat wil je doen?", "Kies.")), po.read(catalog())))
    again = catalogs.updated(small_messages(), po.read(changed))

    assert [one.text for one in po.read(changed).kept] == ["Wat wil je doen?"]
    assert po.compiled(po.write("en", again))["welkom", "Wat wil je doen?"] == "What would you like to do?"


@pytest.mark.parametrize(
    ("dutch", "said", "reason"),
    [
        ("Dag {{ naam }}.", "Hello.", "waarden"),
        ("Dag {{ naam }}.", "Hello {{ name }}.", "onbekende waarde"),
        ("Dag.", "Hello {{ naam }}.", "waarden"),
        ("Dag {{ naam }}.", "Hello {{ naam }.", "accolades"),
        ("Dag.", "{% for x in y %}{% endfor %}", "mag niet"),
        ("Bel **112**.", "Call 112.", "vette"),
        ("Bel 112.", "Call 113.", "telefoonnummers"),
        ("Bel 030 - 234 00 45.", "Call +31 30 234 00 46.", "telefoonnummers"),
        ("Kort", "A label that is much too long for this", "tekens"),
    ],
)
def test_a_translation_that_says_something_else_to_the_program_is_refused(dutch: str, said: str, reason: str) -> None:
    """Other values, markup, telephone numbers, or too long for its place."""
    assert reason in next(catalogs.differences(dutch, said, 20 if dutch == "Kort" else None))


@pytest.mark.parametrize(
    ("dutch", "said"),
    [
        ("Bel **112**, {{ naam }}.", "{{ naam }}, call **112**."),
        ("{% if naam %}Dag {{ naam }}{% endif %}", "{% if naam %}Hi {{ naam }}{% endif %}"),
        ("Bel 030 - 234 00 45.", "Call 030 234 0045."),
    ],
)
def test_another_order_or_spacing_is_fine(dutch: str, said: str) -> None:
    """Languages differ in where things stand."""
    assert not list(catalogs.differences(dutch, said))


def test_a_translator_s_file_is_taken_over_whole_or_refused_with_its_lines() -> None:
    """All faults at once; a good file comes back in the order of the scripts."""
    good = catalogs.taken("en", small_messages(), catalog())
    wrong = catalog({**SAID, "Bedoel je: {{ antwoord }}?": "Do you mean it?"})

    assert good == catalog()
    with pytest.raises(catalogs.Refused) as refused:
        catalogs.taken("en", small_messages(), wrong)
    ((line, reason),) = refused.value.faults
    assert "Do you mean it?" in reason
    assert 'msgid "Bedoel je' in "\n".join(wrong.splitlines()[line - 2 : line + 2])


@pytest.mark.parametrize(("code", "text"), [("../x", ""), ("en", "onzin"), ("en", 'msgid "Appel"\nmsgstr "Apple"\n')])
def test_what_is_no_catalogue_of_these_scripts_is_refused(code: str, text: str) -> None:
    """A language that is none, a file that is none, and the catalogue of another program."""
    with pytest.raises(catalogs.Refused):
        catalogs.taken(code, small_messages(), text)


@pytest.mark.parametrize("code", ["en", "nl-formal"])
def test_the_shipped_languages_are_complete_and_call_the_same_numbers(code: str) -> None:
    """Every text is translated and none is outdated; values, bold words and telephone numbers are the same."""
    wanted, text = messages(shipped()), shipped().catalogs[code]
    progress = catalogs.progress(code, wanted, text)

    assert not [one.key for one in (*progress.missing, *progress.outdated)]
    assert not list(catalogs.faults(wanted, text))


def test_nobody_is_called_je_in_the_formal_catalogue() -> None:
    """Each text that says je, jij, jou or jouw says u or uw there; choices in a person's own words keep theirs."""
    familiar = {"je", "jij", "jou", "jouw", "jezelf", "jullie"}
    said = po.compiled(shipped().catalogs["nl-formal"])
    left = {text for text in said.values() if familiar & set(text.lower().replace(".", " ").replace(",", " ").split())}

    assert left == {"Nederlands, met je", "Andere taal, of met je · Language"}
