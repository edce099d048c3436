from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.dialog import SKIPPED, UNKNOWN
from bot.engine.session import VERSION, Given, Pending, Session, Status, dump, load, stamp

TEXT = st.text(max_size=8)
MANY = st.lists(TEXT, max_size=3).map(tuple)
VALUE = TEXT | MANY
GIVEN = st.builds(Given, value=VALUE, step=TEXT, at=TEXT, words=st.none() | TEXT)
SESSIONS = st.builds(
    Session,
    id=TEXT,
    tag=TEXT,
    revision=TEXT,
    channel=TEXT,
    language=TEXT,
    source=st.none() | TEXT,
    status=st.sampled_from(Status),
    step=st.none() | TEXT,
    asked=st.integers(0),
    answers=st.dictionaries(TEXT, GIVEN, max_size=3),
    trail=MANY,
    interrupted=st.none() | TEXT,
    revisit=st.booleans(),
    ticked=MANY,
    pending=st.none() | st.builds(Pending, value=VALUE, words=TEXT),
    topics=MANY,
    wondering=st.booleans(),
    flags=MANY,
    misses=st.integers(0),
    handed_over=st.integers(0),
    reference=st.none() | TEXT,
    begun=st.integers(0),
    wake_at=st.none() | TEXT,
    heard_at=st.none() | TEXT,
    hushed=st.booleans(),
    withheld=st.none() | TEXT,
)
BARE = Session(id="s", tag="t", revision="r", channel="web")


@given(session=SESSIONS)
def test_what_was_written_down_is_read_back_the_same(session: Session) -> None:
    """Any session, with any words in it, survives the store unchanged, types included."""
    again = load(dump(session))

    assert again == session
    assert all(type(getattr(again, one.name)) is type(getattr(session, one.name)) for one in fields(Session))


@given(session=SESSIONS)
def test_every_part_of_a_session_is_written_down(session: Session) -> None:
    """Nothing is left out of what is stored, and the version is in it."""
    assert json.loads(dump(session)).keys() == {"v", *(one.name for one in fields(Session))}


def test_what_an_older_program_wrote_is_read_with_the_defaults() -> None:
    """A part that did not exist yet when the session was stored gets the value of a new session."""
    old = json.loads(dump(replace(BARE, flags=("druk",))))
    for name in ("begun", "reference", "wondering", "wake_at"):
        del old[name]

    assert load(json.dumps(old).encode()) == replace(BARE, flags=("druk",))


def test_what_a_newer_program_wrote_is_refused_without_telling_what_it_was() -> None:
    """Going back to an older program does not quietly lose part of somebody's conversation."""
    newer = {**json.loads(dump(replace(BARE, reference="HB-GEHEIM"))), "v": VERSION + 1}
    with pytest.raises(ValueError, match="newer version") as refused:
        load(json.dumps(newer).encode())

    assert "HB-GEHEIM" not in str(refused.value)


def test_no_two_questions_bear_the_same_nonce() -> None:
    """Each question asked has its own, so that a button of an earlier one is known as old."""
    nonces = {replace(BARE, asked=number).nonce for number in range(500)}

    assert len(nonces) == 500


@pytest.mark.parametrize(
    ("answers", "reader"),
    [
        ({}, None),
        ({"role": "dader"}, "dader"),
        ({"role": SKIPPED}, None),
        ({"role": UNKNOWN, "memo.lezer": "slachtoffer"}, "slachtoffer"),
        ({"role": "dader", "memo.lezer": "slachtoffer"}, "dader"),
        ({"role": "dader", "circumstances.registrant": "professional"}, "verwijzer"),
        ({"role": "dader", "circumstances.registrant": "familie"}, "familie"),
        ({"role": "dader", "circumstances.registrant": SKIPPED}, "dader"),
    ],
)
def test_answers_are_worded_for_who_reads_them(answers: dict[str, str], reader: str | None) -> None:
    """Who fills it in for another comes first, then the role, then the role given earlier; a declined one is none."""
    session = BARE
    for name, value in answers.items():
        session = session.with_answer(name, Given(value=value, step="x", at="t"))

    assert session.reader == reader
    assert session.values()["reader"] == reader


def test_conditions_see_facts_and_answers() -> None:
    """Whether something was sent is a fact in words; an answer stands under its field."""
    session = replace(BARE, handed_over=1, source="pi-dordrecht").with_answer(
        "forms", Given(value=("brief",), step="vorm", at="t")
    )

    assert session.values()["handed_over"] == "ja"
    assert BARE.values()["handed_over"] == "nee"
    assert session.values()["source"] == "pi-dordrecht"
    assert session.values()["forms"] == session.value("forms") == ("brief",)


@given(session=SESSIONS, name=TEXT, one=GIVEN)
def test_an_answer_is_put_and_taken_away_without_touching_the_rest(session: Session, name: str, one: Given) -> None:
    """The old session stays what it was, and after taking the answer away only that answer is gone."""
    before = dict(session.answers)
    after = session.with_answer(name, one)

    assert after.answers[name] == one
    assert session.answers == before
    assert after.without(frozenset({name})) == session.without(frozenset({name}))


@given(session=SESSIONS)
def test_settled_means_nothing_on_offer(session: Session) -> None:
    """No doubtful reading and no questions are open any more; settling twice changes nothing."""
    settled = session.settled()

    assert (settled.pending, settled.topics, settled.wondering) == (None, (), False)
    assert settled.settled() == settled


def test_a_moment_is_written_in_utc_to_the_second() -> None:
    """Summer and winter time cannot make two moments of one."""
    summer = datetime(2026, 7, 1, 2, 30, 15, 999_999, tzinfo=timezone(timedelta(hours=2)))

    assert stamp(summer) == stamp(summer.astimezone(UTC)) == "2026-07-01T00:30:15+00:00"
