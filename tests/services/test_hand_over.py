"""What leaves is asked why, noted, and harmless where it arrives."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.hand_over import WHY, HandOver, as_csv, documents, harmless
from bot.services.triage import NotAllowedError
from bot.store import external
from bot.store.cases import Filters
from tests.console.house import VICTIM, House
from tests.services.people import colleague, trail


def hand_over(house: House) -> HandOver:
    return HandOver(store=house.store, clock=house.clock)


async def test_a_case_leaves_with_its_reason_in_the_trail(house: House) -> None:
    """For who may see it; who may not leaves no line, and neither does a case that is not there."""
    bea, anna = await colleague(house, "bea", "coordinator"), await colleague(house, "anna")
    reference = await house.registered(VICTIM)
    case = await hand_over(house).one(bea, reference, "mediator")
    assert case is not None
    assert case.reference == reference
    with pytest.raises(NotAllowedError):
        await hand_over(house).one(anna, reference, "mediator")
    assert await hand_over(house).one(bea, "HB-0000-0000", "mediator") is None
    assert await trail(house) == [(bea.id, "exported:mediator", reference)]


async def test_words_of_ones_own_are_no_reason(house: House) -> None:
    """The reason comes from a list, so that no content gets into the trail."""
    bea, reference = await colleague(house, "bea", "coordinator"), await house.registered(VICTIM)
    for leaving in (
        hand_over(house).one(bea, reference, "Roos vroeg erom"),
        hand_over(house).many(bea, Filters(), ""),
    ):
        with pytest.raises(ValueError, match="not a reason"):
            await leaving
    assert await trail(house) == []


async def test_a_selection_is_for_who_oversees_and_every_case_is_noted(house: House) -> None:
    """Each case that leaves has its own line, and only those of the selection leave."""
    bea, anna = await colleague(house, "bea", "coordinator"), await colleague(house, "anna")
    wanted = [await house.registered({"role": "dader"}), await house.registered({"role": "dader"})]
    await house.registered(VICTIM)
    filters = Filters(tags=("role:dader",))
    with pytest.raises(NotAllowedError):
        await hand_over(house).many(anna, filters, WHY[0])
    cases = await hand_over(house).many(bea, filters, WHY[0])
    assert sorted(case.reference for case in cases) == sorted(wanted)
    assert sorted(ref for _, _, ref in await trail(house)) == sorted(wanted)


async def test_the_number_elsewhere_is_kept_by_who_may(house: House) -> None:
    """Kept for an existing case, by its holder or who oversees; the number itself is not in the trail."""
    bea, anna = await colleague(house, "bea", "coordinator"), await colleague(house, "anna")
    reference = await house.registered(VICTIM)
    assert await hand_over(house).number(bea, reference, "Z-2026-17")
    with pytest.raises(NotAllowedError):
        await hand_over(house).number(anna, reference, "Z-1")
    assert not await hand_over(house).number(bea, "HB-0000-0000", "Z-1")

    case = await hand_over(house).one(bea, reference, "archive")
    assert case is not None
    vault = house.store.vault
    assert await house.store.db.read(lambda tx: external.number(tx, vault, case.id, case.participant)) == "Z-2026-17"
    assert (bea.id, "external-number", reference) in await trail(house)


async def test_without_contact_nothing_says_who_somebody_is(house: House) -> None:
    """Name, telephone, remark and the person's own words about the moment are empty; the rest, and every key, stays."""
    bea = await colleague(house, "bea", "coordinator")
    await house.registered(VICTIM)
    cases = await hand_over(house).many(bea, Filters(), "consultation")
    (whole,), (bare,) = documents(cases, contact=True), documents(cases, contact=False)
    assert whole["contact"]["name"] == "Roos de Wit"
    assert set(bare["contact"].values()) == {None}
    assert bare["remark"] is None
    assert bare["timing"] == whole["timing"] | {"words": None}
    assert bare.keys() == whole.keys()
    assert bare["forms"] == whole["forms"] == ["brief"]


async def test_a_spreadsheet_reads_back_what_went_in(house: House) -> None:
    """One row each with a column per leaf, Dutch separators, lists in words, and markup as plain text."""
    bea = await colleague(house, "bea", "coordinator")
    await house.registered({**VICTIM, "on_behalf": False})
    cases = await hand_over(house).many(bea, Filters(), "archive")
    content = as_csv(documents(cases, contact=True))
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert row["contact.phone"] == "'+31612345678"
    assert row["timing.words"] == "na de zomer"
    assert row["on_behalf"] == "nee"
    assert row["remark"] == VICTIM["remark"]
    assert row["contact.email"] == ""


@given(st.text(max_size=20))
def test_no_cell_is_a_formula(cell: str) -> None:
    """Whatever was typed: no cell begins as a formula, and nothing of the text is lost."""
    safe = harmless(cell)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert safe.removeprefix("'") == cell.removeprefix("'")
