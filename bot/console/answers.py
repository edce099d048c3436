"""The approved answers with their example questions: the list, one of them as a form, a new one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from bot.authoring.condition_words import in_words
from bot.authoring.fields import part, texts_of
from bot.authoring.told_apart import Tally
from bot.authoring.topic_form import apply, new_topic, without_topic
from bot.authoring.vocabulary import in_use
from bot.authoring.yaml_nodes import EditRefused
from bot.console import scripts
from bot.console.desk import Call
from bot.console.drafting import overtaken, save
from bot.console.questions import LONGEST, TOLD, told, waiting
from bot.services.publish import Working

LONGEST_FORM = 30_000
"""Characters in one field: some hundreds of example questions."""


async def page(call: Call, *, said: str = "") -> Response:
    """Every answer, with how many examples it has and how well it is told apart. ``said``: what there is to tell."""
    work = await call.desk.publish.working()
    dialog = work.scripts.dialog
    score = call.desk.measure.find(work.scripts)
    rows = [
        (topic, None if score is None else share(score.topics.get(topic.id)))
        for topic in sorted(dialog.topics.values() if dialog else (), key=lambda one: one.question)
    ]
    return await call.show(
        "answers.html",
        **{**await _about(call, work), **({"told": said} if said else {})},
        rows=rows,
        measuring=score is None,
    )


async def one(call: Call, *, trouble: str = "", form: Mapping[str, str] | None = None) -> Response:
    """One answer as a form. ``form``: what was typed and could not be saved, because of ``trouble``."""
    work = await call.desk.publish.working()
    dialog, name = work.scripts.dialog, call.request.path_params["topic"]
    if dialog is None or name not in dialog.topics:
        return await page(call, said=TOLD["no-topic"])
    file = work.scripts.place("topic", name).file
    raw = part(work.texts[file], ())
    score = call.desk.measure.find(work.scripts)
    return await call.show(
        "answer.html",
        status=409 if trouble else 200,
        **await _about(call, work),
        topic=dialog.topics[name],
        file=file,
        texts=[(said, easier, in_words(when)) for said, easier, when in texts_of(raw, "say")],
        conditions=in_use(work.scripts),
        value=dict(form or {}).get,
        trouble=trouble,
        questions={topic.id: topic.question for topic in dialog.topics.values()},
        mine=[problem for problem in work.scripts.problems if problem.place.file == file],
        others=await scripts.others(call, f"topic {name}"),
        tally=None if score is None else score.topics.get(name),
        pairs=[] if score is None else [pair for pair in score.pairs if name in {pair.one, pair.other}][:3],
        longest=LONGEST_FORM,
    )


async def change(call: Call) -> Response:
    """The form of an answer."""
    work = await call.desk.publish.working()
    dialog, name = work.scripts.dialog, call.request.path_params["topic"]
    if dialog is None or name not in dialog.topics:
        return call.go("/questions/answers?told=no-topic")
    if call.number("version") != work.version:
        return await overtaken(call)
    file = work.scripts.place("topic", name).file
    if call.form.get("gone"):
        changed = await asyncio.to_thread(without_topic, work.texts, name, file)
        return await save(call, work, changed, what=f"antwoord {name} weg", back="/questions/answers")
    try:
        text = await asyncio.to_thread(apply, work.texts[file], call.form)
    except EditRefused as refused:
        return await one(call, trouble=str(refused), form=call.form)
    return await save(call, work, {file: text}, what=f"antwoord {name}", back=f"/questions/answers/{name}")


async def blank(call: Call, *, trouble: str = "", form: Mapping[str, str] | None = None) -> Response:
    """The form for a new answer, with the words of a question from the list."""
    work = await call.desk.publish.working()
    number = call.request.query_params.get("number", "") if form is None else form.get("number", "")
    asked = next((question.text for question in await waiting(call) if str(question.id) == number), "")
    return await call.show(
        "answer_new.html",
        status=409 if trouble else 200,
        **await _about(call, work),
        number=number if asked else "",
        value=dict(form or {"examples": asked}).get,
        trouble=trouble,
        longest=LONGEST,
    )


async def make(call: Call) -> Response:
    """Make a new answer; the question it began with is off the list."""
    work = await call.desk.publish.working()
    if call.number("version") != work.version:
        return await overtaken(call)
    try:
        path, text = await asyncio.to_thread(new_topic, call.form)
    except EditRefused as refused:
        return await blank(call, trouble=str(refused), form=call.form)
    if path in work.texts:
        taken = "er is al een antwoord dat zo heet; begin de vraag met andere woorden"
        return await blank(call, trouble=taken, form=call.form)
    done = await save(call, work, {path: text}, what=f"nieuw antwoord {path}", back="/questions/answers")
    number = call.form.get("number", "")
    if done.status_code == 303 and number.isdecimal():
        await call.desk.teach.forget(int(number))
        return call.go("/questions?told=made")
    return done


def share(tally: Tally | None) -> int | None:
    """Of a hundred example questions, how many come to the right answer: at once, or among what is offered."""
    return None if tally is None or not tally.asked else round(100 * (tally.direct + tally.offered) / tally.asked)


async def _about(call: Call, work: Working) -> dict[str, Any]:
    return {**await scripts.about(call, work), "told": told(call)}
