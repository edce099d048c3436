"""A registration as staff read it."""

from __future__ import annotations

from typing import Any

from bot.engine.dialog import Choice, Step
from bot.engine.registration import Registration, fields
from bot.services.readable import _NOT_SHOWN, _ORDER, Legend, Section
from tests.console.house import dialog


def read(legend: Legend, **answers: Any) -> dict[str, Section]:
    """The sections of a registration, by title."""
    whole = Registration.model_validate(
        {"reference": "HB", "created_at": "", "status": "new", "channel": "web", "script_revision": "r1", **answers}
    )
    return {section.title: section for section in legend.sections(whole.model_dump(mode="json"))}


def test_every_field_has_its_place() -> None:
    """Nothing a participant can answer lands in the rest, and nothing is forgotten."""
    placed = {name for section in _ORDER.values() for name in section}
    assert fields() <= placed | _NOT_SHOWN


def test_what_was_not_asked_is_left_out() -> None:
    """Only answers are shown; an empty registration is an empty page."""
    assert read(Legend(dialog())) == {}


def test_an_answer_reads_as_it_was_asked_of_this_person() -> None:
    """Where one answer is asked in two ways, the words are those of the step that fits."""
    mine, theirs = (
        Step(
            id=name,
            say=("?",),  # type: ignore[arg-type]
            ask="choice",
            field="voluntariness.own_wish",
            choices=(Choice(id="ja", label=label),),
            when={"on_behalf": behalf},
        )
        for name, label, behalf in (("zelf", "Ja, ik wil dit", "nee"), ("ander", "Ja, mijn cliënt wil dit", "ja"))
    )
    plain = dialog()
    legend = Legend(plain.model_copy(update={"steps": {**plain.steps, "zelf": mine, "ander": theirs}}))
    for behalf, words in ((False, "Ja, ik wil dit"), (True, "Ja, mijn cliënt wil dit")):
        section = read(legend, on_behalf=behalf, voluntariness={"own_wish": "ja"})["Vrijwilligheid"]
        assert section.rows[0].answers == (words,)


def test_days_are_dutch_and_own_words_stand_beside_them() -> None:
    """A date is written out; what the person typed stays visible; an odd date is shown as it is."""
    section = read(Legend(dialog()), timing={"date": "2026-09-01", "words": "na de zomer", "ask_again": "ooit"})
    date, again = section["Wat en wanneer"].rows
    assert (date.answers, date.words) == (("1 september 2026",), "na de zomer")
    assert again.answers == ("ooit",)


def test_skipped_is_quiet_and_contact_is_personal() -> None:
    """Skipped answers are marked, and what says who somebody is, is in a section of its own."""
    found = read(Legend(dialog()), contact={"name": "overgeslagen", "phone": "+31"}, remark="hoi")
    name, phone = found["Contact"].rows
    assert name.quiet
    assert not phone.quiet
    assert found["Contact"].personal
    assert found["In eigen woorden"].personal
    assert "+31" not in repr(found)


def test_flags_stand_in_the_coordinators_order() -> None:
    """The weightiest first, danger marked, a flag that is no longer in the scripts at the end."""
    flags = Legend(dialog()).flag_words(("oud-signaal", "druk", "crisis"))
    assert [(flag.words, flag.grave) for flag in flags] == [
        ("Teken van gevaar", True),
        ("Mogelijk onder druk", False),
        ("oud signaal", False),
    ]
