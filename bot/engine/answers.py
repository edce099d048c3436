"""What somebody typed instead of pressing a button: which of the buttons it means, if it means exactly one.

In order: the button's own words; a number or place ("nr 4", "de laatste"); an amount where the buttons are ranges;
then meaning (the coordinators' words in ``dialogs/answers.yaml``, the synonyms of each choice, the telling words of
each label) together with yes, no, don't know and skip. What is denied ("niet bellen") is never what is meant; a
question back, two things at once, or only what is *not* wanted gives None, and the question is asked again.

``sure=False`` asks for "Bedoel je ...?": the recogniser would bet three to one on it, but not the conversation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.engine import answer_places as places
from bot.engine import polarity, quantities
from bot.engine.answer_buttons import Buttons, buttons
from bot.engine.answer_evidence import Weighed, weigh
from bot.engine.answer_stance import NEGATORS
from bot.engine.day_hours import Hours, parts_of_day, within_hours
from bot.engine.lexicon import NO_WORDS, Lexicon
from bot.engine.phrases import stem, tokens

__all__ = ["NO_WORDS", "Lexicon", "Option", "Picked", "pick", "pick_several", "yes_no_unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A button: its label, and other ways to say it (as in the coordinators' files, ``*`` for a few words)."""

    label: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """The one option meant; ``sure=False`` when it is wise to ask "Bedoel je ...?" first."""

    index: int
    sure: bool


_LEAD = r"^(?:maar |en |ja |nee |ok |oke |eh+ |hm+ |ho+i |dus |nou |he )*"
_ASKS = re.compile(
    _LEAD
    + r"(?:wat|hoe|waarom|waarvoor|wie|waar|wanneer|welke?|hoezo|hoeveel|what|why|how|who|when|where|which|wrm|hoelang"
    r"|waarover|waarmee|wiens)\b"
    r"|"
    + _LEAD
    + r"(?:kan|kun|kunnen|willen|zou|zouden|mogen|mag|moet|moeten|is|zijn|wordt|krijg|gaat|heb|hebben|zal|komt|werkt|kost|can|do|does|is|are|should|may|bestaat"
    r"|duurt|weet|zit|word|ben) (?:ik|je|jij|jullie|dat|dit|het|hij|zij|ze|er|u|we|wij|een|ook|i|you|it|this|that|de|mijn|iemand|die|deze|er|hier|daar|alles|jullie|zo'n)\b"
    r"|\b(?:wat is|wat zijn|wat kost|hoe werkt|hoe gaat|wat bedoel\w*|wat betekent|wat houdt|wat gebeurt|het verschil|leg \w+ uit)\b"
)
_OF_SOMEONE = re.compile(_LEAD + r"(?:kan|kun|kunnen|mag|zou|zouden|wil) (?:er )?iemand\b(?! (?:mij|me)\b)")
"""A question whatever follows: it asks who would, and says not yet that it is wanted."""
_TELLS = re.compile(
    r"\bwil ik antwoord\b|^weet je (?:wat )?ik\b|^hoe (?:we|wij) \w+ als\b|^(?:wat mij betreft|hoe dan ook|hoe eerder|hoe sneller|wat dan ook|mag van mij|kan mij)\b"
    r"|^(?:weet|heb|zit|is het|mag|ben) (?:ik|het|dat)(?: \w+)* (?:niet|veel|wel|nie)(?: (?:zeker|precies|van|meer|echt|goed|uit)){0,2}$"
)
_PUZZLED = re.compile(
    r"(?<!anders )\b(?:snap|begrijp|vat|volg|understand) (?:ik |je |dat |dit |het |t |de |deze |vraag |u |er |jullie |echt |effe ){0,4}(?:niet|niks|nie|geen)\b"
)
_SHRUGS = re.compile(
    r"\b(?:maakt|boeit|interesseert|scheelt) (?:\w+ ){0,2}(?:niet|niks|geen)\b|\bniet schelen\b|\bom het even\b|\begaal\b"
)
_SAYS_NO = frozenset({"nee", "neen", "nope", "no", "neu", "liever"})
_BET = 0.45
_SURE = 0.9


def pick(text: str, options: Sequence[Option], *, words: Lexicon = NO_WORDS) -> Picked | None:
    """The one option that a typed text means.

    ``words`` are the coordinators' words for the usual choices. None when no option is meant, more than one, or only
    what is not wanted, and when the text asks something. Reads the first 400 letters.
    """
    said = tokens(polarity.spelled(text))
    bare = _bare(said)
    if not bare or not options:
        return None
    same = [at for at, option in enumerate(options) if bare in map(_bare_text, (option.label, *option.synonyms))]
    if len(same) == 1:
        return Picked(index=same[0], sure=True)
    inside = _part_of_one_label(bare, options)
    if inside is not None:
        return Picked(index=inside, sure=False)
    asking = _asks(text, said)
    measured = _measured(tuple(option.label for option in options))
    ranged = quantities.are_ranges(measured.amounts) and not any(measured.hours)
    place = places.placed(bare, len(options))
    if place == places.NO_SUCH:
        named = [
            at
            for at, option in enumerate(options)
            if set(bare) & set(_bare_text(option.label)) & {word for word in bare if word.isdecimal()}
        ]
        if len(named) == 1:
            return Picked(index=named[0], sure=True)
    if place is not None and not (place == places.NO_SUCH and ranged):
        return None if place == places.NO_SUCH else Picked(index=place, sure=True)
    if ranged and not asking:
        amount = quantities.within(text, measured.amounts, measured.unit)
        if amount is not None:
            return Picked(index=amount, sure=True)
    if not asking and not ranged:
        hour = within_hours(text, measured.hours)
        if hour is not None:
            return Picked(index=hour, sure=False)
    return _meant(text, said, _buttons(options, words), asking=asking)


def pick_several(
    text: str, options: Sequence[Option], *, words: Lexicon = NO_WORDS
) -> tuple[frozenset[int], frozenset[int]] | None:
    """Which options a text wants and which it says it does *not* want; None when it speaks of none of them.

    "Brief of gesprek, maar geen groep" gives the first two and the last. A number alone, or "1 en 3", counts too.
    """
    said = tokens(polarity.spelled(text))
    numbered = places.several(_bare(said), len(options))
    if numbered:
        return numbered, frozenset()
    if _asks(text, said):
        return None
    weighed = weigh(_buttons(options, words), said, asking=False)
    wanted = frozenset(at for at, score in enumerate(weighed.wanted) if score >= _BET)
    unwanted = frozenset(at for at, score in enumerate(weighed.unwanted) if score >= _BET) - wanted
    if wanted or unwanted:
        return wanted, unwanted
    picked = pick(text, options, words=words)
    return (frozenset({picked.index}), frozenset()) if picked else None


def yes_no_unknown(text: str) -> Literal["ja", "nee", "weet-ik-niet"] | None:
    """Yes, no or don't know in a short reply; None for anything else, a question or a wish to skip among them.

    "Weet niet, denk over drie maanden" is more than a don't-know, so for that hardly any other word may be there.
    """
    said = tokens(polarity.spelled(text))
    answer, rest = polarity.reply(text)
    if answer is None or answer == "overslaan" or (rest and _asks(text, said)):
        return None
    return answer if rest <= (1 if answer == "weet-ik-niet" else 8) else None


@dataclass(frozen=True, slots=True)
class _Measured:
    """What the buttons cover where they are amounts or parts of the day, and the unit they count in."""

    amounts: Sequence[quantities.Range | None]
    unit: str
    hours: Sequence[Hours | None]


@lru_cache(maxsize=256)
def _measured(labels: tuple[str, ...]) -> _Measured:
    """Worked out once for each set of buttons."""
    return _Measured(quantities.ranges(labels), quantities.common_unit(labels), parts_of_day(labels))


def _part_of_one_label(bare: Sequence[str], options: Sequence[Option]) -> int | None:
    """The button that begins or ends with these words, when it is the only one ("liever niet": "Liever niet zeggen")."""
    if len(bare) < 2:
        return None
    labels = [_bare_text(option.label) for option in options]
    found = [at for at, label in enumerate(labels) if list(bare) in (label[: len(bare)], label[-len(bare) :])]
    return found[0] if len(found) == 1 else None


def _bare(said: Sequence[str]) -> list[str]:
    return [stem(word) for word in said if word.isalnum() or "'" in word]


@lru_cache(maxsize=2048)
def _bare_text(text: str) -> list[str]:
    return _bare(tokens(text))


def _buttons(options: Sequence[Option], words: Lexicon) -> Buttons:
    return buttons(tuple((option.label, *option.synonyms) for option in options), words)


def _asks(text: str, said: Sequence[str]) -> bool:
    """Whether the text is a question rather than an answer."""
    line = " ".join(word for word in said if word.isalnum() or "'" in word)
    if _PUZZLED.search(line):
        return True
    if _TELLS.search(line):
        return False
    return bool(_ASKS.search(line)) or (text.rstrip().endswith("?") and len(line.split()) > 3)


def _meant(text: str, said: list[str], given: Buttons, *, asking: bool) -> Picked | None:
    """By meaning: what the words speak for, held against what they come down to (yes, no, don't know, skip)."""
    answer, rest = polarity.reply(text)
    if asking:
        told = weigh(given, said, asking=False)
        line = " ".join(said)
        asked = _OF_SOMEONE.search(line) or (text.rstrip().endswith("?") and _ASKS.search(line))
        if (told.whole and _best(told) and not asked) or (answer and not rest and not text.rstrip().endswith("?")):
            asking = False
    weighed = weigh(given, said, asking=asking)
    if weighed.halfway or (_SHRUGS.search(" ".join(said)) and "of" in said):
        return None
    best = _best(weighed)
    if asking:
        return best
    same = [at for at, kind in enumerate(given.kinds) if kind is not None and kind == answer]
    if best is None and answer in {"weet-ik-niet", "overslaan"} and not same:
        return None
    if best is None:
        return _by_polarity(said, given, weighed, same, rest)
    if len(same) == 1 and best.index == same[0]:
        return Picked(index=best.index, sure=best.sure or rest <= 3)
    if len(same) == 1 and best.index != same[0]:
        kind, strength = given.kinds[best.index], weighed.wanted[best.index]
        if kind in {"ja", "nee"} and strength < 2 and answer in {"ja", "nee"}:
            return Picked(index=same[0], sure=False) if rest <= 2 else None
        if answer in {"weet-ik-niet", "overslaan"} and strength < 1.4 and " ".join(said) not in polarity.ONWARD:
            return Picked(index=same[0], sure=False)
    return best


def _by_polarity(
    said: Sequence[str], given: Buttons, weighed: Weighed, same: Sequence[int], rest: int
) -> Picked | None:
    """Nothing told the buttons apart but yes, no, don't know or skip; or a plain denial to a yes/no question."""
    line = " ".join(said)
    if _SHRUGS.search(line) or "niet zonder" in line or (said in (["niet"], ["nie"]) and "ja" not in given.kinds):
        return None
    if sum(score > 0 for at, score in enumerate(weighed.wanted) if at not in same) > 1:
        return None
    if (
        len(same) == 1
        and given.elsewhere(same[0])
        and rest
        and NEGATORS.intersection(said)
        and not _SAYS_NO.intersection(said)
    ):
        return None  # "niet versturen" is not yet "Nee, terug"
    if len(same) == 1 and not weighed.unwanted[same[0]]:
        return Picked(index=same[0], sure=rest <= 3) if rest <= 12 else None
    if len(same) == 1 and rest <= 1:
        return Picked(index=same[0], sure=False)
    told = any(weighed.wanted) or any(weighed.unwanted)
    if (
        given.declines >= 0
        and not told
        and rest <= 1
        and not NEGATORS.issuperset(said)
        and polarity.reply(" ".join(said))[0] == "nee"
    ):
        return Picked(index=given.declines, sure=False)
    if same or told or "ja" not in given.kinds or given.kinds.count("nee") != 1 or len(said) > 14:
        return None
    denies = "ja" not in said and {"niet", "geen", "nooit", "nie", "niks"} & set(said) and "wel" not in said
    return Picked(index=given.kinds.index("nee"), sure=False) if denies else None


def _best(weighed: Weighed) -> Picked | None:
    ranked = sorted(range(len(weighed.wanted)), key=lambda at: -weighed.wanted[at])
    top = weighed.wanted[ranked[0]]
    if top < _BET:
        return None
    second = weighed.wanted[ranked[1]] if len(ranked) > 1 else 0.0
    if second == 0:
        return Picked(index=ranked[0], sure=top >= _SURE)
    return Picked(index=ranked[0], sure=False) if top >= 1.6 * second else None
