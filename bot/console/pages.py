"""Templates of the console: everything escaped, what people typed kept apart from the text around it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import blake2b
from importlib.resources import files
from typing import Any, Protocol

from babel.dates import format_date, format_datetime, format_timedelta
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.console import words
from bot.console.chart import columns
from bot.services.moments import AMSTERDAM
from bot.services.readable import LOCALE, Flag


class Term(Protocol):
    """The service clock as it is shown."""

    @property
    def waited(self) -> int:
        """Working days since the registration came in."""
        ...

    @property
    def late(self) -> int:
        """Working days over the term."""
        ...


class Pages:
    """The templates, ready to fill."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=PackageLoader("bot.console"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.filters |= {
            "own": own,
            "spoken": spoken,
            "moment": moment,
            "day": day,
            "ago": ago,
            "flag_list": flag_list,
            "waited": waited,
            "workdays": workdays,
            "columns": columns,
        }
        self._templates.globals |= {"words": words, "version": _fingerprint()}

    def render(self, template: str, **values: Any) -> str:
        """A filled page. Raises jinja2.UndefinedError for a value that was not given."""
        return self._templates.get_template(template).render(**values)


def own(text: str) -> Markup:
    """Somebody's own words: escaped, their direction kept to themselves, their line breaks kept."""
    return Markup("<bdi class='own'>{}</bdi>").format(text)


def spoken(text: str) -> Markup:
    """What the bot says: escaped, with its one kind of markup (``**bold**``)."""
    parts = text.split("**")
    return Markup().join(
        Markup("<strong>{}</strong>").format(one) if n % 2 else escape(one) for n, one in enumerate(parts)
    )


def moment(at: datetime) -> Markup:
    """A moment in Dutch local time, readable by people and programs."""
    local = at.astimezone(AMSTERDAM)
    shown = format_datetime(local, "d MMM y, HH:mm", locale=LOCALE)
    return Markup("<time datetime='{}'>{}</time>").format(local.isoformat(timespec="minutes"), shown)


def day(at: datetime | date) -> Markup:
    """The day only."""
    local = at.astimezone(AMSTERDAM).date() if isinstance(at, datetime) else at
    return Markup("<time datetime='{}'>{}</time>").format(
        local.isoformat(), format_date(local, "d MMMM y", locale=LOCALE)
    )


def ago(at: datetime, now: datetime) -> Markup:
    """How long ago in one unit ("3 dagen"), with the moment itself behind it."""
    local = at.astimezone(AMSTERDAM)
    long = format_timedelta(now - at, locale=LOCALE, threshold=1.2)
    exact = format_datetime(local, "EEEE d MMMM y, HH:mm", locale=LOCALE)
    return Markup("<time datetime='{}' title='{}'>{}</time>").format(
        local.isoformat(timespec="minutes"), escape(exact), long
    )


def workdays(number: int) -> str:
    """So many working days."""
    return "1 werkdag" if number == 1 else f"{number} werkdagen"


def waited(term: Term, since: datetime) -> Markup:
    """How long somebody waits, marked when it is longer than promised ourselves."""
    local = since.astimezone(AMSTERDAM)
    exact = format_datetime(local, "EEEE d MMMM y, HH:mm", locale=LOCALE)
    late = Markup("<span class='late'>{} te laat</span>").format(workdays(term.late)) if term.late else ""
    said = workdays(term.waited) if term.waited else "vandaag"
    return Markup("<time datetime='{}' title='{}'>{}</time>{}").format(
        local.isoformat(timespec="minutes"), exact, said, late
    )


def form_field(token: str) -> Markup:
    """What makes a form ours."""
    return Markup("<input type='hidden' name='token' value='{}'>").format(token)


def flag_list(flags: Iterable[Flag]) -> Markup:
    """Flags as calm labels; nothing when there are none."""
    items = Markup("").join(
        Markup("<li{}>{}</li>").format(Markup(" class='grave'") if flag.grave else "", flag.words) for flag in flags
    )
    return Markup("<ul class='flag-list' aria-label='Signalen'>{}</ul>").format(items) if items else Markup("")


def _fingerprint() -> str:
    """Changes when a static file does, so that browsers may keep them."""
    found = blake2b(digest_size=6)
    for file in sorted(files("bot.console").joinpath("static").iterdir(), key=lambda one: one.name):
        found.update(file.read_bytes())
    return found.hexdigest()
