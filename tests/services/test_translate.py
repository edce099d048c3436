"""Translations are part of the draft, and only what may stand for the Dutch gets into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authoring import catalogs, po
from bot.services.translate import Translate
from bot.store.drafts import Overtaken
from tests.authoring.english import ENGLISH, SAID, catalog
from tests.console.scripts_house import scripts_house

HELLO = ("welkom", "Dag. Ik ben een computerprogramma.")


async def test_one_text_is_translated_in_the_draft(tmp_path: Path) -> None:
    """It counts as done, the rest of the catalogue is as it was, and what is published does not change."""
    async with scripts_house(tmp_path, ENGLISH) as house:
        desk = Translate(publish=house.publish)
        (before,) = desk.progress(await house.publish.working())
        key = ("wens", "Is dit jouw eigen wens?")
        await desk.say("en", key, "Is this your own wish? ", based_on=0, who="anna")
        work = await house.publish.working()
        (after,) = desk.progress(work)
        assert after.done == before.done + 1
        said = po.compiled(work.texts["locales/en.po"])
        assert said[key] == "Is this your own wish?"
        assert said[HELLO] == SAID[HELLO[1]]
        assert key not in po.compiled((await house.publish.current())["locales/en.po"])


async def test_what_differs_is_refused_and_nothing_is_saved(tmp_path: Path) -> None:
    """A wrong value, nothing at all, an unknown text or language: the draft stays as it was."""
    async with scripts_house(tmp_path, ENGLISH) as house:
        desk = Translate(publish=house.publish)
        for said in ("Hello {{ naam }}.", "  "):
            with pytest.raises(catalogs.Refused):
                await desk.say("en", HELLO, said, based_on=0, who="anna")
        for language, key in (("pl", HELLO), ("en", ("welkom", "Weg."))):
            with pytest.raises(LookupError):
                await desk.say(language, key, "x", based_on=0, who="anna")
        with pytest.raises(catalogs.Refused):
            await desk.take("en", catalog({**SAID, HELLO[1]: "Call 112."}), based_on=0, who="anna")
        assert await house.version() == 0


async def test_a_translator_s_file_is_taken_over_unless_somebody_was_earlier(tmp_path: Path) -> None:
    """The whole file counts; on top of an older draft it is not taken."""
    async with scripts_house(tmp_path, ENGLISH) as house:
        desk = Translate(publish=house.publish)
        text = catalog({**SAID, "Wat wil je doen?": "What now?"})
        progress = await desk.take("en", text, based_on=0, who="anna")
        assert progress.done == len(SAID)
        assert '"What now?"' in desk.sheet(await house.publish.working(), "en")
        with pytest.raises(Overtaken):
            await desk.take("en", catalog(), based_on=0, who="bram")


async def test_a_sheet_for_a_new_language_is_empty_and_for_no_language_there_is_none(tmp_path: Path) -> None:
    """A translator can begin with it."""
    async with scripts_house(tmp_path, ENGLISH) as house:
        desk, work = Translate(publish=house.publish), await house.publish.working()
        assert not any(entry.said for entry in po.read(desk.sheet(work, "pl")).entries)
        with pytest.raises(LookupError):
            desk.sheet(work, "../x")
