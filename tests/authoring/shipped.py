"""The scripts in the source tree, read and checked once for all tests that look at them."""

from __future__ import annotations

from functools import cache

from bot.authoring.checks import check
from bot.authoring.reader import Scripts
from bot.scripts_folder import SOURCE, texts_in


@cache
def texts() -> dict[str, str]:
    """Path below ``dialogs/`` -> text."""
    return texts_in(SOURCE)


@cache
def shipped() -> Scripts:
    """The checked scripts."""
    return check(texts())
