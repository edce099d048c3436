from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.share import LASTS, Share
from bot.store.drafts import Draft
from bot.store.opening import open_store
from tests.console.house import NOW, Hands


def draft(base: str = "r1") -> Draft:
    """A draft that began from this revision."""
    return Draft(texts={}, base=base, version=3, author="noor", at=NOW)


@pytest.fixture
async def made(tmp_path: Path) -> tuple[Share, Hands, str]:
    """A link, with the clock of the house."""
    clock = Hands()
    async with open_store(tmp_path / "data") as store:
        share = Share(vault=store.vault, clock=clock)
        token, end = share.token(draft())
        assert end == NOW + LASTS
        return share, clock, token


def test_a_link_opens_the_draft_it_was_made_for(made: tuple[Share, Hands, str]) -> None:
    """Also after more was saved; not another draft, and not when there is none."""
    share, _, token = made
    assert share.holds(token, draft())
    assert not share.holds(token, draft("r2"))
    assert not share.holds(token, None)


def test_a_link_ends_by_itself(made: tuple[Share, Hands, str]) -> None:
    """After a week it opens nothing."""
    share, clock, token = made
    clock.now += LASTS - timedelta(minutes=1)
    assert share.holds(token, draft())
    clock.now += timedelta(minutes=2)
    assert not share.holds(token, draft())


def test_a_link_cannot_be_made_up_or_stretched(made: tuple[Share, Hands, str]) -> None:
    """Not one bit can be changed: neither its end nor its mark; two links are never the same."""
    share, _, token = made
    whole = base64.urlsafe_b64decode(token)
    for at in range(len(whole)):
        bent = bytearray(whole)
        bent[at] ^= 1
        assert not share.holds(base64.urlsafe_b64encode(bytes(bent)).decode(), draft())
    for nonsense in ("", "x", "é", "A" * 60):
        assert not share.holds(nonsense, draft())
    assert share.token(draft())[0] != token
