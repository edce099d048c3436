"""Requests that no browser of ours would send, at every address of web chat and console, by everybody and nobody.

What is asked of each answer: never a 5xx, never a page or a yes for who may not have it, and nowhere a word of a person.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sqlite3
import string
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from bot.app import App, build
from bot.config import Settings
from bot.console.guard import RANK, Page
from bot.console.site import PAGES
from bot.store import ids, participants, registrations, staff
from bot.store.staff import Role
from tests.authoring.shipped import texts
from tests.engine.small import TEXTS

ROLES: tuple[Role | None, ...] = (None, "staff", "coordinator", "administrator")
CANARY = "kanariegeel"
"""A word of the participant whose case lies in the queue."""

CHAT = ("/", "/begin", "/say", "/return", "/leave", "/messages", "/events", "/.well-known/security.txt")
METHODS = ("GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS")
ODD = (
    "", "0", "-1", "99999999999999999999", "\x00", "a" * 5000, "'; DROP TABLE staff; --", "<script>alert(1)</script>",
    "{{ 7*7 }}", "../../etc/passwd", "%00", "٣", "💬" * 40, "\u202eabc", "None", "true", "[]", "\ud800", "=cmd|' /C calc'!A0",
    "1' OR '1'='1", "\r\nSet-Cookie: a=b", "NaN", "é" * 200,
)  # fmt: skip
NAMES = (
    "token", "version", "text", "do", "id", "press", "code", "login", "password", "to", "until", "status", "role", "name",
    "query", "format", "year", "message", "second", "path", "field", "kind", "ref", "after", "before", "check", "step",
)  # fmt: skip

RIGHT = {
    "do": ("begin", "say", "return"), "id": ("bericht-12345678",), "version": ("0", "1", "2", "3", "4"),
    "status": ("contacted", "waiting", "handed-over", "withdrawn", "new"), "until": ("2030-01-01", "2020-13-45"),
    "role": ("staff", "coordinator", "administrator"), "to": ("id-staff", "id-coordinator"), "year": ("2026",),
    "format": ("json", "csv", "paper"), "text": ("hallo", "weet ik niet"), "name": ("Mijn lijst",),
    "code": ("4917203385561127",), "path": ("conversations/gesprek.yaml",), "message": ("Tekst",), "press": ("ja",),
    "login": ("staff", "Nieuw"), "password": ("een lang genoeg wachtwoord",), "query": ("tab=new",), "check": ("1",),
}  # fmt: skip
"""What such a field might really hold, so that a request gets past the first check."""


@dataclass
class Fuzz:
    """``wrong`` says which answers should not have been; ``statuses`` counts all."""

    app: App
    reference: str
    chance: random.Random
    wrong: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    browsers: dict[str | None, httpx.AsyncClient] = field(default_factory=dict)
    tokens: dict[str | None, str] = field(default_factory=dict)

    async def run(self, requests: int) -> None:
        """So many requests, in fresh sessions every three hundred."""
        for number in range(requests):
            if number % 300 == 0:
                await self._refresh()
            if self.chance.random() < 0.75:
                await self._console(self.chance.choice(PAGES), self.chance.choice(ROLES))
            else:
                await self._chat()
        await self._close()

    async def _console(self, page: Page, role: Role | None) -> None:
        method = page.method if self.chance.random() < 0.85 else self.chance.choice(METHODS)
        fields = self._fields()
        ours = page.post and self.chance.random() < 0.6
        if ours:
            fields["token"] = self.tokens[role]
        answer = await self._ask(role, method, f"/staff{self._filled(page.path)}", fields)
        if answer is None or not 200 <= answer.status_code < 300:
            return
        account = await self.app.store.db.read(lambda tx: staff.by_login(tx, role)) if role else None
        rank = RANK[account.role] if account else 0  # what was sent before may have given them another role
        may = rank >= RANK[page.who] and (page.method != "POST" or method != "POST" or ours)
        if not may:
            self.wrong.append(f"{method} {page.path} as {role}: {answer.status_code}")
        if role is None and CANARY in answer.text:
            self.wrong.append(f"{method} {page.path}: a word of a person")

    async def _chat(self) -> None:
        method, path = self.chance.choice(METHODS), self.chance.choice(CHAT)
        if self.chance.random() < 0.1:
            path = f"/{_quoted(self._odd()[:100])}"
        if method == "GET" and path == "/events":
            return  # an open stream ends when its page is closed: followed elsewhere
        site = self.chance.choice(("same-origin", "cross-site", "same-site", "none"))
        answer = await self._ask(None, method, path, self._fields(), {"sec-fetch-site": site})
        if answer is None:
            return
        changes = method == "POST" and path in {"/", "/begin", "/say", "/return"}
        if changes and site != "same-origin" and answer.status_code < 400:
            self.wrong.append(f"{method} {path} from {site}: {answer.status_code}")
        if CANARY in answer.text:
            self.wrong.append(f"{method} {path}: a word of a person")

    async def _ask(
        self, who: str | None, method: str, path: str, fields: dict[str, str], headers: dict[str, str] | None = None
    ) -> httpx.Response | None:
        kind, content = self._body(method, fields)
        sent = {"origin": "http://huis.test", "content-type": kind, **(headers or {})}
        if who is None and self.chance.random() < 0.1:
            sent["cookie"] = quote(f"hb={self._odd()}; hb-staff={self._odd()}".encode("utf-8", "replace"), safe="=; ")
        query = f"?{self.chance.choice(NAMES)}={_quoted(self._odd())}" if self.chance.random() < 0.4 else ""
        try:
            async with asyncio.timeout(60):
                answer = await self.browsers[who].request(method, path + query, headers=sent, content=content)
        except Exception as error:  # noqa: BLE001 - what the program raises is what is looked for
            self.wrong.append(f"{method} {path} as {who}: {type(error).__name__}: {error}"[:300])
            return None
        self.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            self.wrong.append(f"{method} {path} as {who} with {fields}: {answer.status_code}"[:600])
        return answer

    def _body(self, method: str, fields: dict[str, str]) -> tuple[str, bytes]:
        """A content type and what comes under it, which need not agree."""
        if method in {"GET", "HEAD", "OPTIONS"}:
            return "", b""
        form = "application/x-www-form-urlencoded"
        dice = self.chance.random()
        if dice < 0.65:
            return form, "&".join(f"{quote(name)}={_quoted(one)}" for name, one in fields.items()).encode()
        if dice < 0.85:
            return "application/json", json.dumps(fields).encode()
        if dice < 0.9:
            return "application/json", b"[" * 3000 + self._odd().encode("utf-8", "replace")
        if dice < 0.95:
            part = b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1"
            return "multipart/form-data; boundary=x", part
        return self.chance.choice((form, "text/plain", "")), self.chance.randbytes(200)

    def _fields(self) -> dict[str, str]:
        wanted = self.chance.sample(NAMES, self.chance.randint(0, 8))
        return {
            name: self.chance.choice(RIGHT[name]) if name in RIGHT and self.chance.random() < 0.6 else self._odd()
            for name in wanted
        }

    def _odd(self) -> str:
        if self.chance.random() < 0.6:
            return self.chance.choice(ODD)
        return "".join(self.chance.choices(string.printable, k=self.chance.randint(1, 30)))

    def _filled(self, path: str) -> str:
        real = {"reference": self.reference, "account": "id-staff", "step": "welkom", "name": "rollen"}

        def blank(found: re.Match[str]) -> str:
            if self.chance.random() < 0.7:
                return real.get(found.group(1), "x")
            return _quoted(self._odd()[:100]) or "x"

        return re.sub(r"\{(\w+)\}", blank, path)

    async def _refresh(self) -> None:
        """Everybody logs in again: what was sent may have ended sessions, changed roles or passwords."""
        await self._close()
        for role in ROLES:
            browser = self.browsers[role] = httpx.AsyncClient(
                transport=httpx.ASGITransport(app=self.app.site, client=(f"203.0.113.{self.chance.randint(1, 250)}", 1)),
                base_url="http://huis.test", follow_redirects=False, timeout=30,
            )  # fmt: skip
            if role is not None:
                token = ids.token()
                await self.app.store.db.write(lambda tx, role=role, token=token: self._session(tx, role, token))  # type: ignore[misc]
                browser.cookies.set("hb-staff", token, domain="huis.test", path="/")
            page = await browser.get("/staff/login" if role is None else "/staff/me")
            self.tokens[role] = "".join(re.findall(r"name='token' value='([0-9a-f]+)'", page.text)[:1])
            assert self.tokens[role], page.status_code

    def _session(self, tx: Any, role: Role, token: str) -> None:
        now = self.app.clock()
        if staff.by_login(tx, role) is None:
            staff.add(tx, id=f"id-{role}", login=role, name=role, role=role, password_hash="-", now=now)
        tx.execute("UPDATE staff SET role = ?, disabled = 0, totp = NULL WHERE login = ?", (role, role))
        staff.begin_session(tx, f"id-{role}", token, now)

    async def _close(self) -> None:
        for browser in self.browsers.values():
            await browser.aclose()


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="")


@asynccontextmanager
async def attacked(settings: Settings) -> AsyncIterator[App]:
    """The whole site on a folder, joined but not listening, with the mailbox worked on; nobody there yet."""
    async with build(settings) as app:
        working = asyncio.create_task(app.receive.run(app.stop))
        try:
            yield app
        finally:
            app.stop.set()
            await working


def small_scripts(folder: Path) -> Path:
    """The engine's own small script as files: read, checked and learnt in a moment."""
    words = {
        path: text
        for path, text in texts().items()
        if path == "answers.yaml" or (path.startswith("signals/") and "/examples" not in path)
    }
    for path, text in {**words, **TEXTS, "topics/geen.yaml": "weer: [regent het]"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


async def a_case(app: App) -> str:
    """Somebody registered, with telling words; gives the reference."""
    content = {
        "reference": "HB-7K3M-Q2XD",
        "created_at": "2026-03-02T09:30:00Z",
        "status": "new",
        "channel": "telegram",
    }
    words = {"script_revision": "r", "remark": CANARY, "contact": {"name": CANARY, "way": "telefoon"}}

    def work(tx: sqlite3.Connection) -> str:
        who = participants.find_or_create(
            tx, app.store.vault, "telegram", "1001", new_id=ids.participant_id(), now=app.clock()
        )
        return registrations.add(
            tx, app.store.vault, reference="HB-7K3M-Q2XD", participant=who.id, submission="1",
            content=json.dumps({**content, **words}).encode(), tags=[], script_revision="r", now=app.clock(),
        ).reference  # fmt: skip

    return await app.store.db.write(work)
