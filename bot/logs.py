"""Logs that carry event names and opaque references, never content.

Libraries log too: the Telegram client prints whole updates, the HTTP client the bot's token, the database library
parameters. Their loggers are taken over: of a library's record only the logger's name, the level and the error's class
are kept. Our own events are written with structlog from an allow-list of keys.
"""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

ALLOWED_KEYS = frozenset(
    {
        "event", "level", "timestamp", "channel", "error", "attempts", "count", "seconds", "revision", "address",
        "step", "reason", "state", "port", "version", "name", "status", "case", "staff", "head",
    }
)  # fmt: skip
"""What a log line may carry. ``case`` and ``staff`` are internal numbers, ``head`` the audit trail's code; ``address`` is our own web address."""

Event = MutableMapping[str, Any]


def _only_allowed(_logger: Any, _method: str, event: Event) -> Event:
    return {key: value for key, value in event.items() if key in ALLOWED_KEYS}


class _NoContent(logging.Filter):
    """Replaces what a library says by where it came from and the class of the error."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        record.msg = f"{record.name}" + (f" {error}" if error else "")
        record.args = ()
        record.exc_info = None
        record.exc_text = None
        record.stack_info = None
        return True


def configure(level: str = "INFO") -> None:
    """Set up logging for the whole process: one line per event on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_NoContent())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s library: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        library = logging.getLogger(name)
        library.handlers[:] = []
        library.propagate = True
    for name in ("aiohttp", "httpx", "httpcore", "telegram", "aiosqlite", "uvicorn.access"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_allowed,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    sys.excepthook = _no_values
    sys.unraisablehook = lambda lost: _no_values(lost.exc_type, lost.exc_value, lost.exc_traceback)
    threading.excepthook = lambda lost: _no_values(lost.exc_type, lost.exc_value, lost.exc_traceback)
    warnings.showwarning = _only_its_kind


def _only_its_kind(
    message: Warning | str,  # noqa: ARG001 - the shape of warnings.showwarning
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    """A warning can quote what it is about: only its class and place are kept."""
    sys.stderr.write(f"{category.__name__} {filename.rpartition('/')[2]}:{lineno}\n")


def _no_values(kind: type[BaseException], _error: BaseException | None, trace: Any) -> None:
    """An error nobody caught: its class and where it happened, without any value."""
    lines = []
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    sys.stderr.write(f"{kind.__name__}\n" + "\n".join(lines) + "\n")


def logger() -> Any:
    """The logger for our own events."""
    return structlog.get_logger()
