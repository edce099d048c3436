"""Rules about the way through the conversation: nobody gets stuck, nothing is out of reach, nothing is passed by."""

from __future__ import annotations

from collections.abc import Iterator

from bot.authoring.problems import Problem
from bot.authoring.reader import Scripts
from bot.authoring.rules.parts import dialog_of, problem, roots, successors, warning
from bot.engine.dialog import RETURN, Dialog, Step

CONSENT = "consent.given_at"


def dead_end(scripts: Scripts) -> Iterator[Problem]:
    """Een stap leidt nergens heen. De deelnemer zou blijven wachten. Geef de stap (of de keuze) een next, of end: true."""
    dialog = dialog_of(scripts)
    for step in dialog.steps.values():
        if step.next or step.end or step.ask == "correct" or step.id in scripts.mended:
            continue
        choices = dialog.choices(step) if not isinstance(step.choices, str) or step.choices in dialog.lists else ()
        stuck = [choice.id for choice in choices if choice.next is None]
        if not choices or stuck or step.skip or step.unknown or step.ask not in {"choice", "review", "question"}:
            which = f" bij keuze {', '.join(stuck)}" if stuck else ""
            place = scripts.place("step", step.id, "id")
            yield problem(
                place, "doodlopend", f'stap "{step.id}" leidt nergens heen{which}; voeg next toe, of end: true'
            )


def unreachable(scripts: Scripts) -> Iterator[Problem]:
    """Geen enkele weg komt bij deze stap. Er mist een verwijzing, of de stap kan weg."""
    dialog = dialog_of(scripts)
    if scripts.mended or scripts.unread:
        return
    reached = reachable(dialog, {target for _, target in roots(scripts)})
    for step in dialog.steps.values():
        if step.id not in reached:
            yield problem(
                scripts.place("step", step.id, "id"), "onbereikbaar", f'geen enkele stap leidt naar "{step.id}"'
            )


def loop(scripts: Scripts) -> Iterator[Problem]:
    """Een kring van stappen zonder vraag. Het gesprek zou eindeloos rondgaan zonder dat iemand iets kan kiezen."""
    dialog = dialog_of(scripts)
    for step in dialog.steps.values():
        if step.ask is None and step.id in _silent_circle(dialog, step):
            message = f'vanaf "{step.id}" gaat het gesprek in een kring rond zonder vraag'
            yield problem(scripts.place("step", step.id, "id"), "kring", message)


def no_exit(scripts: Scripts) -> Iterator[Problem]:
    """Stappen die alleen naar elkaar leiden. Wie daar komt, blijft rondgaan: er is geen weg naar het einde of het menu."""
    dialog = dialog_of(scripts)
    if scripts.mended or scripts.unread:
        return
    free = _with_exit(dialog)
    inside: set[str] = set()
    for step in dialog.steps.values():
        if step.id not in free and step.id not in inside:
            round_ = reachable(dialog, {step.id})
            inside |= round_
            ways = [successors(dialog, dialog.steps[one]) for one in round_]
            if all(way and way <= dialog.steps.keys() for way in ways) and not round_ & free:  # or that is the mistake
                names = ", ".join(one for one in dialog.steps if one in round_)
                message = (
                    f"van deze stappen komt niemand meer weg: {names}; geef er één een weg naar het menu of het einde"
                )
                yield problem(scripts.place("step", step.id, "id"), "geen-uitgang", message)


def passes_consent(scripts: Scripts) -> Iterator[Problem]:
    """Er is een weg naar versturen zonder dat iemand om toestemming is gevraagd."""
    dialog = dialog_of(scripts)
    asked = {step.id for step in dialog.steps.values() if step.field == CONSENT}
    for step in dialog.steps.values():
        if step.field == CONSENT and not step.version:
            place = scripts.place("step", step.id, "id")
            yield problem(
                place, "toestemming", 'een toestemmingsvraag heeft een version nodig, zoals version: "2026-11"'
            )
    if scripts.mended or scripts.unread:
        return
    starts = {target for _, target in roots(scripts)} - asked
    without = reachable(dialog, starts, blocked=asked)
    for step in dialog.steps.values():
        if step.do == "hand-over" and step.id in without:
            message = f'"{step.id}" verstuurt de aanmelding, maar er is een weg erheen zonder toestemmingsvraag'
            yield problem(scripts.place("step", step.id, "do"), "toestemming", message)


def way_out(scripts: Scripts) -> Iterator[Problem]:
    """Een vraag zonder "weet ik niet" of "overslaan". Bijna elke vraag moet onbeantwoord mogen blijven."""
    for step in dialog_of(scripts).steps.values():
        asked = step.field and step.ask in {"choice", "choices", "text", "name", "date"}
        if asked and not (step.skip or step.unknown or step.field in {CONSENT, "role", "on_behalf"} or _memo(step)):
            place = scripts.place("step", step.id, "id")
            yield warning(place, "geen-uitweg", f'vraag "{step.id}" heeft geen skip: true of unknown: true')


def way_back(scripts: Scripts) -> Iterator[Problem]:
    """Een vraag zonder "terug". Wie zich vergist, moet dat kunnen herstellen, behalve als er net iets verstuurd is."""
    dialog = dialog_of(scripts)
    final = {one for step in dialog.steps.values() if step.do for one in successors(dialog, step)}
    for step in dialog.steps.values():
        if step.ask and not step.back and not step.aside and step.id not in final:
            place = scripts.place("step", step.id, "back")
            yield warning(place, "geen-terug", f'bij "{step.id}" kan niemand terug; haal back: false weg')


def reachable(dialog: Dialog, starts: set[str], *, blocked: set[str] | frozenset[str] = frozenset()) -> set[str]:
    """The steps that can be come to from ``starts`` without passing a blocked one."""
    found: set[str] = set()
    waiting = [one for one in starts if one in dialog.steps]
    while waiting:
        at = waiting.pop()
        if at in found or at in blocked:
            continue
        found.add(at)
        waiting += [one for one in successors(dialog, dialog.steps[at]) if one in dialog.steps]
        waiting += [dialog.steps[at].first] if dialog.steps[at].first in dialog.steps else []  # type: ignore[list-item]
    return found


def _with_exit(dialog: Dialog) -> set[str]:
    """The steps from which one can come to an end, to the beginning, or back to the question that was open."""
    before: dict[str, set[str]] = {}
    for step in dialog.steps.values():
        for one in successors(dialog, step):
            before.setdefault(one, set()).add(step.id)
    waiting = [step.id for step in dialog.steps.values() if step.end or _returns(dialog, step)]
    waiting += [dialog.system.start, dialog.system.after_question]
    found: set[str] = set()
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += before.get(at, ())
    return found


def _returns(dialog: Dialog, step: Step) -> bool:
    ways = [*step.next, *(way for choice in dialog.choices(step) for way in choice.next or ())]
    return any(way.to == RETURN for way in ways)


def _silent_circle(dialog: Dialog, step: Step) -> set[str]:
    """The steps that follow this one without any question in between."""
    found: set[str] = set()
    waiting = [step.id]
    while waiting:
        for one in successors(dialog, dialog.steps[waiting.pop()]):
            if one in dialog.steps and one not in found and dialog.steps[one].ask is None and not dialog.steps[one].end:
                found.add(one)
                waiting.append(one)
    return found


def _memo(step: Step) -> bool:
    return bool(step.field and step.field.startswith("memo."))
