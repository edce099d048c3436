"""The approved answers as forms."""

from __future__ import annotations

from html import unescape

import httpx

from bot.authoring.told_apart import Tally
from bot.console.answers import share
from tests.console.house import send
from tests.console.scripts_house import ScriptsHouse
from tests.console.test_questions import asked
from tests.engine.small import TEXTS

COSTS = "topics/kosten.yaml"


async def sends(scripts: ScriptsHouse, topic: str, **form: str) -> httpx.Response:
    """Send the form of an answer."""
    data = {"version": str(await scripts.version()), **{name.replace("__", "."): text for name, text in form.items()}}
    return await send(scripts.anna, f"/staff/questions/answers/{topic}", data, via="/staff/questions")


async def sees(scripts: ScriptsHouse, path: str) -> str:
    """A page about answers."""
    answer = await scripts.anna.get(f"/staff/questions/answers{path}")
    assert answer.status_code == 200
    return unescape(answer.text)


async def test_an_answer_and_its_examples_are_changed_in_the_draft(scripts: ScriptsHouse) -> None:
    """Wording and examples in one form; nothing else in the file changes."""
    assert "Wat kost herstelbemiddeling?" in await sees(scripts, "")
    dialog = scripts.library.current.dialog
    known = dialog.topics["kosten"].examples
    page = await sees(scripts, "/kosten")
    assert dialog.topics["kosten"].say[0].text in page
    examples = "\r\n".join([*known, "hoe duur is dat"])
    answer = await sends(scripts, "kosten", say__0__text="Het is gratis voor iedereen.", examples=examples)
    assert answer.headers["location"].endswith("/kosten?told=saved")
    work = await scripts.publish.working()
    assert work.scripts.dialog is not None
    changed = work.scripts.dialog.topics["kosten"]
    assert changed.examples == (*known, "hoe duur is dat")
    assert changed.say[0].text == "Het is gratis voor iedereen."
    assert {path for path in TEXTS if work.texts[path] != TEXTS[path]} == {COSTS}


async def test_what_cannot_be_saved_says_why(scripts: ScriptsHouse) -> None:
    """With what was typed still there; and who comes second overwrites nothing."""
    refused = await sends(scripts, "kosten", question=" ", button="Nieuwe knop")
    assert refused.status_code == 409
    assert "mag niet leeg zijn" in unescape(refused.text)
    assert "Nieuwe knop" in refused.text
    await sends(scripts, "kosten", button="Wat kost dat?")
    late = await send(scripts.bram, "/staff/questions/answers/kosten", {"version": "0", "button": "Van Bram"}, via="/staff/questions")  # fmt: skip
    assert late.status_code == 409
    assert "Van Bram" in late.text
    assert "no-topic" in (await sends(scripts, "nergens", button="x")).headers["location"]


async def test_a_new_answer_comes_from_a_question_nobody_understood(scripts: ScriptsHouse) -> None:
    """Its words are the first example, and it is off the list when the answer is made."""
    number = await asked(scripts, "mag mijn hond mee")
    there = await send(scripts.anna, "/staff/questions", {"number": number, "to": "new"}, via="/staff/questions")
    assert there.headers["location"].endswith(f"/questions/answers/new?number={number}")
    assert "mag mijn hond mee" in await sees(scripts, f"/new?number={number}")
    form = {"number": number, "question": "Mag mijn hond mee?", "examples": "mag mijn hond mee"}
    refused = await sends(scripts, "new", **form)
    assert "mag niet leeg zijn" in unescape(refused.text)
    done = await sends(scripts, "new", **form, say="Vraag dat aan de bemiddelaar.")
    assert done.headers["location"].endswith("told=made")
    work = await scripts.publish.working()
    assert work.scripts.dialog is not None
    assert work.scripts.dialog.topics["mag-mijn-hond-mee"].examples == ("mag mijn hond mee",)
    assert "hond" not in (await scripts.anna.get("/staff/questions")).text
    again = await sends(scripts, "new", **form, say="Nog een keer.")
    assert "zo heet" in unescape(again.text)


async def test_an_answer_goes_with_everything_that_offered_it(scripts: ScriptsHouse) -> None:
    """No other answer leads on to what is not there."""
    assert "pauze" in TEXTS[COSTS]
    await sends(scripts, "pauze", gone="1")
    work = await scripts.publish.working()
    assert work.scripts.dialog is not None
    assert "topics/pauze.yaml" not in work.texts
    assert work.scripts.dialog.topics["kosten"].follow_ups == ()
    assert not [one for one in work.scripts.problems if one.rule == "onbekende-vraag"]


def test_a_share_is_what_comes_to_the_right_answer() -> None:
    """At once or among what is offered, of a hundred."""
    assert share(Tally(asked=8, direct=3, offered=3, wrong=1)) == 75
    assert share(Tally()) is None
    assert share(None) is None
