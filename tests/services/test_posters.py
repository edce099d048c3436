"""Links and pictures that carry a source along."""

from __future__ import annotations

import re

import pytest

from bot.services.posters import LONGEST, Posters, source_of


@pytest.mark.parametrize(
    ("kind", "place", "source"),
    [
        ("pi", "Dordrecht", "pi-dordrecht"),
        ("pi", "", "pi"),
        ("jji", " Den Hey-Acker, Breda ", "jji-den-hey-acker-breda"),
        ("fpc", "Dr. S. van Mesdag ’s-Hertogenbosch é", "fpc-dr-s-van-mesdag-s-hertogenbosch-e"),
        ("pi", "<script>", "pi-script"),
        ("pi", "x" * LONGEST, None),
        ("pi", "日本", None),
    ],
)
def test_a_name_becomes_a_source_that_fits_a_link(kind: str, place: str, source: str | None) -> None:
    """Small letters, digits and dashes, as the figures read them: the kind first. What cannot be is refused."""
    assert source_of(kind, place) == source


def test_each_way_in_carries_the_source() -> None:
    """The web chat and Telegram, each with its own word for it, and a picture without any other address."""
    ways = Posters(bot=lambda: "herstel_bot", web="https://chat.example/").ways("pi-dordrecht")
    assert [way.address for way in ways] == [
        "https://chat.example/?bron=pi-dordrecht",
        "https://t.me/herstel_bot?start=pi-dordrecht",
    ]
    for way in ways:
        assert way.picture.startswith("<svg")
        assert re.findall(r"https?://[^\"]+", way.picture) in ([], ["http://www.w3.org/2000/svg"])
    assert ways[0].picture != ways[1].picture


def test_without_a_source_the_links_are_bare() -> None:
    """A poster for anywhere; and nothing at all where nothing can be reached yet."""
    ways = Posters(bot=lambda: "herstel_bot", web="https://chat.example").ways("")
    assert [way.address for way in ways] == ["https://chat.example/", "https://t.me/herstel_bot"]
    assert Posters(bot=lambda: "", web=None).ways("pi") == ()
