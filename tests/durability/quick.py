"""``python -m tests.durability.quick``: ``herstelbot run`` without the pauses that Telegram's limits ask for."""

from __future__ import annotations

import asyncio
import sys

from bot import config, logs
from bot.app import build, listen_to_signals
from bot.channels.limits import Limiter, Rates
from bot.process import no_core_dumps

NO_LIMITS = Rates(chat=1000.0, burst=1000, overall=10_000)


async def main() -> None:
    """Run until told to stop."""
    settings = config.load()
    no_core_dumps()
    logs.configure(settings.log_level)
    async with build(settings) as app:
        app.deliver.limits = Limiter(NO_LIMITS)
        listen_to_signals(app.stop)
        await app.run(ready=_say)


def _say(address: str) -> None:
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
