"""Logging in through the form, with the real password check."""

from __future__ import annotations

from bot.store import audit
from bot.store.sight import PROGRAM
from tests.console.house import PASSWORD, House, send


async def test_right_password_opens_the_queue(house: House) -> None:
    """A new session, a cookie scripts cannot read, and the queue."""
    await house.colleague("anna")
    browser = house.browser()
    answer = await send(browser, "/staff/login", {"login": " Anna ", "password": PASSWORD}, via="/staff/login")
    assert answer.status_code == 303
    cookies = answer.headers.get_list("set-cookie")
    (session,) = [cookie for cookie in cookies if cookie.startswith("hb-staff=")]
    assert "HttpOnly" in session
    assert "SameSite=strict" in session
    assert "expires" not in session.lower()
    assert (await browser.get("/staff/")).status_code == 200


async def test_unknown_wrong_and_disabled_look_the_same(house: House) -> None:
    """Nothing tells whether an account exists: one status, one page."""
    await house.colleague("anna")
    answers = []
    for login, password in (("anna", "mis"), ("niemand", PASSWORD), ("", ""), ("anna", "x" * 300)):
        browser = house.browser()
        answers.append(await send(browser, "/staff/login", {"login": login, "password": password}, via="/staff/login"))
    bodies = {answer.text.partition("<form")[0] for answer in answers}
    assert {answer.status_code for answer in answers} == {403}
    assert len(bodies) == 1


async def test_what_somebody_typed_is_not_in_the_trail(house: House) -> None:
    """People type their password in the wrong field: a failed login notes the account, never the words."""
    await house.colleague("anna")
    for login in ("anna", "geheim-in-verkeerd-vak"):
        await send(house.browser(), "/staff/login", {"login": login, "password": "mis"}, via="/staff/login")
    rows = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM))
    assert [(row.what, row.ref) for row in rows] == [("login-failed", "id-anna")]


async def test_login_form_of_another_browser_is_refused(house: House) -> None:
    """The log-in form too belongs to one browser, so nobody is logged in unawares."""
    await house.colleague("anna")
    answer = await house.browser().post("/staff/login", data={"login": "anna", "password": PASSWORD, "token": "0" * 48})
    assert answer.status_code == 403
    assert "hb-staff" not in answer.headers.get("set-cookie", "")


async def test_idle_and_old_sessions_end(house: House) -> None:
    """Half an hour without a click, or eight hours in all: back to the door."""
    await house.colleague("anna")
    idle = await house.logged_in("anna")
    house.clock.forward(minutes=29)
    assert (await idle.get("/staff/")).status_code == 200
    house.clock.forward(minutes=31)
    assert (await idle.get("/staff/")).status_code == 303
    busy = await house.logged_in("anna")
    for _ in range(23):
        house.clock.forward(minutes=20)
        assert (await busy.get("/staff/")).status_code == 200
    house.clock.forward(minutes=20)
    assert (await busy.get("/staff/")).status_code == 303
