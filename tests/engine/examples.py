"""Reads the labelled messages in ``tests/engine/data`` and the coordinators' words, for the tests of recognition."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.engine.lexicon import Lexicon

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]


@lru_cache
def labelled(name: str) -> list[dict[str, Any]]:
    """The items of ``tests/engine/data/<name>.yaml``."""
    items: list[dict[str, Any]] = YAML(typ="safe").load((_HERE / "data" / f"{name}.yaml").read_text(encoding="utf-8"))
    return items


@lru_cache
def words() -> Lexicon:
    """The coordinators' words as they ship."""
    return Lexicon.build(YAML(typ="safe").load((_ROOT / "dialogs" / "answers.yaml").read_text(encoding="utf-8")))
