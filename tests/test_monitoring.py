"""The two pages for who keeps the service running: who may see them, and that they tell nothing about people."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from bot.monitoring import Monitoring
from bot.services.health import Health
from bot.services.notify import Notify
from tests.house import Clock, House, open_house

TOKEN = "een-lang-woord"


def pages(house: House, token: str | None = None) -> Starlette:
    """The two pages of a house."""
    health = Health(
        store=house.store,
        deliver=house.deliver,
        notify=Notify(vault=house.store.vault, group=None),
        clock=house.clock,
        line=None,
    )
    about = Monitoring(health=health, store=house.store, receive=house.receive, deliver=house.deliver, token=token)
    return Starlette(routes=about.routes())


def browser(site: Starlette, client: str = "127.0.0.1", **headers: str) -> httpx.AsyncClient:
    """Somebody at an address."""
    transport = httpx.ASGITransport(app=site, client=(client, 1234))
    return httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers)


async def test_well_is_200_and_unwell_is_503_with_names(tmp_path: Path) -> None:
    """A monitor needs the status only; a person also gets the reasons."""
    clock = Clock()
    async with open_house(tmp_path, clock=clock) as house:
        async with browser(pages(house)) as web:
            answer = await web.get("/healthz")
            assert (answer.status_code, answer.json()) == (200, {"status": "ok", "reasons": []})

        await house.guest("1").sends({"text": "geheim"}, settle=False)
        clock.advance(minutes=5)
        async with browser(pages(house)) as web:
            answer = await web.get("/healthz")
            assert (answer.status_code, answer.json()) == (503, {"status": "unwell", "reasons": ["mailbox"]})


@pytest.mark.parametrize("page", ["/healthz", "/metrics"])
async def test_only_this_machine_and_the_token_are_let_in(tmp_path: Path, page: str) -> None:
    """From elsewhere, or through a proxy, there is no such page; with a wrong token neither."""
    async with open_house(tmp_path) as house:
        for site, client, headers, status in (
            (pages(house), "127.0.0.1", {}, 200),
            (pages(house), "::1", {}, 200),
            (pages(house), "203.0.113.9", {}, 404),
            (pages(house), "127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}, 404),
            (pages(house), "203.0.113.9", {"Authorization": "Bearer "}, 404),
            (pages(house, TOKEN), "203.0.113.9", {"Authorization": f"Bearer {TOKEN}x"}, 404),
            (pages(house, TOKEN), "203.0.113.9", {"Authorization": f"Bearer {TOKEN}"}, 200),
        ):
            async with browser(site, client, **headers) as web:
                assert (await web.get(page)).status_code == status, (client, headers)


async def test_numbers_tell_about_the_service_and_not_about_people(tmp_path: Path) -> None:
    """Counts under fixed names; no label but the reason, no address, no reference, no number of registrations."""
    async with open_house(tmp_path) as house:
        await house.guest("10000001").says("/start")
        async with browser(pages(house)) as web:
            text = (await web.get("/metrics")).text

    assert "herstelbot_turns_total 1.0" in text
    assert re.search(r"herstelbot_sent_total [1-9]", text)
    assert "process_resident_memory_bytes" in text or sys.platform != "linux"
    assert "10000001" not in text
    assert "registration" not in text
    assert set(re.findall(r"herstelbot\w*{(\w+)=", text)) == {"reason"}
