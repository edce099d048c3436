"""A telling word through every door of the whole program, and trouble made on purpose in every layer of it."""

from __future__ import annotations

import asyncio
import itertools
import re
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import httpx

from tests.durability.people import Chatter
from tests.durability.plan import plan
from tests.durability.service import ROOT, Service
from tests.fakes.bot_api.people import Person
from tests.fakes.bot_api.server import BotApi

CANARY = "kanariegeel"
"""A word that stands in everything these people type, and nowhere else."""

PASSWORD = f"{CANARY} wachtwoord"


async def on_the_web(service: Service) -> None:
    """Tell the web chat all sorts of things, hostile and odd ones too."""
    numbers = itertools.count()
    headers = {"sec-fetch-site": "same-origin", "x-canary": CANARY}
    async with httpx.AsyncClient(base_url=service.address, headers=headers, timeout=30) as browser:
        await browser.post("/begin", json={"source": CANARY})
        for text in (f"mijn naam is {CANARY}", f"{CANARY}@example.org", f"06 12345678 {CANARY}", "x" * 5000 + CANARY):
            await browser.post("/say", json={"id": f"bericht-{next(numbers)}", "text": text})
        await browser.post(
            "/say", content=f'{{"text": "{CANARY}'.encode(), headers={"content-type": "application/json"}
        )
        await browser.post("/", data={"do": CANARY, "text": CANARY})
        for path in ("/", "/metrics", "/healthz", "/events", "/messages"):
            await browser.get(f"{path}?bron={CANARY}", timeout=2) if path != "/events" else None
        await browser.get(f"/{CANARY}?bron={CANARY}")
        await browser.post("/return", json={"code": CANARY})


async def on_telegram(telegram: BotApi) -> Chatter:
    """A whole registration, and beside it everything that can be sent or go wrong."""
    chatter = Chatter(person=telegram.person("Kanariegeel Naam"), world=telegram.world, plan=plan(3))
    odd = telegram.person(f"Ook {CANARY}")
    odd.says(f"/start {CANARY}")
    odd.says(f"ik heet {CANARY} en mijn bsn is 999900146")
    odd.edits(f"ik heet toch {CANARY}")
    odd.sends_photo(f"foto {CANARY}")
    odd.sends_contact("+31687654321")
    telegram.inject({"message": {"text": CANARY, "chat": {"id": "geen getal"}}})
    telegram.inject({"message": CANARY})
    await chatter.chat()
    for kind, details in (
        ("html", {"status": 502}),
        ("garbage", {}),
        ("status", {"status": 403, "description": CANARY}),
    ):
        telegram.fault(kind, "sendMessage", **details)
        odd.says(f"/help {CANARY}")
    telegram.fault("garbage", "getUpdates")
    odd.says(f"nog iets over {CANARY}")
    await telegram.until(lambda: len(telegram.world.queue) == 0, timeout=30)
    return chatter


async def account(service: Service, login: str, role: str) -> None:
    """A member of staff, made from the shell."""
    made = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "user", "add", login, "--role", role, "--password-stdin",
        env=service.environment, cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    await made.communicate(f"{PASSWORD}\n".encode())
    assert made.returncode == 0


class Desk:
    """Somebody at the console. ``kept`` is what their browser could keep: addresses and titles."""

    def __init__(self, browser: httpx.AsyncClient) -> None:
        self._browser = browser
        self._token = ""
        self.kept: list[str] = []

    async def opens(self, path: str) -> httpx.Response:
        """A page."""
        return self._seen(await self._browser.get(path))

    async def sends(self, path: str, /, **fields: str) -> httpx.Response:
        """A form with the token of the page before."""
        data = {"token": self._token, **fields}
        origin = str(self._browser.base_url).rstrip("/")
        return self._seen(await self._browser.post(path, data=data, headers={"origin": origin}))

    def _seen(self, answer: httpx.Response) -> httpx.Response:
        self.kept += [answer.headers.get("location", ""), answer.headers.get("content-disposition", "")]
        if answer.headers.get("content-type", "").startswith("text/html"):
            self.kept += re.findall(r"<title>(.*?)</title>", answer.text)
            self._token = "".join(re.findall(r"name='token' value='([0-9a-f]+)'", answer.text)[:1]) or self._token
        return answer


async def on_the_console(service: Service, reference: str) -> list[str]:
    """Staff at work on a case, with telling words in every field; gives what their browser could keep of it."""
    await account(service, "noor", "coordinator")
    async with httpx.AsyncClient(base_url=service.address, timeout=30) as browser:
        desk, case = Desk(browser), f"/staff/cases/{reference}"
        await desk.opens("/staff/login")
        await desk.sends("/staff/login", login=CANARY, password=CANARY)
        assert (await desk.sends("/staff/login", login="noor", password=PASSWORD)).status_code == 303
        await desk.opens("/staff/")
        assert (await desk.sends(f"{case}/claim", version="1")).status_code == 303
        shown = (await desk.opens(case)).text
        await desk.sends(f"{case}/note", text=f"notitie {CANARY}")
        await desk.sends(f"{case}/message", text=f"bericht {CANARY}")
        await desk.sends(f"{case}/attempt", result=CANARY, kind=CANARY)
        await desk.sends(f"{case}/number", number=f"Z-{CANARY}")
        await desk.sends("/staff/views/keep", name=CANARY, query=CANARY)
        await desk.sends(f"{case}/export", format="json")
        await desk.sends("/staff/export", format="csv")
        for path in (
            f"/staff/find?ref={CANARY}",
            "/staff/questions",
            "/staff/figures",
            f"/staff/scripts/steps/{CANARY}",
        ):
            await desk.opens(path)
        await desk.sends("/staff/scripts/file", path="answers.yaml", text=f"- {CANARY}: [")
        assert CANARY in (await desk.opens(case)).text
        assert shown
    return desk.kept


async def with_trouble(service: Service, telegram: BotApi, reference: str) -> None:
    """What lies on the disk is damaged while the program runs: a session, a key, a whole table."""
    hurt = telegram.person(f"Getroffen {CANARY}")
    hurt.says("/start")
    await hurt.expects(lambda seen: bool(seen.text), timeout=30)
    with closing(sqlite3.connect(service.folder / "data" / "app.db", timeout=20)) as rows, rows:
        rows.execute(
            "UPDATE session SET content = zeroblob(400) WHERE updated_at = (SELECT max(updated_at) FROM session)"
        )
        rows.execute("ALTER TABLE case_note RENAME TO case_note_away")
    hurt.says(f"en nu {CANARY}")
    async with httpx.AsyncClient(base_url=service.address, timeout=30) as browser:
        desk = Desk(browser)
        await desk.opens("/staff/login")
        await desk.sends("/staff/login", login="noor", password=PASSWORD)
        await desk.opens("/staff/")
        failed = await desk.sends(f"/staff/cases/{reference}/note", text=f"notitie {CANARY}")
        assert failed.status_code == 500
        assert CANARY not in failed.text
    with closing(sqlite3.connect(service.folder / "data" / "app.db", timeout=20)) as rows, rows:
        rows.execute("ALTER TABLE case_note_away RENAME TO case_note")
    await telegram.until(lambda: len(telegram.world.queue) == 0, timeout=30)


async def erased(service: Service, telegram: BotApi) -> float:
    """Somebody tells something and asks to be erased; gives the seconds until no sealed byte of theirs is left."""
    gone: Person = telegram.person(f"Weg {CANARY}")
    gone.says("/start")
    await gone.expects(lambda seen: bool(seen.text), timeout=30)
    gone.says("/wissen")
    await gone.expects(lambda seen: "Ja, wis alles" in seen.labels, timeout=30)
    pieces = newest(service.folder / "data")
    gone.presses("Ja, wis alles")
    began = time.monotonic()
    async with asyncio.timeout(90):
        while any(piece in content for content in _contents(service.folder) for piece in pieces):  # noqa: ASYNC110
            await asyncio.sleep(0.2)
    return time.monotonic() - began


def newest(data: Path) -> list[bytes]:
    """Pieces of what is sealed for whoever came last, and their wrapped key."""
    with closing(sqlite3.connect(data / "app.db")) as rows, closing(sqlite3.connect(data / "keys.db")) as keys:
        (who,) = rows.execute("SELECT participant FROM session ORDER BY updated_at DESC LIMIT 1").fetchone()
        found = rows.execute(
            "SELECT content FROM session WHERE participant = ?1 UNION ALL SELECT address FROM participant WHERE id = ?1",
            (who,),
        )
        wrapped = keys.execute("SELECT wrapped FROM owner_key WHERE owner = ?", (who,))
        return [who.encode(), *(value[40:72] for (value,) in [*found.fetchall(), *wrapped.fetchall()])]


def _contents(folder: Path) -> list[bytes]:
    found = []
    for path in folder.rglob("*"):
        try:
            found += [path.read_bytes()] if path.is_file() and "learnt" not in path.parts else []
        except FileNotFoundError:  # a journal that was there a moment ago
            continue
    return found
