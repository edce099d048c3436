"""What identifies somebody is found in any writing, masked readably, and nothing else is."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from stdnum.nl import bsn

from bot.engine.identifying import PLACEHOLDERS, Finding, Kind, find, mask
from bot.engine.spoken_digits import spoken

DATA = Path(__file__).parent / "data" / "identifying.yaml"


@lru_cache
def labelled() -> tuple[tuple[str, frozenset[str]], ...]:
    """The made-up messages with the set of kinds in each."""
    items: list[dict[str, Any]] = YAML(typ="safe").load(DATA.read_text(encoding="utf-8"))
    return tuple((item["text"], frozenset(item["contains"])) for item in items)


def kinds(text: str) -> set[str]:
    """The kinds found in a text."""
    return {finding.kind for finding in find(text)}


def test_exactly_the_right_kinds_nearly_always() -> None:
    """Of the labelled messages at least 97 percent give exactly the set of kinds that is in them."""
    wrong = [text for text, expected in labelled() if kinds(text) != expected]
    assert len(labelled()) >= 250
    assert len(wrong) <= 0.03 * len(labelled()), wrong


def test_every_citizen_service_number_is_found() -> None:
    """No labelled BSN is missed, in whatever writing."""
    assert [text for text, expected in labelled() if "bsn" in expected and "bsn" not in kinds(text)] == []


@settings(max_examples=200, deadline=None)
@given(
    st.integers(10_000_000, 999_999_999),
    st.sampled_from(["", " ", ".", "-", " - "]),
    st.sampled_from(["mijn bsn is ", "BSN: ", ""]),
)
def test_any_number_that_passes_the_eleven_test_is_a_bsn(number: int, separator: str, before: str) -> None:
    """Nine digits that pass are found with or without the word, in groups of three or in one piece."""
    digits = f"{number:09d}"
    text = before + separator.join((digits[:3], digits[3:6], digits[6:]))
    assert ("bsn" in kinds(text)) == bool(bsn.is_valid(digits)) or "phone" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "bel 112",
        "113",
        "0800-2000",
        "0800 0188",
        "0900-8844",
        "030 - 234 00 45",
        "0302340045",
        "+31 30 234 00 45",
        "(030) 2340045",
        "0031302340045",
    ],
)
def test_public_numbers_identify_nobody(text: str) -> None:
    """Emergency numbers, help lines and the organisation's own number pass in any writing."""
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("bel 06-12345678 na vijf", "bel [telefoonnummer] na vijf"),
        ("bel +31 6 12345678", "bel [telefoonnummer]"),
        ("mail jan@voorbeeld.nl of 0612345678", "mail [e-mailadres] of [telefoonnummer]"),
        ("ik woon op Droomlaan 12, 1234 AB Nergens", "ik woon op [adres] Nergens"),
        ("hij heet Kevin Dromers en woont hier", "hij heet [naam] en woont hier"),
        ("bsn 999 940 120 klopt", "bsn [bsn] klopt"),
        ("kenteken XX-418-Z reed door", "kenteken [kenteken] reed door"),
        ("NL84 INGB 0000 1112 22", "[rekeningnummer]"),
        ("parketnummer 05/999123-21", "parketnummer [zaaknummer]"),
        ("niets hier", "niets hier"),
    ],
)
def test_the_mask_reads_like_dutch(text: str, masked: str) -> None:
    """What is found is replaced by what it was, and the rest of the sentence stays."""
    assert mask(text, find(text)) == masked


def test_a_step_that_asks_for_a_number_accepts_one() -> None:
    """Allowed kinds are left out, others in the same message are still found."""
    text = "0612345678 en jan@voorbeeld.nl"
    assert {f.kind for f in find(text, allowed=frozenset({"phone"}))} == {"email"}


def test_a_house_may_name_its_own_public_numbers() -> None:
    """A number in the given list counts as public."""
    assert kinds("bel 0301234567") == {"phone"}
    assert find("bel 0301234567", public_numbers=frozenset({"0301234567"})) == ()


def test_overlapping_findings_are_masked_once() -> None:
    """Findings out of order or on top of each other leave one placeholder."""
    findings = (Finding(kind="email", start=4, end=9), Finding(kind="phone", start=4, end=8))
    assert mask("zie aaaaa op", findings) == "zie [e-mailadres] op"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_findings_lie_in_the_text_in_order_and_apart(text: str) -> None:
    """Whatever is typed, findings are ordered stretches that do not touch each other, and masking ends."""
    findings = find(text)
    assert all(0 <= f.start < f.end <= len(text) for f in findings)
    assert all(a.end <= b.start for a, b in pairwise(findings))
    assert sum(mask(text, findings).count(p) for p in PLACEHOLDERS.values()) >= len(findings)


PIECES = [
    "a",
    ".",
    "@",
    "-",
    " ",
    "1",
    "06",
    "nul ",
    "van ",
    "Jan ",
    "A. ",
    "laan ",
    "woon op ",
    "NL12",
    "1234 AB ",
    "zaaknummer ",
    "at ",
    "punt ",
]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4))
def test_the_worst_junk_is_read_to_its_end(pieces: list[str]) -> None:
    """The worst repetitions of our own anchors are gone through (a hang is cut off by the run), in order, nothing twice."""
    junk = ("".join(pieces) * 4096)[:4096]
    found = find(junk)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.start < one.end <= len(junk) for one in found)


def test_a_message_in_pieces_is_read_whole() -> None:
    """Beyond 4,096 characters the text is read on, with positions in the whole."""
    text = "x " * 2048 + "mail jan@voorbeeld.nl"
    (finding,) = find(text)
    assert text[finding.start : finding.end] == "jan@voorbeeld.nl"


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("nul zes twaalf vierendertig zesenvijftig achtenzeventig", "0612345678"),
        ("nul zes, vier en dertig, een twee drie vier vijf zes", "0634123456"),
        ("06 dubbelvijf 123456", "0655123456"),
    ],
)
def test_digits_in_words_become_digits(text: str, digits: str) -> None:
    """Ones, tens, "vier en dertig", doubles and digits between them make one number."""
    assert [found for found, _, _ in spoken(text)] == [digits]


def test_every_kind_has_a_dutch_placeholder() -> None:
    """No kind can be found without a word to put in its place."""
    every: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]
    assert set(PLACEHOLDERS) == set(every)
