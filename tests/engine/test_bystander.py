from __future__ import annotations

import pytest

from bot.engine.bystander import about_another


@pytest.mark.parametrize(
    "text",
    [
        "mijn zoon wil niet meer leven",
        "Cliënt gaf aan niet verder te willen.",
        "me vriend zit vast en hij zegt dat hij zich van kant maakt",
        "buurmeisje van 6 zit onder de blauwe plekken, een kind dat gilt",
        "Een gedetineerde op mijn afdeling heeft gezegd dat hij zijn slachtoffer iets aandoet",
    ],
)
def test_a_report_on_somebody_else_is_read_as_one(text: str) -> None:
    """Whoever worries about another gets the words for that."""
    assert about_another(text)


@pytest.mark.parametrize(
    "text",
    [
        "ik wil dood",
        "mijn man slaat mij",
        "ik snij mezelf weer",
        "ik schud de baby als hij huilt",
        "help hij trapt de deur in",
    ],
)
def test_ones_own_danger_is_read_as_ones_own(text: str) -> None:
    """When in doubt the words are for whoever writes."""
    assert not about_another(text)
