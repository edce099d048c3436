from __future__ import annotations

from pathlib import Path

from bot.services.puppet import Wishes, play
from tests.house import open_house


async def test_a_puppet_gets_what_it_wishes_and_skips_the_rest(tmp_path: Path) -> None:
    """Wishes by field end as exactly those answers; what has no wish is declined."""
    wishes: Wishes = {
        "welkom": "aanmelden",
        "role": "dader",
        "circumstances.detained": "pi",
        "forms": ("brief", "gesprek"),
        "contact.name": "Karel",
        "consent.given_at": "ja",
    }
    async with open_house(tmp_path) as house:
        done = await play(house.store, house.receive, house.library.current.dialog, "p1", wishes, source="pi-dordrecht")

        assert done
        (found,) = await house.registrations()
        assert found["role"] == "dader"
        assert found["forms"] == ["brief", "gesprek"]
        assert found["contact"]["name"] == "Karel"
        assert found["voluntariness"]["own_wish"] == "overgeslagen"
        assert found["flags"] == ["gedetineerd"]
