"""What people asked and nobody understood: the coordinators' list, and what becomes of it."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from bot.console.desk import Call
from bot.store import unanswered
from bot.store.unanswered import Unanswered

LONGEST: Final = 300
NEAREST: Final = 3
TOLD: Final = {
    "taught": "Toegevoegd aan het concept. Publiceer het om de bot ervan te laten leren.",
    "known": "Dat stond er al. De vraag is van de lijst.",
    "gone": "Kies een antwoord waar de vraag bij hoort.",
    "overtaken": "Een collega bewaarde net iets anders. Probeer het nog eens.",
    "refused": "Dat kon niet in het bestand worden gezet. Doe het als YAML.",
    "forgotten": "De vraag is van de lijst.",
    "made": "Het nieuwe antwoord staat in het concept. Publiceer het om de bot ervan te laten leren.",
    "saved": "Bewaard in het concept. Deelnemers merken er nog niets van.",
    "same": "Er was niets veranderd.",
    "no-topic": "Dat antwoord is er niet (meer).",
}


async def page(call: Call) -> Response:
    """The newest questions, with the step at which they came and the answers they are nearest to."""
    found = await waiting(call)
    work = await call.desk.publish.working()
    dialog = work.scripts.dialog
    topics = {topic.id: topic.question for topic in dialog.topics.values()} if dialog else {}
    near = {one.id: [name for name in call.desk.teach.near(one.text) if name in topics][:NEAREST] for one in found}
    return await call.show(
        "questions.html",
        questions=found,
        topics=topics,
        sorted_topics=sorted(topics.items(), key=lambda item: item[1]),
        near=near,
        told=told(call),
        longest=LONGEST,
    )


async def teach(call: Call) -> Response:
    """Make it an example of an answer, or something that is not ours, or take it off the list."""
    number, text = call.number("number"), call.form.get("text", "").strip()[:LONGEST]
    topic = call.form.get("near") or call.form.get("topic", "")
    match "example" if call.form.get("near") else call.form.get("to", ""):
        case "example":
            said: str = await call.desk.teach.example(number, text, topic, who=call.account.id)
        case "not-ours":
            said = await call.desk.teach.not_ours(number, text, who=call.account.id)
        case "new":
            return call.go(f"/questions/answers/new?number={number}")
        case _:
            await call.desk.teach.forget(number)
            said = "forgotten"
    return call.go(f"/questions?told={said}")


async def waiting(call: Call) -> list[Unanswered]:
    """The list, newest first."""
    store = call.desk.store
    return await store.db.read(lambda tx: unanswered.listed(tx, store.vault))


def told(call: Call) -> str:
    """What was just done, in words."""
    return TOLD.get(call.request.query_params.get("told", ""), "")
