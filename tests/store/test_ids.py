"""Codes that people read aloud and copy: made well, and a slip is noticed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import ids


def test_a_reference_looks_as_promised() -> None:
    """Two groups of four without look-alikes, different each time."""
    made = {ids.reference() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"HB-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}", code) for code in made)


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code[3:]} "])
def test_a_reference_is_read_however_it_is_typed(change: object) -> None:
    """Small letters, spaces for dashes, or without the first part."""
    code = ids.reference()
    assert callable(change)
    assert ids.read_reference(change(code)) == code


def test_a_reference_that_begins_like_its_own_first_part() -> None:
    """Eight symbols that happen to begin with HB are the code itself."""
    typed = [f"HB{tail}" for tail in ("234567", "234568", "234569", "23456A", "23456B")]
    assert all(ids.read_reference(code) in {None, f"HB-{code[:4]}-{code[4:]}"} for code in typed)


@given(position=st.integers(0, 7), symbol=st.sampled_from(ids.ALPHABET))
def test_one_wrong_symbol_is_noticed(position: int, symbol: str) -> None:
    """Any single slip in a reference makes it no reference."""
    code = ids.reference().removeprefix("HB-").replace("-", "")
    changed = code[:position] + symbol + code[position + 1 :]
    assert (ids.read_reference(changed) is None) == (changed != code)


@given(position=st.integers(0, 6))
def test_two_swapped_neighbours_are_noticed(position: int) -> None:
    """The most common slip when copying by hand."""
    code = ids.reference().removeprefix("HB-").replace("-", "")
    changed = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    assert (ids.read_reference(changed) is None) == (changed != code)


@pytest.mark.parametrize("typed", ["", "HB", "HB-0000-0000", "geen code", "HB-7K3M-Q2X", "💬" * 8, "HB-7K3M-Q2XDD"])
def test_what_is_no_reference(typed: str) -> None:
    """Anything else is refused without an error."""
    assert ids.read_reference(typed) is None


def test_a_receipt_is_sixteen_digits_and_no_payment_card() -> None:
    """Its check is not the one of payment cards, so only about one in ten passes that by chance."""
    made = [ids.receipt() for _ in range(300)]
    assert all(re.fullmatch(r"\d{16}", code) for code in made)
    cards = sum(_luhn(code) for code in made)
    assert cards < 100


@given(position=st.integers(0, 15), digit=st.sampled_from("0123456789"))
def test_one_wrong_digit_is_noticed(position: int, digit: str) -> None:
    """Any single slip in a receipt makes it no receipt."""
    code = ids.receipt()
    changed = code[:position] + digit + code[position + 1 :]
    assert (ids.read_receipt(changed) is None) == (changed != code)


def test_a_receipt_is_read_with_spaces_and_dashes() -> None:
    """In groups, as people write it down."""
    code = ids.receipt()
    grouped = [code[start : start + 4] for start in range(0, 16, 4)]
    assert {ids.read_receipt(joint.join(grouped)) for joint in (" ", "-", ".", "", "\u00a0")} == {code}


@given(typed=st.text(max_size=40))
def test_anything_may_be_typed(typed: str) -> None:
    """No text raises; what is accepted is in the one written form."""
    for found in (ids.read_receipt(typed), ids.read_reference(typed)):
        assert found is None or found.isascii()


def test_ids_and_tokens_differ() -> None:
    """Nothing random comes twice; a token holds 256 bits and fits a cookie."""
    for make in (ids.participant_id, ids.staff_id, ids.token):
        assert len({make() for _ in range(100)}) == 100
    assert re.fullmatch(r"[\w-]{43}", ids.token())


def _luhn(code: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(code)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


@given(number=st.integers(0, 2**128 - 1))
def test_a_proof_of_erasure_is_read_however_it_is_typed(number: int) -> None:
    """The same number gives the same code; small letters and spaces are forgiven, and it is no reference."""
    code = ids.proof(number)

    assert re.fullmatch(r"WIS-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}", code)
    assert ids.read_proof(code.lower().replace("-", " ")) == code == ids.proof(number)
    assert ids.read_reference(code) is None


@pytest.mark.parametrize("typed", ["", "WIS", "WIS-0000-0000", "HB-7K3M-Q2XD", "WIS-7K3M-Q2XX", "💬" * 11])
def test_what_is_no_proof(typed: str) -> None:
    """Anything else is refused without an error."""
    assert ids.read_proof(typed) is None
