"""What people asked and nobody understood: the coordinators' list, and what becomes of it."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from bot.console.desk import Call
from bot.store import unanswered

LONGEST: Final = 300
TOLD: Final = {
    "taught": "Toegevoegd aan het concept. Publiceer het om de bot ervan te laten leren.",
    "known": "Dat stond er al. De vraag is van de lijst.",
    "gone": "Kies een antwoord waar de vraag bij hoort.",
    "overtaken": "Een collega bewaarde net iets anders. Probeer het nog eens.",
    "refused": "Dat kon niet in het bestand worden gezet. Doe het als YAML.",
    "forgotten": "De vraag is van de lijst.",
}


async def page(call: Call) -> Response:
    """The newest questions, with the step at which they came."""
    store = call.desk.store
    found = await store.db.read(lambda tx: unanswered.listed(tx, store.vault))
    work = await call.desk.publish.working()
    dialog = work.scripts.dialog
    topics = sorted((topic.question, topic.id) for topic in dialog.topics.values()) if dialog else []
    told = TOLD.get(call.request.query_params.get("told", ""), "")
    return await call.show("questions.html", questions=found, topics=topics, told=told, longest=LONGEST)


async def teach(call: Call) -> Response:
    """Make it an example of an answer, or something that is not ours, or take it off the list."""
    number, text = call.number("number"), call.form.get("text", "").strip()[:LONGEST]
    match call.form.get("to", ""):
        case "example":
            told: str = await call.desk.teach.example(number, text, call.form.get("topic", ""), who=call.account.id)
        case "not-ours":
            told = await call.desk.teach.not_ours(number, text, who=call.account.id)
        case _:
            await call.desk.teach.forget(number)
            told = "forgotten"
    return call.go(f"/questions?told={told}")
