"""A bare python-telegram-bot echo that stores nothing: what a turn costs with the library as it comes."""

from __future__ import annotations

import os
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same."""
    if update.effective_message is not None:
        await update.effective_message.reply_text(update.effective_message.text or "")


def main() -> None:
    """Poll until stopped. ``concurrent_updates``, because the library would otherwise wait for each answer in turn."""
    token, api = os.environ["HERSTELBOT_TELEGRAM_TOKEN"], os.environ["HERSTELBOT_TELEGRAM_API_URL"]
    builder: Any = Application.builder().token(token).base_url(f"{api}/bot")
    application = builder.concurrent_updates(True).connection_pool_size(64).pool_timeout(60).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(drop_pending_updates=False)


if __name__ == "__main__":
    main()
