"""After a long silence somebody else may hold the telephone: what was said before is shown only after asking."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.engine.dialog import Dialog, Step
from bot.engine.session import Session, stamp

LONG: Final = timedelta(minutes=30)
"""How long a silence makes it uncertain who is there."""


def heard(session: Session, now: datetime) -> Session:
    """The session with this sign of life; hushed from here on when the one before it is long ago."""
    long_ago = session.heard_at is not None and now - datetime.fromisoformat(session.heard_at) >= LONG
    return replace(session, heard_at=stamp(now), hushed=session.hushed or long_ago)


def withholds(dialog: Dialog, session: Session, step: Step) -> bool:
    """Whether this step would show earlier answers to who has not said yet that they may be shown."""
    tells = step.ask == "review" or step.do == "show-data"
    return tells and session.hushed and bool(session.answers) and dialog.system.after_silence is not None
