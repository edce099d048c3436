"""Typed instead of pressed: the recogniser against people's own words, and its promises for any text at all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.authoring import evaluate
from bot.engine.answers import Option, Picked, pick, pick_several, yes_no_unknown
from bot.engine.phrases import LONGEST
from tests.engine.examples import labelled, words

FORMS = ("Een brief", "Via de bemiddelaar", "Een gesprek", "In een groep", "Weet ik nog niet")
KNOWN = ("Ja, ik ken de ander", "Nee, ik ken de ander niet", "Een beetje")


def options(labels: Sequence[str]) -> list[Option]:
    """Buttons with these labels."""
    return [Option(label=label) for label in labels]


def picked(text: str, labels: Sequence[str]) -> int | None:
    """The index picked with the words as they ship."""
    found = pick(text, options(labels), words=words())
    return found.index if found else None


def test_labelled_messages() -> None:
    """At least 97 in 100 of the labelled replies are understood as their writer meant."""
    result = evaluate.answers(labelled("answers"), lambda text, labels: pick(text, options(labels), words=words()))
    assert result["total"] >= 600
    assert result["correct"] / result["total"] >= 0.97, result["wrong"]


@pytest.mark.parametrize(
    "text", ["2", "nr 2", "de tweede", "optie twee", "doe die 2e maar", "Via de bemiddelaar", "bemidelaar"]
)
def test_ways_to_say_the_second(text: str) -> None:
    """A number, a place, the label and a slip of the finger all mean the same button, surely."""
    assert pick(text, options(FORMS), words=words()) == Picked(index=1, sure=True)


@pytest.mark.parametrize(
    "text",
    [
        "wat is via de bemiddelaar",
        "liever geen gesprek",
        "brief of gesprek",
        "7",
        "",
        "...",
        "wat kost een brief?",
        "ik snap de vraag niet",
    ],
)
def test_not_an_answer(text: str) -> None:
    """A question back, only what is not wanted, two at once, or a number too high: asked again."""
    assert picked(text, FORMS) is None


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("niet versturen", ("Ja, verstuur", "Nee, terug", "Iets aanpassen")),
        ("nog niet versturen", ("Versturen", "Iets veranderen", "Weggooien en stoppen")),
        ("een enkele keer", ("Eén keer", "Een paar keer", "Heel vaak")),
        ("niet te snel", ("Zo snel mogelijk", "Later", "Niet nu", "Ik twijfel")),
        ("ik spreek beetje nederlands", ("Nederlands", "Engels", "Andere taal")),
        ("kan iemand anders het aan hem vertellen", FORMS),
        ("mooi weer", ("Ja", "Nee", "Weet ik niet")),
        ("en dan", ("Ja", "Nee", "Weet ik niet")),
    ],
)
def test_halfway(text: str, labels: tuple[str, ...]) -> None:
    """What lies between two buttons, denies one without choosing another, or asks who would: asked again."""
    assert picked(text, labels) is None


def test_what_only_one_button_says() -> None:
    """What several buttons say alike ("gaat mee") does not hide the words of one of them ("mijn mama")."""
    company = ("Met een familielid", "Met een vriend", "Met een begeleider", "Ik kom alleen")
    assert [picked(text, company) for text in ("mijn mama gaat mee", "een vriendin gaat mee")] == [0, 1]


def test_time_to_come() -> None:
    """A time to come is held against the buttons by what it says, not by how many days ago it is."""
    times = ("Nu meteen", "Over een paar weken", "Later dit jaar", "Nog niet")
    said = ("vandaag", "volgende maand ergens", "na de zomer ergens", "ben er nog niet klaar voor")
    assert [picked(text, times) for text in said] == [0, 1, 2, 3]


def test_denied_and_wanted() -> None:
    """What is denied does not count, what is wanted beside it does."""
    assert picked("geen brief maar een gesprek", FORMS) == 2
    assert picked("ken hem helemaal niet", KNOWN) == 1


def test_one_word_that_is_a_yes_elsewhere() -> None:
    """A telling word for one button wins over a bare yes or no."""
    assert picked("ja een beetje", KNOWN) == 2
    assert picked("nee een brief", FORMS) == 0


def test_a_date_is_no_skip() -> None:
    """A date such as "volgende week" or "misschien in mei", typed where one is asked, is not taken for a skip or a don't-know."""
    ways = ("Weet ik niet", "Overslaan")
    dated = [item["text"] for item in labelled("dates") if item["expect"] is not None]
    taken = [text for text in dated if picked(text, ways) is not None]
    assert len(taken) <= len(dated) / 100, taken


def test_synonyms_of_a_choice() -> None:
    """A synonym an author wrote beside a choice is as good as its label."""
    given_options = [Option(label="Rood", synonyms=("kersenkleur",)), Option(label="Blauw")]
    assert pick("doe maar kersenkleur", given_options) == Picked(index=0, sure=True)


def test_ranges() -> None:
    """An amount falls in the button that is its range; a bare number counts the buttons."""
    labels = ("Minder dan 1 jaar geleden", "1 tot 5 jaar geleden", "Meer dan 5 jaar geleden")
    assert [picked(text, labels) for text in ("vorige maand", "3 jaar terug", "al meer dan 10 jaar", "3")] == [
        0,
        1,
        2,
        2,
    ]


def test_several() -> None:
    """Where more may be chosen, what is wanted and what is not are told apart."""
    assert pick_several("brief of gesprek, maar geen groep", options(FORMS), words=words()) == (
        frozenset({0, 2}),
        frozenset({3}),
    )
    assert pick_several("1 en 3", options(FORMS)) == (frozenset({0, 2}), frozenset())
    assert pick_several("geen groep", options(FORMS), words=words()) == (frozenset(), frozenset({3}))
    assert pick_several("wat kost een brief", options(FORMS), words=words()) is None
    assert pick_several("mooi weer vandaag", options(FORMS), words=words()) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jawel", "ja"),
        ("dat is inderdaad het geval", "ja"),
        ("nee dat denk ik niet", "nee"),
        ("denk het niet", "nee"),
        ("weet nie", "weet-ik-niet"),
        ("ja en nee", None),
        ("soms wel soms niet", None),
        ("zeg ik liever niet", None),
        ("waarom?", None),
        ("weet niet precies, denk over 3 maanden", None),
    ],
)
def test_yes_no_unknown(text: str, expected: str | None) -> None:
    """Yes, no and don't know are told apart; what is none of these, or two of them, is not guessed."""
    assert yes_no_unknown(text) == expected


@given(st.text(max_size=500), st.lists(st.text(min_size=1, max_size=60), max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_text(text: str, labels: list[str]) -> None:
    """No text and no set of labels breaks the recogniser, and it only picks a button that is there."""
    given_options = options(labels)
    found = pick(text, given_options, words=words())
    assert found is None or 0 <= found.index < len(labels)
    several = pick_several(text, given_options, words=words())
    if several is not None:
        wanted, unwanted = several
        assert wanted | unwanted <= set(range(len(labels)))
        assert not wanted & unwanted
    yes_no_unknown(text)


@given(st.sampled_from([tuple(item["choices"]) for item in labelled("answers")]), st.data())
@settings(max_examples=100, deadline=None)
def test_own_label(labels: tuple[str, ...], data: st.DataObject) -> None:
    """The label of a button, in any case and with a full stop, is always that button."""
    index = data.draw(st.integers(0, len(labels) - 1))
    assert picked(labels[index].upper() + ".", labels) == index


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    """Of a text of a million letters no more than the first of them counts, so that nobody keeps the others waiting."""
    for text in ("geen brief " * 90_000, "a" * 1_000_000, "xyzzy qwerty " * 70_000, "niet " * 200_000):
        assert picked(text, FORMS) == picked(text[:LONGEST], FORMS)
