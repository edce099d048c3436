from __future__ import annotations

import pytest

from bot.authoring.checks import check
from bot.authoring.readability import EASY_ENOUGH, read, syllables
from bot.authoring.rules.parts import wordings
from tests.authoring.shipped import shipped
from tests.engine.small import TEXTS

LAW = (
    "De betrokkene dient derhalve, indien zulks door de bevoegde autoriteit noodzakelijk wordt geacht, toestemming te verlenen"
    " alvorens persoonsgegevens aan derden worden verstrekt."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("je", 1), ("bij", 1), ("zee", 1), ("nieuw", 1), ("mooie", 2), ("ruzie", 2), ("praten", 2), ("aanmelding", 3), ("reünie", 3),
        ("ideeën", 3), ("vrijwillig", 3), ("beantwoorden", 4), ("bemiddelaar", 4), ("verkeersongeval", 5), ("geïnteresseerd", 5),
        ("herstelbemiddeling", 6), ("b", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_one_speaks_them(word: str, count: int) -> None:
    """A hand count of ordinary Dutch words."""
    assert syllables(word) == count


def test_a_sentence_of_law_is_hard_and_says_why() -> None:
    """The long sentence, the office words with what to say instead, the passive, and a score below zero or nearly so."""
    reading = read(LAW)
    said = " ".join(reading.reasons)
    assert reading.score is not None
    assert reading.score < 25
    assert "een zin van 22 woorden" in said
    assert "“derhalve”; makkelijker: dus" in said
    assert "“alvorens”; makkelijker: voordat" in said
    assert "lijdende vorm" in said


def test_what_one_says_to_somebody_is_easy() -> None:
    """Short and direct: nothing to remark, whatever values are in it."""
    for text in (
        "Hoi. Ik ben een computerprogramma van {{ organisatie }}. Ik ben geen mens, en ik beslis niets.",
        "Je hoeft hier niets. Stoppen mag altijd.",
        "**Een brief.** Je schrijft aan de ander.",
    ):
        assert read(text).reasons == ()
    assert (read("").score, read("Dag.").score) == (None, None)
    assert (read("Je mag altijd stoppen met dit gesprek hier.").score or 0) > 60


def test_the_shipped_texts_are_mostly_quiet() -> None:
    """A rule that always complains is not read: fewer than one text in twenty has a remark."""
    found = list(wordings(shipped()))
    hard = [place for place, wording in found if read(wording.text).hard]
    assert len(hard) < len(found) / 20


def test_the_check_warns_at_the_place_and_does_not_forbid() -> None:
    """A hard text may be published: a count cannot judge."""
    path = "conversations/gesprek.yaml"
    texts = {**TEXTS, path: TEXTS[path].replace("Een bemiddelaar helpt jullie praten.", LAW)}
    line = TEXTS[path][: TEXTS[path].index("Een bemiddelaar helpt")].count("\n") + 1
    (problem,) = [one for one in check(texts).problems if one.rule == "moeilijk" and one.place.line == line]
    assert problem.severity == "warning"
    assert f"vanaf {EASY_ENOUGH:.0f} is goed" in problem.message
