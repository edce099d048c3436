"""Plain text with ``**bold**`` as Telegram takes it: cleaned, escaped as HTML, cut into messages that fit.

Telegram counts a message's length after its markup is read, and sources disagree whether it counts code points or
UTF-16 units (the latter are never fewer), so we count UTF-16 units and stay below the limit of 4,096.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape

LIMIT = 4000
"""UTF-16 units in one message; Telegram's own limit is 4,096."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BOLD = re.compile(r"\*\*(?=\S)([^\n]+?)(?<=\S)\*\*")
_BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?…:;])\s"))
_SPACE = re.compile(r"\s")
_JOINER = "\u200d"
_LONGEST_CLUSTER = 64  # a pile of combining marks is cut through rather than followed for ever


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message: the same words as Telegram HTML, and without any markup for when Telegram refuses the HTML."""

    html: str
    plain: str


def clean(text: str) -> str:
    """The text without what cannot travel: control characters go, lone surrogates become U+FFFD, line ends become LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))


def utf16_length(text: str) -> int:
    """The length Telegram counts: UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def parts(text: str, limit: int = LIMIT) -> tuple[Part, ...]:
    """The messages that together say ``text``: none when there is nothing to say, otherwise as few as fit.

    Cuts fall between paragraphs, lines, sentences or words; a word longer than a message is cut between characters.
    """
    plain, bold = _styled(clean(text))
    return tuple(
        Part(html=_html(plain, start, end, bold), plain=plain[start:end]) for start, end in _pieces(plain, limit)
    )


def veiled(said: tuple[Part, ...], notice: str) -> tuple[Part, ...]:
    """The same messages with their words out of sight until somebody taps them, and above them what all may see."""
    above = f"{escape(clean(notice), quote=False)}\n\n"
    return tuple(
        Part(
            html=f"{'' if number else above}<tg-spoiler>{part.html}</tg-spoiler>",
            plain=f"{'' if number else above}{part.plain}",
        )
        for number, part in enumerate(said)
    )


def _styled(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The words without the asterisks, and where they are bold (pairs of start and end)."""
    plain, bold, length, seen = [], [], 0, 0
    for match in _BOLD.finditer(text):
        before, words = text[seen : match.start()], match[1]
        plain += [before, words]
        length += len(before)
        bold.append((length, length + len(words)))
        length += len(words)
        seen = match.end()
    return "".join([*plain, text[seen:]]), bold


def _html(plain: str, start: int, end: int, bold: list[tuple[int, int]]) -> str:
    written, at = [], start
    for bold_start, bold_end in bold:
        first, last = max(bold_start, start), min(bold_end, end)
        if first < last and not plain[first:last].isspace():
            written += [escape(plain[at:first], quote=False), "<b>", escape(plain[first:last], quote=False), "</b>"]
            at = last
    return "".join([*written, escape(plain[at:end], quote=False)])


def _pieces(plain: str, limit: int) -> list[tuple[int, int]]:
    """Where each message starts and ends, without the white space around it."""
    pieces, start = [], 0
    while start < len(plain):
        end = _cut(plain, start, limit)
        words = plain[start:end]
        first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if first < last:
            pieces.append((first, last))
        start = end
    return pieces


def _cut(plain: str, start: int, limit: int) -> int:
    """The best place to end a message that begins at ``start``."""
    stop = _furthest(plain, start, limit)
    if stop == len(plain) or plain[stop].isspace():
        return stop
    for pattern in _BREAKS:
        places = [match.end() for match in pattern.finditer(plain, start, stop)]
        if places and places[-1] - start > (stop - start) // 2:  # not a title alone in a message
            return places[-1]
    places = [match.end() for match in _SPACE.finditer(plain, start, stop)]
    return places[-1] if places else _between_characters(plain, start, stop)


def _furthest(plain: str, start: int, limit: int) -> int:
    window = plain[start : start + limit]
    units = utf16_length(window)
    stop = start + len(window)
    while units > limit:
        stop -= 1
        units -= utf16_length(plain[stop])
    return stop


def _between_characters(plain: str, start: int, stop: int) -> int:
    """A cut that leaves an accent with its letter and a joined emoji in one piece."""
    for place in range(stop, max(start, stop - _LONGEST_CLUSTER), -1):
        if not _belongs_to_previous(plain[place]) and plain[place - 1] != _JOINER:
            return place
    return stop


def _belongs_to_previous(character: str) -> bool:
    return (
        unicodedata.category(character) in {"Mn", "Me", "Mc"}
        or character == _JOINER
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
