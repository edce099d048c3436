"""From when contact may start, read from a person's own words.

Libraries for this guess (``dateparser`` makes a birthday of "35 jaar" and today's day of "mei 2021"), so the grammar
is our own: the words that are known (:mod:`bot.engine.date_words`), the pieces of time (:mod:`bot.engine.date_spans`),
and here what binds them: *na*, *vanaf*, *tot*, *niet voor*, *of*, *daarna*. What ties to an event without a date, lies
in the past or does not exist gives None: asking again is better than guessing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Literal

from bot.engine.calendar_nl import DAY, WEEK, Granularity, Period, period, week_of
from bot.engine.date_spans import Span, spans, wait
from bot.engine.date_words import simplify

Relation = Literal["from", "after", "before", "until", "not", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """Days from ``earliest`` to ``latest`` (both included, never before today) that the words may mean.

    ``likely`` is the one to store: the day itself, the first day of a calendar period ("mei" is 1 May), the middle of
    a length said loosely ("over een maand of drie"). Feasts of the Islamic calendar are a day wide on both sides.
    """

    earliest: dt.date
    latest: dt.date
    likely: dt.date
    granularity: Granularity

    @property
    def date(self) -> dt.date:
        """The single date to store."""
        return self.likely

    @property
    def exact(self) -> bool:
        """Whether one day was named, so that reading it back is enough."""
        return self.earliest == self.latest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    span: Span
    when: Period
    relation: Relation
    start: int
    stop: int


_ARTICLES = (
    r"(?:(?:in|op|met|de|het|een|mijn|rond|met|van|eerst|dan|ergens|eind|begin|ongeveer|about|in the|tenminste|pas) )*"
)
_FROM = re.compile(
    rf" (?:niet (?:eerder|vroeger|al|per se|eens)? ?(?:dan|als|voor|before)|not before|vanaf|per|pas|at earliest|zijn vroegst|zn vroegst) {_ARTICLES}$"
)
_AFTER = re.compile(
    rf" (?:na|later dan|later als|achter|past) {_ARTICLES}$"
    r"| (?:na|nadat|daarna|zodra|als|wanneer|once) (?:(?!als |dan |maar |want |over |vanaf |in )[a-z0-9']+ ){0,7}(?:op|van|is|dd|d d|de|het|,)? ?$"
)
_AFTER_DIRECT = re.compile(rf" (?:na|later dan|later als|past) {_ARTICLES}$")
_AFTER_EVENT = re.compile(r" (?:na|nadat) (?:(?!maar |want |over |vanaf )[a-z0-9']+ ){1,7}$")
_UNTIL = re.compile(rf" (?:tot|tot en met|t m) {_ARTICLES}$")
_BEFORE = re.compile(rf" (?:voor|uiterlijk|before|binnen|by|vlak voor) {_ARTICLES}$")
_NOT = re.compile(rf" (?:niet|nooit|behalve|not) (?:meer |nog |al |echt |graag )?{_ARTICLES}$")
_NOT_BEHIND = re.compile(
    r"^ (?:(?:lukt|kan|gaat|wil|past|komt|is|mag|nog|me|mij|het|ik|liever|in ieder geval|echt|sowieso|toch|misschien) ){0,4}niet(?! (?:eerder|vroeger|voor|zo|gelijk|per))"
)
_OVER = re.compile(
    r"^ (?:~+ |, )?(?:(?!na |maar |over \d)[a-z']+ ){0,3}(?:geweest|voorbij|gedaan|achter de rug|over|om|afgelopen|klaar|done)(?= )"
)
_THEN = re.compile(r" (?:daarna|dan pas|vervolgens|na die tijd|na die datum|na afloop|na dat|pas dan)(?= )")
_STUCK = re.compile(
    r" (?:vast|niet|zit|weg|druk|wacht\w*|binnen|opgenomen|opname|behandel\w*|afwezig|bezet|gevangen\w*|detentie|buitenland|ziek|verlof|vakantie|reis|~+)(?= )"
)
_PASSED = re.compile(
    r"^ (?:en \d+ (?:dag|week|maand|jaar) )?(?:geleden|terug|oud|cel|celstraf|gevangenisstraf|straf|gekregen|gehad|geeist|tbs|voorwaardelijk|jong|lang|ago|vast|bezig|binnen|samen|getrouwd|later|nadat)(?= )"
)
_ELAPSED = re.compile(
    r" (?:al|sinds|sedert|is|ben|ben nu|ben pas|kreeg|straf van|tot|word|was|veroordeeld tot|bijna al|for|ruim al|nu al|al ruim|al bijna|al meer dan|since|al zo n) (?:ongeveer |ruim |bijna |zeker )?$"
)
_PEOPLE = re.compile(r" (?:zoon|dochter|kind|jongen|meisje|zus|broer|man|vrouw|iemand|kleinkind) van $")
_AHEAD = re.compile(
    r" (?:over|nog|binnen|na|pas|in|duurt|duurt het|moet|wacht|minimaal|minstens) (?:nog |zo n |zeker |ongeveer |ruim |circa |ca |bijna |precies |maar |pas |een )*$"
)
_AGE = 96
"""Months: eight years and more without "over" or "nog" is an age or a sentence."""
_BOUND = re.compile(r"^ (?:na|nadat|daarna dat|voor|voordat|voorafgaand|later dan)(?= )")
_LASTING = re.compile(
    r" (?:herstel\w*|revalid\w*|duurt|duur|opname|behandel\w*|rust|verwacht|kuur|opgenomen|bijkomen|ziek|training|cursus|therapie|vakantie|weg)(?= )"
)
_LINK = re.compile(
    r"^(?: (?:of|en|tot|tot en met|a|t m|,|-|or|to|dan|anders|eventueel|misschien|ergens|in|de|begin))*$"
)


def read_date(text: str, today: dt.date) -> DateReading | None:
    """From when contact may start, said in a text of any length (only its first 500 letters are read).

    None when no date can be derived: nothing said, not known, tied to an event without a date, past, or impossible.
    """
    line = simplify(text)
    found = [span for span in spans(line, today) if not _told(line, span)]
    bound = _offset(line, found, today)
    if bound is not None:
        return _reading(bound[0], today) if bound else None
    pieces = _pieces(line, found, today)
    meant = _choose(line, pieces, today)
    return _reading(meant, today) if meant else None


def _reading(when: Period, today: dt.date) -> DateReading | None:
    if when.end < today:
        return None
    earliest = max(when.start, today)
    likely = min(max(when.likely, earliest), when.end)
    return DateReading(earliest=earliest, latest=when.end, likely=likely, granularity=when.granularity)


def _told(line: str, span: Span) -> bool:
    """Whether a length of time is an age, a sentence, or time gone by, rather than a wait."""
    before, behind = line[: span.start], line[span.stop :]
    if span.kind == "year":
        return bool(re.search(r" (?:sinds|geboren in|(?:ben|is|was|kom|bouwjaar) (?:van|uit)) $", before))
    if span.kind not in {"length", "soon"}:
        return False
    if span.kind == "soon":
        return bool(_NOT_BEHIND.match(behind) or _NOT.search(before) or re.match(r" (?:(?:nog|even|ff|liever|maar|eigenlijk) ){1,3}niet(?= )", behind)) or bool(
            re.search(r" (?:tot|sinds) $", before)
        )
    if span.length is not None and span.length[0] > _AGE and not _AHEAD.search(before):
        return True
    if _AHEAD.search(before) and not _PASSED.match(behind):
        return bool(re.search(r" (?:al|sinds) (?:over )?$", before))
    return bool(_PASSED.match(behind) or _ELAPSED.search(before) or _PEOPLE.search(before))


def _offset(line: str, found: list[Span], today: dt.date) -> tuple[Period] | tuple[()] | None:
    """ "Twee weken na Pasen": a length bound to what follows. Empty when that has no date; None when nothing is bound."""
    match = re.search(r" (?:de |een )?(week|dag|maand) (na|erna|voor) ", line)
    for at, span in enumerate(found):
        if span.kind != "length" or span.length is None:
            continue
        bound = _BOUND.match(line[span.stop :])
        if not bound:
            continue
        before = bound[0].strip() in {"voor", "voordat", "voorafgaand"}
        later = [other for other in found[at + 1 :] if other.start - span.stop <= 60 and other.kind != "soon"]
        anchor = _settled(line, later[0], found, today) if later else None
        if anchor is None:
            return ()
        months, days, vague = span.length
        return (
            wait((-months, -days, vague), anchor.start) if before else wait((months, days, vague), anchor.after - DAY),
        )
    if match and match[2] == "na":
        near = [other for other in found if other.start >= match.start(2) and other.start - match.end() <= 30]
        anchor = _settled(line, near[0], found, today) if near else None
        if anchor:
            return (period(anchor.after, anchor.after + 6 * DAY, granularity="week"),)
        return ()
    return None


def _settled(line: str, span: Span, found: list[Span], today: dt.date) -> Period | None:
    """The period of a span, with a year named beside it taken into account."""
    if span.kind == "length" and span.length is not None:
        return wait(span.length, today)
    year = None
    if span.yearly is not None:
        for other in found:
            gap = line[span.stop : other.start] if other.start > span.start else line[other.stop : span.start]
            if (
                other.kind == "year"
                and other.fixed
                and len(gap) <= 24
                and not re.search(r" (?:of|niet|maar|of in) ", gap)
            ):
                year = other.fixed.start.year
    return span.settle(today, year)


def _pieces(line: str, found: list[Span], today: dt.date) -> list[_Piece]:
    pieces: list[_Piece] = []
    used: set[int] = set()
    for at, span in enumerate(found):
        if at in used:
            continue
        when = _settled(line, span, found, today)
        start, stop = span.start, span.stop
        if span.yearly is not None:
            used |= {i for i, other in enumerate(found) if other.kind == "year" and _beside(line, span, other)}
        merged = _merge(line, found, at, today)
        if merged is not None:
            other, when = merged
            used.add(other)
            start, stop = min(start, found[other].start), max(stop, found[other].stop)
            pieces = [piece for piece in pieces if piece.span is not found[other]]
        if when is not None:
            pieces.append(
                _Piece(span=span, when=when, relation=_relation(line, span, start, stop), start=start, stop=stop)
            )
    return [piece for piece in pieces if found.index(piece.span) not in used]


def _beside(line: str, span: Span, other: Span) -> bool:
    gap = line[span.stop : other.start] if other.start > span.start else line[other.stop : span.start]
    return len(gap) <= 24 and not re.search(r" (?:of|niet|maar) ", gap)


def _merge(line: str, found: list[Span], at: int, today: dt.date) -> tuple[int, Period] | None:
    """A weekday within a week named beside it; a weekday that only repeats a date; a numbered day in a month."""
    span = found[at]
    for other_at in (at - 1, at + 1):
        if not 0 <= other_at < len(found):
            continue
        other = found[other_at]
        gap = line[min(span.stop, other.stop) : max(span.start, other.start)]
        if not re.fullmatch(r"(?: (?:op|de|in|van|,|het|een|dus|liefst|graag|bijvoorbeeld))* ?", gap):
            continue
        if span.kind == "weekday" and span.fixed and other.kind in {"week", "length"}:
            base = (
                other.settle(today)
                if other.kind == "week"
                else wait(other.length, today)
                if other.length and other.length[1]
                else None
            )
            if base:
                day = week_of(base.likely).start + span.fixed.start.weekday() * DAY
                return other_at, period(day)
        if span.kind == "day" and other.kind == "weekday":
            settled = _settled(line, span, found, today)
            return (other_at, settled) if settled else None
        if span.kind == "monthday" and span.fixed and other.kind == "weekday":
            return other_at, span.fixed
        if span.kind == "monthday" and span.fixed and other.kind == "month":
            month = other.settle(today)
            if month and month.end.day >= span.fixed.start.day:
                return other_at, period(month.start.replace(day=span.fixed.start.day))
    return None


def _relation(line: str, span: Span, start: int, stop: int) -> Relation:
    before, behind = line[:start], line[stop:]
    if span.kind == "length":
        return "before" if re.search(r" (?:binnen|within) (?:een |nu en )?$", before) else "none"
    if _FROM.search(before):
        return "after" if span.kind == "feast" and " niet " in before[-20:] else "from"
    if _AFTER_DIRECT.search(before):
        return "after"
    if _UNTIL.search(before):
        return "until"
    if _NOT.search(before) or _NOT_BEHIND.match(behind):
        return "not"
    if _BEFORE.search(before):
        return "before"
    if _AFTER_EVENT.search(before) or _OVER.match(behind) or _THEN.search(behind):
        return "after"
    return "none"


def _related(line: str, piece: _Piece, today: dt.date) -> Period | None:
    """The days meant, once *na*, *voor*, *tot* is applied."""
    when, relation = piece.when, piece.relation
    if relation == "after" or (relation == "until" and _STUCK.search(line[: piece.start] + line[piece.stop :])):
        first = when.start if relation == "until" and piece.span.kind != "feast" else when.after
        ahead = {"day": 7, "week": 13, "month": 30, "season": 30, "quarter": 60, "year": 364}[when.granularity]
        return period(first, first + ahead * DAY, granularity="week" if when.granularity == "day" else when.granularity)
    if relation in {"before", "until"}:
        last = when.start - DAY if piece.span.kind != "length" else when.likely
        return period(today, last, granularity="week") if last >= today else None
    if relation == "not":
        covers = when.start <= today <= when.end and piece.span.kind in {"week", "month", "year"}
        return (
            period(when.after, when.after + (when.end - when.start), granularity=when.granularity) if covers else None
        )
    return when


def _choose(line: str, pieces: list[_Piece], today: dt.date) -> Period | None:
    positive = [piece for piece in pieces if piece.relation != "not"]
    positive = [piece for piece in positive if piece.span.kind != "soon"] or positive
    candidates = positive or pieces
    lasting = _lasting(line, candidates)
    if lasting:
        return lasting
    reason = re.search(r" (?:want|omdat|because|aangezien) ", line)
    if reason and any(piece.stop <= reason.start() + 1 for piece in candidates):
        candidates = [piece for piece in candidates if piece.stop <= reason.start() + 1]
    if not candidates:
        return None
    groups = _linked(line, candidates)
    firm = [group for group in groups if group[0].relation in {"from", "after"}]
    group = (firm or groups)[-1]
    periods = [found for found in (_related(line, piece, today) for piece in group) if found and found.end >= today]
    if not periods:
        return None
    first = periods[0]
    if len(periods) == 1:
        return first
    if first.start > periods[-1].end:  # "tussen Pasen en Pinksteren", said when Easter is over
        first = period(today, periods[-1].end, granularity=first.granularity)
        periods = [first, *periods[1:]]
    if (
        re.search(r" (?:tussen|between) $", re.sub(r"(?:de |het |the )$", "", line[: group[0].start]))
        and group[0].span.kind == "feast"
    ):
        first = replace(first, likely=first.after)
    if group[-1].relation == "before" and group[0].relation == "after":
        return replace(first, end=max(first.start, group[-1].when.start - DAY))
    if group[0].relation == "none" and group[-1].relation == "until":
        return replace(first, end=max(first.end, group[-1].when.end))
    return replace(first, start=min(one.start for one in periods), end=max(one.end for one in periods))


def _linked(line: str, pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces joined by *of*, *en*, *tot*, or *na .., voor ..* belong together."""
    groups: list[list[_Piece]] = []
    for piece in pieces:
        last = groups[-1][-1] if groups else None
        joined = last is not None and (
            _LINK.match(line[last.stop : piece.start].rstrip())
            or (last.relation == "after" and piece.relation == "before")
        )
        if joined and not (last and last.relation == "after" and piece.relation == "after"):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _lasting(line: str, pieces: list[_Piece]) -> Period | None:
    """A day on which something begins, and how long that takes: after both."""
    lengths = [piece for piece in pieces if piece.span.kind == "length"]
    starts = [piece for piece in pieces if piece.span.kind in {"day", "month", "week", "weekday", "monthday"}]
    if not (lengths and starts and _LASTING.search(line)):
        return None
    length = lengths[-1].span.length
    if length is None:
        return None
    over = wait((length[0], length[1], False), starts[0].when.start)
    return period(over.start - 2 * DAY, over.start + 3 * WEEK, likely=over.start + DAY, granularity="week")
