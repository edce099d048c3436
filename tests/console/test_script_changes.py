"""Changing the draft."""

from __future__ import annotations

from html import unescape

from tests.console.scripts_house import GESPREK, ScriptsHouse
from tests.engine.small import TEXTS


async def test_a_reworded_text_is_in_the_draft_and_nothing_else_changed(scripts: ScriptsHouse) -> None:
    """The published version stays; the file differs in one place."""
    answer = await scripts.sends(
        "/steps/welkom", say__1__text="Waar kan ik bij helpen?", say__0__text="Dag. Ik ben een computerprogramma."
    )
    assert answer.headers["location"] == "/staff/scripts/steps/welkom?told=saved"
    assert await scripts.text() == TEXTS[GESPREK].replace("Wat wil je doen?", "Waar kan ik bij helpen?", 1)
    assert (await scripts.publish.current())[GESPREK] == TEXTS[GESPREK]
    assert "1 keer bewaard" in await scripts.sees("")


async def test_a_question_with_three_choices_can_be_added(scripts: ScriptsHouse) -> None:
    """It gets its own page, where what is still wrong with it stands."""
    form = {"id": "gaat-het", "say": "Gaat het?", "choice__0__label": "Ja", "choice__0__way__new__to": "rol", "choice__1__label": "Een beetje", "choice__1__way__new__to": "rol", "choice__2__label": "Nee"}  # fmt: skip
    answer = await scripts.sends("/steps/welkom/add", **form)
    assert answer.headers["location"] == "/staff/scripts/steps/gaat-het?told=saved"
    page = await scripts.sees("/steps/gaat-het")
    assert 'stap "gaat-het" leidt nergens heen bij keuze nee' in page
    assert 'geen enkele stap leidt naar "gaat-het"' in page


async def test_what_cannot_be_saved_says_why_and_keeps_what_was_typed(scripts: ScriptsHouse) -> None:
    """An empty text is refused; the rest of the form is still there."""
    answer = await scripts.sends("/steps/kaart", say__0__text=" ", way__0__to="kaart-twee")
    assert answer.status_code == 409
    assert "een tekst mag niet leeg zijn" in unescape(answer.text)
    assert await scripts.version() == 0
    assert (await scripts.sends("/steps/kaart", way__0__to="kaart-twee")).headers["location"].endswith("told=same")


async def test_a_whole_file_can_be_saved_even_when_it_is_wrong(scripts: ScriptsHouse) -> None:
    """A draft may be wrong: it is not published. Line ends of a browser become those of the file."""
    text = "steps:\n  - id: [\n"
    await scripts.sends("/file", path=GESPREK, text=text.replace("\n", "\r\n"))
    assert await scripts.text() == text
    assert "1 fout" in await scripts.sees("") or "fouten" in await scripts.sees("")
    assert (await scripts.sends("/discard")).headers["location"].endswith("discarded")
    assert await scripts.text() == TEXTS[GESPREK]


async def test_changes_of_what_is_not_there_lead_back(scripts: ScriptsHouse) -> None:
    """An old form of a step or file that went."""
    assert "no-step" in (await scripts.sends("/steps/nergens", way__new__to="rol")).headers["location"]
    assert "no-file" in (await scripts.sends("/file", path="nergens.yaml", text="x")).headers["location"]


async def test_a_step_is_taken_out_and_what_led_to_it_leads_on(scripts: ScriptsHouse) -> None:
    """Nothing is left that leads nowhere; without a place to lead to it is refused, with who leads there."""
    refused = await scripts.sends("/steps/kaart-twee/remove", instead="")
    assert refused.status_code == 409
    assert "leidt nog: stap kaart" in unescape(refused.text)
    answer = await scripts.sends("/steps/kaart-twee/remove", instead="welkom")
    assert answer.headers["location"] == "/staff/scripts?told=saved"
    work = await scripts.publish.working()
    assert work.scripts.dialog is not None
    assert "kaart-twee" not in work.scripts.dialog.steps
    assert work.scripts.dialog.steps["kaart"].next[0].to == "welkom"


async def test_an_entry_of_a_list_is_added_renamed_and_retired(scripts: ScriptsHouse) -> None:
    """In one form; the id of what is renamed stays, and the rest of the file is as it was."""
    form = {"choice__0__label": "Mij is iets gebeurd", "choice__new__label": "Ik zag het gebeuren"}
    answer = await scripts.sends("/lists/rollen", **form)
    assert answer.headers["location"] == "/staff/scripts/lists/rollen?told=saved"
    work = await scripts.publish.working()
    assert work.scripts.dialog is not None
    assert [(one.id, one.label) for one in work.scripts.dialog.lists["rollen"]] == [
        ("slachtoffer", "Mij is iets gebeurd"),
        ("dader", "Ik heb iets gedaan"),
        ("ik-zag-het-gebeuren", "Ik zag het gebeuren"),
    ]
    await scripts.sends("/lists/rollen", choice__2__gone="1")
    wanted = TEXTS["lists/rollen.yaml"].replace("Mij is iets aangedaan", "Mij is iets gebeurd")
    assert (await scripts.publish.working()).texts["lists/rollen.yaml"] == wanted
    assert "no-file" in (await scripts.sends("/lists/nergens", up="1")).headers["location"]
    refused = await scripts.sends("/lists/rollen", choice__0__when="als het regent")
    assert refused.status_code == 409
    assert "als het regent" in unescape(refused.text), "what was typed is still there"


async def test_a_hostile_text_is_named_at_its_line_as_soon_as_it_is_saved(scripts: ScriptsHouse) -> None:
    """A loop, an attribute trick, a huge range: the page of the step says so at once, the file at the line."""
    for hostile, said in (
        ("{% for a in naam %}x{% endfor %}", "For mag niet"),
        ("{{ naam.__class__ }}", "Getattr mag niet"),
        ("{{ range(10**9) }}", "Call mag niet"),
        ("{{ naam|upper|replace('a', 'b') }}", 'filter "replace" mag niet'),
    ):
        await scripts.sends("/steps/kaart-twee", say__0__text=hostile)
        page = await scripts.sees("/steps/kaart-twee")
        assert said in page
        line = (await scripts.text()).partition(hostile[:9])[0].count("\n") + 1
        assert f"{GESPREK}, regel {line}" in page
        file = await scripts.sees(f"/file?path={GESPREK}")
        assert f"Regel {line}, teken" in file
        assert said in file
    answer = await scripts.sends("/publish", summary="Iets nieuws")
    assert "Niet gepubliceerd" in answer.text
