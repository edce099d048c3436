"""A message becomes features of three kinds, weighed by rarity."""

from __future__ import annotations

import numpy as np

from bot.engine.concepts import Concepts
from bot.engine.features import Reading, Space, read

CONCEPTS = Concepts({"geld": ["doekoe", "euro"], "brief": ["brief"]})
TEXTS = ("kost het doekoe", "kost een brief euro", "een lange brief", "het weer")


def readings() -> list[Reading]:
    """The readings of a few messages."""
    return [read(text, CONCEPTS) for text in TEXTS]


def test_pieces_words_pairs_and_concepts_are_read() -> None:
    """Each kind of feature is there, with the place of the word it came from."""
    pieces, pairs, concepts = read("kost een brief euro", CONCEPTS).kinds
    assert pieces["kos"] == (1, 0)
    assert pairs["^ kost"] == (1, 0)
    assert concepts["geld"] == (1, 3)
    assert concepts["brief geld"] == (1, 3)


def test_every_kind_is_equally_long_whatever_the_length_of_the_message() -> None:
    """A long message counts no more than a short one: each kind of its features has the same length."""
    space = Space.learn(readings())
    short, long = (space.vector(read(text, CONCEPTS)) for text in ("brief euro", " ".join(TEXTS)))
    assert np.isclose(short.weights @ short.weights, long.weights @ long.weights)


def test_what_no_example_had_is_left_out() -> None:
    """A message of unknown words has no features; one with a known word has some."""
    space = Space.learn(readings())
    assert not len(space.vector(read("zzz qqq", CONCEPTS)).ids)
    assert len(space.vector(read("zzz brief", CONCEPTS)).ids)


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    """Rarity decides: what occurs in every message tells nothing."""
    space = Space.learn(readings())
    numbers = space.numbers[1]
    assert space.rarity[numbers["lang"]] > space.rarity[numbers["kost"]]
