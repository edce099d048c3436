"""The search field. What somebody types never stands in an address: it can be a telephone number."""

from __future__ import annotations

from starlette.responses import Response

from bot.console.desk import Call
from bot.console.queue import lines
from bot.store import erasures, ids

LONGEST = 254


async def find(call: Call) -> Response:
    """To the one case that fits, to a choice of several, or to one answer for all that is not to be found.

    Somebody who was erased can ask when, with the code they were given: that is all that is known of them.
    """
    proof = ids.read_proof(call.form.get("for", ""))
    if proof is not None:
        erased = await call.desk.store.db.read(lambda tx: erasures.proven(tx, proof))
        return await call.show("erased.html", proof=proof, erased=erased)
    found = await call.desk.search.find(call.account, call.form.get("for", "")[:LONGEST])
    if not found:
        return await call.show("unfound.html", status=404)
    if len(found) == 1:
        return call.go(f"/cases/{found[0].reference}")
    return await call.show("found.html", lines=await lines(call, found))
