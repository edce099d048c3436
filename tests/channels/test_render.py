from __future__ import annotations

from bot.channels.render import render
from bot.engine import events
from bot.engine.events import Label, Offer
from bot.engine.languages import Voice

LISTED = events.Listed(
    rows=(
        (
            Label(text="Vorm", context="vorm"),
            (Label(text="een brief", context="vormen"), Label(text="een gesprek", context="vormen")),
        ),
        (Label(text="Naam", context="naam"), ("Bo",)),
    )
)


def offer(label: str, number: int, kind: str = "choice") -> Offer:
    return Offer(label=label, data=f"a1.{number}", context="stap", kind=kind)  # type: ignore[arg-type]


def test_buttons_stand_under_the_last_thing_said() -> None:
    """Two messages and a question: the buttons belong to the second message, with the step they answer."""
    shown = render(
        [
            events.Said(text="Dag.", context="stap"),
            events.Said(text="Wat wil je?", context="stap"),
            events.Asked(step="stap", offers=(offer("Ja", 0),), progress=(1, 20)),
        ]
    )

    assert [one.text for one in shown] == ["Dag.", "Wat wil je?"]
    assert shown[0].buttons == ()
    assert shown[1].buttons[0][0].label == "Ja"
    assert (shown[1].step, shown[1].progress) == ("stap", (1, 20))


def test_short_choices_share_a_row_and_ways_on_stand_apart() -> None:
    """Ja and Nee stand side by side, a long label by itself, and Terug never beside a choice."""
    given = (
        offer("Ja", 0),
        offer("Nee", 1),
        offer("Dit is een veel langere keuze", 2),
        offer("Overslaan", 3, "way"),
        offer("Terug", 4, "exit"),
    )
    (shown,) = render([events.Said(text="?", context="s"), events.Asked(step="s", offers=given)])

    assert [[button.label for button in row] for row in shown.buttons] == [
        ["Ja", "Nee"],
        ["Dit is een veel langere keuze"],
        ["Overslaan"],
        ["Terug"],
    ]


def test_the_overview_lists_titles_and_answers_in_words() -> None:
    """Several answers are joined as people do, with "en"."""
    (shown,) = render([LISTED])

    assert shown.text == "**Vorm**\neen brief en een gesprek\n\n**Naam**\nBo"


def test_the_overview_is_in_the_language_of_the_session() -> None:
    """Titles and labels are translated, each in its own context; what somebody typed is not. The list is joined by its rules."""
    known = {("vorm", "Vorm"): "Way", ("vormen", "een brief"): "a letter", ("s", "Bo"): "wrong"}
    (shown,) = render([LISTED], Voice(code="en", catalog=known))

    assert shown.text == "**Way**\na letter and een gesprek\n\n**Naam**\nBo"
    assert shown.language == "en"


def test_texts_are_translated_before_values_go_in() -> None:
    """The Dutch text with its step is the key; the values are filled in afterwards."""
    known = {("s", "Dag {{ naam }}, {{ antwoord }}?"): "Hello {{ naam }}, {{ antwoord }}?", ("b", "Ja"): "Yes"}
    values: events.Values = {"naam": "Ja", "antwoord": Label(text="Ja", context="b")}
    said = events.Said(text="Dag {{ naam }}, {{ antwoord }}?", context="s", values=values)
    (shown,) = render([said], Voice(code="en", catalog=known))

    assert shown.text == "Hello Ja, Yes?"


def test_identifying_words_are_taken_out_where_the_message_is_known() -> None:
    """The removal names the person's own message; without one nothing can be removed."""
    seen = events.IdentifyingSeen(kinds=("bsn",))

    assert [one.kind for one in render([seen], ref="7")] == ["remove"]
    assert render([seen]) == ()


def test_a_message_that_comes_out_empty_is_not_sent() -> None:
    """A text that only holds a condition that fails says nothing at all."""
    assert render([events.Said(text="{% if naam %}Dag{% endif %}", context="s")]) == ()
