"""A form as a page fills it in, for a step, a list or an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.authoring.choice_form import choices_of
from bot.authoring.condition_words import in_words
from bot.authoring.fields import texts_of, ways_of


def of_texts(raw: Mapping[str, Any], *keys: str) -> dict[str, str]:
    """The fields of texts; browsers send line ends as two characters."""
    form: dict[str, str] = {}
    for key in keys:
        for number, (text, simpler, when) in enumerate(texts_of(raw, key)):
            name = f"{key}.{number}"
            form |= {
                f"{name}.text": text.replace("\n", "\r\n"),
                f"{name}.simpler": simpler,
                f"{name}.when": in_words(when),
            }
    return form


def of_ways(raw: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """The fields of where it leads, with the empty ones for another."""
    form = {f"{prefix}way.new.to": "", f"{prefix}way.new.when": ""}
    for number, (to, when) in enumerate(ways_of(raw)):
        form |= {f"{prefix}way.{number}.to": to, f"{prefix}way.{number}.when": when}
    return form


def of_choices(choices: Any) -> dict[str, str]:
    """The fields of choices, with the empty ones for another."""
    form = {"choice.new.label": ""}
    for one in choices_of(choices):
        name = f"choice.{one.number}"
        form |= {
            f"{name}.label": one.label,
            f"{name}.flag": one.flag,
            f"{name}.explain": one.explain,
            f"{name}.when": one.when,
            f"{name}.synonyms": "\r\n".join(one.synonyms),
            **of_ways(choices[one.number], f"{name}."),
        }
    return form


def of_step(raw: Mapping[str, Any]) -> dict[str, str]:
    """The whole form of a step."""
    form = {"title": raw.get("title", ""), "when": in_words(raw.get("when")), "has.skip": "1", "has.unknown": "1"}
    form |= {key: "1" for key in ("skip", "unknown") if raw.get(key) == "true"}
    return form | of_texts(raw, "say", "again", "more") | of_choices(raw.get("choices")) | of_ways(raw)
