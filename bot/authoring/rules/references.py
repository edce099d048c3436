"""Rules about names: whatever a script points at must exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from bot.authoring.problems import Problem, did_you_mean, listed
from bot.authoring.reader import Scripts
from bot.authoring.rules.parts import choices, conditions, dialog_of, problem, roots, targets
from bot.authoring.vocabulary import FACTS, answers
from bot.engine import conditions as engine_conditions
from bot.engine import registration
from bot.engine.dialog import RETURN
from bot.engine.languages import LANGUAGE
from bot.engine.offers import Way
from bot.engine.signals import SignalKind

MESSAGES = frozenset(
    {
        "unclear-1", "unclear-2", "unclear-person", "no-answer", "which-question", "torn", "check", "check-date",
        "old-button", "edited", "media", "identifying", "date-unclear", "phone-wrong", "email-wrong", "too-long",
        "unknown-command", "easier", "language", "reminder", "runaway", "noted-unwanted", "trouble",
    }
)  # fmt: skip
"""The messages the engine and the services say."""


def unknown_step(scripts: Scripts) -> Iterator[Problem]:
    """Een stap verwijst naar een stap die er niet is. De deelnemer zou daar niet verder kunnen."""
    dialog = dialog_of(scripts)
    firsts = [(scripts.place("step", step.id, "first"), step.first) for step in dialog.steps.values() if step.first]
    led = [one for step in dialog.steps.values() for one in targets(scripts, step)]
    for place, target in [*roots(scripts), *led, *firsts]:
        known = target in dialog.steps or target == RETURN or target in scripts.mended
        if not known and not scripts.unread:
            yield problem(place, "onbekende-stap", f'er is geen stap "{target}"{did_you_mean(target, dialog.steps)}')


def unknown_list(scripts: Scripts) -> Iterator[Problem]:
    """Bij keuzes staat de naam van een lijst (uit de map lists) die er niet is."""
    dialog = dialog_of(scripts)
    for step in dialog.steps.values():
        name = step.choices
        if isinstance(name, str) and name not in dialog.lists:
            place = scripts.place("step", step.id, "choices")
            yield problem(place, "onbekende-lijst", f'er is geen lijst "{name}"{did_you_mean(name, dialog.lists)}')


def unknown_language(scripts: Scripts) -> Iterator[Problem]:
    """Een commando of keuze gaat verder in een taal waarvan geen vertaling in de map locales staat."""
    known = dialog_of(scripts).languages.codes
    commands = dialog_of(scripts).system.commands
    named = [
        (scripts.place("file", "system.yaml", "commands", name, "language"), command.language)
        for name, command in commands.items()
    ]
    named += [(scripts.place(*where, "set", LANGUAGE), choice.set.get(LANGUAGE)) for where, choice in choices(scripts)]
    for place, code in named:
        if code is not None and code not in known:
            yield problem(place, "onbekende-taal", f'er is geen taal "{code}"; wel: {listed(known)}')


def unknown_field(scripts: Scripts) -> Iterator[Problem]:
    """Een antwoord zou op een plek komen die de aanmelding niet kent, en dan verdwijnen."""
    known = registration.fields()
    steps = dialog_of(scripts).steps.values()
    named = [(scripts.place("step", step.id, "field"), step.field) for step in steps]
    named += [(scripts.place("step", step.id, "unwanted"), step.unwanted) for step in steps]
    named += [(scripts.place("step", step.id, "set", name), name) for step in steps for name in step.set]
    named += [(scripts.place(*where, "set", name), name) for where, choice in choices(scripts) for name in choice.set]
    for place, name in named:
        if name and name not in known and not name.startswith("memo."):
            yield problem(place, "onbekend-veld", f'de aanmelding kent geen veld "{name}"{did_you_mean(name, known)}')


def one_answer_only(scripts: Scripts) -> Iterator[Problem]:
    """Bij deze vraag mag iemand meer kiezen, maar op deze plek in de aanmelding past één antwoord."""
    for step in dialog_of(scripts).steps.values():
        several = [("field", step.field)] if step.ask == "choices" else []
        for key, name in [*several, ("unwanted", step.unwanted)]:
            if name in registration.fields() - registration.SEVERAL:
                message = f'in "{name}" past één antwoord; kies uit: {listed(registration.SEVERAL)}, of ask: choice'
                yield problem(scripts.place("step", step.id, key), "een-antwoord", message)


def unknown_flag(scripts: Scripts) -> Iterator[Problem]:
    """Een signaal voor medewerkers (flag) staat niet in flags.yaml, dus niemand weet wat het betekent."""
    dialog = dialog_of(scripts)
    named = [(scripts.place("step", step.id, "flag"), flag) for step in dialog.steps.values() for flag in step.flag]
    named += [(scripts.place(*where, "flag"), flag) for where, choice in choices(scripts) for flag in choice.flag]
    for place, flag in named:
        if flag not in dialog.flags:
            message = f'"{flag}" staat niet in flags.yaml{did_you_mean(flag, dialog.flags)}'
            yield problem(place, "onbekende-vlag", message)


def unknown_topic(scripts: Scripts) -> Iterator[Problem]:
    """Een antwoord verwijst naar een vraag die er niet is."""
    dialog = dialog_of(scripts)
    named = [
        (scripts.place("topic", topic.id, "follow_ups", number), other)
        for topic in dialog.topics.values()
        for number, other in enumerate(topic.follow_ups)
    ]
    named += [
        (scripts.place("small-talk", str((number,)), "topic"), talk.topic)
        for number, talk in enumerate(dialog.small_talk)
        if talk.topic
    ]
    for place, name in named:
        if name not in dialog.topics:
            yield problem(place, "onbekende-vraag", f'er is geen vraag "{name}"{did_you_mean(name, dialog.topics)}')


def unknown_choice(scripts: Scripts) -> Iterator[Problem]:
    """Een stap noemt een keuze (bij exclusive of dates) die niet bij zijn keuzes staat."""
    dialog = dialog_of(scripts)
    for step in dialog.steps.values():
        if isinstance(step.choices, str) and step.choices not in dialog.lists:
            continue
        known = [choice.id for choice in dialog.choices(step)]
        for key, name in [*(("exclusive", one) for one in step.exclusive), ("dates", step.dates)]:
            if name and name not in known:
                place = scripts.place("step", step.id, key)
                yield problem(
                    place, "onbekende-keuze", f'deze stap heeft geen keuze "{name}"{did_you_mean(name, known)}'
                )


def unknown_condition(scripts: Scripts) -> Iterator[Problem]:
    """Een voorwaarde (when) vraagt naar iets dat nooit een antwoord krijgt, of naar een antwoord dat niet bestaat."""
    dialog = dialog_of(scripts)
    if scripts.mended or scripts.unread:
        return
    possible = answers(dialog)
    for place, condition in conditions(scripts):
        for key, values in engine_conditions.keys(condition):
            if key not in possible and key not in FACTS:
                known = possible.keys() | FACTS.keys()
                yield problem(place, "onbekende-voorwaarde", f'"{key}" is geen veld of feit{did_you_mean(key, known)}')
            elif key in possible:
                for value in values:
                    if value not in possible[key]:
                        hint = did_you_mean(value, possible[key]) or f" (kies uit: {listed(possible[key])})"
                        message = f'"{key}" krijgt nooit de waarde "{value}"{hint}'
                        yield problem(place, "onbekende-voorwaarde", message)


def missing_words(scripts: Scripts) -> Iterator[Problem]:
    """In system.yaml ontbreekt een knop of bericht dat het programma zelf nodig heeft."""
    system = dialog_of(scripts).system
    needed = {"buttons": {*get_args(Way), "skipped"}, "messages": set(MESSAGES), "commands": {"help", "start"}}
    for key, names in needed.items():
        for name in sorted(names - getattr(system, key).keys()):
            yield problem(scripts.place("file", "system.yaml", key), "ontbreekt", f'onder "{key}" ontbreekt "{name}"')


def missing_signal(scripts: Scripts) -> Iterator[Problem]:
    """Voor een soort gevaar dat het programma herkent, is er nog geen tekst."""
    for kind in sorted(set(get_args(SignalKind)) - dialog_of(scripts).signal_texts.keys()):
        place = scripts.place("file", "signals/texts.yaml")
        yield problem(place, "ontbreekt", f'in signals/texts.yaml ontbreekt een tekst voor "{kind}"')
