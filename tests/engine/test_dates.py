"""From when contact may start: the reader against people's own words, and its promises for any text at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.authoring import evaluate
from bot.engine.date_words import LONGEST
from bot.engine.dates import read_date
from tests.engine.examples import labelled

TODAY = date(2026, 3, 10)  # a Tuesday

_WORDS = (
    "over na voor vanaf tot niet eerder dan een half anderhalf paar 2 3 12 31 maand maanden week jaar dag volgende komende deze "
    "maandag dinsdag mei februari zomer kerst pasen ramadan 2026 2027 3-4-2026 31-2 begin eind half kwartaal weekend nu morgen "
    "daarna als ik vrij ben geleden en of , . ! de het van week 12 1e laatste helft vakantie"
)
PIECES = st.sampled_from(_WORDS.split())


def read(text: str) -> date | None:
    """The day kept of a text typed on TODAY."""
    reading = read_date(text, TODAY)
    return reading.date if reading else None


def test_labelled_messages() -> None:
    """At least 97 in 100 of the labelled messages are read as their writer meant."""
    result = evaluate.dates(labelled("dates"), read_date)
    assert result["total"] >= 400
    assert result["correct"] / result["total"] >= 0.97, result["wrong"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("over drie weken", date(2026, 3, 31)),
        ("volgende week dinsdag", date(2026, 3, 17)),
        ("15-01", date(2027, 1, 15)),
        ("1ste juni", date(2026, 6, 1)),
        ("niet voor 1 juli", date(2026, 7, 1)),
        ("na 14 mei", date(2026, 5, 15)),
        ("tweede paasdag", date(2026, 4, 6)),
    ],
)
def test_one_day(text: str, expected: date) -> None:
    """A day that was named is read as exactly that day, of granularity day."""
    reading = read_date(text, TODAY)
    assert reading is not None
    assert (reading.date, reading.granularity in {"day", "week"}) == (expected, True)


@pytest.mark.parametrize(
    "text",
    [
        "ik ben 35 jaar",
        "ik heb 3 jaar gekregen",
        "ik zit al 2 jaar vast",
        "twee maanden terug",
        "in 2019",
        "06-12345678",
        "bel 030 2340045",
        "31 februari",
        "31-9",
        "99-99-2026",
        "als ik vrijkom",
        "een maand na mijn vrijlating",
        "weet ik niet",
        "om 3 uur",
        "",
    ],
)
def test_no_day(text: str) -> None:
    """An age, a sentence, the past, a phone number, a day that does not exist or an event without a date gives none."""
    assert read_date(text, TODAY) is None


def test_month_is_a_window() -> None:
    """A month is a window of that month; the day to keep is its first, and it is not exact."""
    reading = read_date("ergens in mei", TODAY)
    assert reading is not None
    assert (reading.earliest, reading.latest, reading.granularity) == (date(2026, 5, 1), date(2026, 5, 31), "month")
    assert (reading.date, reading.exact) == (date(2026, 5, 1), False)


def test_season_and_year_named_apart() -> None:
    """A year said beside a month or season settles which one is meant, before or after it."""
    assert read("volgend jaar maart") == read("maart volgend jaar") == date(2027, 3, 1)
    assert read("in het najaar van 2027") == date(2027, 10, 1)


def test_current_period_starts_today() -> None:
    """Of a period that has begun only the days from today on are left."""
    reading = read_date("in maart", TODAY)
    assert reading is not None
    assert reading.earliest == TODAY


@given(st.text(max_size=600), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
@settings(max_examples=150, deadline=None)
def test_any_text(text: str, today: date) -> None:
    """No text breaks the reader, and what it reads is in order and never before today."""
    reading = read_date(text, today)
    if reading is not None:
        assert today <= reading.earliest <= reading.date <= reading.latest


@given(st.lists(PIECES, max_size=12).map(" ".join), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
@settings(max_examples=400, deadline=None)
def test_any_words_of_time(text: str, today: date) -> None:
    """Nor does any heap of words about time, however senseless."""
    reading = read_date(text, today)
    if reading is not None:
        assert today <= reading.earliest <= reading.date <= reading.latest


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    """Of a text of a million letters no more than the first of them counts, so that nobody keeps the others waiting."""
    for text in ("over 3 weken " * 80_000, "na de " * 160_000, "1" * 1_000_000, "1-" * 500_000, "een " * 250_000):
        assert read_date(text, TODAY) == read_date(text[:LONGEST], TODAY)
