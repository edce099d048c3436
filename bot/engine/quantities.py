"""Amounts of time, ages and counts against buttons that are ranges: "3 jaar terug" is in "1 tot 5 jaar geleden"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from bot.engine.date_words import simplify

Range = tuple[float, float]
"""From, up to and including. Days for times; a plain number for ages and counts. A hair's breadth excludes an end."""

_HAIR = 1e-6
_DAYS = {"uur": 1 / 24, "dag": 1.0, "week": 7.0, "maand": 30.4, "kwartaal": 91.3, "jaar": 365.25, "keer": 1.0, "": 1.0}
_NUMBER = r"(\d+(?:,\d+)?|een half|half|een)"
_UNIT = r"(uur|dag|week|maand|jaar|kwartaal|keer)"
_BELOW = r"(?:minder|korter|jonger|recenter|nog geen|onder|less|under|lager|binnen|hooguit|maximaal|max|nog niet|niet eens)(?: dan| als| than)?(?: de)?"
_ABOVE = r"(?:meer|langer|ouder|vaker|more|boven|over|hoger|al|minstens|minimaal|eerder)(?: dan| als| than)?(?: de)?"
_LOOSE: tuple[tuple[str, Range], ...] = (
    (r"vandaag|net gebeurd|zonet|zojuist|vannacht|net pas|nu net|vanochtend", (0, 1)),
    (r"gister\w*|yesterday|eergister\w*", (1, 2)),
    (r"deze week|van de week|vorig weekend|paar dag|pas geleden|kort geleden|onlangs|recent\w*|laatst|net", (1, 7)),
    (r"jarenlang", (2.5 * 365.25, math.inf)),
    (r"vorig week", (2, 13)),
    (r"paar week|deze maand", (10, 30)),
    (r"vorig maand", (15, 61)),
    (r"paar maand", (61, 150)),
    (r"(?:afgelopen |vorig )?(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:ochtend|middag|avond|nacht)?", (1, 7)),
    (r"deze jaar", (0, 360)),
    (r"vorig jaar", (20, 700)),
    (r"(?:vorig|afgelopen|in de|in het|in|dit) (?:zomer|winter|lente|herfst|kerst|voorjaar|najaar)", (20, 360)),
    (r"paar jaar", (2 * 365.25, 4 * 365.25)),
    (
        r"(?:heel |erg |al |best |zo )*lang(?: \w+)? (?:geleden|terug)|(?:in )?mijn jeugd|als kind|vroeger|(?:mijn )?kindertijd|jongere jaren|ver (?:verleden|vorig)|(?:veel|veel veel) (?:eerder|langer|vroeger)|basisschool|lagere school|eeuwen|eeuwigheid|decennia|long ago|(?:in de )?(?:vorig|verleden) eeuw|was (?:ik )?(?:nog )?(?:een )?(?:kind|klein|tiener)|toen ik (?:een )?(?:klein|jong|kind|tiener) was|tientallen jaar",
        (math.inf, math.inf),
    ),
)
_LAST_YEAR: Range = (367, 700)
_COARSE: tuple[tuple[str, Range], ...] = (
    (r"vandaag", (0, 1)),
    (r"deze week", (0, 7)),
    (r"deze maand", (0, 31)),
    (r"deze jaar", (0, 366)),
    (r"vorig jaar", _LAST_YEAR),
    (r"paar dag", (2, 6.9)),
    (r"paar week", (7, 29)),
    (r"paar maand", (30, 330)),
    (r"paar jaar", (366, 5 * 366)),
    (r"(?:pas|kort|net|niet lang) (?:geleden|gebeurd)|recent|onlangs", (0, 61)),
    (r"(?:een )?(?:tijd|tijdje|poos|poosje) (?:geleden|terug)", (62, 2 * 366)),
    (r"(?:heel )?lang (?:geleden|terug)", (2 * 366 + _HAIR, math.inf)),
)
_LONGER = re.compile(r" (?:langer|eerder|al lang|lang geleden|vroeger|daarvoor)(?: geleden)? ")
_YEAR_OR_AGE = re.compile(r" 20(?:19|[2-9]\d) | toen ik (?:\w+ )?\d")
_AGES = ((r"minderjarig\w*|kind|puber|tiener", (0.0, 17.0)), (r"volwassen\w*|meerderjarig\w*", (18.0, 120.0)))


def ranges(labels: Sequence[str]) -> list[Range | None]:
    """What each button covers, or None for a button that is not about an amount."""
    lines = [_line(label) for label in labels]
    default = common_unit(labels)
    found = [_range(line, default) for line in lines]
    most = max((one[1] for one in found if one is not None and one[1] < math.inf), default=None)
    if most is None:
        return found
    return [
        (most + _HAIR, math.inf) if one is None and _LONGER.search(line) else one
        for one, line in zip(found, lines, strict=True)
    ]


def common_unit(labels: Sequence[str]) -> str:
    """The unit that buttons without one are counted in: that of the others, years where they speak of age."""
    lines = "".join(_line(label) for label in labels)
    return _unit(lines) or ("jaar" if re.search(r"jonger|ouder|leeftijd", lines) else "")


def are_ranges(found: Sequence[Range | None]) -> bool:
    """Whether the buttons as a whole are about amounts."""
    amounts = sum(one is not None for one in found)
    return amounts >= 2


def within(text: str, covered: Sequence[Range | None], unit: str = "") -> int | None:
    """The one button whose range holds the amount that a text names; None when none or more than one does."""
    line = _line(text)
    amount = _amount(line, unit)
    if amount is None:
        return None
    if " vorig jaar " in line and (0, 366) in covered:
        amount = _LAST_YEAR  # beside "Dit jaar", last year is another year
    low, high = amount
    open_ended = [at for at, one in enumerate(covered) if one and one[1] == math.inf]
    if high == math.inf and (low == math.inf or len(open_ended) == 1):
        return open_ended[0] if len(open_ended) == 1 else None
    whole = [at for at, one in enumerate(covered) if one and one[0] <= low and high <= one[1]]
    if whole:
        return whole[0]
    touched = [at for at, one in enumerate(covered) if one and one[0] <= high and low <= one[1]]
    return touched[0] if len(touched) == 1 else None


def _line(text: str) -> str:
    text = re.sub(r"\b[jJ](?:aa+r+|ar+)e+n\b", "jaren", text)
    text = re.sub(r"(?<!\d )(?<!\w )\b[jJ]aren\b|\b(?:al|vele|heel wat) jaren\b", " jarenlang ", text)
    line = simplify(
        re.sub(r"(\d+)\s*[xX]\b", r"\1 keer ", re.sub(r"(\d)\s*\+", r"\1 of meer", text)).replace("-", " tot ")
    )
    line = re.sub(r" (?:eenmalig|eenmaal|one?ce) ", " 1 keer ", line)
    line = re.sub(r" tweemaal ", " 2 keer ", line)
    line = re.sub(r" verleden (?=dag|week|maand|jaar|zomer|winter)", " vorig ", line)
    return line.replace(" keren ", " keer ").replace(" # ", " ")


def _value(number: str, unit: str) -> float:
    count = {"een": 1.0, "half": 0.5, "een half": 0.5}.get(number)
    return (float(number.replace(",", ".")) if count is None else count) * _DAYS[unit]


def _unit(line: str) -> str:
    """The unit of a range: the last one named; years of age count as plain years."""
    units = re.findall(_UNIT, line)
    return units[-1] if units else ""


def _range(line: str, default: str) -> Range | None:
    if " later dit jaar " in line or " later deze jaar " in line:
        return None  # what is still to come is no span of time ago
    for pattern, covered in _COARSE:
        if re.search(rf" {pattern} ", line):
            return covered
    between = re.search(rf" {_NUMBER}(?: {_UNIT})? (?:tot(?: en met)?|of|a|en) {_NUMBER} ?(?:{_UNIT})? ", line)
    unit = _unit(line) or default
    if between and " of meer" not in line:
        whole_years = _DAYS["jaar"] - 1 if unit == "jaar" and "geleden" not in line and "terug" not in line else 0
        return _value(between[1], between[2] or unit), _value(between[3], between[4] or unit) + whole_years
    single = re.search(rf" {_NUMBER} ?(?:{_UNIT})? ", line)
    bounded = re.search(rf" (?:{_BELOW}|{_ABOVE}|of meer|of ouder|of jonger) ", line)
    if not single or not (unit or bounded or re.fullmatch(rf" {_NUMBER} ", line)):
        return None
    value = _value(single[1], single[2] or unit)
    if re.search(rf" {_BELOW} {_NUMBER}", line) or re.search(r" of (?:minder|korter|jonger) ", line):
        return 0.0, value - (0 if " of " in line or "binnen" in line else _HAIR)
    if re.search(r" of (?:meer|langer|ouder|vaker) |(?:en|of) (?:ouder|langer) ", line):
        return value, math.inf
    if re.search(rf" {_ABOVE} {_NUMBER}", line):
        return value + _HAIR, math.inf
    if unit in {"dag", "week", "maand", "jaar"} and re.search(r"geleden|terug", line):
        return value * 0.75, value * 1.4
    return value, value


def _in_words(line: str) -> Range | None:
    """An amount said without a number: "vorige maand", "volwassen"."""
    for pattern, covered in _LOOSE:
        if re.search(rf" (?:{pattern}) ", line):
            return covered
    for pattern, covered in _AGES:
        if re.search(rf" (?:{pattern}) ", line):
            return covered[0] * _DAYS["jaar"], covered[1] * _DAYS["jaar"]
    return None


def _amount(line: str, default: str) -> Range | None:
    worded = _in_words(line)
    if worded is not None:
        return worded
    under = re.search(rf" {_BELOW} {_UNIT} ", line)
    if under:
        return _DAYS[under[1]] * 0.8, _DAYS[under[1]] - _HAIR
    about = re.search(rf" een {_UNIT} of (\d+) ", line) or re.search(rf" {_UNIT} of (\d+) ", line)
    if about:
        value = _value(about[2], about[1])
        return value, value
    if re.search(r" (?:een )?jaar (?:geleden|terug) ", line) and not re.search(r"\d|half", line):
        return _DAYS["jaar"], _DAYS["jaar"]
    single = re.search(rf" {_NUMBER} ?(?:{_UNIT})? ", line)
    if not single or (not single[2] and (single[1] == "een" or _YEAR_OR_AGE.search(line))):
        return None
    unit = single[2] or default
    value = _value(single[1], unit)
    if re.search(rf" (?:bijna|word|wordt) (?:\w+ ){{0,3}}{_NUMBER} ", line):
        return value * 0.95, value - _HAIR
    if re.search(rf" {_BELOW} {_NUMBER}", line):
        return value * 0.8, value - _HAIR
    if re.search(rf" (?:meer|langer|vaker|ouder|ruim|minstens|boven)(?: dan| als)? {_NUMBER}", line):
        return value + _HAIR, value * 1.2
    return value, value
