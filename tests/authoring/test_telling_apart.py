from __future__ import annotations

from bot.authoring.telling_apart import tell_apart
from bot.engine.topics import Topic

MONEY = ("wat kost het", "kost dat geld", "moet ik betalen", "is het gratis", "hoeveel geld kost dit", "wie betaalt dat", "betalen voor een gesprek", "krijg ik een rekening om te betalen", "geld nodig")  # fmt: skip
STOP = ("kan ik stoppen", "mag ik stoppen", "hoe stop ik", "ik wil stoppen", "stoppen halverwege", "kan ik later stoppen", "mag ik ermee ophouden", "ophouden kan dat", "stoppen met het gesprek")  # fmt: skip
WEATHER = ("gaat het regenen", "wordt het warm", "regen morgen", "schijnt de zon", "hoe warm wordt het", "regent het nu", "zon vandaag", "sneeuw of regen", "warm weer")  # fmt: skip


def topics(*more: str) -> list[Topic]:
    """Two subjects, and more examples for the second."""
    return [
        Topic(id="kosten", question="Wat kost herstelbemiddeling?", examples=MONEY),
        Topic(id="stoppen", question="Kan ik stoppen?", examples=(*STOP, *more)),
    ]


def test_every_example_is_asked_once_of_a_recogniser_that_does_not_know_it() -> None:
    """Different subjects are told apart; every question comes out in exactly one way; the same in gives the same out."""
    score = tell_apart(topics(), WEATHER, {})
    assert (score.all.asked, score.not_ours.asked) == (20, 9)
    assert {name: one.asked for name, one in score.topics.items()} == {"kosten": 10, "stoppen": 10}
    for tally in (score.all, *score.topics.values()):
        assert tally.direct + tally.offered + tally.wrong + tally.missed == tally.asked
    assert score.all.direct + score.all.offered >= 14
    assert tell_apart(topics(), WEATHER, {}) == score


def test_what_confuses_a_pair_is_named() -> None:
    """Examples put at the wrong answer lower its score, and the word they share with the other one is shown."""
    wrong = tuple(f"{how} dat geld kosten" for how in ("moet", "mag", "kan", "gaat", "zou", "wil"))
    before, after = tell_apart(topics(), WEATHER, {}), tell_apart(topics(*wrong), WEATHER, {})
    assert after.topics["kosten"].direct <= before.topics["kosten"].direct
    pair = after.pairs[0]
    assert {pair.one, pair.other} == {"kosten", "stoppen"}
    assert pair.times > sum(one.times for one in before.pairs)
    assert {"geld", "kosten", "kost", "dat"} & set(pair.words)
    assert {meant for _, meant in pair.examples} <= {"kosten", "stoppen"}


def test_nothing_to_tell_apart_is_no_trouble() -> None:
    """A script without answers has no score."""
    assert tell_apart([], [], {}).all.asked == 0
