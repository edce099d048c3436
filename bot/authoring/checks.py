"""All rules over scripts that could be read. The list is written out by hand: this is the table of contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.authoring.problems import Problem
from bot.authoring.reader import Scripts, read_scripts
from bot.authoring.rules import flow, references, texts, translations

Rule = Callable[[Scripts], Iterator[Problem]]

CHECKS: tuple[Rule, ...] = (
    references.unknown_step,
    references.unknown_list,
    references.unknown_field,
    references.unknown_language,
    references.one_answer_only,
    references.unknown_flag,
    references.unknown_topic,
    references.unknown_choice,
    references.unknown_condition,
    references.missing_words,
    references.missing_signal,
    flow.dead_end,
    flow.unreachable,
    flow.loop,
    flow.no_exit,
    flow.passes_consent,
    flow.way_out,
    flow.way_back,
    texts.template,
    texts.too_long,
    texts.hard_to_read,
    texts.forbidden_word,
    texts.exclamation,
    texts.unverified_number,
    translations.translation,
    translations.untranslated,
)


def check(files: Mapping[str, str]) -> Scripts:
    """Read the texts and apply every rule; ``problems`` holds all that was found, sorted by place.

    Mistakes of form do not hide the others: what does not fit is left out and the rules run over the rest.
    """
    scripts = read_scripts(files)
    if scripts.dialog is not None:
        found = [problem for rule in CHECKS for problem in rule(scripts)]
        scripts.problems = sorted({*scripts.problems, *found})
    return scripts


def errors(scripts: Scripts) -> list[Problem]:
    """What keeps these scripts from being published."""
    return [problem for problem in scripts.problems if problem.severity == "error"]
