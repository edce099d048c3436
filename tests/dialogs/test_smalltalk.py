"""The fitting words in ``dialogs/smalltalk.yaml``."""

import re
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.engine.dialog import SmallTalk
from bot.engine.plain import plain

DIALOGS = Path(__file__).parents[2] / "dialogs"
DESK = "030 - 234 00 45"
LANGUAGES = {"en", "ar", "tr", "pl", "de", "fr", "es"}


@cache
def small_talk() -> tuple[SmallTalk, ...]:
    """Every kind of small talk, in the order of the file."""
    yaml = YAML(typ="safe", pure=True)
    items = yaml.load((DIALOGS / "smalltalk.yaml").read_text(encoding="utf-8"))
    return tuple(SmallTalk.model_validate(item) for item in items)


def test_every_kind_has_many_phrasings() -> None:
    """Small talk is recognised by its examples alone, so there are at least twenty of each."""
    for talk in small_talk():
        assert len({plain(example) for example in talk.examples}) >= 20, talk.id


def test_no_phrasing_is_empty_or_of_two_kinds() -> None:
    """What is typed is compared without capitals and punctuation: each such form leads to one kind, and is not nothing."""
    owners: dict[str, str] = {}
    for talk in small_talk():
        for example in talk.examples:
            assert plain(example), talk.id
            assert owners.setdefault(plain(example), talk.id) == talk.id, example


def test_other_languages_get_one_line_with_a_number() -> None:
    """Who writes in another language reads in that language that a person can help, and which number to call."""
    found = {talk.language: talk for talk in small_talk() if talk.language is not None}
    assert set(found) == LANGUAGES
    for talk in found.values():
        assert len(talk.say) == 1
        assert DESK in talk.say[0].text


def test_what_is_said_is_short_and_kind() -> None:
    """No exclamation marks, no long messages, no number but the verified ones."""
    for talk in small_talk():
        for wording in talk.say:
            assert 0 < len(wording.text) <= 300
            assert "!" not in wording.text
            numbers = re.findall(r"\d[\d \-]*\d", wording.text)
            assert set(numbers) <= {DESK, "112"}, wording.text


def test_anger_is_met_with_a_person() -> None:
    """Anger, insults and despair at the bot are answered calmly, with a person to call."""
    for talk in small_talk():
        if talk.id in {"belediging", "boos-of-gefrustreerd", "snap-het-niet", "hulp-bij-de-chat"}:
            assert DESK in talk.say[0].text


def test_topics_named_here_exist() -> None:
    """A kind that leads on to an approved answer names one that exists."""
    for talk in small_talk():
        assert talk.topic is None or (DIALOGS / "topics" / f"{talk.topic}.yaml").is_file()
