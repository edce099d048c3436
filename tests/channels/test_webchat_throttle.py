from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.webchat_throttle import Rate, Throttle


def test_a_burst_passes_and_then_one_at_a_time() -> None:
    """Somebody may do ``burst`` things at once; after that there is one more every so many seconds."""
    throttle = Throttle(Rate(burst=3, every=2.0))
    assert [throttle.take("a", 0.0) for _ in range(3)] == [0.0, 0.0, 0.0]
    assert throttle.take("a", 0.0) == pytest.approx(2.0)
    assert throttle.take("a", 1.5) == pytest.approx(0.5)
    assert throttle.take("a", 2.0) == 0.0
    assert throttle.take("a", 2.0) > 0.0


def test_one_persons_flood_is_not_anothers() -> None:
    """Every key has a bucket of its own."""
    throttle = Throttle(Rate(burst=1, every=10.0))
    assert throttle.take("a", 0.0) == 0.0
    assert throttle.take("a", 0.0) > 0.0
    assert throttle.take("b", 0.0) == 0.0


def test_nobody_is_remembered_longer_than_needed() -> None:
    """Full buckets are forgotten, so that memory does not grow with the number of visitors ever seen."""
    throttle = Throttle(Rate(burst=2, every=1.0))
    for number in range(10_000):
        throttle.take(str(number), float(number))
    assert len(throttle) <= 3


@given(st.lists(st.floats(0, 5), max_size=60))
def test_never_more_than_the_rate_allows(gaps: list[float]) -> None:
    """However the attempts are spread, no more pass than the burst and what has refilled since."""
    throttle = Throttle(Rate(burst=4, every=1.0))
    now, passed = 0.0, 0
    for gap in gaps:
        now += gap
        passed += throttle.take("a", now) == 0.0
    assert passed <= 4 + now + 1e-6
