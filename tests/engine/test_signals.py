"""Danger in a message is recognised, and a story told is not taken for danger."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.engine.signal_patterns import Grammar
from bot.engine.signal_words import Speller, Token, plain, sound
from bot.engine.signals import ORDER, SignalDetector

HERE = Path(__file__).parent
DIALOGS = HERE.parents[1] / "dialogs" / "signals"
VERIFIED = {"112", "113", "0800-2000", "0800-0188", "0800-0432", "030 - 234 00 45"}


def load(path: Path) -> Any:
    """The content of a YAML file."""
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


@lru_cache
def detector() -> SignalDetector:
    """The detector as it ships, with the topics' questions as ordinary messages."""
    names = [path.stem for path in DIALOGS.glob("*.yaml") if path.stem != "texts"]
    topics = sorted((DIALOGS.parent / "topics").glob("*.yaml"))
    return SignalDetector.build(
        {name: load(DIALOGS / f"{name}.yaml") for name in names},
        [example for topic in topics for example in load(topic).get("examples", ())],
    )


@lru_cache
def labelled() -> tuple[tuple[str, str], ...]:
    """Messages that neither the rules nor the second opinion were made from, with their kind."""
    data: dict[str, list[str]] = load(HERE / "data" / "signals.yaml")
    return tuple((text, kind) for kind, texts in data.items() for text in texts)


def kind_of(text: str) -> str:
    """The kind of signal, or "none"."""
    signal = detector().detect(text)
    return signal.kind if signal else "none"


def test_nearly_every_signal_is_recognised() -> None:
    """Of all labelled signals that were held back at least 95 percent stop the conversation."""
    signals = [text for text, kind in labelled() if kind != "none"]
    missed = [text for text in signals if detector().detect(text) is None]
    assert len(signals) >= 200
    assert len(missed) <= 0.05 * len(signals), missed


def test_the_right_help_is_named() -> None:
    """Of the labelled signals at least 92 percent get exactly the kind of help that is needed first."""
    signals = [(text, kind) for text, kind in labelled() if kind != "none"]
    right = sum(kind_of(text) == kind for text, kind in signals)
    assert right >= 0.92 * len(signals)


def test_a_story_told_stops_nobody() -> None:
    """Bereavements, told offences, past danger, denials and figures of speech raise an alarm in at most one of ten."""
    stories = [text for text, kind in labelled() if kind == "none"]
    alarms = [text for text in stories if detector().detect(text)]
    assert len(stories) >= 250
    assert len(alarms) <= 0.1 * len(stories), alarms


@pytest.mark.parametrize(("writer", "found", "alarms"), [("second", 0.72, 0.12), ("third", 0.72, 0.13)])
def test_other_writers_are_understood_in_part(writer: str, found: float, alarms: float) -> None:
    """Of messages by writers that nothing was made from, most signals are found, with few alarms (floors as measured)."""
    data: dict[str, list[str]] = load(HERE / "data" / f"signals-{writer}-writer.yaml")
    signals = [text for kind, texts in data.items() if kind != "none" for text in texts]
    missed = [text for text in signals if detector().detect(text) is None]
    stopped = [text for text in data["none"] if detector().detect(text)]
    assert len(signals) - len(missed) >= found * len(signals), missed
    assert len(stopped) <= alarms * len(data["none"]), stopped


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("wil nie meer leve", "suicide"),
        ("zelfmrd", "suicide"),
        ("IK WIL DOOOOOD", "suicide"),
        ("ikwilnietmeerleven", "suicide"),
        ("ben suisidaal", "suicide"),
        ("ik ga hem vermoordne", "violence-threat"),
        ("ik snij me zelf", "self-harm"),
        ("mijn man slaad mij", "domestic-danger"),
        ("ik heb net 30 paracetemol geslikt", "acute-danger"),
    ],
)
def test_spelling_hides_nothing(text: str, kind: str) -> None:
    """Slips, sounds, glued words, stretched letters and split words are read through."""
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("danger", "told"),
    [
        ("ik wil niet meer leven", "vroeger wilde ik niet meer leven maar dat is voorbij"),
        ("ik maak hem dood", "ik heb hem doodgemaakt en daar zit ik voor vast"),
        ("mijn man slaat mij", "mijn man sloeg mij, we zijn al zes jaar gescheiden"),
        ("ik ben suicidaal", "ik ben niet suicidaal"),
        ("ik maak er een eind aan", "ik maak een eind aan die ruzie"),
        ("ik snij mezelf", "vroeger sneed ik mezelf, dat doe ik al jaren niet meer"),
        ("mijn broer wil zelfmoord plegen", "mijn broer heeft zelfmoord gepleegd"),
    ],
)
def test_time_and_denial_decide(danger: str, told: str) -> None:
    """The same words now are danger, and in the past, denied or about something else they are a story."""
    assert kind_of(danger) != "none"
    assert kind_of(told) == "none"


def test_the_words_that_decided_are_named() -> None:
    """A coordinator can read why: the words as typed, in order."""
    signal = detector().detect("Kan niet meer. Ik MAAK hem DOOD")
    assert signal is not None
    assert signal.because == ("ik", "maak", "hem", "dood")


def test_the_most_urgent_help_comes_first() -> None:
    """An overdose just taken is for 112, though it is also about dying."""
    assert ORDER[0] == "acute-danger"
    assert kind_of("ik wil dood en heb net al mijn pillen geslikt") == "acute-danger"


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.text(max_size=400),
        st.lists(
            st.sampled_from(["ik", "wil", "niet", "dood", "hem", "mes", "slaat", "mij", "nu", ".", ",", "leven", "12"])
        ).map(" ".join),
    )
)
def test_any_text_has_one_answer(text: str) -> None:
    """Whatever is typed, there is an answer, twice the same, and its words come from the text."""
    signal = detector().detect(text)
    assert signal == detector().detect(text)
    if signal:
        assert signal.kind in ORDER
        assert signal.because


@pytest.mark.parametrize("junk", ["ik ", "dood ", "a", "ik wil niet ", "mes,", "!", "ikwil", "hij slaat mij en "])
@pytest.mark.timeout(20)
def test_long_junk_is_read_in_reasonable_time(junk: str) -> None:
    """Four thousand characters of the worst repetition end; no pattern can blow up."""
    detector().detect((junk * 4096)[:4096])


def test_unknown_names_are_mistakes_of_the_author() -> None:
    """A class, a context or a kind that does not exist is named when the rules are read."""
    words: dict[str, Any] = {"classes": {"fill": "echt", "neg": "niet"}}
    contexts: dict[str, Any] = {"idioms": [], "contexts": {}}
    for rules, message in (
        ({"suicide": [{"patterns": ["ik <wens> dood"]}]}, "wens"),
        ({"suicide": [{"patterns": ["ik"], "unless": ["vroeger"]}]}, "vroeger"),
        ({"verdriet": [{"patterns": ["ik"]}]}, "verdriet"),
    ):
        with pytest.raises(ValueError, match=message):
            SignalDetector.build({"words": words, "contexts": contexts, "rules": rules})


def test_the_second_opinion_knows_what_no_rule_says() -> None:
    """Examples alone carry to a message in other words; without them, or when people say it anyway, there is silence."""
    lexicon: dict[str, Any] = {
        "words": {"classes": {"fill": "echt", "neg": "niet"}},
        "contexts": {"idioms": [], "contexts": {}},
        "rules": {},
    }
    learnt = lexicon | {
        "examples": {
            "threshold": 0.3,
            "acute-danger": ["er is brand in mijn huis", "er is brand op de gang", "help er is brand"],
            "self-harm": ["ik kras in mijn huid", "ik kras mijn huid kapot"],
            "none": [
                "er is koffie op de gang",
                "ik wil een brief",
                "kan ik iemand bellen",
                "wie is er bij het gesprek",
            ],
        }
    }
    text = "brand in de keuken en op de gang"
    signal = SignalDetector.build(learnt).detect(text)
    assert signal is not None
    assert signal.kind == "acute-danger"
    assert "brand" in signal.because
    assert SignalDetector.build(learnt, ["brand in de keuken en op de gang"] * 20).detect(text) is None
    assert SignalDetector.build(lexicon).detect(text) is None


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern holds somewhere in plain words."""
    grammar = Grammar({"fill": "echt", "neg": "niet"})
    compiled = grammar.compile(pattern)
    tokens = [Token(typed=w, readings=(w,), sentence=0) for w in text.split()]
    tags = [grammar.tag(token) for token in tokens]
    return any(grammar.find(compiled, tags, [0] * len(tags)))


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("ik wil dood", "ik wil echt dood", "ik wil niet dood"),
        ("ik .2 weg", "ik ga nu weg", "ik ga hier nu ver weg"),
        ("ik ~2 weg", "ik ga niet weg", "ik ga hier nu niet weg"),
        ("moord*", "moordenaar", "doodmoord"),
        ("*moord", "zelfmoord", "moorden"),
        ("wil niet? weg", "wil weg", "wil snel weg"),
        ("^ nee $", "nee", "nee hoor"),
        ("{4} hem sla", "sla jij hem", "sla jij nu zomaar hem"),
        ("ik sla !over", "ik sla", "ik sla over"),
    ],
)
def test_the_pattern_language_means_what_its_description_says(pattern: str, yes: str, no: str) -> None:
    """Gaps, negation, fillers, edges, options, bags and barred words each do their work."""
    assert matches(pattern, yes)
    assert not matches(pattern, no)


def test_ordinary_words_are_never_guessed_at() -> None:
    """A word with a meaning of its own, or a past tense, is not a misspelling of a key word."""
    speller = Speller(["leven"], {"key": "mishandelen leven", "ordinary": "leveren"})
    assert speller.readings("leveen") == ("leveen", "leven")
    assert speller.readings("leveren") == ("leveren",)
    assert speller.readings("mishandelden") == ("mishandelden",)


def test_letters_and_sounds_are_levelled() -> None:
    """Accents and full-width letters go, and words that sound alike get one key."""
    assert plain("Ｓuïcide") == "suicide"
    assert sound("suisidaal") == sound("suicidaal")


def test_crisis_texts_name_only_verified_numbers_first_and_gently() -> None:
    """Every kind has its text; the first line holds a number; no other numbers, no exclamation marks, no promises."""
    texts: dict[str, dict[str, list[str | dict[str, str]]]] = load(DIALOGS / "texts.yaml")
    assert set(texts) == set(ORDER)
    for parts in texts.values():
        for written in parts.values():
            lines = [one if isinstance(one, str) else one["text"] for one in written]
            assert any(number in lines[0] for number in VERIFIED)
            for line in lines:
                numbers = re.findall(r"(?<![\d.])(?:0\d{2,3} ?- ?[\d ]{4,}\d|11[0-9])(?!\d)", line)
                assert set(numbers) <= VERIFIED
                assert "!" not in line
                assert not re.search(r"\bu\b|\buw\b|beloof|garande", line)


def test_every_help_line_is_behind_the_button() -> None:
    """The button "Ik heb nu hulp nodig" shows all numbers for emergencies; the desk is behind the button for a person."""
    steps = load(DIALOGS.parent / "conversations" / "onderweg.yaml")["steps"]
    said = " ".join(next(step for step in steps if step["id"] == "hulp-nu")["say"])
    assert all(number in said for number in VERIFIED - {"030 - 234 00 45"})


def english() -> list[tuple[str, str]]:
    """Labelled messages in English, with their kind."""
    data: dict[str, list[str]] = load(HERE / "data" / "english-signals.yaml")
    return [(text, kind) for kind, texts in data.items() for text in texts]


def test_danger_told_in_english_is_recognised() -> None:
    """Who is in danger and writes English gets the number at once; nearly always the right one first."""
    signals = [(text, kind) for text, kind in english() if kind != "none"]
    missed = [text for text, _ in signals if detector().detect(text) is None]
    assert len(signals) >= 100
    assert not missed, missed
    assert sum(kind_of(text) == kind for text, kind in signals) >= 0.9 * len(signals)


def test_a_story_told_in_english_stops_nobody() -> None:
    """Told offences, bereavements, denials and figures of speech raise few alarms: help unneeded is better than needed and missed."""
    stories = [text for text, kind in english() if kind == "none"]
    alarms = [text for text in stories if detector().detect(text)]
    assert len(stories) >= 50
    assert len(alarms) <= 0.15 * len(stories), alarms
