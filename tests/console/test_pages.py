"""The filters and the templates: what people typed stays text, moments are Dutch, nothing is left unfilled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from jinja2 import UndefinedError

from bot.console import pages
from bot.services.readable import Flag

EVIL = "<script>alert('\"')</script>"
SUMMER = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
WINTER = datetime(2026, 1, 5, 22, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waited:
    """A service clock."""

    waited: int
    late: int = 0


def test_own_words_are_escaped_and_kept_apart() -> None:
    """Markup in somebody's words is shown as typed, and its direction cannot turn the text around it."""
    shown = pages.own(EVIL + "\u202e")

    assert "<script" not in shown
    assert shown.startswith("<bdi class='own'>")
    assert shown.endswith("\u202e</bdi>")


def test_what_the_bot_says_has_one_kind_of_markup() -> None:
    """Two stars make bold, and everything else stays text."""
    assert pages.spoken("Jij **kiest** <b>") == "Jij <strong>kiest</strong> &lt;b&gt;"
    assert "<script" not in pages.spoken(f"**{EVIL}**")


@pytest.mark.parametrize(
    ("at", "exact", "shown"),
    [
        (WINTER, "2026-01-05T23:30+01:00", "5 jan 2026, 23:30"),
        (SUMMER, "2026-07-02T00:30+02:00", "2 jul 2026, 00:30"),
    ],
)
def test_a_moment_is_dutch_time(at: datetime, exact: str, shown: str) -> None:
    """Winter and summer time each, in Dutch for people and exact for programs."""
    assert pages.moment(at) == f"<time datetime='{exact}'>{shown}</time>"


def test_a_day_is_the_day_it_was_in_the_netherlands() -> None:
    """Late in the evening elsewhere it is the next day already; a plain date is that date."""
    assert pages.day(SUMMER) == pages.day(date(2026, 7, 2)) == "<time datetime='2026-07-02'>2 juli 2026</time>"


@pytest.mark.parametrize(
    ("passed", "shown"),
    [
        (timedelta(minutes=5), ">5 minuten<"),
        (timedelta(days=1), ">24 uur<"),
        (timedelta(days=3, hours=2), ">3 dagen<"),
        (timedelta(days=15), ">2 weken<"),
    ],
)
def test_how_long_ago_is_one_unit(passed: timedelta, shown: str) -> None:
    """Short to read, with the moment itself behind it."""
    found = pages.ago(WINTER, WINTER + passed)

    assert shown in found
    assert "title='maandag 5 januari 2026, 23:30'" in found


@pytest.mark.parametrize(
    ("term", "shown", "late"),
    [
        (Waited(waited=0), ">vandaag</time>", ""),
        (Waited(waited=1), ">1 werkdag</time>", ""),
        (Waited(waited=7, late=2), ">7 werkdagen</time>", "<span class='late'>2 werkdagen te laat</span>"),
        (Waited(waited=6, late=1), ">6 werkdagen</time>", "<span class='late'>1 werkdag te laat</span>"),
    ],
)
def test_waiting_is_in_working_days_and_too_long_is_marked(term: Waited, shown: str, late: str) -> None:
    """One day is singular, today is said as that, and only what is over the term is marked."""
    assert pages.waited(term, WINTER).endswith(shown + late)


def test_flags_are_labels_and_danger_stands_out() -> None:
    """Words of the scripts stay text; only a grave flag is marked; no flags, no list."""
    shown = pages.flag_list([Flag(words="Teken van gevaar", grave=True), Flag(words="<b>", grave=False)])

    assert "<li class='grave'>Teken van gevaar</li><li>&lt;b&gt;</li>" in shown
    assert pages.flag_list([]) == ""


def test_a_page_with_a_value_missing_is_not_shown() -> None:
    """A template that is not handed all it needs fails, instead of leaving a hole."""
    with pytest.raises(UndefinedError):
        pages.Pages().render("missing.html")


def test_a_form_token_cannot_break_out_of_its_field() -> None:
    """Whatever the token is, the field stays one field."""
    assert pages.form_field("a'><b>").count("<") == 1
