"""What several commands need: the settings, the store for a moment, JSON on standard output."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from unicodedata import category

import click
from rich.text import Text

from bot import config, logs
from bot.config import Settings
from bot.errors import OperatorError
from bot.store.errors import StoreError
from bot.store.masterkey import given
from bot.store.notebook import Notebook
from bot.store.opening import Store, open_store

T = TypeVar("T")


def settings() -> Settings:
    """The settings, and logging set up by them."""
    loaded = config.load()
    logs.configure(loaded.log_level)
    return loaded


def with_store(work: Callable[[Store], Awaitable[T]], loaded: Settings, *, create: bool = False) -> T:
    """Open the store beside a running service, do the work, and close it.

    Raises:
        OperatorError: when there is no data yet (and ``create`` is not set), or the store cannot be opened.
    """
    if not create and not loaded.database.exists():
        raise OperatorError(
            f"in {loaded.data_dir} zijn nog geen gegevens",
            "start eerst: herstelbot run, of kijk naar HERSTELBOT_DATA_DIR",
        )

    async def opened() -> T:
        async with open_store(loaded.data_dir, key=given(loaded.key_text, loaded.key_file), guest=True) as store:
            return await work(store)

    with plainly():
        return asyncio.run(opened())


@contextmanager
def plainly() -> Iterator[None]:
    """What is wrong with the store, as one line with its remedy."""
    try:
        yield
    except StoreError as error:
        raise OperatorError(error.message.rstrip("."), error.remedy.rstrip(".")) from None


def notebook() -> Notebook:
    """Where commands without a data folder of their own keep what was learnt from the scripts: the user's cache."""
    return Notebook(Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "herstelbot")


def as_typed(words: str) -> Text:
    """Somebody's own words for in a table: brackets in them are no markup, and no code in them reaches the terminal."""
    return Text("".join("�" if category(one) == "Cc" and one != "\n" else one for one in words))


def print_json(value: Any) -> None:
    """JSON for another program to read."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
