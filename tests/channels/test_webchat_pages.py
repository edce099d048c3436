from __future__ import annotations

from bot.channels import Button, Outbound
from bot.channels.webchat_lines import View, view
from bot.channels.webchat_pages import NOTES, Moment, Pages
from tests.channels.visitor import LEAVE, bubbles, nonce, words

PAGES = Pages(leave_url=LEAVE)
EVIL = "<script>alert(1)</script> \" onload='x' {{ 7*7 }} <img src=x>"


def conversation(*said: Outbound, moment: Moment | None = None) -> str:
    """The page after these lines."""
    shown: View = view(list(enumerate(said, 1)))
    return PAGES.conversation(shown, moment or Moment(begun=True))


def test_words_are_never_markup() -> None:
    """Whatever somebody types, or an author writes, is shown as words: in bubbles, on buttons and in the field."""
    buttons = ((Button(label=EVIL, data=EVIL),),)
    page = conversation(
        Outbound(kind="chosen", text=EVIL),
        Outbound(text=f"**{EVIL}**", buttons=buttons),
        moment=Moment(begun=False, kept=f"</textarea>{EVIL}", source='"><script>'),
    )
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "49" not in bubbles(page)[0][1]
    assert bubbles(page) == [("own", EVIL), ("bot", EVIL)]


def test_every_page_has_the_ways_out_and_on() -> None:
    """Closing, help, a person, later, the menu, privacy and the code are on every page of the conversation."""
    for page in (conversation(), conversation(Outbound(text="Hallo")), conversation(moment=Moment(begun=False))):
        text = words(page)
        for label in (
            "Sluit deze pagina", "Ik heb nu hulp nodig", "Ik wil een mens spreken", "Later verder", "Menu", "Privacy",
            "Ik heb een code",
        ):  # fmt: skip
            assert label in text
        assert 'href="/weg"' in page


def test_title_is_neutral() -> None:
    """No title tells what the conversation is about."""
    for page in (conversation(), PAGES.problem("no-page")):
        assert "<title>Gesprek</title>" in page


def test_the_form_id_is_new_on_every_page() -> None:
    """A page that is drawn again is ready for a new message."""
    assert nonce(conversation()) != nonce(conversation())


def test_progress_is_told_in_words_and_as_a_bar() -> None:
    """Somebody sees and hears how far they are; without progress there is no bar."""
    page = conversation(Outbound(text="Vraag?", progress=(4, 20)))
    assert "Vraag 4 van ongeveer 20" in page
    assert '<progress id="progress-bar" value="4" max="20"' in page
    assert 'id="progress" hidden' in conversation(Outbound(text="Hallo"))


def test_waiting_for_an_answer_reloads_by_itself_without_script() -> None:
    """When the answer is not there yet, a browser without script looks again; otherwise it does not."""
    assert 'http-equiv="refresh"' in conversation(moment=Moment(begun=True, pending=True))
    assert 'http-equiv="refresh"' not in conversation()


def test_our_own_sentences_are_kind_and_plain() -> None:
    """No sentence shouts, blames or is long-winded."""
    for note in NOTES.values():
        assert "!" not in note
        assert all(len(sentence.split()) <= 18 for sentence in note.replace("?", ".").split("."))


def test_the_page_around_the_conversation_speaks_its_language() -> None:
    """Buttons, labels, what a screen reader hears and ``lang``: as what was said last, or as the browser asks before that."""
    asked = conversation(moment=Moment(begun=False, language="en"))
    said = conversation(Outbound(text="Dag"), Outbound(text="Hello", language="en", progress=(4, 20)))
    formal = conversation(Outbound(text="Goedendag", language="nl-formal"))

    for page in (asked, said):
        assert '<html lang="en" data-language="en">' in page
        for label in ("Close this page", "I need help now", "Type your answer or your question here", "Send"):
            assert label in words(page)
    assert 'aria-label="What has been said"' in said
    assert "Question 4 of about 20" in said
    assert '<html lang="nl" data-language="nl-formal">' in formal
    assert "Typ hier uw antwoord" in words(formal)


def test_what_was_said_in_another_language_says_so() -> None:
    """A screen reader pronounces each message in its own language."""
    page = conversation(Outbound(text="Dag"), Outbound(text="Hello", language="en"))

    assert page.count('class="line bot" lang="nl"') == 1
    assert 'class="line bot" lang="en"' not in page


def test_the_language_can_be_chosen_before_the_conversation_begins() -> None:
    """The other languages under their own names, with where somebody came from and the shared device kept."""
    page = conversation(moment=Moment(begun=False, source="pi-x", shared=True))

    assert "/?taal=en&amp;gedeeld=1&amp;bron=pi-x" in page
    assert "taal=nl&" not in page
    assert '<input type="hidden" name="language" value="nl">' in page


def test_the_page_says_what_went_wrong_in_the_visitor_s_language() -> None:
    """Also on a page that only says so."""
    assert "This page does not exist." in PAGES.problem("no-page", "en")
    assert "Wait a few seconds" in conversation(moment=Moment(begun=True, note="flood", language="en"))
