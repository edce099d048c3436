"""People who chat through a Bot API server, and who notice every message that is missing, repeated or out of turn."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from tests.durability.plan import REFERENCE, Plan, Step, alike
from tests.fakes.bot_api.people import Person
from tests.fakes.bot_api.world import World

_TICK = "\n\n✓ "


class OutOfTurn(AssertionError):  # noqa: N818 - it names what was seen
    """A message that should not come now, or never."""


@dataclass
class Chatter:
    """Somebody with a plan. ``repeats`` counts copies of the message before; anything else unexpected is an error."""

    person: Person
    world: World
    plan: Plan
    patience: float = 60.0
    done: int = 0
    read: int = 0
    seen: int = 0
    repeats: int = 0
    reference: str = ""
    copies: list[int] = field(default_factory=list)

    async def chat(self) -> None:
        """Walk through the whole plan, each step after having seen everything before it."""
        for step in self.plan.steps:
            self._act(step)
            await self.sees(self.seen + len(step.sees))
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
                step = self.plan.steps[min(self.done, len(self.plan.steps) - 1)]
                raise AssertionError(
                    f"{self.plan.name}, step {self.done} ({step.does}): {self.seen} of {count} messages came; "
                    f"waiting for {self.plan.sees[self.seen : count]}"
                ) from None

    def look(self) -> int:
        """Read what is new in the chat; gives how many messages of the plan came so far."""
        with self.world.looking():
            chat = self.person.chat.messages
            new = list(chat.values())[self.read :] if len(chat) > self.read else []
            self.read = len(chat)
            said = [(one.number, one.text) for one in new if one.sender["id"] == self.world.bot["id"]]
        for number, text in said:
            self._take(number, text.split(_TICK)[0])
        return self.seen

    def _take(self, number: int, text: str) -> None:
        expected = self.plan.sees
        if self.seen < len(expected) and alike(text) == expected[self.seen]:
            self.seen += 1
            if found := REFERENCE.search(text):
                self.reference = self.reference or found.group()
                if self.reference != found.group():
                    raise OutOfTurn(f"two references: {self.reference} and {found.group()}")
        elif self.seen and alike(text) == expected[self.seen - 1]:
            self.repeats += 1
            self.copies.append(number)
        else:
            wanted = expected[self.seen : self.seen + 1]
            raise OutOfTurn(f"{self.plan.name}, step {self.done}: {text!r} instead of {wanted}")

    @property
    def unticked(self) -> int:
        """How many choices are not shown on the message whose button was pressed."""
        with self.world.looking():
            shown = sum(_TICK in one.text for one in self.person.chat.messages.values())
        return sum(1 for step in self.plan.steps if step.label) - shown
