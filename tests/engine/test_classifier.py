"""What a message is about is learnt from examples, told with its reasons, and kept."""

from __future__ import annotations

import pytest

from bot.engine.classifier import Classifier
from bot.engine.concepts import Concepts

CLASSES = ("eten", "weer")
LESSONS = (
    ("wat eten we vanavond", 0),
    ("ik lust geen spruitjes", 0),
    ("de soep is te heet", 0),
    ("regent het morgen", 1),
    ("wat is het koud buiten", 1),
    ("de zon schijnt vandaag", 1),
)
CONCEPTS = Concepts({"neerslag": ["regen*", "hagel", "sneeuw"]})


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    """Two classes, three lessons each."""
    return Classifier.learn(CLASSES, LESSONS, CONCEPTS)


@pytest.mark.parametrize(("text", "likeliest"), [("lust je soep", "eten"), ("schijnt de zon", "weer")])
def test_the_likeliest_class_is_that_of_the_examples(classifier: Classifier, text: str, likeliest: str) -> None:
    """Chances are in the order of the classes and together one."""
    _, vector = classifier.read(text)
    chances = classifier.chances(vector)
    assert classifier.classes[int(chances.argmax())] == likeliest
    assert float(chances.sum()) == pytest.approx(1, abs=1e-5)


def test_a_concept_reaches_a_word_no_lesson_has(classifier: Classifier) -> None:
    """Hail was never spoken of; the lexicon says that it is like rain."""
    _, vector = classifier.read("hagel")
    assert classifier.classes[int(classifier.chances(vector).argmax())] == "weer"


def test_the_words_that_decided_are_named(classifier: Classifier) -> None:
    """The places of the words that spoke for a class, none of them made up."""
    reading, vector = classifier.read("ik denk dat de zon schijnt")
    because = [reading.typed[at] for at in classifier.because(1, reading, vector)]
    assert because[0] in {"zon", "schijnt"}
    assert set(because) <= set(reading.typed)


def test_what_was_learnt_is_kept_as_bytes(classifier: Classifier) -> None:
    """Kept and read back it gives the same chances, but for the last digits."""
    again = Classifier.from_bytes(classifier.to_bytes(), CONCEPTS)
    for text in ("soep", "regent het", ""):
        fresh, kept = classifier.read(text)[1], again.read(text)[1]
        assert again.chances(kept) == pytest.approx(classifier.chances(fresh), abs=1e-2)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nonsense", b"\x80\x04.", b"text"])
def test_bytes_of_something_else_are_refused(data: bytes) -> None:
    """Damaged or foreign bytes are refused, never run."""
    with pytest.raises(ValueError, match="kept"):
        Classifier.from_bytes(data, CONCEPTS)
