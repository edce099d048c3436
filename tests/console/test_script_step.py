"""The form of a step and of a list."""

from __future__ import annotations

from tests.console.scripts_house import ScriptsHouse


async def test_a_step_shows_its_form_its_place_and_its_part_of_the_picture(scripts: ScriptsHouse) -> None:
    """Texts with easier words, choices with their ways, and what the step is."""
    page = await scripts.sees("/steps/welkom")
    assert "Dag. Ik ben een computerprogramma." in page
    assert 'value="Wat is het?"' in page
    assert 'name="choice.1.way.0.to" list="steps" value="kaart"' in page
    assert "vraag: kies één" in page
    assert "chosen" in page
    wish = await scripts.sees("/steps/wens")
    assert "Wil jij dit zelf?" in wish


async def test_conditions_are_fields_in_words(scripts: ScriptsHouse) -> None:
    """A way with a condition can be changed in the form; what may be asked and answered stands beside it."""
    page = await scripts.sees("/steps/rol")
    assert 'name="way.0.when" list="conditions"' in page
    assert 'value="role = dader"' in page
    assert "<code>timing.kind</code>" in page
    assert "Zo snel mogelijk" in page
    await scripts.sends("/steps/rol", way__0__when="role = slachtoffer")
    work = await scripts.publish.working()
    assert work.scripts.dialog is not None
    assert work.scripts.dialog.steps["rol"].next[0].when == {"role": "slachtoffer"}


async def test_a_list_shows_its_choices_and_who_uses_them(scripts: ScriptsHouse) -> None:
    """From the step one comes to the list, and from the list to every step that uses it."""
    assert 'href="/staff/scripts/lists/rollen"' in await scripts.sees("/steps/rol")
    page = await scripts.sees("/lists/rollen")
    assert 'value="Mij is iets aangedaan"' in page
    assert 'href="/staff/scripts/steps/rol"' in page
    assert "Dat bestand is er niet" in await scripts.sees("/lists/nergens")


async def test_what_leads_to_a_step_is_told_before_it_is_taken_out(scripts: ScriptsHouse) -> None:
    """With a proposal where that could lead from then on."""
    page = await scripts.sees("/steps/kaart-twee")
    assert "Hierheen leidt nu: stap kaart." in page
    assert 'name="instead" list="steps" required value="welkom"' in page
