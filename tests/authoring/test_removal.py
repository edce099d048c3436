from __future__ import annotations

import pytest

from bot.authoring.checks import check, errors
from bot.authoring.removal import led_by, remove_step
from bot.authoring.yaml_nodes import EditRefused
from tests.authoring.shipped import texts
from tests.engine.small import TEXTS


def test_who_leads_to_a_step_is_known_in_every_file() -> None:
    """Steps, choices, shared lists, commands and the program itself."""
    assert [by for _, by, _ in led_by(TEXTS, "kaart-vormen")] == ["lijst vormen"]
    assert {by for _, by, _ in led_by(TEXTS, "welkom")} >= {"het begin", "stap kaart"}
    assert "commando /help" in {by for _, by, _ in led_by(TEXTS, "hulp")}


@pytest.mark.parametrize("step", ["uitleg-of", "druk-client", "niet-zelf", "pauze-wanneer"])
def test_a_step_goes_without_leaving_a_mistake_behind(step: str) -> None:
    """What led to it leads to where it led; all other files stay as they were."""
    found = check(texts()).dialog
    assert found is not None
    onward = next(way.to for way in found.steps[step].next if way.when is None)
    made = remove_step(texts(), step, instead=onward)
    assert step not in "".join(str(one) for one in errors(check(made)))
    assert not any(problem.rule in {"onbekende-stap", "doodlopend"} for problem in errors(check(made)))
    touched = {file for file, _, _ in led_by(texts(), step)} | {
        file for file in texts() if f"- id: {step}\n" in texts()[file]
    }
    assert {file for file in made if made[file] != texts()[file]} == touched


def test_a_step_that_is_needed_stays_without_another_way() -> None:
    """Refused with who leads there; and it cannot be replaced by itself or by nothing."""
    with pytest.raises(EditRefused, match="leidt nog: stap kaart"):
        remove_step(TEXTS, "kaart-twee", instead="")
    with pytest.raises(EditRefused, match="andere stap"):
        remove_step(TEXTS, "kaart-twee", instead="kaart-twee")
    with pytest.raises(EditRefused, match="is er niet"):
        remove_step(TEXTS, "nergens", instead="")
