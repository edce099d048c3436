"""The door: what a form may bring in, who counts as what, and what every answer carries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.console.desk import LONGEST_FIELD
from bot.console.guard import RANK, Who, may
from bot.store import staff
from bot.store.staff import Role
from tests.console.house import VICTIM, House, send, token_in


async def held(house: House) -> str:
    """The address of a case that Anna holds."""
    await house.colleague("anna")
    reference = await house.registered(VICTIM)
    path = f"/staff/cases/{reference}"
    await send(await house.logged_in("anna"), f"{path}/claim", {"version": "1"})
    return path


async def test_every_answer_carries_the_headers(house: House) -> None:
    """Pages, files, refusals and missing pages alike: no inline code, no framing, nothing kept."""
    await house.colleague("anna")
    browser = await house.logged_in("anna")
    for path in ("/staff/", "/staff/nergens", "/staff/login", "/staff/static/console.css"):
        answer = await browser.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
    assert (await browser.get("/staff/")).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("staff", {"anyone", "staff"}),
        ("coordinator", {"anyone", "staff", "coordinator"}),
        ("administrator", {"anyone", "staff", "coordinator", "administrator"}),
    ],
)
async def test_a_higher_role_may_all_that_a_lower_may(house: House, role: Role, allowed: set[Who]) -> None:
    """Roles are a ladder: each opens its own pages and those below it, and none above."""
    await house.colleague("anna")
    account = await house.store.db.read(lambda tx: staff.by_login(tx, "anna"))
    assert account is not None
    whos: tuple[Who, ...] = ("anyone", "staff", "coordinator", "administrator")
    assert set(whos) == set(RANK)
    assert {who for who in whos if may(replace(account, role=role), who)} == allowed


async def test_a_field_that_is_too_long_is_refused_whole(house: House) -> None:
    """One character over is not cut off but refused, and nothing of it is kept; a shorter one goes through."""
    path = await held(house)
    anna = await house.logged_in("anna")
    assert (await send(anna, f"{path}/note", {"text": "w" * (LONGEST_FIELD + 1)})).status_code == 413
    assert "www" not in (await anna.get(path)).text
    assert (await send(anna, f"{path}/note", {"text": "kort"})).status_code == 303
    assert "kort" in (await anna.get(path)).text


async def test_the_last_of_a_repeated_field_counts(house: House) -> None:
    """A form that names a field twice has one meaning."""
    path = await held(house)
    anna = await house.logged_in("anna")
    await send(anna, f"{path}/note", {"text": ["eerste versie", "tweede versie"]})
    page = (await anna.get(path)).text
    assert "tweede versie" in page
    assert "eerste versie" not in page


async def test_files_are_not_taken_in(house: House) -> None:
    """The console has no use for a file, so a form with one is refused before it is read."""
    path = await held(house)
    anna = await house.logged_in("anna")
    token = token_in(await anna.get("/staff/"))
    answer = await anna.post(f"{path}/note", data={"token": token}, files={"text": ("a.txt", b"van buiten")})
    assert answer.status_code == 400
    assert "van buiten" not in (await anna.get(path)).text


async def test_a_page_that_asks_by_itself_keeps_nobody_logged_in(house: House) -> None:
    """Only what somebody does counts as using the session, not the open page that asks who else is there."""
    path = await held(house)
    anna = await house.logged_in("anna")
    for _ in range(2):
        house.clock.forward(minutes=14)
        assert (await anna.get(f"{path}/here")).status_code == 200
    house.clock.forward(minutes=3)
    assert (await anna.get("/staff/")).status_code == 303
