from __future__ import annotations

from bot.authoring.checks import check
from bot.services.measure import Measure
from tests.engine.small import TEXTS

COSTS = "topics/kosten.yaml"


async def test_a_score_is_worked_out_once_and_then_there() -> None:
    """The first to ask starts it and gets nothing yet; scripts with the same examples share it; others have their own."""
    measure, scripts = Measure(), check(TEXTS)
    assert measure.find(scripts) is None
    assert measure.find(scripts) is None
    await measure.done()
    score = measure.find(scripts)
    assert score is not None
    assert score.all.asked > 0
    reworded = check(
        {**TEXTS, "conversations/gesprek.yaml": TEXTS["conversations/gesprek.yaml"].replace("Dag.", "Hoi.")}
    )
    assert measure.find(reworded) is score
    more = check({**TEXTS, COSTS: TEXTS[COSTS] + "\n# meer\n"})
    assert measure.find(more) is score
    assert more.dialog is not None
    topic = more.dialog.topics["kosten"].model_copy(update={"examples": ("wat is de prijs",)})
    more.dialog = more.dialog.model_copy(update={"topics": {**more.dialog.topics, "kosten": topic}})
    assert measure.find(more) is None
    await measure.done()
    assert measure.find(more) is not score


async def test_scripts_that_cannot_be_read_have_no_score() -> None:
    """And nothing is started for them."""
    measure = Measure()
    assert measure.find(check({})) is None
    await measure.done()
