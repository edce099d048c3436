"""The page on which somebody tells more: what comes in, what goes out, and that the token is in no address."""

from __future__ import annotations

from dataclasses import dataclass, field

import httpx

from bot.channels import Story
from bot.channels.webchat import WebChat
from bot.channels.webchat_requests import LONGEST_TEXT
from bot.channels.webchat_throttle import Manners, Rate
from tests.channels.desk import FakeDesk
from tests.channels.visitor import HOME, LEAVE, words


@dataclass
class Stories:
    """A desk with one open page."""

    text: str = ""
    closed: bool = False
    kept: list[tuple[str, bool]] = field(default_factory=list)
    fails: bool = False

    async def open(self, token: str) -> str | None:
        return self.text if token == "goed" and not self.closed else None

    async def keep(self, token: str, text: str, *, sure: bool) -> Story | None:
        if self.fails:
            raise OSError("the disk is full")
        if await self.open(token) is None:
            return None
        if "06" in text and not sure:
            return Story(kept=False, text="[telefoonnummer]")
        self.closed = True
        self.kept.append((text, sure))
        return Story(kept=True, text=text, first=("Bel nu **112**.",) if "brand" in text else ())


def browser(stories: Stories | None, manners: Manners | None = None, site: str = "same-origin") -> httpx.AsyncClient:
    """A visitor of a web chat with this desk."""
    web = WebChat(desk=FakeDesk(), leave_url=LEAVE, stories=stories, manners=manners)
    transport = httpx.ASGITransport(app=web.site(), client=("203.0.113.7", 1), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=HOME, headers={"sec-fetch-site": site})


async def test_the_page_is_the_same_for_everybody() -> None:
    """What is behind the token is not in the page, which carries the usual headers and no inline code."""
    async with browser(Stories(text="een geheim")) as visitor:
        page = await visitor.get("/vertel")
    assert page.status_code == 200
    assert "Wat wil je vertellen?" in words(page.text)
    assert "geheim" not in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert "unsafe" not in page.headers["content-security-policy"]


async def test_a_story_is_kept_after_asking_what_must_go() -> None:
    """With the token the earlier text comes; what would be left out is shown first; danger brings the number."""
    stories = Stories(text="Eerder")
    async with browser(stories) as visitor:
        assert (await visitor.post("/vertel/open", json={"token": "goed"})).json() == {"text": "Eerder"}
        asked = await visitor.post("/vertel/bewaar", json={"token": "goed", "text": "bel 06", "sure": "nee"})
        assert asked.json() == {"kept": False, "text": "[telefoonnummer]", "first": []}
        assert stories.kept == []
        kept = await visitor.post("/vertel/bewaar", json={"token": "goed", "text": "bel 06, brand", "sure": "ja"})
    assert kept.json()["kept"] is True
    assert kept.json()["first"] == [[["Bel nu ", False, ""], ["112", True, "112"], [".", False, ""]]]
    assert stories.kept == [("bel 06, brand", True)]


async def test_unknown_used_and_old_tokens_are_told_apart_by_nobody() -> None:
    """Each gives the same kind sentence."""
    async with browser(Stories()) as visitor:
        answers = [
            await visitor.post(path, json={"token": token, "text": "x"})
            for path in ("/vertel/open", "/vertel/bewaar")
            for token in ("", "fout", "x" * 500)
        ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert "vertellen in de chat" in answers[0].json()["error"]


async def test_what_is_too_long_from_elsewhere_or_not_stored_stays_with_the_writer() -> None:
    """Refusals are said, and nothing is kept."""
    stories = Stories()
    async with browser(stories) as visitor:
        long = await visitor.post("/vertel/bewaar", json={"token": "goed", "text": "x" * (LONGEST_TEXT + 1)})
        assert long.status_code == 413
        stories.fails = True
        broken = await visitor.post("/vertel/bewaar", json={"token": "goed", "text": "x"})
        assert (broken.status_code, "nog niet bewaard" in broken.json()["error"]) == (503, True)
    async with browser(stories, site="cross-site") as stranger:
        assert (await stranger.post("/vertel/open", json={"token": "goed"})).status_code == 403
    assert stories.kept == []


async def test_guessing_is_throttled() -> None:
    """Beside 256 bits: so many tries at once, and then a wait."""
    async with browser(Stories(), Manners(stories=Rate(burst=3, every=60.0))) as visitor:
        tried = [(await visitor.post("/vertel/open", json={"token": str(n)})).status_code for n in range(5)]
    assert tried == [404, 404, 404, 429, 429]


async def test_without_a_desk_there_is_no_page() -> None:
    """Where nothing can be told there is nothing at the address."""
    async with browser(None) as visitor:
        assert (await visitor.get("/vertel")).status_code == 404
