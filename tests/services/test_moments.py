"""The service's clock thinks in Dutch days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.services.moments import AMSTERDAM, amsterdam


def test_the_clock_is_right_and_dutch() -> None:
    """It gives this very moment, with the Dutch zone on it."""
    before = datetime.now(UTC)
    now = amsterdam()
    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is AMSTERDAM


def test_summer_and_winter_differ_an_hour() -> None:
    """The zone knows daylight saving time, so that a day on which the clock changes is a day."""
    assert datetime(2026, 7, 1, tzinfo=AMSTERDAM).utcoffset() == timedelta(hours=2)
    assert datetime(2026, 12, 1, tzinfo=AMSTERDAM).utcoffset() == timedelta(hours=1)
