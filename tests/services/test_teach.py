from __future__ import annotations

from pathlib import Path

from bot.services.publish import Publish
from bot.services.teach import NOT_OURS, Teach
from tests.authoring.shipped import texts
from tests.house import open_house

SHIPPED = {path: text for path, text in texts().items() if not path.startswith("rehearsals/")}


async def test_what_is_not_ours_is_learnt_as_such(tmp_path: Path) -> None:
    """It is added to the messages that get no answer, with everything else in that file as it was."""
    async with open_house(tmp_path, texts=SHIPPED) as house:
        publish = Publish(store=house.store, library=house.library, clock=house.clock)
        teach = Teach(store=house.store, publish=publish)
        assert await teach.not_ours(1, "kan ik hier\nmijn paspoort verlengen", who="noor") == "taught"
        made = (await publish.working()).texts[NOT_OURS]
        assert made == SHIPPED[NOT_OURS].rstrip("\n") + '\n  - "kan ik hier mijn paspoort verlengen"\n'
        assert await teach.not_ours(1, "Kan ik hier mijn paspoort verlengen", who="noor") == "known"
        assert await teach.example(1, "x", "nergens", who="noor") == "gone"
        assert await teach.example(1, " ", "kosten", who="noor") == "gone"
