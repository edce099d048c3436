"""Days, weeks, months and years by name."""

from __future__ import annotations

from datetime import date

import pytest

from bot.engine.dates import read_date

TUESDAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2026-04-03", date(2026, 4, 3), date(2026, 4, 3)),
        ("5 maart", date(2027, 3, 5), date(2027, 3, 5)),
        ("1 tot 15 mei", date(2026, 5, 1), date(2026, 5, 15)),
        ("eerste maandag van juni", date(2026, 6, 1), date(2026, 6, 1)),
        ("de 15e van volgende maand", date(2026, 4, 15), date(2026, 4, 15)),
        ("volgend jaar", date(2027, 1, 1), date(2027, 12, 31)),
        ("week 12", date(2026, 3, 16), date(2026, 3, 22)),
        ("volgend weekend", date(2026, 3, 21), date(2026, 3, 22)),
        ("dinsdag", date(2026, 3, 17), date(2026, 3, 17)),
        ("donderdag over een week", date(2026, 3, 19), date(2026, 3, 19)),
    ],
)
def test_period(text: str, earliest: date, latest: date) -> None:
    """A name is read as the days it covers, the first to come."""
    reading = read_date(text, TUESDAY)
    assert reading is not None
    assert (reading.earliest, reading.latest) == (earliest, latest)
