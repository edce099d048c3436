"""Rules about the other languages: what differs, what is missing, what is outdated."""

from __future__ import annotations

from collections.abc import Iterator

from bot.authoring import catalogs, po
from bot.authoring.problems import Place, Problem
from bot.authoring.reader import Scripts
from bot.authoring.rules.parts import problem, warning
from bot.authoring.translatable import messages

NAMED = 3
"""How many texts are named when a language lacks some."""


def translation(scripts: Scripts) -> Iterator[Problem]:
    """Een vertaling heeft andere waarden, nummers of opmaak dan het Nederlands, of past niet op zijn plek."""
    found = messages(scripts)
    for code, text in scripts.catalogs.items():
        file = po.path_of(code)
        try:
            for line, reason in catalogs.faults(found, text):
                yield problem(Place(file=file, line=line), "vertaling", reason)
        except po.Unreadable as error:
            yield problem(Place(file=file, line=error.line), "vertaling", error.reason)


def untranslated(scripts: Scripts) -> Iterator[Problem]:
    """Een tekst is nog niet vertaald, of het Nederlands is daarna veranderd. Wie die taal leest, ziet hem in het Nederlands."""
    found = messages(scripts)
    for code, text in scripts.catalogs.items():
        try:
            progress = catalogs.progress(code, found, text)
        except po.Unreadable:  # said by the rule above
            continue
        for entries, what in ((progress.missing, "nog niet vertaald"), (progress.outdated, "verouderd vertaald")):
            if entries:
                named = ", ".join(f'"{entry.text[:40]}" ({entry.context})' for entry in entries[:NAMED])
                message = f"{len(entries)} van {progress.total} teksten {what}, zoals {named}"
                yield warning(Place(file=po.path_of(code)), "onvertaald", message)
