"""From what happened to what a person sees: the one place that translates, fills in values and lays out buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from babel.lists import format_list

from bot.channels import Button, Outbound
from bot.engine import events
from bot.engine.languages import DUTCH, Voice
from bot.engine.template import fill

SHORT = 16
"""Labels up to this many characters stand two to a row."""


def render(
    happened: Sequence[events.Event],
    voice: Voice | None = None,
    *,
    ref: str | None = None,
    own_words: bool = True,
) -> tuple[Outbound, ...]:
    """The messages that tell a person what happened, in order, in the language of ``voice`` (Dutch without one).

    ``ref`` names the message the person sent or the one whose button was pressed. ``own_words`` is for channels that
    do not show by themselves what somebody typed.
    """
    voice = voice or Voice()
    shown: list[Outbound] = []
    for event in happened:
        match event:
            case events.Said():
                text = fill(voice(event.context, event.text), _translated(event.values, voice))
                if text.strip():
                    shown.append(Outbound(text=text.strip()))
            case events.Listed():
                shown.append(Outbound(text=_overview(event, voice)))
            case events.ChoiceShown():
                shown.append(Outbound(kind="chosen", text=voice(event.context, event.label), ref=ref))
            case events.WordsShown() if own_words:
                shown.append(Outbound(kind="chosen", text=event.text))
            case events.IdentifyingSeen() if ref is not None:
                shown.append(Outbound(kind="remove", ref=ref))
            case events.Asked():
                _put_buttons(shown, event, voice)
            case _:
                pass
    return tuple(replace(one, language=voice.code) for one in shown) if voice.code != DUTCH else tuple(shown)


def _put_buttons(shown: list[Outbound], asked: events.Asked, voice: Voice) -> None:
    """Under the last message; a question always has words before it, but a button never goes lost."""
    if not shown or shown[-1].kind != "message":
        shown.append(Outbound(text="…"))
    rows = _rows(asked.offers, voice)
    shown[-1] = replace(shown[-1], buttons=rows, step=asked.step, progress=asked.progress)


def _rows(offers: Iterable[events.Offer], voice: Voice) -> tuple[tuple[Button, ...], ...]:
    """Choices under each other (short ones in pairs), then the questions on offer, then the ways on and the ways out, each in pairs."""
    rows: list[tuple[Button, ...]] = []
    kinds: list[str] = []
    for offer in offers:
        button = Button(label=voice(offer.context, offer.label), data=offer.data)
        pair = rows and len(rows[-1]) == 1 and kinds[-1] == offer.kind and offer.kind != "topic"
        if pair and all(len(one.label) <= SHORT for one in (*rows[-1], button)):
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
            kinds.append(offer.kind)
    return tuple(rows)


def _overview(listed: events.Listed, voice: Voice) -> str:
    lines = []
    for title, answers in listed.rows:
        said = format_list([_words(answer, voice) for answer in answers], locale=voice.locale) if answers else "–"
        lines.append(f"**{_words(title, voice)}**\n{said}")
    return "\n\n".join(lines)


def _words(label: events.Label | str, voice: Voice) -> str:
    return label if isinstance(label, str) else voice(label.context, label.text)


def _translated(values: events.Values, voice: Voice) -> dict[str, str]:
    return {name: _words(value, voice) for name, value in values.items()}
