from __future__ import annotations

from pydantic import TypeAdapter

from bot.authoring.told_apart import Pair, Tally, ToldApart


def test_what_is_neither_answered_nor_offered_is_missed() -> None:
    """Every question comes out in exactly one of four ways."""
    assert Tally(asked=10, direct=4, offered=3, wrong=1).missed == 2
    assert Tally().missed == 0


def test_a_score_survives_the_way_between_two_processes() -> None:
    """As JSON and back it is the same."""
    pair = Pair(one="a", other="b", times=2, words=("geld",), examples=(("kost dat geld", "a"),))
    score = ToldApart(all=Tally(asked=1, direct=1), topics={"a": Tally(asked=1)}, not_ours=Tally(), pairs=(pair,))
    adapter = TypeAdapter(ToldApart)
    assert adapter.validate_json(adapter.dump_json(score)) == score
