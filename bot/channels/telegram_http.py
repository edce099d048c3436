"""The Bot API client's way to the network, on aiohttp behind the library's own interface.

The library's default client (httpx) is most of the cost of a call: about 2 ms of processor time, against 0.5 here; see
``bench/README.md``. Errors carry the class of what went wrong only, as addresses hold the token.
"""

from __future__ import annotations

from typing import Final

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT: Final = 5.0
"""Seconds to make a connection, besides those to wait for a free one."""

KEPT: Final = 30.0
"""Seconds that a connection is kept for the next call."""


class Http(BaseRequest):
    """So many connections; ``read`` is how long the other side may be silent, in seconds, unless a call says otherwise."""

    def __init__(self, *, connections: int, read: float = 5.0, free: float = 10.0) -> None:
        self._connections = connections
        self._read = read
        self._free = free
        self._session: aiohttp.ClientSession | None = None
        self._shut = False

    @property
    def read_timeout(self) -> float:
        """Seconds of silence when a call does not say otherwise."""
        return self._read

    async def initialize(self) -> None:
        """Be ready for calls; again after :meth:`shutdown` too."""
        self._shut = False
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEPT)
            self._session = aiohttp.ClientSession(
                connector=connector,
                trust_env=True,  # a proxy of the environment, as the library's own client does
                auto_decompress=True,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Let go of all connections."""
        self._shut = True
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the library's interface
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call; gives the status and the body. We send no files.

        Raises:
            TimedOut: nothing came for too long.
            NetworkError: anything else between us and the other side.
        """
        if self._shut:
            raise RuntimeError("already shut down")
        await self.initialize()
        assert self._session is not None  # noqa: S101 - just made
        connect, free = _or(connect_timeout, CONNECT), _or(pool_timeout, self._free)
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=None if connect is None or free is None else connect + free,
            sock_connect=connect,
            sock_read=_or(read_timeout, self._read),
        )
        body = None if request_data is None else request_data.json_payload
        try:
            async with self._session.request(
                method, url, data=body, timeout=timeout, headers=JSON, allow_redirects=False
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise NetworkError(type(error).__name__) from None


JSON: Final = {"Content-Type": "application/json"}


def _or(given: ODVInput[float], otherwise: float) -> float | None:
    """What a call asked for, or what holds when it asked for nothing."""
    return otherwise if isinstance(given, DefaultValue) else given
