"""One's own account: the second factor, the password, and the link with Telegram."""

from __future__ import annotations

import re

from markupsafe import Markup
from starlette.responses import Response

from bot.console.desk import Call
from bot.services.link_telegram import LASTS
from bot.services.signin import SHORTEST_PASSWORD

_SEED = re.compile(r"[A-Z2-7]{32}")
WRONG_PASSWORD = "Het wachtwoord klopt niet. Er is niets veranderd."  # noqa: S105 - what the page says
WRONG_LENGTH = f"Een wachtwoord heeft minstens {SHORTEST_PASSWORD} tekens, en is niet makkelijk te raden: geen naam, geen gewoon woord met cijfers, geen rijtje toetsen. Er is niets veranderd."
NOT_THE_SAME = "De twee nieuwe wachtwoorden zijn niet gelijk. Er is niets veranderd."
WRONG_CODE = "De code klopt niet. Kijk of de tijd op je telefoon goed staat, en probeer de volgende code."


async def page(call: Call) -> Response:
    """Whether there is a second factor, and a fresh secret to set one up with."""
    return await _shown(call, call.desk.factor.new_seed(), None)


async def set_up(call: Call) -> Response:
    """Begin to use the secret of the page; the paper codes are shown once."""
    seed = call.form.get("seed", "")
    if _SEED.fullmatch(seed) is None:
        return await page(call)
    if not await call.desk.signin.confirms(call.account, call.form.get("password", "")):
        return await _shown(call, seed, WRONG_PASSWORD)
    codes = await call.desk.factor.set_up(call.account, seed, call.form.get("code", ""))
    if codes is None:
        return await _shown(call, seed, WRONG_CODE)
    return await call.show("codes.html", codes=codes)


async def password(call: Call) -> Response:
    """A new password; after it everybody who was in with the old one is out."""
    new = call.form.get("new", "")
    if new != call.form.get("again", ""):
        return await _shown(call, call.desk.factor.new_seed(), NOT_THE_SAME)
    try:
        changed = await call.desk.signin.change_password(call.account, call.form.get("password", ""), new)
    except ValueError:
        return await _shown(call, call.desk.factor.new_seed(), WRONG_LENGTH)
    if not changed:
        return await _shown(call, call.desk.factor.new_seed(), WRONG_PASSWORD)
    return call.go("/login")


async def telegram(call: Call) -> Response:
    """A code to link one's Telegram with, shown once; or the end of the link."""
    if call.form.get("end") == "1":
        await call.desk.link.unlink(call.account)
        return call.go("/me")
    if not call.desk.staff_group:
        return call.go("/me")
    return await _shown(call, call.desk.factor.new_seed(), None, code=await call.desk.link.offer(call.account))


async def _shown(call: Call, seed: str, trouble: str | None, *, code: str | None = None) -> Response:
    return await call.show(
        "me.html",
        status=200 if trouble is None else 403,
        trouble=trouble,
        seed=seed,
        grouped=" ".join(seed[at : at + 4] for at in range(0, len(seed), 4)),
        picture=Markup(call.desk.factor.picture(call.account, seed)),  # noqa: S704 - our own drawing
        shortest=SHORTEST_PASSWORD,
        left=await call.desk.factor.codes_left(call.account),
        group=call.desk.staff_group,
        demanded=call.desk.demands_factor,
        linked=await call.desk.link.since(call.account),
        link_code=code,
        link_minutes=int(LASTS.total_seconds()) // 60,
    )
