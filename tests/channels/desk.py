"""A desk for the web chat under test: a small conversation about contact, kept in memory, that answers at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.channels import Button, Delivery, Inbound, Outbound, Raw
from bot.channels.webchat_desk import read_web

KNOWN_CODE = "1234567890123452"

WELCOME = (
    Outbound(
        text="Hallo, fijn dat je er bent.\n\nJe praat met een computerprogramma. "
        "Ik beslis niets. Je kunt op elk moment stoppen."
    ),
    Outbound(
        text="Hier lees je wat er mogelijk is als je denkt aan **contact met de ander**. "
        "Liever een mens? Bel **030 - 234 00 45**."
    ),
    Outbound(
        text="Waar wil je mee beginnen?",
        buttons=(
            (Button(label="Wat is het?", data="a.0"), Button(label="Ik heb een vraag", data="a.1")),
            (Button(label="Ik wil me aanmelden", data="a.2"),),
            (Button(label="Ik meld iemand anders aan", data="a.3"),),
            (Button(label="Ik heb nu hulp nodig", data="a.4"),),
        ),
        step="begin",
    ),
)
QUESTION = Outbound(
    text="Op welke manier zou je contact willen? Je mag er later altijd op terugkomen.",
    buttons=(
        (Button(label="Een brief", data="b.0"), Button(label="Een gesprek", data="b.1")),
        (Button(label="Via de bemiddelaar, zonder elkaar te zien", data="b.2"),),
        (Button(label="Weet ik nog niet", data="b.3"), Button(label="Sla over", data="b.4")),
        (Button(label="Terug", data="b.5"), Button(label="Hulp of stoppen", data="b.6")),
    ),
    step="vorm",
    progress=(4, 20),
)
LABELS = {
    button.data: button.label for one in (*WELCOME, QUESTION) for row in one.buttons for button in row
}  # fmt: skip


class FakeDesk:
    """Remembers what was accepted, once per external id, and shows what the conversation says to it.

    ``failures`` is how often the next accepts fail; with ``silent`` nothing is answered (yet). ``said`` is told
    every line, like the deliverer does; ``looked`` is set whenever somebody reads a transcript.
    """

    def __init__(self) -> None:
        self.accepted: dict[str, Raw] = {}
        self.lines: dict[str, list[tuple[int, Outbound]]] = {}
        self.codes: dict[str, str] = {}
        self.ended: set[str] = set()
        self.failures = 0
        self.silent = False
        self.said: Callable[[str, Outbound], Awaitable[Delivery]] | None = None
        self.looked = asyncio.Event()
        self._seq = 0

    async def accept(self, raw: Raw) -> None:
        """Store once, and answer unless silent. Raises OSError while it has to fail."""
        if self.failures:
            self.failures -= 1
            raise OSError("the disk is full")
        if raw.external_id in self.accepted or raw.address is None:
            return
        self.accepted[raw.external_id] = raw
        if not self.silent:
            for outbound in answer(read_web(raw.payload)):
                await self.say(raw.address, outbound)

    async def say(self, address: str, outbound: Outbound) -> int:
        """Add a line to a conversation; gives its number."""
        self._seq += 1
        self.lines.setdefault(address, []).append((self._seq, outbound))
        if self.said is not None:
            await self.said(address, outbound)
        return self._seq

    async def open(self, address: str) -> str:
        """The address itself: whose token is whose is another test's concern."""
        self.ended.discard(address)
        return address

    async def behind(self, token: str) -> str | None:
        known = {raw.address for raw in self.accepted.values()} | self.lines.keys()
        return token if token in known - self.ended else None

    async def close(self, token: str) -> None:
        self.ended.add(token)

    async def transcript(self, address: str, after: int) -> list[tuple[int, Outbound]]:
        self.looked.set()
        return [one for one in self.lines.get(address, []) if one[0] > after]

    async def come_back(self, receipt: str) -> str | None:
        return self.codes.get("".join(filter(str.isdigit, receipt)))

    async def answered(self, address: str) -> bool:
        return not self.silent or not any(raw.address == address for raw in self.accepted.values())

    @property
    def heard(self) -> list[Inbound]:
        """Everything people did, in order."""
        return [read_web(raw.payload) for raw in self.accepted.values()]


def answer(inbound: Inbound) -> tuple[Outbound, ...]:
    """What the small conversation says."""
    if inbound.kind == "press":
        chosen = Outbound(kind="chosen", text=LABELS.get(inbound.press, "?"), ref=inbound.ref)
        return (chosen, Outbound(text="Goed dat je het zegt."), QUESTION)
    if inbound.text.startswith("/start"):
        return WELCOME
    if inbound.text == "111222333":  # a BSN: masked, and the visitor's own bubble goes
        masked = Outbound(kind="chosen", text="[weggehaald]")
        return (
            masked,
            Outbound(kind="remove", ref=inbound.ref),
            Outbound(text="Dat nummer heb ik weggehaald."),
            QUESTION,
        )
    kept = Outbound(kind="chosen", text=inbound.text)
    if inbound.text == "/nood":
        return (
            kept,
            Outbound(text="Ben je in gevaar? Bel **112**.\n\nWil je praten? Bel 113 of **0800 - 0113**."),
            QUESTION,
        )
    return (kept, Outbound(text="Dank je. Ik heb het opgeschreven."), QUESTION)
