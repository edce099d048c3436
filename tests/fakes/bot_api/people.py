"""People in front of their phones: they type, press what they see, and wait for what they should get to see."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.fakes.bot_api.world import Chat, Json, Message, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A message as it stands in the chat now. ``mine``: the person's own. ``bold``: the words in bold."""

    id: int
    text: str
    buttons: tuple[tuple[str, ...], ...] = ()
    mine: bool = False
    bold: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All button texts, row by row."""
        return tuple(label for row in self.buttons for label in row)


class Person:
    """Somebody in a chat with the bot (or in a group: see :meth:`at`)."""

    def __init__(self, world: World, user: Json, chat: Chat) -> None:
        self._world = world
        self.user = user
        self.chat = chat
        self._mark = 0

    @property
    def id(self) -> int:
        """The user's id; also that of the private chat."""
        return int(self.user["id"])

    def at(self, group: Person) -> Person:
        """The same person, acting in the chat of ``group``."""
        return Person(self._world, self.user, group.chat)

    def says(self, text: str, **more: Any) -> int:
        """Type something. Returns the message's id. ``more`` goes into the update as it is."""
        entities = []
        if text.startswith("/"):
            entities = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        return self._sends(text=text, entities=entities, media=more)

    def edits(self, text: str, message: int | None = None) -> None:
        """Change a message of one's own (the latest)."""
        with self._acting():
            own = [one for one in self.chat.messages.values() if one.sender["id"] == self.id]
            one = next(one for one in reversed(own) if message in {None, one.number})
            one.text, one.edited, one.version = text, int(self._world.clock.now()), self._world.version
            self._world.queue.put("edited_message", self.chat.message_json(one))

    def sends_photo(self, caption: str = "") -> int:
        return self._sends_media("photo", [{**_FILE, "width": 90, "height": 90}], caption)

    def sends_document(self, caption: str = "") -> int:
        return self._sends_media("document", {**_FILE, "file_name": "brief.pdf"}, caption)

    def sends_video(self, caption: str = "") -> int:
        return self._sends_media("video", {**_FILE, "width": 90, "height": 90, "duration": 3}, caption)

    def sends_voice(self) -> int:
        return self._sends_media("voice", {**_FILE, "duration": 3})

    def sends_sticker(self) -> int:
        sticker = {**_FILE, "type": "regular", "width": 90, "height": 90, "is_animated": False, "is_video": False}
        return self._sends_media("sticker", sticker)

    def sends_contact(self, number: str = "+31612345678") -> int:
        return self._sends_media("contact", {"phone_number": number, "first_name": self.user["first_name"]})

    def sends_location(self) -> int:
        return self._sends_media("location", {"latitude": 52.09, "longitude": 5.12})

    def presses(self, label: str, *, gone: bool = False) -> str:
        """Press the newest button with this text; with ``gone`` also one that has left the screen meanwhile.

        Returns the query's id. Raises LookupError, naming the buttons there are, when there is none such.
        """
        with self._acting():
            for one in reversed(self.chat.messages.values()):
                for keyboard in [one.keyboard, *(reversed(one.earlier) if gone else ())]:
                    for button in (button for row in keyboard for button in row):
                        if button["text"] == label:
                            return self._press(one, button["callback_data"])
            raise LookupError(f"no button {label!r}; there are {[seen.labels for seen in self.sees if seen.labels]}")

    def blocks(self) -> None:
        """Block the bot (in a group: throw it out)."""
        self._changes_membership("member", "kicked", blocked=True)

    def unblocks(self) -> None:
        """Let the bot in again (in a group: add it)."""
        self._changes_membership("kicked", "member", blocked=False)

    @property
    def sees(self) -> list[Seen]:
        """The messages in the chat now, oldest first."""
        with self._world.looking():
            return [self._seen(one) for one in self.chat.messages.values()]

    @property
    def last(self) -> Seen:
        """The newest message of the bot. Raises LookupError when there is none."""
        found = next((one for one in reversed(self.sees) if not one.mine), None)
        if found is None:
            raise LookupError("the bot has said nothing")
        return found

    async def expects(self, what: str | Callable[[Seen], bool] = "", timeout: float = 10.0) -> Seen:  # noqa: ASYNC109
        """The first message of the bot, new or changed since the person last did something, that is like ``what``.

        ``what`` is a piece of the text, or a question about the message. Raises AssertionError after ``timeout``
        seconds, saying what the person sees instead.
        """
        like = what if callable(what) else lambda seen: str(what) in seen.text
        with self._world.listening() as changed:
            try:
                async with asyncio.timeout(timeout):
                    while (found := self._fresh(like)) is None:
                        await changed.wait()
                        changed.clear()
                    return found
            except TimeoutError:
                shown = [(seen.text, seen.labels) for seen in self.sees[-4:]]
                raise AssertionError(f"{self.user['first_name']} waits for {what!r} and sees {shown}") from None

    def _fresh(self, like: Callable[[Seen], bool]) -> Seen | None:
        with self._world.looking():
            changed = [one for one in self.chat.messages.values() if one.version > self._mark]
            return next((seen for one in changed if not (seen := self._seen(one)).mine and like(seen)), None)

    @contextmanager
    def _acting(self) -> Iterator[None]:
        with self._world.changing():
            self._mark = self._world.version
            yield

    def _sends(self, **content: Any) -> int:
        with self._acting():
            self.chat.started = True
            one = self._world.add_message(self.chat, self.user, **content)
            self._world.queue.put("message", self.chat.message_json(one))
            return one.number

    def _sends_media(self, kind: str, body: Any, caption: str = "") -> int:
        return self._sends(media={kind: body, **({"caption": caption} if caption else {})})

    def _press(self, one: Message, data: str) -> str:
        query = str(self.id * 2**32 + next(self._world.numbers))
        self._world.presses[query] = self._world.clock.now()
        self._world.queue.put(
            "callback_query",
            {
                "id": query,
                "from": self.user,
                "message": self.chat.message_json(one),
                "chat_instance": str(self.chat.number),
                "data": data,
            },
        )
        return query

    def _changes_membership(self, before: str, after: str, *, blocked: bool) -> None:
        with self._acting():
            self.chat.blocked, self.chat.started = blocked, True
            self._world.queue.put(
                "my_chat_member",
                {
                    "chat": self.chat.json(),
                    "from": self.user,
                    "date": int(self._world.clock.now()),
                    "old_chat_member": {"user": self._world.bot, "status": before, "until_date": 0},
                    "new_chat_member": {"user": self._world.bot, "status": after, "until_date": 0},
                },
            )

    def _seen(self, one: Message) -> Seen:
        units = one.text.encode("utf-16-le")
        bold = tuple(
            units[2 * mark["offset"] : 2 * (mark["offset"] + mark["length"])].decode("utf-16-le")
            for mark in one.entities
            if mark["type"] == "bold"
        )
        buttons = tuple(tuple(button["text"] for button in row) for row in one.keyboard)
        return Seen(
            id=one.number, text=one.text, buttons=buttons, mine=one.sender["id"] != self._world.bot["id"], bold=bold
        )


_FILE = {"file_id": "AgACAgQAAx", "file_unique_id": "AQADx", "file_size": 1000}
