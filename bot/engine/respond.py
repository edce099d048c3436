"""What follows from a reading: an answer is stored and the walk goes on, or something is said and the question returns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.engine import events, interpret, route
from bot.engine.dates import read_date
from bot.engine.dialog import SKIPPED, UNKNOWN, Step, Wording
from bot.engine.languages import LANGUAGE
from bot.engine.offers import Option, leads_away, open_choices
from bot.engine.plain import slug
from bot.engine.session import Pending
from bot.engine.understanding import Understanding
from bot.engine.walk import Walk, in_words

PATIENCE = 3
"""After so many words that were not understood at one question, a person is offered."""


@dataclass(slots=True, kw_only=True)
class Responder:
    """The reactions of one turn."""

    walk: Walk
    understanding: Understanding

    def to(self, reading: interpret.Reading, masked: str) -> None:
        """React to what typed words mean."""
        walk = self.walk
        match reading:
            case interpret.Command():
                self._command(reading)
            case interpret.Danger():
                self._danger(reading)
            case interpret.Chosen():
                self.choose(reading.option, words=masked)
            case interpret.Several():
                self._several(reading, masked)
            case interpret.Value():
                self._value(reading, masked)
            case interpret.Confirmed():
                self._confirm(yes=reading.yes)
            case interpret.Guess():
                self._ask_whether(reading.option.id, reading.option.shown, masked)
            case interpret.Explained():
                self._explain(reading.choice)
            case interpret.Wondered():
                self._question(reading, masked)
            case interpret.Chatted():
                self._chat(reading.number)
            case interpret.Refused():
                walk.events.append(events.AnswerRefused(step=walk.step.id, reason=reading.reason))
                walk.session = walk.session.settled()
                walk.message(reading.reason)
                self.again()
            case interpret.Unclear():
                self._unclear(masked)

    def choose(self, option: Option, words: str | None = None) -> None:
        """A button was pressed, or its meaning typed."""
        match option.kind:
            case "way":
                self._take(option.id)
            case "topic":
                self.answer(option.id)
            case "field":
                self._correct(option.id)
            case "choice":
                self._choice(option.id, words)

    def again(self) -> None:
        """Offer the open question once more, in its short form."""
        walk = self.walk
        walk.say(walk.short(walk.step), walk.step.id)
        walk.repeat()

    def answer(self, topic: str) -> None:
        """Give an approved answer and offer the open question again, with what one would ask next beside it."""
        walk = self.walk
        approved = walk.dialog.topics[topic]
        walk.events.append(events.QuestionAnswered(step=walk.step.id, topics=(topic,), offered=False))
        walk.say(approved.say, f"topic.{topic}")
        others = [one for one in (*walk.session.topics, *approved.follow_ups) if one != topic]
        walk.session = replace(walk.session.settled(), topics=tuple(dict.fromkeys(others))[:2], misses=0)
        self.again()

    def _command(self, command: interpret.Command) -> None:
        walk = self.walk
        known = walk.dialog.system.commands.get(command.name)
        if known is None:
            walk.message("unknown-command")
            self.again()
        elif known.does == "back":
            walk.back()
        elif known.does == "easier":
            walk.note("memo.easier", "ja")
            walk.message("easier")
            walk.say(walk.step.say, walk.step.id)
            walk.repeat()
        elif known.language is not None:
            walk.note(LANGUAGE, known.language)
            walk.message("language")
            self.again()
        elif known.step is not None:
            source = slug(command.argument) if known.step == walk.dialog.system.start else None
            if source is not None and walk.session.source is None:  # a deep link followed later on counts as well
                walk.session = replace(walk.session, source=source)
            walk.session = replace(walk.session.settled(), ticked=())
            walk.go(known.step)

    def _danger(self, danger: interpret.Danger) -> None:
        """The number that fits comes first; the intake waits. Only the kind is kept."""
        walk = self.walk
        texts = walk.dialog.signal_texts[danger.kind]
        walk.events.append(events.SignalRaised(kind=danger.kind))
        walk.events.append(events.Flagged(flag="crisis"))
        if "crisis" not in walk.session.flags:
            walk.session = replace(walk.session, flags=(*walk.session.flags, "crisis"))
        walk.say(texts.for_other if danger.another and texts.for_other else texts.say, f"signal.{danger.kind}")
        walk.ask(walk.dialog.steps[walk.dialog.system.after_signal])

    def _take(self, way: str) -> None:
        """One of the ways on that the bot itself adds to a question."""
        walk = self.walk
        step = walk.step
        match way:
            case "continue":
                walk.go(route.onward(walk.dialog, step, walk.values()))
            case "skip-all":
                walk.go(step.skip_to)
            case "unknown" | "skip":
                value = UNKNOWN if way == "unknown" else SKIPPED
                walk.record(step, (value,) if step.ask == "choices" else value)
                self._onward(step)
            case "done":
                walk.record(step, walk.session.ticked)
                self._onward(step)
            case "yes" | "no":
                self._confirm(yes=way == "yes")
            case "other":
                walk.session = walk.session.settled()
                walk.message("no-answer")
                self.again()
            case "back":
                walk.back()
            case "help":
                walk.go(walk.dialog.system.commands["help"].step)

    def _choice(self, choice_id: str, words: str | None) -> None:
        walk = self.walk
        step = walk.step
        if step.ask == "choices" and choice_id not in step.exclusive:
            choice = next(one for one in walk.dialog.choices(step) if one.id == choice_id)
            if choice.next is None:
                self._tick((choice_id,))
            else:  # not an answer but a way aside, such as an explanation
                walk.go(route.onward(walk.dialog, step, walk.values(), choice_id))
            return
        walk.record(step, (choice_id,) if step.ask == "choices" else choice_id, words if step.dates else None)
        self._onward(step, typed_date=words if choice_id == step.dates else None, chosen=choice_id)

    def _tick(self, choices: tuple[str, ...]) -> None:
        """Add to the choices made so far, and ask whether there are more while there is anything left to choose."""
        walk = self.walk
        step = walk.step
        ticked = tuple(dict.fromkeys((*walk.session.ticked, *choices)))
        walk.session = replace(walk.session.settled(), ticked=ticked, misses=0)
        left = [
            one
            for one in open_choices(walk.dialog, walk.session, step, walk.values())
            if one.id not in step.exclusive and one.id not in self._ways_away()
        ]
        if left:
            walk.say(step.more or walk.short(step), step.id)
            walk.repeat()
        else:
            walk.record(step, ticked)
            self._onward(step)

    def _several(self, reading: interpret.Several, words: str) -> None:
        walk = self.walk
        step = walk.step
        if reading.unwanted and step.unwanted is not None:
            walk.note(step.unwanted, reading.unwanted, words)
        answers = tuple(one for one in reading.wanted if one not in self._ways_away())
        if reading.wanted and not answers:
            self._choice(reading.wanted[0], words)
        elif not reading.wanted:
            walk.message("noted-unwanted")
            self.again()
        elif set(reading.wanted) & set(step.exclusive):
            walk.record(step, answers[:1], words)
            self._onward(step)
        else:
            self._tick(answers)

    def _ways_away(self) -> frozenset[str]:
        """The choices of the open question that lead somewhere instead of being an answer."""
        step = self.walk.step
        return frozenset(one.id for one in self.walk.dialog.choices(step) if leads_away(step, one))

    def _value(self, reading: interpret.Value, words: str) -> None:
        if reading.check:
            self._ask_whether(reading.value, self._in_words(reading.value), words)
            return
        self.walk.record(self.walk.step, reading.value, words if words != reading.value else None)
        self._onward(self.walk.step)

    def _ask_whether(self, value: str, label: str | events.Label, words: str) -> None:
        """Put a reading before the person before it counts."""
        walk = self.walk
        walk.session = replace(walk.session.settled(), pending=Pending(value=value, words=words))
        walk.message("check-date" if walk.step.ask == "date" else "check", antwoord=label)
        walk.repeat()

    def _confirm(self, *, yes: bool) -> None:
        walk = self.walk
        pending, step = walk.session.pending, walk.step
        walk.session = walk.session.settled()
        if pending is None or not yes:
            self.again()
            return
        value = pending.value if isinstance(pending.value, str) else pending.value[0]
        ways = {option.id: option for option in walk.options()}
        if value in ways and step.ask != "date":
            self.choose(ways[value], words=pending.words)
            return
        walk.record(step, value, pending.words)
        self._onward(step)

    def _question(self, reading: interpret.Wondered, masked: str) -> None:
        walk = self.walk
        if reading.instead is not None:
            value = reading.instead.value if isinstance(reading.instead, interpret.Value) else reading.instead.id
            label = masked[:80] if isinstance(reading.instead, interpret.Value) else reading.instead.shown
            pending = Pending(value=value, words=masked)
            walk.session = replace(walk.session, pending=pending, topics=reading.topics[:2])
            walk.message("torn", antwoord=label)
            walk.repeat()
        elif reading.sure:
            walk.session = replace(walk.session, topics=reading.topics[1:2])
            self.answer(reading.topics[0])
        else:
            walk.events.append(events.QuestionAnswered(step=walk.step.id, topics=reading.topics, offered=True))
            walk.session = replace(walk.session.settled(), topics=reading.topics[:3], wondering=True)
            walk.message("which-question")
            walk.repeat()

    def _explain(self, choice_id: str) -> None:
        """Say what one of the choices means, and offer them again."""
        walk = self.walk
        choice = next(one for one in walk.dialog.choices(walk.step) if one.id == choice_id)
        walk.say((Wording(text=choice.explain or ""),), walk.dialog.context(walk.step))
        self.again()

    def _chat(self, number: int) -> None:
        talk = self.walk.dialog.small_talk[number]
        self.walk.say(talk.say, f"small-talk.{talk.id}")
        if talk.topic is not None:
            self.answer(talk.topic)
        else:
            self.again()

    def _correct(self, step_id: str) -> None:
        walk = self.walk
        walk.session = replace(walk.session, revisit=True)
        walk.ask(walk.dialog.steps[step_id])

    def _unclear(self, masked: str) -> None:
        """Say so honestly, first more simply, later with a person; the question stays."""
        walk = self.walk
        walk.events.append(events.NotUnderstood(step=walk.step.id, masked=masked))
        misses = walk.session.misses + 1
        walk.session = replace(walk.session.settled(), misses=misses)
        if walk.step.ask == "question":
            walk.message("no-answer")
        else:
            walk.message("unclear-person" if misses >= PATIENCE else f"unclear-{misses}")
        self.again()

    def _onward(self, step: Step, *, typed_date: str | None = None, chosen: str | None = None) -> None:
        """Go on after an answer. A date typed where a choice was asked is put before the person straight away."""
        walk = self.walk
        walk.go(route.onward(walk.dialog, step, walk.values(), chosen))
        if typed_date is not None and walk.step.ask == "date":
            reading = read_date(typed_date, walk.now.date())
            if reading is not None:
                del walk.events[_last_said(walk.events) :]
                self._ask_whether(reading.date.isoformat(), self._in_words(reading.date.isoformat()), typed_date)

    def _in_words(self, iso: str) -> str:
        return in_words(iso, self.walk.session.language)


def _last_said(happened: list[events.Event]) -> int:
    """Where the last question begins: the words and buttons that a better question replaces."""
    return max(number for number, event in enumerate(happened) if isinstance(event, events.Said))
