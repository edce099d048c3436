"""Webhook calls: one update at a time per chat, again and again until somebody answers 200."""

from __future__ import annotations

import asyncio

import httpx

from tests.fakes.bot_api.world import Json, World

_FIRST_WAIT, _LONGEST_WAIT = 0.05, 2.0  # Telegram's own are 1 and 60 to 120 seconds
_ANSWER_WITHIN = 60.0


async def deliver_webhooks(world: World, closing: asyncio.Event) -> None:
    """Deliver while a webhook is set, chats side by side, each in order; ends when the server closes."""
    running: dict[object, asyncio.Task[None]] = {}
    stop = asyncio.create_task(closing.wait())
    async with httpx.AsyncClient(trust_env=False, timeout=_ANSWER_WITHIN) as client:
        with world.listening() as changed:
            while not closing.is_set():
                if world.webhook:
                    with world.looking():
                        waiting = world.queue.get(0, 100)
                    for update in waiting:
                        line = _line(update)
                        if line not in running or running[line].done():
                            running[line] = asyncio.create_task(_deliver(world, client, update))
                look = asyncio.create_task(changed.wait())
                await asyncio.wait({stop, look}, return_when=asyncio.FIRST_COMPLETED)
                look.cancel()
                changed.clear()
        for task in running.values():
            task.cancel()
        await asyncio.gather(*running.values(), return_exceptions=True)


async def _deliver(world: World, client: httpx.AsyncClient, update: Json) -> None:
    wait = _FIRST_WAIT
    while world.webhook:
        try:
            headers = {"X-Telegram-Bot-Api-Secret-Token": world.webhook["secret"]} if world.webhook["secret"] else {}
            answer = await client.post(world.webhook["url"], json=update, headers=headers)
        except httpx.HTTPError:
            answer = None
        if answer is not None and answer.is_success:
            with world.changing():
                world.queue.take(update["update_id"])
            return
        await asyncio.sleep(wait)
        wait = min(wait * 2, _LONGEST_WAIT)


def _line(update: Json) -> object:
    """What must stay in order: messages of a chat; presses queue apart from them, per user."""
    for kind, key in (
        ("callback_query", "from"),
        ("message", "chat"),
        ("edited_message", "chat"),
        ("my_chat_member", "chat"),
    ):
        body = update.get(kind)
        if isinstance(body, dict) and isinstance(body.get(key), dict):
            return key, str(body[key].get("id"))
    return update["update_id"]
