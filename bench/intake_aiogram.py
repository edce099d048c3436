"""The same intake with aiogram's finite-state machine in memory; needs the lock ``requirements-bench.lock``."""

from __future__ import annotations

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.context import FSMContext
from aiogram.types import KeyboardButton, Message, ReplyKeyboardMarkup

from bench.intake import ANSWERS, LINES

CHOICES = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Ja"), KeyboardButton(text="Nee")]])


async def step(message: Message, state: FSMContext) -> None:
    """Keep what was said, ask the next question, and be at the next step."""
    kept = await state.get_data()
    at = 0 if (message.text or "").startswith("/start") else int(kept.get("at", 0))
    for number in range(LINES[at].answers):
        await message.answer(ANSWERS[at] if number == 0 else "Klopt dit?", reply_markup=CHOICES)
    await state.update_data({f"answer-{at}": message.text, "at": at + 1})


async def main() -> None:
    """Poll until stopped."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["HERSTELBOT_TELEGRAM_API_URL"]))
    bot = Bot(os.environ["HERSTELBOT_TELEGRAM_TOKEN"], session=session)
    dispatcher = Dispatcher()
    dispatcher.message.register(step)
    await dispatcher.start_polling(bot, handle_signals=True)


if __name__ == "__main__":
    asyncio.run(main())
