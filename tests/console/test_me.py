"""One's own account: setting up the second factor and choosing another password, with the real checks."""

from __future__ import annotations

import re

import pyotp

from bot.console.site import PAGES
from bot.services.link_telegram import redeem
from bot.store import staff
from bot.store.opening import Store
from tests.console.house import PASSWORD, House, open_house, send

SEED = r'name="seed" value="([A-Z2-7]{32})"'


async def test_second_factor_from_setting_up_to_logging_in(house: House) -> None:
    """Set up with a code of the app, shown paper codes once, and from then on asked for a code at the door."""
    await house.colleague("anna")
    anna = await house.logged_in("anna")
    page = (await anna.get("/staff/me")).text
    seed = re.findall(SEED, page)[0]
    form = {"seed": seed, "code": pyotp.TOTP(seed).at(house.clock()), "password": "mis"}
    assert (await send(anna, "/staff/me/second-factor", form)).status_code == 403
    shown = await send(anna, "/staff/me/second-factor", form | {"password": PASSWORD})
    assert len(re.findall(r"<li><code>[2-9A-Z-]{14}</code></li>", shown.text)) == 10
    house.clock.forward(minutes=1)

    browser = house.browser()
    asked = await send(browser, "/staff/login", {"login": "anna", "password": PASSWORD}, via="/staff/login")
    assert asked.status_code == 200
    assert "hb-staff" not in browser.cookies
    halfway = re.findall(r'name="halfway" value="([^"]+)"', asked.text)[0]
    for code, status in (("000000", 403), (pyotp.TOTP(seed).at(house.clock()), 303)):
        answer = await send(browser, "/staff/login/code", {"halfway": halfway, "code": code}, via="/staff/login")
        assert answer.status_code == status
    assert (await browser.get("/staff/")).status_code == 200


async def test_own_password_is_changed_with_the_old_one(house: House) -> None:
    """Who knows the old password chooses another; short, unequal and wrong are refused; then everybody is out."""
    await house.colleague("anna")
    anna = await house.logged_in("anna")
    new = "nog een lange zin"
    good = {"password": PASSWORD, "new": new, "again": new}
    for change in ({"password": "mis"}, {"again": "anders"}, {"new": "kort", "again": "kort"}):
        assert (await send(anna, "/staff/me/password", good | change)).status_code == 403
    assert (await send(anna, "/staff/me/password", good)).headers["location"] == "/staff/login"
    assert (await anna.get("/staff/")).status_code == 303
    for password, status in ((PASSWORD, 403), (new, 303)):
        answer = await send(
            house.browser(), "/staff/login", {"login": "anna", "password": password}, via="/staff/login"
        )
        assert answer.status_code == status


async def test_a_wrong_code_keeps_the_secret_on_the_page(house: House) -> None:
    """Who mistypes the app's code tries the next one with the same picture, and nothing is set up meanwhile."""
    await house.colleague("anna")
    anna = await house.logged_in("anna")
    seed = re.findall(SEED, (await anna.get("/staff/me")).text)[0]
    wrong = "000000" if pyotp.TOTP(seed).at(house.clock()) != "000000" else "111111"
    answer = await send(anna, "/staff/me/second-factor", {"seed": seed, "code": wrong, "password": PASSWORD})
    assert answer.status_code == 403
    assert re.findall(SEED, answer.text) == [seed]
    assert "je account ook veilig" in (await anna.get("/staff/me")).text


async def test_a_secret_that_is_none_is_replaced(house: House) -> None:
    """A form with a mangled secret sets nothing up; the page comes back with a fresh one."""
    await house.colleague("anna")
    anna = await house.logged_in("anna")
    for seed in ("", "kort", "<b>" + "A" * 32, "a" * 32):
        answer = await send(anna, "/staff/me/second-factor", {"seed": seed, "code": "000000", "password": PASSWORD})
        assert len(re.findall(SEED, answer.text)) == 1
    assert "je account ook veilig" in (await anna.get("/staff/me")).text


async def test_telegram_is_linked_and_let_go(store: Store) -> None:
    """The page shows a code once; after it was sent to the bot the page says so, and lets the link end."""
    async with open_house(store, staff_group=True) as house:
        await house.colleague("anna")
        anna = await house.logged_in("anna")
        code = re.findall(r"/koppel ([2-9A-Z]{4}-[2-9A-Z]{4})", (await send(anna, "/staff/me/telegram")).text)[0]
        assert "/koppel" not in (await anna.get("/staff/me")).text
        await store.db.write(lambda tx: redeem(tx, store.vault, "7", code, house.clock()))
        assert "Gekoppeld sinds" in (await anna.get("/staff/me")).text
        await send(anna, "/staff/me/telegram", {"end": "1"})
        assert "Maak een code" in (await anna.get("/staff/me")).text


async def test_without_a_group_there_is_nothing_to_link(house: House) -> None:
    """An installation without a staff group does not speak of Telegram, and hands out no code."""
    await house.colleague("anna")
    anna = await house.logged_in("anna")
    assert "Telegram" not in (await anna.get("/staff/me")).text
    assert (await send(anna, "/staff/me/telegram")).status_code == 303


async def test_where_it_is_demanded_nobody_gets_past_setting_up_a_second_factor(store: Store) -> None:
    """With a password alone every page and form leads to one's own account, and out; with the factor all is open."""
    async with open_house(store, demands_factor=True) as house:
        await house.colleague("anna", "administrator")
        reference = await house.registered()
        anna = await house.logged_in("anna")
        assert "Stel die eerst in" in (await anna.get("/staff/me")).text
        for page in PAGES:
            if page.who == "anyone" or page.before_factor:
                continue
            path = page.path.replace("{reference}", reference).replace("{account}", "id-anna")
            answer = await anna.request(page.method, f"/staff{path}")
            assert (answer.status_code, answer.headers["location"]) == (303, "/staff/me"), page.path

        await house.store.db.write(lambda tx: staff.set_totp(tx, house.store.vault, "id-anna", "A" * 32))
        assert (await anna.get("/staff/")).status_code == 200
