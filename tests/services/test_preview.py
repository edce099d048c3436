from __future__ import annotations

from datetime import timedelta

from bot.services.library import Script
from bot.services.preview import KEPT, MOST, Preview, Previews
from bot.services.rehearse import replay
from tests.engine.small import NOW, UNDERSTANDING, small_dialog

SCRIPT = Script(dialog=small_dialog(), understanding=UNDERSTANDING)


def begun(previews: Previews | None = None, **more: object) -> Preview:
    """A fresh preview by anna."""
    held = previews or Previews()
    return held.begin(SCRIPT, owner="anna", version=1, now=NOW, **more)  # type: ignore[arg-type]


def press(preview: Preview, label: str) -> None:
    """Press the button with this label."""
    data = next(data for data, shown in preview.buttons if shown == label)
    preview.does(f"[{data}]")


def test_a_preview_is_a_real_conversation_with_what_it_remembers() -> None:
    """Same texts and buttons as a participant gets; the answers and flags can be looked at."""
    preview = begun()
    assert preview.lines[-1].text == "Wat wil je doen?"
    press(preview, "Ik wil me aanmelden")
    preview.does("[" + preview.buttons[0][0] + "]")
    assert dict(preview.remembered)["role"]
    assert [line.mine for line in preview.lines].count(True) == 2
    assert preview.step in {"straf", "wens"}


def test_it_can_begin_anywhere_as_anybody() -> None:
    """At the chosen step, with the role and other answers given before."""
    preview = begun(step="straf", answers={"role": "dader"})
    assert preview.step == "straf"
    assert dict(preview.remembered) == {"role": "dader"}
    assert not preview.can_be_kept


def test_the_clock_can_be_moved() -> None:
    """Hours or days pass without waiting; it is said in the conversation."""
    preview = begun()
    preview.later(timedelta(hours=3))
    assert preview.now == NOW + timedelta(hours=3)
    assert preview.lines[-1].note
    assert "18:00" in preview.lines[-1].text
    assert not preview.can_be_kept


def test_the_clock_in_the_conversation_is_not_ours() -> None:
    """A conversation that plays on another day is forgotten when nobody used it for a while, not because of its day."""
    previews = Previews()
    preview = begun(previews, begin_at=NOW - timedelta(days=400))
    assert preview.now == NOW - timedelta(days=400)
    assert previews.find(preview.id, "anna", NOW + KEPT) is preview


def test_after_its_term_a_silent_conversation_is_said_to_be_erased() -> None:
    """Counted from the last word, by the term of the settings; one that was sent is not."""
    preview = begun(Previews(keep_unfinished=timedelta(days=10)))
    preview.later(timedelta(days=9))
    assert "gewist" not in preview.lines[-1].text
    preview.does("hoi")
    preview.later(timedelta(days=9))
    assert "gewist" not in preview.lines[-1].text
    preview.later(timedelta(days=1))
    assert "na 10 dagen gewist" in preview.lines[-1].text


def test_what_was_played_can_be_kept_as_a_rehearsal() -> None:
    """It reads as a conversation and passes when it is replayed at once."""
    preview = begun(channel="telegram")
    press(preview, "Wat is het?")
    assert preview.can_be_kept
    text = preview.rehearsal("Wat is\nhet")
    assert text.startswith("# Wat is het\n> /start\n< Dag.")
    assert "> [Wat is het?]" in text
    assert replay("x", text, SCRIPT).differences == ()


def test_a_preview_is_ones_own_and_is_forgotten() -> None:
    """Nobody else's, not after a while, and never more than a few in memory."""
    previews = Previews()
    first = begun(previews)
    assert previews.find(first.id, "anna", NOW) is first
    assert previews.find(first.id, "bram", NOW) is None
    assert previews.find("nergens", "anna", NOW) is None
    assert previews.find(first.id, "anna", NOW + KEPT * 2) is None
    many = [begun(previews) for _ in range(MOST + 5)]
    assert sum(previews.find(one.id, "anna", NOW) is not None for one in many) <= MOST


def test_an_old_button_and_typed_words_do_what_they_do_for_real() -> None:
    """The preview has no rules of its own."""
    preview = begun()
    old = preview.buttons[0][0]
    press(preview, "Wat is het?")
    preview.does(f"[{old}]")
    assert preview.acts[-1] == "[een oude knop]"
    preview.does("verder")
    assert preview.lines[-1].text
