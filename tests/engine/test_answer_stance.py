"""Yes and no that only the wording of the buttons shows."""

from __future__ import annotations

import pytest

from bot.engine.answer_stance import stances
from bot.engine.phrases import tokens
from bot.engine.polarity import Polarity


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("Voicemail inspreken mag", "Geen voicemail inspreken"), ["ja", "nee"]),
        (("Toestemming geven", "Geen toestemming"), ["ja", "nee"]),
        (("Een kaart", "Geen kaart", "Een boek"), ["ja", "nee", None]),
        (("Een brief", "Een gesprek"), [None, None]),
        (("Ochtend mag", "Avond mag"), [None, None]),
    ],
)
def test_pairs(labels: tuple[str, ...], expected: list[Polarity | None]) -> None:
    """One denying label and its partner are the no and the yes; two that consent alike are neither."""
    found, _ = stances([tokens(label) for label in labels], [None] * len(labels))
    assert found == expected


def test_what_is_known_stays() -> None:
    """A yes, a no or a don't-know that a label says itself is never overruled."""
    given: list[Polarity | None] = ["ja", "nee", "weet-ik-niet"]
    labels = [tokens(label) for label in ("Ja, dat mag", "Nee, niet", "Weet ik niet")]
    assert stances(labels, given) == (given, -1)


def test_declining_without_a_partner() -> None:
    """A denying label among others only declines; being indifferent is no denial."""
    support = [tokens(label) for label in ("Advocaat", "Familie", "Niemand")]
    assert stances(support, [None] * 3) == ([None] * 3, 2)
    parts = [tokens(label) for label in ("Doordeweeks", "Weekend", "Maakt niet uit")]
    assert stances(parts, [None] * 3) == ([None] * 3, -1)
