"""What the recognisers are learnt from, as a key under which what was learnt is kept and shared."""

from __future__ import annotations

import json
from functools import cache
from hashlib import blake2b
from pathlib import Path

from bot import engine
from bot.authoring.reader import Scripts


def recogniser_key(scripts: Scripts) -> bytes:
    """Names everything the recognisers learn from, and how, so that revisions with other texts share them.

    How: what was kept before an upgrade may fit in form and still mean something else.
    """
    dialog = scripts.dialog
    topics = [] if dialog is None else [(topic.id, topic.question, topic.examples) for topic in dialog.topics.values()]
    chat = [] if dialog is None else [talk.examples for talk in dialog.small_talk]
    learnt_from = json.dumps([topics, chat, scripts.words]).encode()
    return blake2b(_code() + learnt_from, digest_size=16).digest()


@cache
def _code() -> bytes:
    """A hash of the code that learns."""
    code = sorted(Path(engine.__path__[0]).glob("*.py"))
    return blake2b(b"".join(path.read_bytes() for path in code), digest_size=16).digest()
