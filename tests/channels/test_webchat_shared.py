"""The web chat on a device that people share: a library, a visiting room, an office of probation."""

from __future__ import annotations

import re

import pytest

from tests.channels.visitor import LEAVE, Chat, Visitor, nonce, words

HINT = "Deze pagina onthoudt niets"


def kept(visitor: Visitor) -> str:
    """What the browser holds."""
    return visitor.browser.cookies["hb"]


async def test_the_link_makes_it_a_shared_device_and_the_cookie_remembers() -> None:
    """With the parameter the page says so; after the beginning it stays so without it, also without script."""
    visitor = Chat().visitor()
    page = await visitor.page("?gedeeld=1&bron=pi-dordrecht")
    assert HINT in words(page)
    assert 'data-shared="ja"' in page
    assert 'http-equiv="refresh"' not in page, "nobody is there yet"
    await visitor.submits(do="begin", source="pi-dordrecht", shared="ja")
    assert kept(visitor).endswith(".g")
    page = await visitor.page()
    assert HINT in words(page)
    assert '<noscript><meta http-equiv="refresh" content="600; url=/weg?opnieuw=1"></noscript>' in page
    await visitor.submits(do="say", id=nonce(page), text="Dag")
    assert kept(visitor).endswith(".g")


@pytest.mark.parametrize("query", ["", "?gedeeld=0", "?gedeeld=ja", "?gedeeld=%3Cb%3E"])
async def test_without_it_nothing_is_different(query: str) -> None:
    """An ordinary device gets the ordinary page and the ordinary cookie."""
    visitor = await Chat().visitor().begins()
    page = await visitor.page(query)
    assert HINT not in words(page)
    assert 'data-shared="nee"' in page
    assert len(kept(visitor)) == 43


async def test_every_form_of_a_shared_page_says_so() -> None:
    """Whichever way somebody begins there, typing, a fixed button or a code, the device stays a shared one."""
    page = await Chat().visitor().page("?gedeeld=1")
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    assert len(forms) >= 5
    assert all('name="shared" value="ja"' in form for form in forms)


async def test_a_code_on_a_shared_device_keeps_it_shared() -> None:
    """Who comes back with a code there is asked whether they are there like anybody."""
    chat = Chat()
    owner = await chat.visitor().begins()
    chat.desk.codes["1234567890123452"] = owner.address
    visitor = chat.visitor()
    await visitor.submits(do="return", code="1234567890123452", shared="ja")
    assert kept(visitor) == f"{owner.address}.g"


async def test_starting_over_takes_the_conversation_away() -> None:
    """Without script the page leads itself to a new beginning: the cookie is gone and the browser is told to forget."""
    visitor = Chat().visitor()
    await visitor.submits(do="begin", shared="ja")
    answer = await visitor.browser.get("/weg?opnieuw=1")
    assert answer.headers["location"] == "/?gedeeld=1"
    assert answer.headers["clear-site-data"] == '"cookies", "storage", "cache"'
    assert "hb" not in visitor.browser.cookies
    assert (await visitor.browser.get("/weg")).headers["location"] == LEAVE
