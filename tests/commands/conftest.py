"""A folder of one's own for a command: no settings of this machine, small scripts that are learnt in a moment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from ruamel.yaml import YAML

from bot.__main__ import herstelbot
from bot.config import PREFIX
from tests.authoring.shipped import texts
from tests.engine.small import TEXTS

OFF_TOPIC = "weer: [regent het morgen, wordt het warm]\nsport: [wie heeft er gewonnen, hoeveel doelpunten]\n"


def command(*words: str, typed: str = "") -> Result:
    """A command as somebody types it at the shell, with what they type after that."""
    return CliRunner().invoke(herstelbot, list(words), input=typed)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the small script beside it and no key or data yet."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    words = {
        path: text
        for path, text in texts().items()
        if path == "answers.yaml" or (path.startswith("signals/") and "/examples" not in path)
    }
    for path, text in {**words, **TEXTS, "topics/geen.yaml": OFF_TOPIC}.items():
        (tmp_path / "scripts" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "scripts" / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HERSTELBOT_DIALOGS_DIR", str(tmp_path / "scripts"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def yaml(path: Path, data: object) -> Path:
    """Write data as YAML."""
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(data, file)
    return path
