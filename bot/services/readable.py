"""A registration in readable order: the coordinators' own titles and labels, and the person's own words.

Labels come from the revision the registration was made with, so that an old case reads as it was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from babel.dates import format_date, format_datetime

from bot.engine.conditions import holds
from bot.engine.dialog import SKIPPED, UNKNOWN, Choice, Dialog, Step
from bot.services.moments import AMSTERDAM

LOCALE = "nl"
GRAVE_FLAG = "crisis"
SOURCES = "bronnen"
"""The list of institutions and others through whom people come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One answer. ``words`` is what the person typed; ``quiet`` marks skipped and don't-know."""

    name: str
    title: str
    answers: tuple[str, ...] = field(repr=False)
    words: str | None = field(default=None, repr=False)
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Answers that belong together. ``personal``: only for who may see how to reach somebody."""

    title: str
    rows: tuple[Row, ...]
    personal: bool = False


_CONTACT = "Contact"
_WORDS = "In eigen woorden"
PERSONAL = frozenset({_CONTACT, _WORDS})

_ORDER: Mapping[str, Mapping[str, str]] = {
    "Wie": {
        "role": "Rol",
        "on_behalf": "Voor wie",
        "circumstances.registrant": "Aangemeld door",
        "circumstances.client_consent": "Toestemming van de cliënt",
        "circumstances.via": "Via",
        "circumstances.detained": "Verblijft in",
        "circumstances.minor": "Jonger dan 18",
    },
    "Vrijwilligheid": {
        "voluntariness.own_wish": "Eigen wens",
        "voluntariness.pressure": "Druk van anderen",
        "voluntariness.pressure_by": "Druk van wie",
    },
    "Wat en wanneer": {
        "forms": "Vorm",
        "unwanted_forms": "Liever niet",
        "timing.kind": "Wanneer",
        "timing.date": "Vanaf",
        "timing.event": "Na welke gebeurtenis",
        "timing.ask_again": "Opnieuw vragen op",
        "support.kind": "Steun",
        "support.contact_first": "Eerst contact met de steun",
    },
    "Omstandigheden": {
        "circumstances.event_category": "Soort gebeurtenis",
        "circumstances.time_ago": "Hoe lang geleden",
        "circumstances.known_to_each_other": "Kenden elkaar",
        "circumstances.running_case": "Zaak loopt nog",
        "circumstances.contact_ban": "Contactverbod",
        "circumstances.language": "Taal",
        "circumstances.interpreter": "Tolk",
        "circumstances.easy_reading": "Hulp bij lezen",
    },
    _CONTACT: {
        "contact.name": "Naam",
        "contact.way": "Bereikbaar via",
        "contact.phone": "Telefoon",
        "contact.email": "E-mail",
        "contact.when_safe": "Wanneer veilig",
        "contact.leave_message": "Bericht achterlaten",
    },
    _WORDS: {"remark": "Opmerking"},
    "Toestemming": {"consent.given_at": "Gegeven op", "consent.version": "Versie van de tekst"},
}
"""Section -> field -> title."""

_NOT_SHOWN = frozenset(
    {"reference", "created_at", "status", "channel", "source", "flags", "script_revision", "timing.words"}
)
_DAYS = frozenset({"timing.date", "timing.ask_again"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something staff should not miss. ``grave``: somebody may be in danger."""

    words: str
    grave: bool


class Script(Protocol):
    """What is read here of a revision."""

    @property
    def dialog(self) -> Dialog:
        """Everything the coordinators wrote."""
        ...


class Shelf(Protocol):
    """Where revisions stand: :class:`bot.services.library.Library`, seen by who only reads."""

    @property
    def current(self) -> Script:
        """The revision on which new conversations begin."""
        ...

    async def load(self, revision: str) -> Script:
        """The exact revision a registration was made with."""
        ...


class Legend:
    """What the ids in a registration mean, in the words of one revision.

    Titles are staff's own (the conversation's speak to the participant); the answers are what the participant saw.
    """

    def __init__(self, dialog: Dialog) -> None:
        self.flags: Mapping[str, str] = dialog.flags
        self.sources: Mapping[str, str] = {choice.id: choice.label for choice in dialog.lists.get(SOURCES, ())}
        self.steps: Mapping[str, str] = {step.id: step.title for step in dialog.steps.values() if step.title}
        self._asked: dict[str, list[tuple[Step, tuple[Choice, ...]]]] = {}
        for step in dialog.steps.values():
            for name in filter(None, (step.field, step.unwanted)):
                self._asked.setdefault(name, []).append((step, dialog.choices(step)))

    def sections(self, document: Mapping[str, Any]) -> tuple[Section, ...]:
        """What was answered, in reading order; what was not asked is left out."""
        values = dict(_leaves(document))
        known = {name for fields in _ORDER.values() for name in fields} | _NOT_SHOWN
        order = {title: dict(fields) for title, fields in _ORDER.items()}
        if rest := {name: name for name in values if name not in known}:
            order["Overig"] = rest
        found = (
            Section(
                title=title,
                personal=title in PERSONAL,
                rows=tuple(
                    _row(name, words, values, self.choices(name, values))
                    for name, words in fields.items()
                    if values.get(name) not in (None, [], ())
                ),
            )
            for title, fields in order.items()
        )
        return tuple(section for section in found if section.rows)

    def choices(self, name: str, values: Mapping[str, Any] | None = None) -> dict[str, str]:
        """Every answer that can be pressed for a field: id -> words.

        Where several steps ask for the same (on behalf of somebody, say), the one that fits these answers goes first.
        """
        asked = self._asked.get(name, [])
        if values is not None:
            asked = sorted(asked, key=lambda one: not holds(one[0].when, _as_asked(values)))
        found: dict[str, str] = {}
        for _, choices in asked:
            for choice in choices:
                found.setdefault(choice.id, choice.label)
        return found

    def flag_words(self, flags: Iterable[str]) -> tuple[Flag, ...]:
        """Short labels, the weightiest first: the coordinators' order."""
        known = list(self.flags)
        ordered = sorted(flags, key=lambda flag: known.index(flag) if flag in known else len(known))
        return tuple(
            Flag(words=self.flags.get(flag, flag.replace("-", " ")), grave=flag == GRAVE_FLAG) for flag in ordered
        )


def long_day(text: str) -> str:
    """An ISO day as it is written in Dutch; anything else unchanged."""
    try:
        return format_date(datetime.fromisoformat(text).date(), "d MMMM y", locale=LOCALE)
    except ValueError:
        return text


def _row(name: str, title: str, values: Mapping[str, Any], labels: Mapping[str, str]) -> Row:
    given = values[name]
    listed = given if isinstance(given, list) else [given]
    words = values.get("timing.words") if name == "timing.date" else None
    return Row(
        name=name,
        title=title,
        answers=tuple(_said(name, value, labels) for value in listed),
        words=None if words is None else str(words),
        quiet=all(value in (SKIPPED, UNKNOWN) for value in listed),
    )


def _said(name: str, value: Any, labels: Mapping[str, str]) -> str:
    text = _id(value) if isinstance(value, bool) else str(value)
    if text in labels:
        return labels[text]
    if text == SKIPPED:
        return "Overgeslagen"
    if text == UNKNOWN:
        return "Weet ik niet"
    if name in _DAYS:
        return long_day(text)
    if name == "consent.given_at":
        return _long_moment(text)
    return text


def _long_moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return format_datetime(moment.astimezone(AMSTERDAM), "d MMMM y 'om' HH:mm", locale=LOCALE)


def _leaves(part: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in part.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _as_asked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as the conversation knew them."""
    return {name: _id(value) if isinstance(value, bool) else value for name, value in values.items()}


def _id(value: bool) -> str:
    return "ja" if value else "nee"
