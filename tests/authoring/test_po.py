from __future__ import annotations

import pytest

from bot.authoring import po

DONE = po.Entry(context="stap", text="Dag.", said="Hello.", note="knop", place="conversations/a.yaml")
OLD = po.Entry(context="stap", text='Twee\n"regels".', said="Two.", was="Eén regel.")
OPEN = po.Entry(context="stap", text="Nieuw.")
GONE = po.Entry(context="weg", text="Weg.", said="Gone.")


def plain(book: po.Book) -> list[tuple[str, str, str, str | None]]:
    return [(one.context, one.text, one.said, one.was) for one in (*book.entries, *book.kept)]


def test_what_is_written_is_read_back() -> None:
    """Contexts, line ends, quotes, notes, what an outdated translation was made for, and what is kept aside."""
    book = po.Book(entries=(DONE, OLD, OPEN), kept=(GONE,))
    read = po.read(po.write("en", book))

    assert plain(read) == plain(book)
    assert (read.entries[0].note, read.entries[0].place) == ("knop", "conversations/a.yaml")
    assert po.write("en", read) == po.write("en", book)


def test_a_file_names_its_language_and_no_moment() -> None:
    """The same catalogue gives the same bytes on any day, so that a difference is a change."""
    text = po.write("nl-formal", po.Book(entries=(DONE,)))

    assert '"Language: nl_formal\\n"' in text
    assert "Date" not in text


def test_only_what_may_be_shown_is_compiled() -> None:
    """An outdated and an empty translation are left out: people get Dutch there."""
    assert po.compiled(po.write("en", po.Book(entries=(DONE, OLD, OPEN)))) == {("stap", "Dag."): "Hello."}


@pytest.mark.parametrize(
    ("text", "line"), [("zomaar een tekst", 1), ('msgid "a"\nmsgstr "b"\nonzin hier\n', 3), ("<html>", 1)]
)
def test_what_is_no_catalogue_is_refused_at_its_line(text: str, line: int) -> None:
    """With the reason in Dutch; compiled it says nothing."""
    with pytest.raises(po.Unreadable) as refused:
        po.read(text)

    assert refused.value.line == line
    assert "PO-bestand" in refused.value.reason
    assert po.compiled(text) == {}


@pytest.mark.parametrize(
    ("path", "code"),
    [("locales/en.po", "en"), ("locales/nl-formal.po", "nl-formal"), ("locales/EN.po", None), ("en.po", None),
     ("locales/../en.po", None), ("system.yaml", None)],
)  # fmt: skip
def test_a_language_is_known_by_its_path(path: str, code: str | None) -> None:
    """Only a plain code in the folder of languages is one."""
    assert po.language_of(path) == code
    assert po.catalogs({path: "x"}) == ({code: "x"} if code else {})
