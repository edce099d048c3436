"""The table of ASVS items: the tests it names exist, and the few promises that only the source itself can show."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.test_structure import called, imported, modules

ROOT = Path(__file__).resolve().parent.parent
TABLE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
ROWS = [line for line in TABLE.splitlines() if re.match(r"\| \d", line)]


def test_every_test_in_the_table_exists() -> None:
    """A test that was renamed or removed is corrected in the table as well."""
    named = set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE))
    missing = [
        f"{path}::{name}"
        for path, name in sorted(named)
        if not (ROOT / path).exists() or f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]

    assert len(named) > 80
    assert missing == []


def test_every_item_has_a_test_or_says_that_it_is_not_met() -> None:
    """No row is without either, and no item stands in two rows."""
    items = [item for row in ROWS for item in re.findall(r"\d+\.\d+\.\d+", row.split("|")[1])]

    assert [row for row in ROWS if "::" not in row and "**not met" not in row.casefold()] == []
    assert sorted({item for item in items if items.count(item) > 1}) == []


def test_the_program_runs_no_other_program_and_evaluates_no_text() -> None:
    """No shell, no subprocess, no eval, exec or compile of text, no pickles, anywhere in it."""
    banned = {"eval", "exec", "system", "popen", "Popen", "check_output", "check_call"}
    wrong = [
        f"{name}: {what}"
        for name, tree in modules().items()
        for what in [
            *(call for call in called(tree) if call in banned),
            *(
                other
                for other in imported(tree)
                if other.partition(".")[0] in {"subprocess", "pickle", "marshal", "shelve"}
            ),
        ]
    ]

    assert wrong == []


def test_no_certificate_goes_unchecked() -> None:
    """Nowhere is the checking of certificates switched off, nor are redirects followed."""
    wrong = [
        f"{name}:{node.lineno} {keyword.arg}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if (keyword.arg == "verify" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False)
        or (
            keyword.arg == "follow_redirects"
            and isinstance(keyword.value, ast.Constant)
            and keyword.value.value is True
        )
    ]

    assert wrong == []
