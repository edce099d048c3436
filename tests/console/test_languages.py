"""The page about languages: what is to be done, and files to and from translators."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import httpx

from tests.authoring.english import ENGLISH, SAID, catalog
from tests.console.house import token_in
from tests.console.scripts_house import ScriptsHouse, scripts_house

DUTCH = "Is dit jouw eigen wens?"


async def sends_file(house: ScriptsHouse, content: bytes) -> httpx.Response:
    """Choose a file and send it, as a browser does."""
    data = {"version": str(await house.version()), "language": "en"}
    return await posts(house, "languages", data, content)


async def posts(house: ScriptsHouse, path: str, data: dict[str, str], content: bytes) -> httpx.Response:
    """A form with a file in it."""
    token = token_in(await house.anna.get("/staff/"))
    return await house.anna.post(
        f"/staff/scripts/{path}",
        data={"token": token, **data},
        files={"file": ("en.po", content)},
        headers={"origin": "http://huis.test"},
    )


async def test_progress_and_what_is_to_be_done(tmp_path: Path) -> None:
    """Each language by its name, with how many texts are done; of the chosen one the texts that are not."""
    async with scripts_house(tmp_path, ENGLISH) as house:
        page = await house.sees("/languages?language=en")
        assert f"{len(SAID)} van" in page
        assert "Engels" in page
        assert DUTCH in page
        await house.sends("/languages/say", language="en", context="wens", dutch=DUTCH, said="Is this your own wish?")
        assert DUTCH not in await house.sees("/languages?language=en")
        assert await house.version() == 1


async def test_an_outdated_translation_stands_on_top_with_what_it_was_made_for(tmp_path: Path) -> None:
    """After the Dutch was reworded in the draft: both texts and the old translation, to be looked at."""
    async with scripts_house(tmp_path, ENGLISH) as house:
        await house.sends("/steps/welkom", say__1__text="Wat wil je nu doen?")
        page = await house.sees("/languages?language=en")
        assert page.index("Wat wil je nu doen?") < page.index(DUTCH)
        assert "dit is vertaald van “Wat wil je doen?”" in page
        assert "What would you like to do?</textarea>" in page


async def test_a_translation_that_differs_is_refused_with_what_was_typed_kept(tmp_path: Path) -> None:
    """The reason stands at that text; nothing is saved."""
    async with scripts_house(tmp_path, ENGLISH) as house:
        answer = await house.sends(
            "/languages/say", language="en", context="wens", dutch=DUTCH, said="Call 112 {{ x }}"
        )
        page = unescape(answer.text)
        assert answer.status_code == 409
        assert "onbekende waarde" in page
        assert "Call 112 {{ x }}</textarea>" in page
        assert await house.version() == 0


async def test_a_file_goes_out_and_comes_back(tmp_path: Path) -> None:
    """What was downloaded and filled in is taken over into the draft."""
    async with scripts_house(tmp_path, ENGLISH) as house:
        file = await house.anna.get("/staff/scripts/languages/en.po")
        assert file.headers["content-disposition"] == 'attachment; filename="herstelbot-en.po"'
        changed = file.text.replace("What would you like to do?", "What now?").encode()
        assert (await sends_file(house, changed)).headers["location"].endswith("told=translated")
        assert "What now?" in (await house.publish.working()).texts["locales/en.po"]
        assert (await house.anna.get("/staff/scripts/languages/no.no.po")).status_code == 404


async def test_a_faulty_file_is_refused_with_every_line(tmp_path: Path) -> None:
    """Other values, another file altogether, another encoding: the line and the reason, and nothing changed."""
    async with scripts_house(tmp_path, ENGLISH) as house:
        wrong = catalog({**SAID, "Bedoel je: {{ antwoord }}?": "Do you mean it?", "Overslaan": "Call 113"})
        refused = unescape((await sends_file(house, wrong.encode())).text)
        assert refused.count('<li class="error">Regel ') == 2
        assert "Do you mean it?" in refused
        assert "PO-bestand" in unescape((await sends_file(house, b"%PDF-1.4")).text)
        assert "UTF-8" in unescape(
            (await sends_file(house, catalog().replace("Who", "Wh\u00f6").encode("latin-1"))).text
        )
        assert await house.version() == 0


async def test_a_file_is_taken_where_one_is_asked_for_and_within_bounds(tmp_path: Path) -> None:
    """Too much is refused, and so is a file on any other page."""
    async with scripts_house(tmp_path, ENGLISH) as house:
        assert (await sends_file(house, b"x" * 2_000_000)).status_code == 413
        assert (await posts(house, "discard", {"version": "0"}, b"b")).status_code == 400


async def test_languages_are_for_coordinators(tmp_path: Path) -> None:
    """For a member of staff the page does not exist."""
    async with scripts_house(tmp_path, ENGLISH) as house:
        await house.house.colleague("cas")
        cas = await house.house.logged_in("cas")
        for path in ("languages", "languages/en.po"):
            assert (await cas.get(f"/staff/scripts/{path}")).status_code == 404
