"""What a person does, and every message they must get to see: a rehearsal under a name of one's own."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.authoring.checks import check
from bot.channels.telegram_text import parts
from bot.scripts_folder import SOURCE, texts_in
from bot.services.learning import understanding
from bot.services.library import Script
from bot.services.moments import amsterdam
from bot.services.rehearse import FACTS, Stage
from bot.store.notebook import Notebook
from tests.journeys.acts import NAMES, rehearsal

REFERENCE = re.compile(r"HB-[0-9A-Z]{4}-[0-9A-Z]{4}")
_RETURN_CODE = re.compile(r"\b\d{4}(?: \d{4}){3}\b")
_OTHER_EACH_TIME = {"reference", "created_at", "status", "channel", "script_revision"}
_LETTERS = "bcdfghjklmnprstvwz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing a person does, and what the bot says to it: whole messages, references and codes made alike."""

    does: str
    sees: tuple[str, ...]
    ticks: int

    @property
    def label(self) -> str | None:
        """The button, when it is a press."""
        return self.does[1:-1] if self.does.startswith("[") else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole conversation and the registration that must come of it (without what differs each time)."""

    name: str
    steps: tuple[Step, ...]
    registration: dict[str, Any]

    @property
    def sees(self) -> tuple[str, ...]:
        """Every message of the conversation, in order."""
        return tuple(text for step in self.steps for text in step.sees)


@cache
def script() -> Script:
    """The scripts in the source tree, read once; what was learnt is kept for the services too (:func:`lend`)."""
    scripts = check(texts_in(SOURCE))
    assert scripts.dialog is not None
    return Script(dialog=scripts.dialog, understanding=understanding(scripts, Notebook(_learnt())))


def lend(folder: Path) -> None:
    """Put what was learnt into a service's data folder, as if it had been started before."""
    script()
    shutil.copytree(_learnt() / "learnt", folder / "learnt", dirs_exist_ok=True)


@cache
def _learnt() -> Path:
    folder = tempfile.mkdtemp(prefix="learnt-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@cache
def complete() -> tuple[str, ...]:
    """The rehearsals that end in a registration."""
    return tuple(name for name in NAMES if "role" in rehearsal(name).wishes)


def plan(number: int, *, channel: str = "telegram", now: datetime | None = None) -> Plan:
    """The conversation of the person with this number; their answers are like nobody else's."""
    names = complete()
    name = names[number % len(names)]
    stage: Stage | None = None
    steps = []
    for act in rehearsal(name).acts:
        does = _own(act.does, number)
        if stage is None:
            source = does.removeprefix("/start").replace("@web", "").strip() or None
            does = f"/start {source or ''}".strip()
            stage = Stage(script(), channel=channel, source=source, now=now or amsterdam())
        else:
            stage.does(does)
        messages = [alike(plain(one.text)) for one in stage.shown if one.kind == "message"]
        steps.append(Step(does=does, sees=tuple(messages), ticks=sum(1 for one in stage.shown if one.kind == "chosen")))
    assert stage is not None
    return Plan(name=name, steps=tuple(steps), registration=lasting(stage.registration()))


def answers(*acts: str) -> tuple[int, ...]:
    """How many messages a person gets for ``/start``, and then for each of these acts."""
    stage = Stage(script())
    counts = [_messages(stage)]
    for act in acts:
        stage.does(act)
        counts.append(_messages(stage))
    return tuple(counts)


def _messages(stage: Stage) -> int:
    return sum(one.kind == "message" for one in stage.shown)


def plain(text: str) -> str:
    """The words of a text as a chat shows them, without markup."""
    return "\n".join(part.plain for part in parts(text))


def alike(text: str) -> str:
    """The text with a reference and a return code that are the same for everybody."""
    return _RETURN_CODE.sub(FACTS["terugkeercode"], REFERENCE.sub(FACTS["referentie"], text))


def lasting(document: dict[str, Any]) -> dict[str, Any]:
    """A registration without what is different each time."""
    kept = {key: value for key, value in document.items() if key not in _OTHER_EACH_TIME}
    consent = kept.get("consent")
    if isinstance(consent, dict):
        kept["consent"] = {**consent, "given_at": bool(consent.get("given_at"))}
    return kept


def _own(does: str, number: int) -> str:
    """What is typed, with a name, address and number of one's own."""
    if does.startswith(("[", "/")):
        return does
    if "@" in does:
        return does.replace("@", f"{number:03}@")
    if does.startswith("06 "):
        return f"06 12345{number % 1000:03}"
    if re.fullmatch(r"[A-Z][a-z]+", does):
        return does + _LETTERS[number // 18 % 18] + "e" + _LETTERS[number % 18] + "a"
    return does
