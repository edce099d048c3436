"""Links that carry their source along, and a picture of each to hang on a wall: so the source fills itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import segno

from bot.engine.plain import plain, slug

LONGEST: Final = 48
"""Characters of a source: it must fit a link of Telegram (64) and be typed over when need be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way in: its address, and that address as a picture (SVG) that a telephone reads."""

    name: str
    address: str
    picture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Posters:
    """``bot``: the bot's name at Telegram, empty while it is not known. ``web``: the web chat's address, or None."""

    bot: Callable[[], str]
    web: str | None

    def ways(self, source: str) -> tuple[Way, ...]:
        """The links with which somebody comes from this source ("": from anywhere); none without Telegram and address."""
        found = []
        if self.web is not None:
            found.append(_way("Op de website", f"{self.web.rstrip('/')}/{f'?bron={quote(source)}' if source else ''}"))
        if name := self.bot():
            found.append(_way("In Telegram", f"https://t.me/{name}{f'?start={quote(source)}' if source else ''}"))
        return tuple(found)


def source_of(kind: str, place: str) -> str | None:
    """The source as it stands in links and figures: "pi" and "Dordrecht" give "pi-dordrecht". None when too odd."""
    words = "-".join(part for part in (kind, *plain(place).split()) if part)
    made = slug(words)
    return made if made is not None and len(made) <= LONGEST else None


def _way(name: str, address: str) -> Way:
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=True)
    return Way(name=name, address=address, picture=str(drawn))
