"""What nobody understood becomes something the bot knows: an example of an approved answer, or something that is not ours.

It goes into the coordinators' draft, like every other change, and off the list.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final, Literal

from bot.authoring.editor import add_item, add_key
from bot.authoring.yaml_nodes import EditRefused
from bot.authoring.yaml_text import read
from bot.services.publish import Publish
from bot.store import unanswered
from bot.store.drafts import Overtaken
from bot.store.opening import Store

NOT_OURS: Final = "topics/geen.yaml"
Taught = Literal["taught", "known", "gone", "overtaken", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Teach:
    """The list of what was not understood, being worked off."""

    store: Store
    publish: Publish

    def near(self, text: str) -> tuple[str, ...]:
        """The topics this question is nearest to, likeliest first."""
        return self.publish.library.nearest(text)

    async def example(self, number: int, text: str, topic: str, *, who: str) -> Taught:
        """The question is one of this topic's."""
        work = await self.publish.working()
        dialog = work.scripts.dialog
        if dialog is None or topic not in dialog.topics:
            return "gone"
        path = work.scripts.place("topic", topic).file
        return await self._learn(number, text, path, "examples", f"voorbeeld bij {topic}", who)

    async def not_ours(self, number: int, text: str, *, who: str) -> Taught:
        """The question is not about restorative mediation: the bot should not answer it."""
        return await self._learn(number, text, NOT_OURS, "off_topic", "niet voor ons", who)

    async def forget(self, number: int) -> None:
        """Take it off the list."""
        await self.store.db.write(lambda tx: unanswered.remove(tx, number))

    async def _learn(self, number: int, text: str, path: str, key: str, what: str, who: str) -> Taught:
        work = await self.publish.working()
        words = " ".join(text.split())
        if path not in work.texts or not words:
            return "gone"
        known = read(path, work.texts[path]).data.get(key) or []
        if words.casefold() in (str(one).casefold() for one in known):
            await self.forget(number)
            return "known"
        try:
            if known:
                made = await asyncio.to_thread(add_item, work.texts[path], (key,), words)
            else:
                made = await asyncio.to_thread(add_key, work.texts[path], (), key, [words])
            texts = {**work.texts, path: made}
            await self.publish.save(texts, based_on=work.version, author=who, what=what)
        except EditRefused:
            return "refused"
        except Overtaken:
            return "overtaken"
        await self.forget(number)
        return "taught"
