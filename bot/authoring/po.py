"""Gettext catalogues as translators' tools know them: a PO file to entries and back. Pure on text.

Entries stand in the order of the scripts, without dates or line numbers, so that two versions differ only in what changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO, StringIO

from babel.messages.catalog import Catalog as Sheet
from babel.messages.catalog import Message as Row
from babel.messages.pofile import PoFileError, read_po, write_po

FOLDER = "locales/"
_CODE = re.compile(r"[a-z]{2,3}(-[a-z]{2,10})?")

WAS = "vertaald van: "
"""Before the older Dutch text, in a comment: the library does not read gettext's own mark for it."""

WIDTH = 110
"""Columns after which a PO file goes on on the next line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text and its translation. ``was`` is the older Dutch text this translation was made for: it is outdated.

    ``note`` and ``place`` are for the translator; ``line`` is where it stands in the file.
    """

    context: str
    text: str
    said: str = ""
    was: str | None = None
    note: str = ""
    place: str = ""
    line: int = 1

    @property
    def key(self) -> tuple[str, str]:
        """How the scripts know it."""
        return self.context, self.text

    @property
    def usable(self) -> bool:
        """Whether this is what people get to see."""
        return bool(self.said) and self.was is None


class Unreadable(ValueError):  # noqa: N818 - it is what is the case
    """This is not a PO file; ``line`` and ``reason`` (in Dutch) say where and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A catalogue: its entries, and those whose Dutch text is gone (``kept``), for when it comes back."""

    entries: tuple[Entry, ...] = ()
    kept: tuple[Entry, ...] = ()


@lru_cache(maxsize=16)
def read(text: str) -> Book:
    """The entries of a PO file.

    Raises:
        Unreadable: with the line and the reason.
    """
    try:
        sheet = read_po(StringIO(text), abort_invalid=True)
    except PoFileError as error:
        raise Unreadable((error.lineno or 0) + 1, "deze regel hoort niet in een PO-bestand") from None
    except (ValueError, UnicodeError, IndexError):
        raise Unreadable(1, "dit is geen PO-bestand") from None
    entries = tuple(_entry(row) for row in sheet if row.id)
    if not entries and text.strip() and "msgid" not in text:
        raise Unreadable(1, "dit is geen PO-bestand")
    return Book(entries=entries, kept=tuple(_entry(row) for row in sheet.obsolete.values() if row.id))


@lru_cache(maxsize=16)
def compiled(text: str) -> dict[tuple[str, str], str]:
    """(context, Dutch text) -> translation, of everything that may be shown; nothing when it is no PO file."""
    try:
        return {entry.key: entry.said for entry in read(text).entries if entry.usable}
    except Unreadable:  # said by the checks, at its line
        return {}


def catalogs(texts: Mapping[str, str]) -> dict[str, str]:
    """Language code -> PO file, of all texts of a revision."""
    return {code: text for path, text in sorted(texts.items()) if (code := language_of(path)) is not None}


def path_of(language: str) -> str:
    """Where a language's catalogue stands among the scripts."""
    return f"{FOLDER}{language}.po"


def language_of(path: str) -> str | None:
    """The language of a catalogue's path; None for any other file."""
    code = path.removeprefix(FOLDER).removesuffix(".po")
    return code if path == path_of(code) and _CODE.fullmatch(code) else None


def write(language: str, book: Book) -> str:
    """The PO file of a language."""
    sheet = Sheet(fuzzy=False)
    for entry in book.entries:
        sheet[entry.text] = _row(entry)
    for entry in book.kept:
        sheet.obsolete[entry.key] = _row(entry)
    body = BytesIO()
    write_po(body, sheet, width=WIDTH, omit_header=True)
    return _header(language) + body.getvalue().decode()


def _entry(row: Row) -> Entry:
    notes = [note for note in row.auto_comments if not note.startswith(WAS)]
    older = next((note.removeprefix(WAS) for note in row.auto_comments if note.startswith(WAS)), "")
    return Entry(
        context=row.context or "",
        text=_plain(row.id),
        said=_plain(row.string or ""),
        was=(older.replace("\\n", "\n") or _plain(row.id)) if row.fuzzy else None,
        note="; ".join(notes),
        place=next((file for file, _ in row.locations), ""),
        line=row.lineno or 1,
    )


def _row(entry: Entry) -> Row:
    return Row(
        entry.text,
        entry.said,
        locations=[(entry.place, 0)] if entry.place else [],
        flags=("fuzzy",) if entry.was is not None else (),
        auto_comments=[
            *([entry.note] if entry.note else []),
            *([WAS + entry.was.replace("\n", "\\n")] if entry.was and entry.was != entry.text else []),
        ],
        context=entry.context,
    )


def _plain(words: str | Iterable[str]) -> str:
    return words if isinstance(words, str) else next(iter(words), "")


def _header(language: str) -> str:
    """Only what tools need; no dates, no names."""
    lines = (
        "Project-Id-Version: herstelbot",
        f"Language: {language.replace('-', '_')}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    )
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"
