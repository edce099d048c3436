"""Trying the draft without an account: a link that a coordinator makes, and the conversation behind it."""

from __future__ import annotations

import hashlib

from starlette.responses import Response

from bot.console import trying
from bot.console.desk import Call
from bot.services.preview import Preview
from bot.services.publish import Working


async def make(call: Call) -> Response:
    """Make a link to the draft; it is shown once, and stored nowhere."""
    work = await call.desk.publish.working()
    if work.draft is None:
        return call.go("/scripts/preview?told=no-draft")
    token, end = call.desk.share.token(work.draft)
    scheme = "https" if call.desk.secure else call.request.url.scheme
    host = call.desk.public_host or call.request.url.netloc
    return await trying.page(call, link=(f"{scheme}://{host}{call.base}/try/{token}", end))


async def page(call: Call) -> Response:
    """The conversation, or where and as whom to begin."""
    work = await _opened(call)
    if work is None:
        return await call.show("try_gone.html", status=404)
    return await call.show(
        "try.html",
        **trying.ways_in(work),
        token=call.request.path_params["token"],
        preview=_find(call, call.request.query_params.get("id", "")),
        telephone=work.scripts.dialog.organisation.telephone if work.scripts.dialog else "",
    )


async def begin(call: Call) -> Response:
    """Begin, as somebody."""
    work = await _opened(call)
    if work is None or work.scripts.dialog is None:
        return await call.show("try_gone.html", status=404)
    preview = await trying.begun(call, work, call.desk.shared, _owner(call))
    return call.go(f"/try/{call.request.path_params['token']}?id={preview.id}#gesprek")


async def act(call: Call) -> Response:
    """Press a button, type something, or let time pass."""
    if await _opened(call) is None:
        return await call.show("try_gone.html", status=404)
    preview = _find(call, call.form.get("preview", ""))
    if preview is None:
        return call.go(f"/try/{call.request.path_params['token']}")
    trying.done(call, preview)
    return call.go(f"/try/{call.request.path_params['token']}?id={preview.id}#gesprek")


async def _opened(call: Call) -> Working | None:
    """The draft behind the link, when it still opens one."""
    work = await call.desk.publish.working()
    return work if call.desk.share.holds(call.request.path_params["token"], work.draft) else None


def _owner(call: Call) -> str:
    """Conversations behind one link are told apart by their own secret; this only keeps them from other links."""
    return hashlib.sha256(call.request.path_params["token"].encode()).hexdigest()


def _find(call: Call, identifier: str) -> Preview | None:
    return call.desk.shared.find(identifier, _owner(call), call.desk.clock())
