"""The team: what each holds, passing everything of an absent colleague on, and — for administrators — accounts."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console.desk import Call
from bot.services.accounts import NewPassword
from bot.services.triage import NotAllowedError
from bot.store import holding, staff
from bot.store.staff import Account

TAKEN = "Deze inlognaam bestaat al. Er is niets gemaakt."
WRONG = "Een inlognaam heeft alleen letters, cijfers, punten en streepjes, en er hoort een naam bij."


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of the team."""

    account: Account
    holds: int
    sessions: int


async def page(call: Call) -> Response:
    """Everybody, with what they hold."""
    return await _shown(call, None)


async def hand_over(call: Call) -> Response:
    """Give everything open of one colleague to another."""
    with _allowed():
        stayed = await call.desk.triage.give_all(call.account, _whom(call), call.form.get("to", ""))
    return call.go(f"/team?told={'some-stayed' if stayed else 'handed-over'}")


async def end_sessions(call: Call) -> Response:
    """Log a colleague out everywhere."""
    return await _done(call, call.desk.accounts.end_sessions(call.account, _whom(call)), "ended")


async def role(call: Call) -> Response:
    """Give another role."""
    return await _done(call, call.desk.accounts.set_role(call.account, _whom(call), call.form.get("role", "")), "saved")


async def access(call: Call) -> Response:
    """Close an account or open it again."""
    disabled = call.form.get("disabled") == "1"
    return await _done(call, call.desk.accounts.set_disabled(call.account, _whom(call), disabled=disabled), "saved")


async def second_factor(call: Call) -> Response:
    """Take somebody's second factor away."""
    return await _done(call, call.desk.accounts.remove_second_factor(call.account, _whom(call)), "saved")


async def password(call: Call) -> Response:
    """A new password, shown once."""
    with _allowed():
        made = await call.desk.accounts.new_password(call.account, _whom(call))
    return await _shown(call, made)


async def add(call: Call) -> Response:
    """A new account, with a password that is shown once."""
    try:
        made = await call.desk.accounts.add(
            call.account, call.form.get("login", ""), call.form.get("name", ""), call.form.get("role", "")
        )
    except ValueError:
        return await _shown(call, None, trouble=WRONG)
    return await _shown(call, made, trouble=TAKEN if made is None else None)


async def _shown(call: Call, made: NewPassword | None, *, trouble: str | None = None) -> Response:
    store, now = call.desk.store, call.desk.clock()
    held = await store.db.read(lambda tx: holding.counts(tx, call.sees))
    sessions = await store.db.read(lambda tx: staff.open_sessions(tx, now))
    return await call.show(
        "team.html",
        status=200 if trouble is None else 400,
        members=[
            Member(account=one, holds=held.get(one.id, 0), sessions=sessions.get(one.id, 0))
            for one in await store.db.read(staff.everybody)
        ],
        administers=call.account.role == "administrator",
        made=made,
        trouble=trouble,
        told=call.request.query_params.get("told", "") if made is None else "",
    )


def _whom(call: Call) -> str:
    return str(call.request.path_params["account"])


async def _done(call: Call, change: Awaitable[None], told: str) -> Response:
    with _allowed():
        await change
    return call.go(f"/team?told={told}")


@contextmanager
def _allowed() -> Iterator[None]:
    try:
        yield
    except (NotAllowedError, ValueError):
        raise HTTPException(404) from None
