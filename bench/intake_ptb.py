"""The same intake with python-telegram-bot's own means: ConversationHandler, kept by PicklePersistence."""

from __future__ import annotations

import os
from typing import Any

from telegram import KeyboardButton, ReplyKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from bench.intake import ANSWERS, LINES

CHOICES = ReplyKeyboardMarkup([[KeyboardButton("Ja"), KeyboardButton("Nee")]])


async def step(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Keep what was said, ask the next question, and be at the next step."""
    message, kept = update.effective_message, context.user_data
    assert message is not None
    assert kept is not None
    at = int(kept.get("at", 0))
    if message.text and message.text.startswith("/start"):
        at = 0
    kept[f"answer-{at}"] = message.text
    for number in range(LINES[at].answers):
        await message.reply_text(ANSWERS[at] if number == 0 else "Klopt dit?", reply_markup=CHOICES)
    kept["at"] = at + 1
    return ConversationHandler.END if at + 1 == len(LINES) else at + 1


def main() -> None:
    """Poll until stopped. Conversations block per person by their own locks only with updates one at a time."""
    token, api = os.environ["HERSTELBOT_TELEGRAM_TOKEN"], os.environ["HERSTELBOT_TELEGRAM_API_URL"]
    kept = PicklePersistence(os.path.join(os.environ["HERSTELBOT_DATA_DIR"], "kept.pickle"))  # noqa: PTH118
    builder: Any = Application.builder().token(token).base_url(f"{api}/bot").persistence(kept)
    application = builder.concurrent_updates(False).connection_pool_size(64).pool_timeout(60).build()
    texts: Any = MessageHandler(filters.TEXT & ~filters.COMMAND, step)
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", step)],
            states={number: [texts] for number in range(1, len(LINES))},
            fallbacks=[CommandHandler("start", step)],
            allow_reentry=True,
            persistent=True,
            name="intake",
        )
    )
    application.run_polling(drop_pending_updates=False)


if __name__ == "__main__":
    main()
