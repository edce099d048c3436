"""Logging in and out."""

from __future__ import annotations

from starlette.responses import Response

from bot.console.desk import Call
from bot.services.signin import NeedsCode, Refused, Welcome

REFUSED = "Inloggen is niet gelukt. Kijk je naam en wachtwoord na. Na een paar keer fout helpt even wachten."
WRONG_CODE = "Deze code klopt niet, of is al gebruikt. Wacht op de volgende, of neem een code van papier."
BUSY = "Het is nu te druk bij de deur. Probeer het over een halve minuut nog eens."


async def form(call: Call) -> Response:
    """The log-in form; who is in already goes on to the queue."""
    if call.somebody is not None:
        return call.go("/")
    return await call.show("login.html", trouble=None)


async def log_in(call: Call) -> Response:
    """Check the password and begin a session, or ask for the second factor."""
    answer = await call.desk.signin.log_in(call.form.get("login", ""), call.form.get("password", ""))
    if isinstance(answer, NeedsCode):
        return await call.show("code.html", halfway=answer.halfway, trouble=None)
    return await _answered(call, answer)


async def code(call: Call) -> Response:
    """Check the second factor."""
    answer = await call.desk.signin.with_code(call.form.get("halfway", ""), call.form.get("code", ""))
    if isinstance(answer, NeedsCode):
        return await call.show("code.html", status=403, halfway=answer.halfway, trouble=WRONG_CODE)
    return await _answered(call, answer)


async def _answered(call: Call, answer: Welcome | Refused) -> Response:
    if isinstance(answer, Refused):
        return await call.show(
            "login.html", status=429 if answer.busy else 403, trouble=BUSY if answer.busy else REFUSED
        )
    response = call.go("/")
    call.desk.drop_cookie(response, call.desk.form_cookie)
    call.desk.set_cookie(response, call.desk.session_cookie, answer.token)
    return response


async def log_out(call: Call) -> Response:
    """End the session and leave nothing in the browser."""
    if call.token is not None:
        await call.desk.signin.log_out(call.token)
    response = call.go("/login")
    call.desk.drop_cookie(response, call.desk.session_cookie)
    response.headers["clear-site-data"] = '"cache"'
    return response
