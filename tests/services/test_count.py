"""A registration counted at handing over: sums per month, never who."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.engine.registration import Registration
from bot.services.count import count, reached, via
from bot.store import counts
from bot.store.opening import Store
from bot.store.sight import PROGRAM
from tests.console.house import House

NEW_YEAR = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
"""In the Netherlands it is 2027 by now."""


@pytest.fixture
def store(house: House) -> Store:
    """The store of the house."""
    return house.store


def registration(**answers: Any) -> Registration:
    shell = {"reference": "HB-1", "created_at": "x", "status": "new", "channel": "web", "script_revision": "r"}
    return Registration.model_validate({**shell, **answers})


async def values(store: Store, what: str, year: int = 2027) -> dict[str, int]:
    return await store.db.read(lambda tx: counts.by_value(tx, store.vault, PROGRAM, what, year))


async def test_it_is_counted_in_the_dutch_month(store: Store) -> None:
    """Half an hour before midnight in UTC it is the next year here."""
    await store.db.write(lambda tx: count(tx, registration(), NEW_YEAR))
    assert await values(store, "all") == {"all": 1}
    assert await values(store, "all", 2026) == {}


async def test_every_form_and_flag_counts_once_and_nothing_said_is_unknown(store: Store) -> None:
    """Of who asks two forms both count; of who said nothing it is known that they said nothing."""
    full = registration(role="slachtoffer", forms=["brief", "gesprek"], flags=["druk"], timing={"kind": "nu"})
    await store.db.write(lambda tx: count(tx, full, NEW_YEAR))
    await store.db.write(lambda tx: count(tx, registration(), NEW_YEAR))
    assert await values(store, "form") == {"brief": 1, "gesprek": 1, "onbekend": 1}
    assert await values(store, "flag") == {"druk": 1}
    assert await values(store, "role") == {"slachtoffer": 1, "onbekend": 1}
    assert await values(store, "timing") == {"nu": 1, "onbekend": 1}
    assert await values(store, "channel") == {"web": 2}


@pytest.mark.parametrize(
    ("answers", "source"),
    [
        ({"circumstances": {"via": "reclassering"}, "source": "pi-dordrecht"}, "reclassering"),
        ({"circumstances": {"via": "overgeslagen"}, "source": "pi-dordrecht"}, "pi"),
        ({"source": "website"}, "website"),
        ({}, "onbekend"),
    ],
)
def test_own_answer_goes_before_the_link(answers: dict[str, Any], source: str) -> None:
    """Of a link only the kind of source counts, not which one."""
    assert via(registration(**answers)) == source


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ({"circumstances": {"detained": "ja", "via": "zelf"}}, "zelf"),
        ({"circumstances": {"detained": "ja"}}, "zelf"),
        ({"circumstances": {"detained": "weet-ik-niet"}}, "onbekend"),
        ({"circumstances": {"detained": "ja", "via": "reclassering"}}, "reclassering"),
        ({"circumstances": {"detained": "ja"}, "on_behalf": True}, "onbekend"),
    ],
)
async def test_who_stays_inside_and_came_alone_came_by_themselves(
    store: Store, answers: dict[str, Any], line: str
) -> None:
    """Only detained people who register for themselves, through nobody, count as such."""
    await store.db.write(lambda tx: count(tx, registration(role="dader", **answers), NEW_YEAR))
    assert await values(store, "offender-via") == {line: 1}


async def test_steps_are_counted_for_the_funnel(store: Store) -> None:
    """Each step that somebody came to counts one."""
    await store.db.write(lambda tx: reached(tx, ["rol", "wens"], NEW_YEAR))
    await store.db.write(lambda tx: reached(tx, ["rol"], NEW_YEAR))
    assert await values(store, "step") == {"rol": 2, "wens": 1}
