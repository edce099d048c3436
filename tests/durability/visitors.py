"""People in the web chat, whose page does what ours does: the same id until the server has answered, then the stream."""

from __future__ import annotations

import asyncio
import json
import random
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.durability.people import OutOfTurn, Talker
from tests.durability.plan import Step
from tests.durability.service import Service

AGAIN = 0.1
"""Seconds before a page tries again what did not come through; our own page waits a second and longer."""

TWICE = 0.2
"""How often a message that was confirmed is posted once more, as a proxy in between might."""


@dataclass(kw_only=True)
class Visitor(Talker):
    """Somebody in the web chat. A repeated message would stand in the conversation twice, so none is allowed."""

    service: Service
    chance: random.Random
    posts: int = 0
    _after: int = 0
    _own: list[str] = field(default_factory=list)
    _buttons: dict[str, str] = field(default_factory=dict)
    _heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def chat(self) -> None:
        """Walk through the whole plan, each step after having seen everything before it."""
        async with httpx.AsyncClient(
            base_url=self.service.address, headers={"sec-fetch-site": "same-origin"}, timeout=15, trust_env=False
        ) as browser:
            source = self.plan.steps[0].does.removeprefix("/start").strip()
            await self._post(browser, "/begin", {"source": source} if source else {})
            following = asyncio.create_task(self._follow(browser))
            try:
                await self._steps(browser, following)
            finally:
                following.cancel()
                await asyncio.gather(following, return_exceptions=True)

    async def _steps(self, browser: httpx.AsyncClient, following: asyncio.Task[None]) -> None:
        wanted = 0
        for step in self.plan.steps:
            if self.done:
                await self._act(browser, step)
            wanted += len(step.sees)
            await self._sees(wanted, following)
            self.done += 1
        said = [step.does.strip("[]") for step in self.plan.steps[1:]]
        if len(self._own) != len(said):
            raise OutOfTurn(f"{self.plan.name}: {len(said)} things said, {len(self._own)} heard")

    async def _act(self, browser: httpx.AsyncClient, step: Step) -> None:
        what = {"text": step.does} if step.label is None else {"press": self._buttons[step.label]}
        fields = {"id": secrets.token_hex(16), **what}
        await self._post(browser, "/say", fields)
        if self.chance.random() < TWICE:
            await self._post(browser, "/say", fields)

    async def _post(self, browser: httpx.AsyncClient, path: str, fields: dict[str, str]) -> None:
        """Post until the server has answered; the same id every time, so that nothing is said twice."""
        while True:
            self.posts += 1
            with suppress(httpx.HTTPError):
                response = await browser.post(path, json=fields)
                if response.status_code < 500:
                    break
            await asyncio.sleep(AGAIN)
        if response.status_code != 200 or response.json().get("fresh"):
            raise OutOfTurn(f"{self.plan.name}, step {self.done}: {response.status_code} {response.text}")

    async def _sees(self, count: int, following: asyncio.Task[None]) -> None:
        heard = asyncio.create_task(self._enough(count))
        try:
            await asyncio.wait({heard, following}, timeout=self.patience, return_when=asyncio.FIRST_COMPLETED)
            if following.done():  # it never ends by itself: something came out of turn
                following.result()
            if not heard.done():
                raise self.missing(count)
        finally:
            heard.cancel()

    async def _enough(self, count: int) -> None:
        while self.seen < count:
            self._heard.clear()
            await self._heard.wait()

    async def _follow(self, browser: httpx.AsyncClient) -> None:
        """Follow the stream, and take it up again after the last line whenever it breaks off."""
        while True:
            with suppress(httpx.HTTPError):
                async with browser.stream("GET", f"/events?after={self._after}") as stream:
                    async for line in stream.aiter_lines():
                        if line.startswith("data: {") and line != "data: {}":
                            self._line(json.loads(line.removeprefix("data: ")))
            await asyncio.sleep(AGAIN)

    def _line(self, line: dict[str, Any]) -> None:
        self._after = line["seq"]
        words = "\n\n".join("".join(run[0] for run in paragraph) for paragraph in line["paragraphs"])
        if line["kind"] == "chosen":
            self._own.append(words)
        elif line["kind"] == "message":
            self.take(line["seq"], words)
            if self.copies:
                raise OutOfTurn(f"{self.plan.name}, step {self.done}: {words!r} stands there twice")
        self._buttons.update({label: data for row in line["buttons"] for label, data in row})
        self._heard.set()
