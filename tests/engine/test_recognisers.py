from __future__ import annotations

import json

import pytest

from bot.engine.recognisers import build, learn, lessons
from bot.engine.understanding import Understanding
from tests.authoring.shipped import shipped
from tests.engine.small import small_dialog

WORDS = {
    "off_topic": {
        "weer": ["regent het morgen", "wordt het warm"],
        "sport": ["wie heeft er gewonnen", "hoeveel doelpunten"],
    },
    "concepts": {},
    "answers": {},
    "signals": shipped().words["signals"],
}


@pytest.fixture(scope="module")
def learnt() -> bytes:
    """What is learnt from the two questions of the small script."""
    return learn(lessons(small_dialog(), WORDS))


@pytest.fixture(scope="module")
def made(learnt: bytes) -> Understanding:
    """The recognisers of the small script, with the signals and answer words of the shipped one."""
    return build(small_dialog(), {**WORDS, "answers": shipped().words["answers"]}, learnt)


def test_the_same_scripts_teach_the_same(learnt: bytes) -> None:
    """Learning has no chance in it: kept and fresh cannot differ, nor what another process learnt."""
    assert learn(json.loads(json.dumps(lessons(small_dialog(), WORDS)))) == learnt


def test_questions_of_the_scripts_are_recognised(made: Understanding) -> None:
    """The question as the coordinator wrote it comes first among the candidates."""
    for topic in small_dialog().topics.values():
        match = made.topics.match(topic.question)
        assert match.candidates[0].topic == topic.id


def test_danger_is_recognised(made: Understanding) -> None:
    """The detector is built from the scripts' own words."""
    signal = made.signals.detect("ik wil dood")

    assert signal is not None
    assert signal.kind == "suicide"
    assert made.signals.detect("ik wil een brief schrijven") is None


def test_small_talk_comes_from_the_scripts(made: Understanding) -> None:
    """The examples of the script are what is known, by the number of the small talk."""
    assert made.small_talk == {"hoi": 0, "hallo": 0}


@pytest.mark.parametrize("broken", [b"", b"x", b"\x00" * 100])
def test_what_was_not_learnt_is_refused(broken: bytes) -> None:
    """A kept file that is no longer what the program writes is a ValueError, so that it can be learnt again."""
    words = {**WORDS, "signals": shipped().words["signals"]}
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the library's
        build(small_dialog(), words, broken)


def test_half_a_file_is_refused(learnt: bytes) -> None:
    """Neither is a kept file of which a part was lost."""
    words = {**WORDS, "signals": shipped().words["signals"]}
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the library's
        build(small_dialog(), words, learnt[: len(learnt) // 2])
