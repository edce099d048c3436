"""Who finds a weakness is told where to go."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx
from starlette.applications import Starlette

from bot.channels.security_txt import PATH, routes

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


async def asked(*, secure: bool) -> httpx.Response:
    """What a browser gets at the well-known address."""
    made = routes(
        "mailto:veilig@voorbeeld.example", lambda: NOW, public_url="https://voorbeeld.example/", secure=secure
    )
    app = Starlette(routes=made)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://huis.test") as web:
        return await web.get(PATH)


async def test_the_contact_and_how_long_it_counts() -> None:
    """The two fields that must be there, within a year, as plain text with the headers of every page."""
    answer = await asked(secure=True)

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.splitlines() == [
        "Contact: mailto:veilig@voorbeeld.example",
        "Expires: 2027-05-23T18:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: https://voorbeeld.example/.well-known/security.txt",
    ]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "strict-transport-security" in answer.headers


async def test_without_https_there_is_no_canonical_address() -> None:
    """The standard wants https there."""
    answer = await asked(secure=False)

    assert "Canonical" not in answer.text
    assert "strict-transport-security" not in answer.headers


def test_without_a_contact_there_is_no_such_address() -> None:
    """Nothing is promised that nobody reads."""
    assert routes(None, lambda: NOW, public_url=None, secure=False) == []
