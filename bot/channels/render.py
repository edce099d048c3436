"""From what happened to what a person sees: the one place that translates, fills in values and lays out buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from babel.lists import format_list

from bot.channels import Button, Outbound
from bot.engine import events
from bot.engine.template import fill

Translate = Callable[[str, str], str]
"""(context, Dutch text) -> the text in the session's language."""

SHORT = 16
"""Labels up to this many characters stand two to a row."""


def dutch(_context: str, text: str) -> str:
    """The language of the scripts themselves: nothing to translate."""
    return text


def render(
    happened: Sequence[events.Event],
    *,
    translate: Translate = dutch,
    locale: str = "nl",
    ref: str | None = None,
    own_words: bool = True,
) -> tuple[Outbound, ...]:
    """The messages that tell a person what happened, in order.

    ``ref`` names the message the person sent or the one whose button was pressed. ``own_words`` is for channels that
    do not show by themselves what somebody typed.
    """
    shown: list[Outbound] = []
    for event in happened:
        match event:
            case events.Said():
                text = fill(translate(event.context, event.text), event.values)
                if text.strip():
                    shown.append(Outbound(text=text.strip()))
            case events.Listed():
                shown.append(Outbound(text=_overview(event, translate, locale)))
            case events.ChoiceShown():
                shown.append(Outbound(kind="chosen", text=translate(event.context, event.label), ref=ref))
            case events.WordsShown() if own_words:
                shown.append(Outbound(kind="chosen", text=event.text))
            case events.IdentifyingSeen() if ref is not None:
                shown.append(Outbound(kind="remove", ref=ref))
            case events.Asked():
                _put_buttons(shown, event, translate)
            case _:
                pass
    return tuple(shown)


def _put_buttons(shown: list[Outbound], asked: events.Asked, translate: Translate) -> None:
    """Under the last message; a question always has words before it, but a button never goes lost."""
    if not shown or shown[-1].kind != "message":
        shown.append(Outbound(text="…"))
    rows = _rows(asked.offers, translate)
    shown[-1] = replace(shown[-1], buttons=rows, step=asked.step, progress=asked.progress)


def _rows(offers: Iterable[events.Offer], translate: Translate) -> tuple[tuple[Button, ...], ...]:
    """Choices under each other (short ones in pairs), then the questions on offer, then the ways on and the ways out, each in pairs."""
    rows: list[tuple[Button, ...]] = []
    kinds: list[str] = []
    for offer in offers:
        button = Button(label=translate(offer.context, offer.label), data=offer.data)
        pair = rows and len(rows[-1]) == 1 and kinds[-1] == offer.kind and offer.kind != "topic"
        if pair and all(len(one.label) <= SHORT for one in (*rows[-1], button)):
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
            kinds.append(offer.kind)
    return tuple(rows)


def _overview(listed: events.Listed, translate: Translate, locale: str) -> str:
    lines = []
    for title, answers in listed.rows:
        said = format_list([translate(listed.context, answer) for answer in answers], locale=locale) if answers else "–"
        lines.append(f"**{translate(listed.context, title)}**\n{said}")
    return "\n\n".join(lines)
