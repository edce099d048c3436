"""People who chat, and who notice every message that is missing, repeated or out of turn."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from tests.durability.plan import REFERENCE, Plan, Step, alike
from tests.fakes.bot_api.people import Person
from tests.fakes.bot_api.world import World

_TICK = "\n\n✓ "


class OutOfTurn(AssertionError):  # noqa: N818 - it names what was seen
    """A message that should not come now, or never."""


@dataclass(kw_only=True)
class Talker:
    """Somebody with a plan. ``copies`` are the messages (by number) that came once more; anything else is an error."""

    plan: Plan
    patience: float = 60.0
    done: int = 0
    seen: int = 0
    copies: list[int] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    """Seconds from each thing said until its whole answer was there."""
    reference: str = ""
    _last: int = 0

    async def chat(self) -> None:
        """Walk through the whole plan, each step after having seen everything before it."""
        raise NotImplementedError

    @property
    def unticked(self) -> int:
        """How many choices are not shown on the message whose button was pressed."""
        return 0

    def take(self, number: int, text: str) -> None:
        """Hold a message against the plan: the next one, or a copy of the one before. Raises OutOfTurn."""
        expected, said = self.plan.sees, alike(text)
        if self.seen < len(expected) and said == expected[self.seen]:
            self.seen += 1
            if found := REFERENCE.search(text):
                self.reference = self.reference or found.group()
                if self.reference != found.group():
                    raise OutOfTurn(f"two references: {self.reference} and {found.group()}")
        elif self.seen and said == expected[self.seen - 1]:
            self.copies.append(self._last)
        else:
            wanted = expected[self.seen : self.seen + 1]
            raise OutOfTurn(f"{self.plan.name}, step {self.done}: {text!r} instead of {wanted}")
        self._last = number

    def missing(self, count: int) -> AssertionError:
        """What to say when these messages do not come."""
        step = self.plan.steps[min(self.done, len(self.plan.steps) - 1)]
        return AssertionError(
            f"{self.plan.name}, step {self.done} ({step.does}): {self.seen} of {count} messages came; "
            f"waiting for {self.plan.sees[self.seen : count]}"
        )


@dataclass(kw_only=True)
class Chatter(Talker):
    """Somebody on Telegram."""

    person: Person
    world: World
    read: int = 0

    async def chat(self) -> None:
        """Walk through the whole plan, each step after having seen everything before it."""
        for step in self.plan.steps:
            began = time.monotonic()
            self._act(step)
            await self.sees(self.seen + len(step.sees))
            self.waits.append(time.monotonic() - began)
            self.done += 1

    def _act(self, step: Step) -> None:
        if step.label is None:
            self.person.says(step.does)
        else:
            self.person.presses(step.label)

    async def sees(self, count: int) -> None:
        """Wait until so many messages of the plan have come."""
        with self.world.listening() as changed:
            try:
                async with asyncio.timeout(self.patience):
                    while self.look() < count:
                        await changed.wait()
                        changed.clear()
            except TimeoutError:
                raise self.missing(count) from None

    def look(self) -> int:
        """Read what is new in the chat; gives how many messages of the plan came so far."""
        with self.world.looking():
            chat = self.person.chat.messages
            new = list(chat.values())[self.read :] if len(chat) > self.read else []
            self.read = len(chat)
            said = [(one.number, one.text) for one in new if one.sender["id"] == self.world.bot["id"]]
        for number, text in said:
            self.take(number, text.split(_TICK)[0])
        return self.seen

    @property
    def unticked(self) -> int:
        """How many choices are not shown on the message whose button was pressed."""
        with self.world.looking():
            shown = sum(_TICK in one.text for one in self.person.chat.messages.values())
        return sum(1 for step in self.plan.steps if step.label) - shown
