from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.limits import Limiter, Rates


def spaced(limiter: Limiter, chat: str, number: int, now: float = 0.0) -> list[float]:
    """When so many messages to one chat may go, each as early as allowed."""
    moments = []
    for _ in range(number):
        now = limiter.next_allowed(chat, now)
        limiter.took(chat, now)
        moments.append(now)
    return moments


def test_a_chat_gets_a_small_burst_and_then_one_a_second() -> None:
    """Three at once, then one each second; after a quiet while a burst again."""
    limiter = Limiter()
    assert spaced(limiter, "5", 6) == [0, 0, 0, 1, 2, 3]
    assert spaced(limiter, "5", 3, 100) == [100, 100, 100]


def test_all_chats_together_stay_under_the_overall_rate() -> None:
    """Whoever is written to, no second holds more than thirty messages."""
    limiter = Limiter()
    now, moments = 0.0, []
    for chat in range(100):
        now = limiter.next_allowed(str(chat), now)
        limiter.took(str(chat), now)
        moments.append(now)
    assert Counter(moments) == {0.0: 30, 1.0: 30, 2.0: 30, 3.0: 10}


def test_a_group_gets_twenty_a_minute() -> None:
    """The twenty-first message to a group waits until the first is a minute old."""
    moments = spaced(Limiter(), "-100", 25)
    assert moments[20] == moments[0] + 60
    assert moments[19] < 60


def test_told_to_wait_is_kept_to_by_that_chat_only() -> None:
    """A deadline for one chat leaves others free; a shorter one later does not lift it; one for all holds all."""
    limiter = Limiter()
    limiter.told_to_wait("5", 30, 0)
    limiter.told_to_wait("5", 1, 0)
    assert limiter.next_allowed("5", 10) == 30
    assert limiter.next_allowed("6", 10) == 10
    limiter.told_to_wait(None, 40, 10)
    assert limiter.next_allowed("6", 10) == 50


def test_several_messages_count_as_several() -> None:
    """A long text that takes four messages uses up what four would."""
    limiter = Limiter()
    limiter.took("5", 0, messages=4)
    assert limiter.next_allowed("5", 0) == 2


def test_memory_does_not_grow_with_the_number_of_chats() -> None:
    """A hundred thousand chats at the full rate leave only those of the last moments remembered."""
    limiter, now, most = Limiter(), 0.0, 0
    limiter.told_to_wait("busy", 100_000, 0)
    for chat in range(100_000):
        now = limiter.next_allowed(str(chat), now)
        limiter.took(str(chat), now)
        most = max(most, len(limiter))
    assert most < 200
    assert limiter.next_allowed("busy", now) == 100_000


@given(
    st.lists(
        st.tuples(st.sampled_from(["1", "2", "3", "-4"]), st.floats(0, 3), st.sampled_from([0, 0, 0, 1, 5])),
        max_size=150,
    )
)
def test_no_window_ever_holds_too_much(steps: list[tuple[str, float, int]]) -> None:
    """Whatever comes when: never over a rate in any window, never before a deadline, never a wait without end."""
    rates = Rates(chat=1.0, burst=2, overall=4, group=5)
    limiter, now = Limiter(rates), 0.0
    sent: list[tuple[float, str]] = []
    until = {"1": 0.0, "2": 0.0, "3": 0.0, "-4": 0.0}
    for chat, pause, told in steps:
        now = limiter.next_allowed(chat, now + pause)
        assert now >= until[chat]
        limiter.took(chat, now)
        sent.append((now, chat))
        if told:
            limiter.told_to_wait(chat, told, now)
            until[chat] = now + told
    for at, chat in sent:
        assert sum(at <= one < at + 0.999 for one, _ in sent) <= 4
        assert sum(at <= one < at + 0.999 and who == chat for one, who in sent) <= 3
        assert chat != "-4" or sum(at <= one < at + 59.99 and who == chat for one, who in sent) <= 5


def test_an_edit_waits_for_deadlines_and_takes_no_message_from_the_chat() -> None:
    """Tidying a chat is no message: it goes at once, but never inside a "retry after"."""
    limiter = Limiter()
    for _ in range(5):
        limiter.called(0.0)
        assert limiter.next_call("1", 0.0) == 0.0
    assert limiter.next_allowed("1", 0.0) == 0.0

    limiter.told_to_wait("1", 7.0, 0.0)
    assert limiter.next_call("1", 0.0) == 7.0
