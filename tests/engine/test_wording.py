"""Plain letters and near spellings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.wording import near, nearest, plain

WORDS = st.text(st.sampled_from("abcde"), max_size=8)


def test_plain() -> None:
    """Capitals and accents go, apostrophes and dashes become one kind."""
    assert plain("Één ’s avonds – CAFÉ") == "een 's avonds - cafe"


@given(WORDS, WORDS)
def test_near_goes_both_ways(word: str, other: str) -> None:
    """What is near one way is near the other, a word is near itself, and more slips forgive no less."""
    assert near(word, other, 1) == near(other, word, 1)
    assert near(word, word, 0)
    assert not near(word, other, 1) or near(word, other, 2)


@given(st.text(st.sampled_from("abcde"), min_size=2, max_size=8), st.data())
def test_one_slip_is_near(word: str, data: st.DataObject) -> None:
    """A letter lost or two swapped is one slip."""
    at = data.draw(st.integers(0, len(word) - 2))
    assert near(word, word[:at] + word[at + 1 :], 1)
    assert near(word, word[:at] + word[at + 1] + word[at] + word[at + 2 :], 1)


def test_nearest() -> None:
    """The meaning of the nearest word; none for a short word, or where the nearest ones mean different things."""
    months = {"januari": "1", "februari": "2", "september": "9"}
    assert nearest("setpember", months) == "9"
    assert nearest("jan", months) is None
    assert nearest("abcde", {"abcdf": "x", "abcdg": "y"}) is None
