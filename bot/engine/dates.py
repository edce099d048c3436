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

from bot.engine.calendar_nl import DAY, WEEK, Granularity, Period, period, week_of
from bot.engine.date_pieces import Span, wait
from bot.engine.date_relations import Relation, relation, told
from bot.engine.date_spans import spans
from bot.engine.date_vocabulary import WEEKDAYS
from bot.engine.date_words import simplify


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


_BOUND = re.compile(r"^ (?:na|nadat|daarna dat|voor|voordat|voorafgaand|later dan)(?= )")
_LASTING = re.compile(
    r" (?:herstel\w*|revalid\w*|duurt|duur|opname|behandel\w*|rust|verwacht|kuur|opgenomen|bijkomen|ziek|training|cursus|therapie|vakantie|weg)(?= )"
)
_GAP = re.compile(rf"(?: (?:op|de|in|van|,|het|een|dus|liefst|graag|bijvoorbeeld|of|en|{'|'.join(WEEKDAYS)}))* ?")
"""What may stand between a weekday and its week, or a day and its month."""
_LINK = re.compile(
    r"^(?: (?:of|en|tot|tot en met|a|t m|,|-|or|to|dan|anders|eventueel|misschien|ergens|in|de|begin))*$"
)
_STUCK = re.compile(
    r" (?:vast|niet|zit|weg|druk|wacht\w*|binnen|opgenomen|opname|behandel\w*|afwezig|bezet|gevangen\w*|detentie|buitenland|ziek|verlof|vakantie|reis|cursus|opleiding|training|stage|examens?|school|~+)(?= )"
)


def read_date(text: str, today: dt.date) -> DateReading | None:
    """From when contact may start, said in a text of any length (only its first 500 letters are read).

    None when no date can be derived: nothing said, not known, tied to an event without a date, past, or impossible.
    """
    line = simplify(text)
    found = [span for span in spans(line, today) if not told(line, span)]
    bound = _offset(line, found, today)
    if bound is not None:
        return _reading(bound[0], today) if bound else None
    pieces = _pieces(line, found, today)
    meant = _choose(line, pieces, today)
    return _reading(meant, today) if meant else None


def _reading(when: Period, today: dt.date) -> DateReading | None:
    start, end = sorted((when.start, when.end))  # counted back from a date, a vague length ends where it starts
    if end < today:
        return None
    earliest = max(start, today)
    likely = min(max(when.likely, earliest), end)
    return DateReading(earliest=earliest, latest=end, likely=likely, granularity=when.granularity)


def _offset(line: str, found: list[Span], today: dt.date) -> tuple[Period] | tuple[()] | None:
    """As in "twee weken na Pasen": a length bound to what follows. Empty when that has no date; None when nothing is bound."""
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
                _Piece(span=span, when=when, relation=relation(line, span, start, stop), start=start, stop=stop)
            )
    return [piece for piece in pieces if found.index(piece.span) not in used]


def _beside(line: str, span: Span, other: Span) -> bool:
    gap = line[span.stop : other.start] if other.start > span.start else line[other.stop : span.start]
    return len(gap) <= 24 and not re.search(r" (?:of|niet|maar) ", gap)


def _merge(line: str, found: list[Span], at: int, today: dt.date) -> tuple[int, Period] | None:
    """The neighbour that makes one day with this piece, and that day."""
    span = found[at]
    for other_at in (at - 1, at + 1, at - 2):
        if 0 <= other_at < len(found):
            other = found[other_at]
            gap = line[min(span.stop, other.stop) : max(span.start, other.start)]
            day = _together(line, span, other, found, today) if _GAP.fullmatch(gap) else None
            if day is not None:
                return other_at, day
    return None


def _together(line: str, span: Span, other: Span, found: list[Span], today: dt.date) -> Period | None:
    """A weekday within a week named beside it; a weekday that only repeats a date; a numbered day in a month."""
    if span.kind == "weekday" and span.fixed and other.kind in {"week", "length"}:
        week = other.settle(today)
        if other.length and other.length[1]:
            week = wait(other.length, today)
        return period(week_of(week.likely).start + span.fixed.start.weekday() * DAY) if week else None
    if span.kind == "day" and other.kind == "weekday":
        return _settled(line, span, found, today)
    if span.kind != "monthday" or span.fixed is None:
        return None
    if other.kind == "weekday":
        return span.fixed
    month = other.settle(today) if other.kind == "month" else None
    fits = month is not None and month.end.day >= span.fixed.start.day
    return period(month.start.replace(day=span.fixed.start.day)) if month and fits else None


def _related(line: str, piece: _Piece, today: dt.date) -> Period | None:
    """The days meant, once *na*, *voor*, *tot* is applied."""
    when, bond = piece.when, piece.relation
    if bond == "after" or (bond == "until" and _STUCK.search(line[: piece.start] + line[piece.stop :])):
        first = when.start if bond == "until" and piece.span.kind != "feast" else when.after
        ahead = {"day": 7, "week": 13, "month": 30, "season": 30, "quarter": 60, "year": 364}[when.granularity]
        return period(first, first + ahead * DAY, granularity="week" if when.granularity == "day" else when.granularity)
    if bond in {"before", "until"}:
        last = when.start - DAY if piece.span.kind != "length" else when.likely
        return period(today, last, granularity="week") if last >= today else None
    if bond == "not":
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
