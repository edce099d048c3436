"""The small script with a catalogue over it."""

from __future__ import annotations

from dataclasses import replace

from bot.authoring import catalogs, po
from bot.authoring.reader import read_scripts
from bot.authoring.translatable import Message, messages
from tests.engine.small import TEXTS

SAID = {
    "Dag. Ik ben een computerprogramma.": "Hello. I am a computer program.",
    "Wat wil je doen?": "What would you like to do?",
    "Ik wil me aanmelden": "I want to sign up",
    "Wat past het best bij jou?": "What fits you best?",
    "Wie je bent": "Who you are",
    "Mij is iets aangedaan": "Something was done to me",
    "Hoe mag ik je noemen?": "What may I call you?",
    "Welke vorm past bij jou?": "Which way fits you?",
    "Een brief": "A letter",
    "Overslaan": "Skip",
    "Bedoel je: {{ antwoord }}?": "Do you mean: {{ antwoord }}?",
    "Vanaf {{ antwoord }}. Klopt dat?": "From {{ antwoord }}. Is that right?",
    "<language>": "We go on in English.",
}


def small_messages() -> list[Message]:
    """What there is to translate in the small script."""
    return messages(read_scripts(TEXTS))


def catalog(said: dict[str, str] | None = None) -> str:
    """A PO file over the small script; what is not in ``said`` is not translated."""
    book = catalogs.updated(small_messages(), po.Book())
    words = SAID if said is None else said
    entries = (replace(entry, said=words.get(entry.text, "")) for entry in book.entries)
    return po.write("en", po.Book(entries=tuple(entries)))


ENGLISH = {
    **TEXTS,
    "locales/en.po": catalog(),
    "system.yaml": TEXTS["system.yaml"] + '\n  english: {description: "English", language: en, words: [english]}',
}
"""The small script, also in some English, with a word to change to it."""
