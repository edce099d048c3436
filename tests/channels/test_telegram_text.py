from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram_text import LIMIT, clean, parts, utf16_length, veiled
from tests.fakes.bot_api.markup import parse_html, utf16

ANY = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("*<>&\n\u200d\u0301🏽👩\ud83d ")), max_size=400)
LONG = st.builds(lambda text, times: text * times, ANY, st.integers(1, 60))


def words_of(text: str) -> str:
    """Everything visible, without white space and asterisks."""
    return "".join(text.replace("**", "").split())


@given(text=ANY, name=ANY)
def test_any_name_in_any_text_is_html_that_telegram_takes(text: str, name: str) -> None:
    """Whatever somebody is called and whatever is said, a strict parser reads the HTML back as the plain words."""
    for part in parts(f"Dag {name}, **{name}**. {text} **Let op:** {name}"):
        words, _ = parse_html(part.html)
        assert words == part.plain


@given(text=LONG)
def test_every_message_fits_however_it_is_counted(text: str) -> None:
    """No part is empty or exceeds 4,096 code points or UTF-16 units, and together they keep every visible character."""
    messages = parts(text)
    for part in messages:
        assert part.plain.strip()
        assert len(part.plain) <= utf16(part.plain) <= LIMIT < 4096
    kept = words_of("".join(part.plain for part in messages))
    assert kept == words_of(clean(text))


@given(text=ANY, limit=st.integers(2, 40))
def test_short_limits_cut_the_same_way(text: str, limit: int) -> None:
    """The cutting holds its limit at any size, so nothing depends on texts being long."""
    assert all(utf16(part.plain) <= limit for part in parts(text, limit))


def test_cuts_fall_between_paragraphs_lines_sentences_and_words() -> None:
    """A long text is cut at the largest break that leaves both messages a fair size."""
    paragraph = "Dit is een zin. En nog een zin.\nEen regel."
    cut = [part.plain for part in parts(f"{paragraph}\n\n{paragraph}", 60)]
    assert cut == [paragraph, paragraph]
    assert [part.plain for part in parts("Dit is een zin. Dit is een langere zin", 30)] == [
        "Dit is een zin.",
        "Dit is een langere zin",
    ]
    assert [part.plain for part in parts("een twee drie vier", 9)] == ["een twee", "drie vier"]


def test_a_title_does_not_stand_alone() -> None:
    """A break near the beginning is no reason to send a message of three words."""
    first, *_ = parts("Titel\n\n" + "woord " * 20, 60)
    assert first.plain.startswith("Titel\n\nwoord woord")


def test_a_word_longer_than_a_message_is_cut_between_characters() -> None:
    """Accents stay with their letter and joined emoji stay in one piece, even without any space."""
    accents = "e\u0301" * 10
    assert all(not part.plain.startswith("\u0301") for part in parts(accents, 7))
    family = "👩\u200d👧\u200d👦"
    assert [part.plain for part in parts(family * 3, 18)] == [family * 2, family]
    assert all(part.plain[0] != "🏽" for part in parts("👍🏽" * 10, 6))


def test_bold_is_bold_on_both_sides_of_a_cut() -> None:
    """Bold words that fall in two messages are bold in both, each with tags of its own."""
    first, second = parts("**een twee drie vier**", 9)
    assert (first.html, second.html) == ("<b>een twee</b>", "<b>drie vier</b>")


def test_asterisks_that_are_no_markup_stay() -> None:
    """Only a pair around words makes bold; a lone pair of asterisks is shown as typed."""
    assert parts("2 ** 3 en ** niets")[0].html == "2 ** 3 en ** niets"
    assert parts("a **b** c **d")[0].html == "a <b>b</b> c **d"


def test_nothing_to_say_is_no_message() -> None:
    """White space and control characters alone make no message at all."""
    assert parts(" \n\x00\t ") == ()


def test_what_cannot_travel_is_cleaned() -> None:
    """Control characters go, a lone surrogate becomes the replacement character, line ends become one kind."""
    assert clean("a\x00b\r\nc\rd\ud800e") == "ab\nc\nd\ufffde"
    assert utf16_length("a😀") == 3


def test_what_is_veiled_says_only_its_notice() -> None:
    """Every part is out of sight until it is tapped, whole tags included; the notice stands above the first, once."""
    first, second = veiled(parts("a " * 30 + "**b** < c", limit=40), "Let & op")
    assert first.html.startswith("Let &amp; op\n\n<tg-spoiler>a ")
    assert second.html.startswith("<tg-spoiler>")
    assert second.html.endswith("<b>b</b> &lt; c</tg-spoiler>")
    assert "spoiler" not in first.plain + second.plain
