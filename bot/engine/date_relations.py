"""What stands around a piece of time: *na*, *vanaf*, *tot*, *niet voor*, *daarna*; and what shows that it is no wait at all."""

from __future__ import annotations

import re
from typing import Literal

from bot.engine.date_pieces import Span

Relation = Literal["from", "after", "before", "until", "not", "none"]

_ARTICLES = (
    r"(?:(?:in|op|met|de|het|een|mijn|rond|met|van|eerst|dan|ergens|eind|begin|ongeveer|about|in the|tenminste|pas) )*"
)
_FROM = re.compile(
    rf" (?:niet (?:eerder|vroeger|al|per se|eens)? ?(?:dan|als|voor|before)|not before|vanaf|per|pas|at earliest|zijn vroegst|zn vroegst) {_ARTICLES}$"
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
    r"^ (?:~+ |, )?(?:(?!na |maar |over \d)[a-z']+ ){0,3}(?:geweest|voorbij|gedaan|achter de rug|over|om|vorig|klaar|done)(?= )"
)
_THEN = re.compile(r" (?:daarna|dan pas|vervolgens|na die tijd|na die datum|na afloop|na dat|pas dan)(?= )")
_PASSED = re.compile(
    r"^ (?:en \d+ (?:dag|week|maand|jaar) )?(?:geleden|terug|oud|cel|celstraf|gevangenisstraf|straf|gekregen|gehad|geeist|tbs|voorwaardelijk|jong|lang|ago|vast|bezig|binnen|gezeten|samen|getrouwd|later|nadat)(?= )"
)
_ELAPSED = re.compile(
    r" (?:al|sinds|sedert|is|ben|ben nu|ben pas|kreeg|straf van|tot|word|was|veroordeeld tot|zit|zit hier|zit er|zit nu|zit hier nu|zit er nu|bijna al|for|ruim al|nu al|al ruim|al bijna|al meer dan|since|al zo n) (?:ongeveer |ruim |bijna |zeker )?$"
)
_PEOPLE = re.compile(r" (?:zoon|dochter|kind|jongen|meisje|zus|broer|man|vrouw|iemand|kleinkind) van $")
_AHEAD = re.compile(
    r" (?:over|nog|binnen|na|pas|in|duurt|duurt het|moet|wacht|minimaal|minstens) (?:nog |zo n |zeker |ongeveer |ruim |circa |ca |bijna |precies |maar |pas |een )*$"
)
_AGE = 96
"""Months: eight years and more without "over" or "nog" is an age or a sentence."""


def told(line: str, span: Span) -> bool:
    """Whether a length of time is an age, a sentence, or time gone by, rather than a wait."""
    before, behind = line[: span.start], line[span.stop :]
    if span.kind == "year":
        return bool(re.search(r" (?:sinds|geboren in|(?:ben|is|was|kom|bouwjaar) (?:van|uit)) $", before))
    if span.kind not in {"length", "soon"}:
        return False
    if span.kind == "soon":
        return bool(
            _NOT_BEHIND.match(behind)
            or _NOT.search(before)
            or re.match(r" (?:(?:nog|even|ff|liever|maar|eigenlijk) ){1,3}niet(?= )", behind)
        ) or bool(re.search(r" (?:tot|sinds|zit|zit hier|zit er) $", before))
    if span.length is not None and span.length[0] > _AGE and not _AHEAD.search(before):
        return True
    if _AHEAD.search(before) and not _PASSED.match(behind):
        return bool(re.search(r" (?:al|sinds) (?:over )?$", before))
    return bool(_PASSED.match(behind) or _ELAPSED.search(before) or _PEOPLE.search(before))


def relation(line: str, span: Span, start: int, stop: int) -> Relation:
    """How a piece of time at ``start``..``stop`` is bound by the words before and behind it."""
    before, behind = line[:start], line[stop:]
    if span.kind == "length":
        return "before" if re.search(r" (?:binnen|within) (?:een |nu en )?$", before) else "none"
    if _FROM.search(before):
        return "after" if span.kind == "feast" and " niet " in before[-20:] else "from"
    if _AFTER_DIRECT.search(before):
        return "after"
    if _UNTIL.search(before):
        return "after" if _THEN.search(behind) and " niet " not in behind else "until"
    if _NOT.search(before) or _NOT_BEHIND.match(behind):
        return "not"
    if _BEFORE.search(before):
        return "before"
    if _AFTER_EVENT.search(before) or _OVER.match(behind) or _THEN.search(behind):
        return "after"
    return "none"
