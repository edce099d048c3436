"""What a case can be found by."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine.registration import Registration
from bot.services.tags import as_typed, hints, other_side, reached_by, side_of, tags


def document(**answers: Any) -> dict[str, Any]:
    """A registration with these answers."""
    bare = {"reference": "HB", "created_at": "", "status": "new", "channel": "web", "script_revision": "r"}
    return Registration.model_validate(bare | answers).model_dump(mode="json")


EVENT = {"event_category": "geweld", "time_ago": "maand-tot-jaar", "running_case": "ja"}


def test_everything_that_was_answered_and_nothing_else() -> None:
    """Flags, role, source, contact values and hints; what was skipped or not known is no tag."""
    whole = document(
        role="dader",
        source="pi-dordrecht",
        flags=["druk"],
        contact={"phone": "+31612345678", "email": "Mila@example.org"},
        circumstances=EVENT,
    )
    assert tags(whole) == [
        "flag:druk", "role:dader", "source:pi-dordrecht", "contact:+31612345678", "contact:mila@example.org",
        "event:offender:geweld:maand-tot-jaar:None:ja",
    ]  # fmt: skip
    assert tags(document(contact={"phone": "overgeslagen", "email": "weet-ik-niet"})) == []


@pytest.mark.parametrize("typed", ["06 12345678", "+31 6 1234 5678", "0031612345678", "bel 06-12345678 graag"])
def test_a_number_is_found_however_it_is_typed(typed: str) -> None:
    """What staff have in hand is spelled otherwise than what was stored."""
    assert as_typed(typed) == [reached_by("+31612345678")]


def test_an_address_is_found_whatever_its_capitals() -> None:
    """Capitals in an e-mail address do not matter; half a number and half an address find nothing."""
    assert as_typed("MILA@example.org") == as_typed("mila@example.org") == ["contact:mila@example.org"]
    for half in ("", "0612", "mila", "@example.org", "12345678"):
        assert as_typed(half) == []


@pytest.mark.parametrize(
    ("change", "enough"),
    [
        ({}, True),
        ({"running_case": "overgeslagen", "known_to_each_other": "nee"}, True),
        ({"running_case": "weet-ik-niet"}, False),
        ({"event_category": "anders"}, False),
        ({"event_category": "overgeslagen"}, False),
        ({"time_ago": "weet-ik-niet"}, False),
    ],
)
def test_hints_need_three_real_answers(change: dict[str, str], enough: bool) -> None:
    """Two people who both skipped everything are not two sides of one event."""
    assert (hints(document(circumstances=EVENT | change)) is not None) == enough


def test_sides_stand_across() -> None:
    """Who was harmed stands across from who did it; family, witnesses and the unknown stand on neither side."""
    assert (side_of("nabestaande"), side_of("verdachte")) == ("harmed", "offender")
    assert {side_of(role) for role in ("familie", "getuige", None)} == {None}
    assert [other_side(side) for side in ("harmed", "offender")] == ["offender", "harmed"]
