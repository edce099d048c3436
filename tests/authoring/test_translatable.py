from __future__ import annotations

from bot.authoring.rules.parts import texts
from bot.authoring.translatable import messages
from tests.authoring.english import small_messages
from tests.authoring.shipped import shipped


def test_nothing_a_participant_reads_is_left_out() -> None:
    """Every text the rules know is among what translators get, but what is said in another language already."""
    dialog = shipped().dialog
    assert dialog is not None
    foreign = {one.text for talk in dialog.small_talk if talk.language for one in talk.say}
    wanted = {text for _, text in texts(shipped())} - foreign

    assert wanted <= {message.text for message in messages(shipped())}


def test_profiles_commands_and_canned_texts_are_translated_too() -> None:
    """What stands in Telegram's menu, around a message of staff, and in their ready-made texts."""
    contexts = {message.context for message in messages(shipped())}

    assert {"commands", "canned", "canned.gelezen", "looked", "buttons"} <= contexts


def test_a_choice_of_a_shared_list_is_one_text() -> None:
    """Under the list's name, with what fits on a button; the same words elsewhere are another text."""
    found = {message.key: message for message in small_messages()}

    assert found["rollen", "Mij is iets aangedaan"].longest == 60
    assert found["vormen", "De bemiddelaar brengt het over."].note == "uitleg"
    assert found["wens", "Wil jij dit zelf?"].note == "makkelijker"
    assert len(found) == len(small_messages())
