"""Going from question to question: what is said on the way, what is asked, and what a step makes happen.

One rule decides whether a question is asked: it is asked unless it already has an answer that can still be given.
Correcting, going back, and coming back after months all follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from babel.dates import format_date

from bot.engine import events, offers, route, silence
from bot.engine.conditions import Values, holds
from bot.engine.dialog import RETURN, SKIPPED, UNKNOWN, Dialog, Step, Wordings
from bot.engine.events import Label
from bot.engine.events import Values as Filling
from bot.engine.languages import LANGUAGE, locale
from bot.engine.session import Given, Session, Status, stamp
from bot.engine.values import shown

REPLY = "memo.reply"
"""What a person writes to staff, until it is handed over."""

EASIER = "memo.easier"
"""Set to "ja" (by the command, or by an author under a choice) it makes the bot use the easier wordings."""


@dataclass(slots=True, kw_only=True)
class Walk:
    """A turn under way: the session as it becomes, and the events so far. Lives for one turn only."""

    dialog: Dialog
    session: Session
    now: datetime
    facts: Mapping[str, str]
    events: list[events.Event] = field(default_factory=list)

    @property
    def step(self) -> Step:
        """The question that is open."""
        return self.dialog.steps[self.session.step or self.dialog.system.start]

    def values(self) -> Values:
        """Answers and facts, as conditions see them."""
        return {**self.facts, **self.session.values()}

    def options(self) -> tuple[offers.Option, ...]:
        """What can be pressed now."""
        return offers.options(self.dialog, self.session, self.values())

    def typable(self) -> tuple[offers.Option, ...]:
        """What can be meant by typed words: what can be pressed, and the answers that stand behind a question of ours."""
        plainly = offers.options(self.dialog, self.session.settled(), self.values())
        return tuple(dict.fromkeys((*self.options(), *plainly)))

    def say(self, wordings: Wordings, context: str, **more: str | Label) -> None:
        """Say those wordings whose condition holds, in the easier form if that was asked for."""
        texts = {**self._texts(), **more}
        for wording in wordings:
            if holds(wording.when, self.values()):
                text = wording.simpler if self._easier and wording.simpler else wording.text
                self.events.append(events.Said(text=text, context=context, values=texts))

    @property
    def _easier(self) -> bool:
        """Whether the person asked for easier words."""
        return self.session.value(EASIER) == "ja"

    def message(self, name: str, **more: str | Label) -> None:
        """Say one of the bot's own messages."""
        self.say(self.dialog.system.messages[name], f"messages.{name}", **more)

    def record(self, step: Step, value: str | tuple[str, ...], words: str | None = None) -> None:
        """Store an answer, and what comes with the choice: flags and other fields."""
        if step.field is not None:
            given = Given(value=value, step=step.id, at=stamp(self.now), words=words)
            self.session = self.session.with_answer(step.field, given)
            self.events.append(events.AnswerRecorded(field=step.field, step=step.id))
        for choice in self.dialog.choices(step):
            if choice.id == value or (isinstance(value, tuple) and choice.id in value):
                self._mark(choice.flag, choice.set)
        self.session = replace(self.session.settled(), revisit=False, ticked=(), misses=0)

    def note(self, name: str, value: str | tuple[str, ...], words: str | None = None) -> None:
        """Remember something beside the answer to the open question. A language is spoken from now on."""
        if name == LANGUAGE:
            self.session = replace(self.session, language=value if isinstance(value, str) else self.session.language)
            return
        given = Given(value=value, step=self.step.id, at=stamp(self.now), words=words)
        self.session = self.session.with_answer(name, given)

    def go(self, target: str | None, *, passing: bool = False) -> None:
        """Walk on from ``target`` to the next question that has no answer yet, or to the end.

        ``passing`` means that we are walking a way already walked: cards already read are not shown again.
        """
        spoken = len(self.events)
        at = target
        for _ in range(route.CEILING):
            if at is None or at == RETURN:
                self.come_back()
                return
            step = self.dialog.steps[at]
            if not holds(step.when, self.values()):
                at = route.onward(self.dialog, step, self.values())
            elif step.ask is None:
                if self._withhold(step):
                    return
                self.say(step.say, step.id)
                self._happen(step)
                if step.end:
                    self._end()
                    return
                at = self._withheld(step) or route.onward(self.dialog, step, self.values())
            elif route.settled(self.dialog, step, self.values()) or self._card_read(step, passing=passing):
                self.events[spoken:] = [one for one in self.events[spoken:] if not isinstance(one, events.Said)]
                passing = True
                at = route.onward(self.dialog, step, self.values())
            else:
                self.ask(step)
                return
        self.events.append(events.RunawayStopped(step=at or ""))
        self.message("runaway")
        self.ask(self.dialog.steps[self.dialog.system.start])

    def ask(self, step: Step, *, again: bool = False) -> None:
        """Ask this question now, whatever was answered before; ``again`` uses its short form."""
        if self._withhold(step):
            return
        self._arrive(step)
        if step.ask == "review":
            self._tidy(step)
        wordings = self.short(step) if again else step.say
        if self.session.ticked:
            wordings = step.more or self.short(step)
        if step.ask == "review":
            self._overview(step)
        self.say(wordings, step.id)
        if not again:
            self._happen(step)
        self.repeat()

    def _withhold(self, step: Step) -> bool:
        """Ask first whether earlier answers may be shown; false when that is not needed."""
        if not silence.withholds(self.dialog, self.session, step):
            return False
        self.session = replace(self.session, withheld=step.id)
        self.ask(self.dialog.steps[self.dialog.system.after_silence or ""])
        return True

    def _withheld(self, step: Step) -> str | None:
        """Where to go on when this step allows to show what was withheld."""
        if step.do != "show-withheld":
            return None
        there = self.session.withheld
        self.session = replace(self.session, hushed=False, withheld=None)
        return there

    def short(self, step: Step) -> Wordings:
        """How a question is put once more: its short form, or else its last words that apply; a card is read whole."""
        if step.again:
            return step.again
        fitting = tuple(one for one in step.say if holds(one.when, self.values()))
        return fitting if step.ask == "card" else fitting[-1:]

    def repeat(self) -> None:
        """Put the buttons of the open question under what was said last."""
        self.session = replace(self.session, asked=self.session.asked + 1)
        asked = events.Asked(
            step=self.step.id,
            offers=offers.offers(self.session, self.options()),
            progress=route.progress(self.dialog, self.step, self.values()),
        )
        self.events.append(asked)

    def come_back(self) -> None:
        """Return to the question that was interrupted, or to the start when there was none."""
        at = self.session.interrupted or (None if self.step.aside else self.session.step)
        step = self.dialog.steps[at or self.dialog.system.start]
        self.session = replace(self.session.settled(), interrupted=None)
        self.ask(step, again=at is not None)

    def back(self) -> None:
        """Ask the question before this one again; its answer stays until another is given."""
        if self.step.aside or not self.session.trail:
            self.come_back()
            return
        at = self.dialog.steps[self.session.trail[-1]]
        self.session = replace(self.session, trail=self.session.trail[:-1], step=None, revisit=True)
        self.ask(at)

    def _arrive(self, step: Step) -> None:
        """Make this step the open one, and remember the way to it."""
        old = self.session
        trail, interrupted = old.trail, old.interrupted
        here = None if old.step is None or old.step not in self.dialog.steps else self.dialog.steps[old.step]
        if step.aside:
            interrupted = interrupted or (None if here is None or here.aside else here.id)
        else:
            came_from = interrupted or (None if here is None or here.aside else here.id)
            interrupted = None
            if step.id in trail and not old.revisit:
                trail = trail[: trail.index(step.id)]
            elif came_from is not None and came_from != step.id:
                trail = (*trail, came_from)
        same = old.step == step.id
        self.session = replace(
            old,
            step=step.id,
            status=Status.WAITING,
            trail=trail[-100:],
            interrupted=interrupted,
            ticked=old.ticked if same else (),
            pending=None,
            topics=old.topics if same else (),
            wondering=False,
            misses=old.misses if same else 0,
        )

    def _card_read(self, step: Step, *, passing: bool) -> bool:
        return passing and step.ask == "card" and step.id in self.session.trail

    def _happen(self, step: Step) -> None:
        """What the step does besides speaking: remember, flag, and tell the host."""
        self._mark(step.flag, step.set)
        match step.do:
            case "hand-over":
                number, reference = self.session.handed_over + 1, self.session.reference or self.facts.get("referentie")
                self.session = replace(self.session, handed_over=number, reference=reference)
                self.events.append(events.HandedOver(number=number))
            case "withdraw":
                self.events.append(events.Withdrawn())
            case "pause":
                self._pause()
            case "forget-answers":
                begun = self.session.begun + 1
                self.session = replace(
                    self.session, answers={}, trail=(), flags=(), handed_over=0, reference=None, begun=begun
                )
            case "ask-person":
                self.events.append(events.PersonAsked())
            case "show-data":
                self._list_answers()
                self.events.append(events.DataShown())
            case "reply":
                self._reply()
            case "erase":
                self.events.append(events.EraseAsked())
            case "clear-chat":
                self.events.append(events.ChatCleared())
            case "give-receipt":
                self.events.append(events.ReceiptGiven())
            case "give-page":
                self.events.append(events.PageGiven())
            case "show-withheld" | None:
                pass

    def _mark(self, flags: tuple[str, ...], others: Mapping[str, str]) -> None:
        for flag in flags:
            if flag not in self.session.flags:
                self.session = replace(self.session, flags=(*self.session.flags, flag))
                self.events.append(events.Flagged(flag=flag))
        for name, value in others.items():
            self.note(name, value)

    def _reply(self) -> None:
        """Hand what was written to staff to the host, and keep no copy: the next reply begins empty."""
        text = self.session.value(REPLY)
        self.session = self.session.without(frozenset({REPLY}))
        if isinstance(text, str) and text not in {SKIPPED, UNKNOWN}:
            self.events.append(events.Replied(text=text))

    def _pause(self) -> None:
        wake = self.session.value("memo.reminder")
        until = wake if isinstance(wake, str) and wake not in {SKIPPED, UNKNOWN} else None
        self.session = replace(self.session, status=Status.PAUSED, wake_at=until)
        self.events.append(events.Paused(until=datetime.fromisoformat(until).date() if until else None))

    def _end(self) -> None:
        self.session = replace(self.session, status=Status.ENDED, step=None, interrupted=None, trail=())
        self.events.append(events.Ended())

    def _tidy(self, review: Step) -> None:
        """Let go of answers that no longer belong to the way taken, and of flags that came with them."""
        on_the_way = route.questions(self.dialog, review.first or self.dialog.system.start, self.values())
        kept = {step.field for step in on_the_way} | {step.unwanted for step in on_the_way}
        asked = {
            step.field
            for step in self.dialog.steps.values()
            if step.field and step.ask and not step.field.startswith("memo.")
        }
        gone = frozenset(name for name in self.session.answers if name in asked and name not in kept)
        self.session = self.session.without(gone)
        self.events += [events.AnswerDropped(field=name) for name in sorted(gone)]
        earned = {
            flag
            for step in on_the_way
            for choice in self.dialog.choices(step)
            if choice.id in _listed(self.session.value(step.field or ""))
            for flag in choice.flag
        }
        by_choice = {
            flag for step in self.dialog.steps.values() for one in self.dialog.choices(step) for flag in one.flag
        }
        flags = tuple(flag for flag in self.session.flags if flag in earned or flag not in by_choice)
        self.session = replace(self.session, flags=flags)

    def _overview(self, review: Step) -> None:
        """The answers that belong to the way taken, in the order of the questions."""
        self._list(route.titled(self.dialog, review, self.values()))

    def _list_answers(self) -> None:
        """Every answer that is kept, whatever the way."""
        self._list(tuple(one for one in self.dialog.steps.values() if one.title))

    def _list(self, steps: tuple[Step, ...]) -> None:
        rows = {
            step.field: (Label(text=step.title or "", context=step.id), self._labels(step, given))
            for step in steps
            if (given := self.session.answers.get(step.field or "")) is not None
        }
        if rows:
            self.events.append(events.Listed(rows=tuple(rows.values())))

    def _labels(self, step: Step, given: Given) -> tuple[Label | str, ...]:
        """An answer as texts: labels of the choices, the bot's words for skipped and unknown, or what was typed."""
        context, buttons = self.dialog.context(step), self.dialog.system.buttons
        labels = {one.id: Label(text=one.label, context=context) for one in self.dialog.choices(step)}
        for value, way in ((SKIPPED, "skipped"), (UNKNOWN, "unknown")):
            labels[value] = Label(text=buttons[way], context="buttons")
        if step.ask == "date" and isinstance(given.value, str) and given.value not in labels:
            day = in_words(given.value, self.session.language)
            return (f"{day} ({given.words})" if given.words else day,)
        if step.ask == "phone" and isinstance(given.value, str) and given.value not in labels:
            return (shown(given.value),)
        return tuple(labels.get(value, value) for value in _listed(given.value))

    def _texts(self) -> Filling:
        """What a text may name: the organisation's facts, the host's facts, and the name a person gave."""
        name = self.session.value("contact.name")
        return {
            "organisatie": self.dialog.organisation.name,
            "telefoon": self.dialog.organisation.telephone,
            "naam": name
            if isinstance(name, str) and name not in {SKIPPED, UNKNOWN} and not self.session.hushed
            else "",
            **self.facts,
        }


def in_words(iso: str, language: str) -> str:
    """A day as one says it: "1 maart 2027"."""
    return format_date(date.fromisoformat(iso), "d MMMM y", locale=locale(language))


def _listed(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()
