"""Words brought back to their plainest form, for comparing what was typed with what is on a button."""

from __future__ import annotations

import re
import unicodedata

_NOT_A_WORD = re.compile(r"[^\w\s]|_")
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")
_ASKS = re.compile(
    r"^(en |maar |oke |ja )*(wat|wie|waar|wanneer|waarom|hoe|hoeveel|hoelang|welke?|kan|kun|mag|moet|wordt|word|is|zijn|krijg"
    r"|heb|komt|gaat|doet|what|who|where|when|why|how|can|is|do|does)\b"
)


def plain(text: str) -> str:
    """Lower case, without accents, punctuation, emoji or doubled spaces: "Ja hoor!" becomes "ja hoor"."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())  # "𝗛𝗼𝗶" has capitals too
    letters = "".join(character for character in folded if not unicodedata.combining(character))
    return " ".join(_NOT_A_WORD.sub(" ", letters).split())


def asks(text: str) -> bool:
    """Whether the words have the form of a question: a question mark, or a question word in front."""
    return "?" in text or _ASKS.match(plain(text)) is not None


def slug(text: str) -> str | None:
    """A short name as a link carries it ("pi-dordrecht"), and nothing else, whatever somebody makes of the link."""
    name = text.strip().lower()[:64]
    return name if _SLUG.fullmatch(name) else None
