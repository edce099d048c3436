"""``/healthz`` and ``/metrics``: for who keeps the service running. Names and counts, nothing about people.

Only for this machine, and for who brings the token; anybody else finds no such page. A proxy on this machine gives
itself away by the header it adds, so what comes through it counts as from elsewhere.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.services.deliver import Deliver
from bot.services.health import IN_WORDS, Health, Reason
from bot.services.receive import Receive
from bot.store import inbox, outbox
from bot.store.inbox import InboxCounts
from bot.store.opening import Store
from bot.store.outbox import OutboxCounts

FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """The two pages. ``token`` lets in from elsewhere; without one only this machine is let in."""

    health: Health
    store: Store
    receive: Receive
    deliver: Deliver
    token: str | None

    def routes(self) -> list[Route]:
        """For whoever serves pages."""
        return [
            Route("/healthz", self._guarded(self._healthz), methods=["GET"]),
            Route("/metrics", self._guarded(self._metrics), methods=["GET"]),
        ]

    def _guarded(self, page: Callable[[], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        async def guarded(request: Request) -> Response:
            if not (from_here(request) or self._knows(request.headers.get("authorization", ""))):
                return Response(status_code=404)
            answer = await page()
            answer.headers["Cache-Control"] = "no-store"
            return answer

        return guarded

    def _knows(self, header: str) -> bool:
        kind, _, given = header.partition(" ")
        wanted = self.token or ""
        return bool(wanted) and kind.lower() == "bearer" and hmac.compare_digest(given.encode(), wanted.encode())

    async def _healthz(self) -> Response:
        reasons = await self.health.look()
        state = "unwell" if reasons else "ok"
        return JSONResponse({"status": state, "reasons": reasons}, 503 if reasons else 200)

    async def _metrics(self) -> Response:
        from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector  # noqa: PLC0415
        from prometheus_client.exposition import generate_latest  # noqa: PLC0415 - only who asks pays for it

        registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        counted = await self.store.db.read(lambda tx: (inbox.counts(tx), outbox.counts(tx)))
        registry.register(_Numbers(self, await self.health.look(), *counted))
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


def from_here(request: Request) -> bool:
    """Whether somebody on this machine asks, and not for somebody else."""
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


class _Numbers:
    """What is counted, in Prometheus' words. How many registrations there are is not among it: small numbers tell."""

    def __init__(self, about: Monitoring, reasons: tuple[Reason, ...], came: InboxCounts, goes: OutboxCounts) -> None:
        self._about, self._reasons, self._came, self._goes = about, reasons, came, goes

    def collect(self) -> Iterator[Any]:
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily  # noqa: PLC0415

        came, goes, about = self._came, self._goes, self._about
        unwell = GaugeMetricFamily(
            "herstelbot_unwell", "1 for each reason why the service is unwell.", labels=["reason"]
        )
        for reason in IN_WORDS:
            unwell.add_metric([reason], float(reason in self._reasons))
        yield unwell
        for name, what, value in (
            ("inbox_waiting", "Messages taken in and not yet worked on.", came.waiting),
            ("inbox_dead", "Messages set aside after they failed.", came.dead),
            ("outbox_waiting", "Messages to be sent.", goes.waiting),
            ("outbox_sending", "Messages being sent.", goes.sending),
            ("outbox_failed", "Messages that could not be delivered.", goes.failed),
            ("outbox_held", "Messages held after a restore.", goes.held),
            ("telegram_silence_seconds", "Since Telegram was last received from.", about.health.silence()),
            ("database_bytes", "Size of the database with its write-ahead log.", _size(about.store)),
        ):
            yield GaugeMetricFamily(f"herstelbot_{name}", what, value=value)
        for name, what, count in (
            ("turns", "Messages worked on.", about.receive.turns),
            ("turn_failures", "Turns that failed, whether or not they were tried again.", about.receive.failures),
            ("sent", "Messages delivered.", about.deliver.sent),
            ("send_failures", "Attempts to send that did not succeed.", about.deliver.failures),
            ("markup_refused", "Texts that went out without their markup.", about.health.markup_refused()),
            ("commits", "Transactions committed.", about.store.db.commits),
        ):
            yield CounterMetricFamily(f"herstelbot_{name}", what, value=count)


def _size(store: Store) -> int:
    return sum(path.stat().st_size for path in store.folder.glob("app.db*") if path.is_file())
