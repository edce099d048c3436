"""Yes, no, don't know, skip."""

from __future__ import annotations

import pytest

from bot.engine.polarity import reply, spelled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tuurlijk", "ja"),
        ("👍🏽", "ja"),
        ("jaaaaa", "ja"),
        ("dat mag", "ja"),
        ("dat wil ik niet", "nee"),
        ("nee joh", "nee"),
        ("ik geloof van niet", "nee"),
        ("nee weet ik niet", "weet-ik-niet"),
        ("geen flauw idee", "weet-ik-niet"),
        ("zeg ik liever niet", "overslaan"),
        ("sla maar over", "overslaan"),
        ("volgende", "overslaan"),
        ("volgende week", None),
        ("pas in mei", None),
        ("niet verder", None),
        ("ja en nee", None),
        ("dat heb ik al gehad", None),
        ("brief", None),
    ],
)
def test_reply(text: str, expected: str | None) -> None:
    """A reply comes down to one of the four, or to none."""
    assert reply(text)[0] == expected


def test_rest() -> None:
    """The number of words that say something else comes with it."""
    assert reply("ja hoor") == ("ja", 1)
    assert reply("nee, mijn broer woont daar")[1] == 4


def test_spelled() -> None:
    """Thumbs become words and drawn-out letters shrink to two."""
    assert spelled("jaaaa 👎").split() == ["jaa", "nee"]
