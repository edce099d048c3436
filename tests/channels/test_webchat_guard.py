from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.webchat_guard import Cookie, new_address, same_origin


def request(**headers: str) -> Request:
    """A post with these headers."""
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "path": "/", "headers": pairs})


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"sec_fetch_site": "same-origin"}, True),
        ({"sec_fetch_site": "same-origin", "origin": "null"}, True),
        ({"sec_fetch_site": "same-site", "origin": "https://gesprek.test"}, False),
        ({"sec_fetch_site": "cross-site"}, False),
        ({"sec_fetch_site": "none"}, False),
        ({"origin": "https://gesprek.test"}, True),
        ({"origin": "https://anders.test"}, False),
        ({"origin": "https://gesprek.test.anders.test"}, False),
        ({"origin": "null"}, False),
        ({}, False),
    ],
)
def test_only_our_own_page_may_post(headers: dict[str, str], *, ours: bool) -> None:
    """A post from another site, or from who knows where, is not taken."""
    assert same_origin(request(host="gesprek.test", **headers)) is ours


def test_the_cookie_dies_with_the_browser_and_stays_out_of_reach() -> None:
    """Over https the cookie is bound to this host; it is never readable by script and has no lifetime."""
    response = Response()
    Cookie(secure=True).put(response, "a" * 43)
    cookie = response.headers["set-cookie"].lower()
    assert cookie.startswith("__host-hb=")
    assert {"httponly", "samesite=strict", "secure", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "max-age" not in cookie
    assert "expires" not in cookie
    assert "domain" not in cookie
    plain = Response()
    Cookie(secure=False).put(plain, "a" * 43)
    assert plain.headers["set-cookie"].startswith("hb=")


@pytest.mark.parametrize("value", ["", "kort", "a" * 42, "a" * 44, "a" * 42 + "!", "é" * 43])
def test_only_the_shape_of_our_own_cookie_is_read(value: str) -> None:
    """Anything that cannot be one of our addresses counts as no conversation."""
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"cookie", f"hb={value}".encode())]}
    assert Cookie(secure=False).read(Request(scope)) is None


@pytest.mark.parametrize("shared", [True, False])
def test_the_cookie_remembers_whether_people_share_the_device(*, shared: bool) -> None:
    """Beside the conversation the cookie says one thing more, and nothing else fits in it."""
    response = Response()
    Cookie(secure=False).put(response, "a" * 43, shared=shared)
    value = response.headers["set-cookie"].partition(";")[0].encode()
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"cookie", value)]}
    assert Cookie(secure=False).read(Request(scope)) == "a" * 43
    assert Cookie(secure=False).shared(Request(scope)) is shared
    odd = {**scope, "headers": [(b"cookie", b"hb=" + b"a" * 43 + b".x")]}
    assert Cookie(secure=False).read(Request(odd)) is None
    assert not Cookie(secure=False).shared(Request(odd))


def test_addresses_are_readable_again_and_never_the_same() -> None:
    """A new address has the shape that is read back; a thousand of them differ."""
    addresses = {new_address() for _ in range(1000)}
    assert len(addresses) == 1000
    for address in addresses:
        scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"cookie", f"hb={address}".encode())]}
        assert Cookie(secure=False).read(Request(scope)) == address
