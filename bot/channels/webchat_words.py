"""The page's own words in other languages: the fixed buttons, labels and sentences around the conversation.

They belong to the program, not to the coordinators' scripts (whose translations go with them, in ``dialogs/locales``), so their
catalogues are in ``locales/<code>/LC_MESSAGES/web.po``. ``herstelbot locales update --program`` collects them from the templates, the page's script and the modules named there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

from babel.messages.pofile import read_po

from bot.engine.languages import Languages, Voice

_PROGRAM = Path(__file__).resolve().parents[1]
_SOURCE = _PROGRAM.parent / "locales"
FOLDER = _SOURCE if _SOURCE.is_dir() else _PROGRAM / "_data" / "locales"
"""Beside the program in the source tree, inside it once installed."""

NAMES: Mapping[str, str] = {"nl": "Nederlands", "nl-formal": "Nederlands, met u", "en": "English"}
"""What each language calls itself, on the page that comes before the conversation."""


def catalog(code: str) -> Path:
    """Where the catalogue of a language is, or would be."""
    return FOLDER / code / "LC_MESSAGES" / "web.po"


def mark(text: str) -> str:
    """A sentence of the page, to be translated when it is shown; the word itself only marks it for the collector."""
    return text


@cache
def languages() -> Languages:
    """The languages the page itself speaks."""
    return Languages(
        {path.parents[1].name: partial(_read, path) for path in sorted(FOLDER.glob("*/LC_MESSAGES/web.po"))}
    )


class Words:
    """The page's words in one language, for templates: ``_("Begin")``."""

    def __init__(self, code: str) -> None:
        self._voice: Voice = languages().voice(code)
        self.code = self._voice.code
        self.locale = self._voice.locale

    def __call__(self, text: str) -> str:
        """The sentence in this language."""
        return self._voice("", text)

    @property
    def for_script(self) -> dict[str, str]:
        """All of them, for the page's script; nothing for Dutch."""
        return {text: said for (_, text), said in self._voice.catalog.items()}


def _read(path: Path) -> dict[tuple[str, str], str]:
    with path.open(encoding="utf-8") as file:
        return {("", str(row.id)): str(row.string) for row in read_po(file) if row.id and row.string and not row.fuzzy}
