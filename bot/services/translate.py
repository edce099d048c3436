"""Translating what the bot says, in the coordinators' draft: one text at a time, or a translator's whole file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.authoring import catalogs, po
from bot.authoring.translatable import Message, messages
from bot.services.publish import Publish, Working


@dataclass(frozen=True, slots=True, kw_only=True)
class Translate:
    """Catalogues as part of the draft. What is wrong is refused with its line, and nothing changes then."""

    publish: Publish

    def progress(self, work: Working) -> list[catalogs.Progress]:
        """How far each language is over these scripts; a catalogue that cannot be read counts as empty."""
        found = messages(work.scripts)
        return [catalogs.progress(code, found, _readable(text)) for code, text in work.scripts.catalogs.items()]

    def sheet(self, work: Working, language: str) -> str:
        """The PO file of a language over these scripts, for a translator; a new language is still empty.

        Raises:
            LookupError: when this cannot be a language.
        """
        if po.language_of(po.path_of(language)) is None:
            raise LookupError(language)
        book = po.read(_readable(work.scripts.catalogs.get(language, "")))
        return po.write(language, catalogs.updated(messages(work.scripts), book))

    async def take(self, language: str, text: str, *, based_on: int, who: str) -> catalogs.Progress:
        """Take a translator's file over.

        Raises:
            catalogs.Refused: with every fault and its line.
            drafts.Overtaken: when somebody else saved in between.
        """
        work = await self.publish.working()
        found = messages(work.scripts)
        taken = catalogs.taken(language, found, text)
        await self._save(work.texts, language, taken, based_on=based_on, who=who)
        return catalogs.progress(language, found, taken)

    async def say(self, language: str, key: tuple[str, str], said: str, *, based_on: int, who: str) -> None:
        """Translate one text, or say that an outdated translation is right again.

        Raises:
            catalogs.Refused: with the reason.
            LookupError: when there is no such language or no such text (any more).
            drafts.Overtaken: when somebody else saved in between.
        """
        work = await self.publish.working()
        message = _find(messages(work.scripts), key)
        if message is None or language not in work.scripts.catalogs:
            raise LookupError(key)
        wrong = list(catalogs.differences(message.text, said.strip(), message.longest))
        if wrong or not said.strip():
            raise catalogs.Refused([(1, reason) for reason in wrong or ["er staat niets"]])
        book = po.read(self.sheet(work, language))
        entries = (replace(entry, said=said.strip(), was=None) if entry.key == key else entry for entry in book.entries)
        text = po.write(language, replace(book, entries=tuple(entries)))
        await self._save(work.texts, language, text, based_on=based_on, who=who)

    async def _save(self, texts: Mapping[str, str], language: str, text: str, *, based_on: int, who: str) -> None:
        whole = {**texts, po.path_of(language): text}
        await self.publish.save(whole, based_on=based_on, author=who, what=f"vertaling {language}")


def _find(found: list[Message], key: tuple[str, str]) -> Message | None:
    return next((message for message in found if message.key == key), None)


def _readable(text: str) -> str:
    """The catalogue, or an empty one when it cannot be read: the checks say so at its line."""
    try:
        po.read(text)
    except po.Unreadable:
        return ""
    return text
