"""Catalogues over the scripts: what there is to translate, what is done, what is outdated, and what is wrong.

A translation belongs to one Dutch text at one place (its context). When the Dutch changes, the old translation is kept
beside the new text as *outdated*: translators see both, participants see Dutch until somebody looked at it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bot.authoring import po
from bot.authoring.numbers import telephone_numbers
from bot.authoring.translatable import Message
from bot.engine import template

ALIKE = 0.5
"""How much of a text must be the same for its old translation to be of use to a translator (0 to 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a language is."""

    language: str
    total: int
    missing: tuple[po.Entry, ...]
    outdated: tuple[po.Entry, ...]

    @property
    def done(self) -> int:
        """How many texts are shown in this language."""
        return self.total - len(self.missing) - len(self.outdated)


def updated(messages: Sequence[Message], book: po.Book) -> po.Book:
    """The catalogue over these texts: what was translated stays, what changed is outdated, what is gone is kept.

    A changed text gets the translation of the most similar text that was in the same place before.
    """
    known = {entry.key: entry for entry in (*book.kept, *book.entries) if entry.said}
    waiting = {entry.key for entry in book.entries if not entry.said}
    wanted = {message.key for message in messages}
    left = {key: entry for key, entry in known.items() if key not in wanted}
    entries = []
    for message in messages:
        entry = known.get(message.key) or (None if message.key in waiting else _older(message, left))
        place = message.place.file
        entries.append(
            replace(entry, context=message.context, text=message.text, note=message.note, place=place)
            if entry is not None
            else po.Entry(context=message.context, text=message.text, note=message.note, place=place)
        )
    kept = tuple(replace(entry, note="", place="") for entry in left.values())
    return po.Book(entries=tuple(entries), kept=kept)


def _older(message: Message, left: dict[tuple[str, str], po.Entry]) -> po.Entry | None:
    """The translation of what stood here before; it is taken off the pile, so that it serves once."""
    near = [entry for entry in left.values() if entry.context == message.context]
    likeness = {entry.key: SequenceMatcher(None, entry.text, message.text).ratio() for entry in near}
    best = max(near, key=lambda entry: likeness[entry.key], default=None)
    if best is None or likeness[best.key] < ALIKE:
        return None
    del left[best.key]
    return replace(best, was=best.was or best.text)


def progress(language: str, messages: Sequence[Message], text: str) -> Progress:
    """How far the catalogue of a language is over these texts.

    Raises:
        po.Unreadable: when it is no PO file.
    """
    entries = updated(messages, po.read(text)).entries
    return Progress(
        language=language,
        total=len(entries),
        missing=tuple(entry for entry in entries if not entry.said),
        outdated=tuple(entry for entry in entries if entry.said and entry.was is not None),
    )


def faults(messages: Sequence[Message], text: str) -> Iterator[tuple[int, str]]:
    """What is wrong with the translations that would be shown: (line in the file, reason in Dutch).

    Raises:
        po.Unreadable: when it is no PO file.
    """
    limits = {message.key: message.longest for message in messages}
    for entry in po.read(text).entries:
        if entry.usable and entry.key in limits:
            for reason in differences(entry.text, entry.said, limits[entry.key]):
                yield entry.line, f'"{entry.said[:40]}" ({entry.context}): {reason}'


def differences(dutch: str, said: str, longest: int | None = None) -> Iterator[str]:
    """Why this cannot stand for the Dutch: other values, other markup, other telephone numbers, too long for its place."""
    wrong = [reason for _, reason in template.mistakes(said)]
    if wrong:
        yield wrong[0]
        return
    if any(template.mistakes(dutch)):  # the Dutch itself is refused, at its own place
        return
    ours, theirs = template.names(dutch), template.names(said)
    if ours != theirs:
        yield f"de waarden verschillen van het Nederlands: {_braces(theirs)} in plaats van {_braces(ours)}"
    if dutch.count("**") != said.count("**"):
        yield "de vette woorden (**) zijn er meer of minder dan in het Nederlands"
    if Counter(telephone_numbers(dutch)) != Counter(telephone_numbers(said)):
        yield "de telefoonnummers zijn andere dan in het Nederlands"
    if longest is not None and len(said) > longest:
        yield f"dit heeft {len(said)} tekens; hier passen er {longest}"


def _braces(names: frozenset[str]) -> str:
    return ", ".join(f"{{{{ {name} }}}}" for name in sorted(names)) or "geen"


class Refused(ValueError):  # noqa: N818 - it is what happened
    """A catalogue that is not taken over; ``faults`` are lines in its file with the reason in Dutch."""

    def __init__(self, faults: Sequence[tuple[int, str]]) -> None:
        super().__init__("the catalogue has faults")
        self.faults = tuple(faults)


def taken(language: str, messages: Sequence[Message], text: str) -> str:
    """The catalogue of a translator, brought up to date with the scripts of now; all faults at once.

    Raises:
        Refused: for a file that is no catalogue, has nothing of these texts, or has a translation that differs too much.
    """
    if po.language_of(po.path_of(language)) is None:
        raise Refused([(1, f'"{language}" is geen taal; schrijf hem als en, de of nl-formal')])
    if "\ufffd" in text:
        line = text[: text.index("\ufffd")].count("\n") + 1
        raise Refused([(line, "hier staat een teken dat niet te lezen is; bewaar het bestand als UTF-8")])
    try:
        book, wrong = po.read(text), list(faults(messages, text))
    except po.Unreadable as error:
        raise Refused([(error.line, error.reason)]) from None
    if wrong:
        raise Refused(wrong)
    whole = updated(messages, book)
    if not any(entry.said for entry in whole.entries):
        raise Refused([(1, "hier staat geen vertaling in van een tekst uit deze scripts")])
    return po.write(language, whole)
