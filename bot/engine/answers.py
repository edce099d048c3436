"""What somebody typed instead of pressing a button: which of the buttons it means, if it means exactly one.

In order: the button's own words; a number or place ("nr 4", "de laatste"); an amount where the buttons are ranges;
yes, no, don't know and skip; and then meaning, through the coordinators' words (``dialogs/answers.yaml``), the
synonyms of each choice and the telling words of each label. What is denied ("niet bellen") is never what is meant; a
question back, two things at once, or only what is *not* wanted gives None, and the question is asked again.

``sure=False`` asks for "Bedoel je ...?": the recogniser would bet three to one on it, but not the conversation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.engine import polarity as words_of
from bot.engine import quantities
from bot.engine.date_words import NUMBERS
from bot.engine.phrases import Found, Phrases, longest, stem, tokens
from bot.engine.polarity import Polarity


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


class Lexicon:
    """The coordinators' words for the usual choices: concept to phrases, with the wider concepts worked out."""

    def __init__(self, concepts: Mapping[str, Sequence[str]], *, asking: Iterable[str] = ()) -> None:
        own = {name: [phrase for phrase in said if not phrase.startswith("@")] for name, said in concepts.items()}
        self.asking = frozenset(asking)
        self._wider: dict[str, set[str]] = {}
        for name, said in concepts.items():
            for part in _parts(name, concepts, frozenset()):
                self._wider.setdefault(part, set()).add(name)
        self._phrases = Phrases(own)

    @classmethod
    def build(cls, data: Mapping[str, object]) -> Lexicon:
        """From the plain data of ``dialogs/answers.yaml``: ``begrippen`` (concept: phrases) and ``vragend``.

        Raises:
            ValueError: in Dutch, when the data has another shape or an ``@name`` does not exist.
        """
        concepts, asking = data.get("begrippen", {}), data.get("vragend", [])
        if not isinstance(concepts, Mapping) or not isinstance(asking, list):
            raise ValueError(
                "answers.yaml: 'begrippen' moet een lijst begrippen met woorden zijn en 'vragend' een lijst"
            )
        read: dict[str, list[str]] = {}
        for name, said in concepts.items():
            if not isinstance(said, list):
                raise ValueError(f"answers.yaml: bij begrip '{name}' hoort een lijst met woorden")
            read[str(name)] = [str(phrase) for phrase in said]
        for name, said in read.items():
            for phrase in said:
                if phrase.startswith("@") and phrase[1:] not in read:
                    raise ValueError(f"answers.yaml: begrip '{name}' verwijst naar '{phrase}', maar dat bestaat niet")
        return cls(read, asking=[str(one) for one in asking])

    def find(self, said: Sequence[str]) -> list[Found]:
        """The concepts in these words; wider concepts weigh less than the ones that own the word."""
        found: list[Found] = []
        for one in self._phrases.find(said):
            found.append(one)
            found += [Found(one.start, one.stop, wide, one.weight * 0.6) for wide in self._wider.get(one.means, ())]
        return found


def _parts(name: str, concepts: Mapping[str, Sequence[str]], seen: frozenset[str]) -> set[str]:
    """All narrower concepts that a concept takes in, however deep."""
    direct = {phrase[1:] for phrase in concepts.get(name, ()) if phrase.startswith("@")} - seen
    return direct.union(*(_parts(part, concepts, seen | direct | {name}) for part in direct))


NO_WORDS = Lexicon({})

_FILLER = frozenset(
    "ik wil graag doe maar de die dat het een nr nummer no optie keuze antwoord knop option number kies neem ga voor mij dan nou ok oke "
    "geef liever liefst aub alsjeblieft alstublieft please pls mogelijkheid punt dus wel is lijkt goed wat nemen kiezen denk gewoon of ja".split()
)
_PLAIN = frozenset(
    "ik je jij u we wij ze zij hij het een de die dat dit er in op van voor met te aan om bij door over en of maar is ben bent zijn was heb heeft hebben "
    "wil wilt wel graag maar doe mij mijn me nog dan ook al als zo liever liefst toch gewoon even eens hem haar iemand anders via deze word wordt worden gaat ga "
    "kan mag moet".split()
)
_PLACES = {"eerste": 0, "1e": 0, "bovenste": 0, "first": 0, "laatste": -1, "onderste": -1, "last": -1, "achterste": -1}
_NEGATORS = frozenset("niet geen nooit zonder nie behalve not niks nimmer no".split())
_STOPS = frozenset(", . ; ! maar but wel dan wel en + & / of".split())
_ASKS = re.compile(
    r"^(?:maar |en |ja |nee |ok |oke |eh+ |hm+ |ho+i |dus )*(?:wat|hoe|waarom|waarvoor|wie|waar|wanneer|welke?|hoezo|hoeveel|what|why|how|who|when|where|which|wrm|hoelang|waarover|waarmee|wiens)\b"
    r"|^(?:maar |en |ja |ok )*(?:kan|kun|mag|moet|is|zijn|wordt|krijg|gaat|heb|hebben|zal|komt|werkt|kost|can|do|does|is|are|should|may|bestaat|duurt|klopt het dat|weet|zit) (?:ik|je|jij|jullie|dat|dit|het|hij|zij|ze|er|u|we|wij|een|ook|i|you|it|this|that|de|mijn|iemand)\b"
    r"|\b(?:wat is|wat zijn|wat kost|hoe werkt|hoe gaat|wat bedoel\w*|wat betekent|wat houdt|wat gebeurt|het verschil|leg \w+ uit)\b"
)
_NOT_ASKS = re.compile(
    r"^(?:wat mij betreft|hoe dan ook|hoe eerder|hoe sneller|is goed|wat dan ook|mag van mij|kan mij)|^(?:weet|heb|zit|is het|mag) (?:ik|het|dat)(?: \w+)* (?:niet|veel|wel|nie)\b(?!.*\?)|^hoe (?:eerder|sneller)"
)


def pick(text: str, options: Sequence[Option], *, words: Lexicon = NO_WORDS) -> Picked | None:
    """The one option that a typed text means.

    ``words`` are the coordinators' words for the usual choices. None when no option is meant, more than one, or only
    what is not wanted, and when the text asks something. Reads the first 400 letters.
    """
    said = [word for word in tokens(words_of.spelled(text))]
    plain_said = _bare(said)
    if not plain_said or not options:
        return _question_mark(said, options)
    same = [
        at
        for at, option in enumerate(options)
        if plain_said in (_bare(tokens(option.label)), *(_bare(tokens(one)) for one in option.synonyms))
    ]
    if len(same) == 1:
        return Picked(index=same[0], sure=True)
    placed = _placed(plain_said, options)
    if placed is not None:
        return placed if placed.index >= 0 else None
    asking = _asks(text, said)
    if not asking:
        covered = quantities.ranges([option.label for option in options])
        if quantities.are_ranges(covered):
            amount = quantities.within(text, covered, quantities.common_unit([option.label for option in options]))
            if amount is not None:
                return Picked(index=amount, sure=True)
    return _meant(text, said, options, words, asking=asking)


def pick_several(
    text: str, options: Sequence[Option], *, words: Lexicon = NO_WORDS
) -> tuple[frozenset[int], frozenset[int]] | None:
    """Which options a text wants and which it says it does *not* want; None when it speaks of none of them."""
    single = _numbers(text, len(options))
    if single:
        return single, frozenset()
    said = tokens(words_of.spelled(text))
    if _asks(text, said):
        return None
    scores = _scores(said, options, words, asking=False)
    wanted = frozenset(at for at, score in enumerate(scores.wanted) if score >= 1)
    unwanted = frozenset(at for at, score in enumerate(scores.unwanted) if score >= 1) - wanted
    if not wanted and not unwanted:
        picked = pick(text, options, words=words)
        return (frozenset({picked.index}), frozenset()) if picked else None
    return wanted, unwanted


def yes_no_unknown(text: str) -> Literal["ja", "nee", "weet-ik-niet"] | None:
    """Yes, no or don't know in a short reply; None for anything else, a question or a wish to skip among them.

    "Weet niet, denk over drie maanden" is more than a don't-know, so for that hardly any other word may be there.
    """
    said = tokens(words_of.spelled(text))
    if _asks(text, said):
        return None
    answer, rest = words_of.reply(text)
    if answer is None or answer == "overslaan":
        return None
    return answer if rest <= (2 if answer == "weet-ik-niet" else 8) else None


def _bare(said: Sequence[str]) -> list[str]:
    return [stem(word) for word in said if word.isalnum() or "'" in word]


def _question_mark(said: Sequence[str], options: Sequence[Option]) -> Picked | None:
    return None


def _asks(text: str, said: Sequence[str]) -> bool:
    line = " ".join(word for word in said if word.isalnum() or "'" in word)
    if _NOT_ASKS.search(line):
        return False
    return bool(_ASKS.search(line)) or (text.rstrip().endswith("?") and len(line.split()) > 3)


def _placed(said: Sequence[str], options: Sequence[Option]) -> Picked | None:
    """A number or place and nothing else. An index of -1: a number that no button has."""
    line = " ".join(said)
    total = len(options)
    if re.fullmatch(r"(?:de |die )?(?:en|een|1) (?:na|voor) (?:de )?latst(?: \w+)?", line):
        return Picked(index=total - 2, sure=True) if total > 1 else None
    rest = [word for word in said if word not in {stem(one) for one in _FILLER} or word == "en"]
    if len(rest) != 1:
        return None
    word = rest[0]
    if word in {stem("middelste"), stem("midden")} and total % 2:
        return Picked(index=total // 2, sure=True)
    for place, index in _PLACES.items():
        if word == stem(place):
            return Picked(index=index % total, sure=True)
    number = _number(word)
    if number is None:
        return None
    if 1 <= number <= total:
        return Picked(index=number - 1, sure=True)
    return (
        None
        if quantities.are_ranges(quantities.ranges([option.label for option in options]))
        else Picked(index=-1, sure=False)
    )


@lru_cache(maxsize=1)
def _spelt_numbers() -> Mapping[str, int]:
    spelt = {stem(word): int(value.rstrip("e")) for word, value in NUMBERS.items() if value.rstrip("e").isdigit()}
    return spelt | {stem("een"): 1, "1st": 1}


def _number(word: str) -> int | None:
    digits = re.fullmatch(r"(\d{1,4})(?:e|ste|st|de|d)?", word)
    return int(digits[1]) if digits else _spelt_numbers().get(word)


def _numbers(text: str, total: int) -> frozenset[int]:
    """ "1 en 3": nothing but numbers of buttons."""
    said = [word for word in tokens(text) if word.isalnum() and word not in _FILLER | {"en", "and"}]
    found = [_number(word) for word in said]
    if not found or any(number is None or not 1 <= number <= total for number in found):
        return frozenset()
    return frozenset(number - 1 for number in found if number)


def _polarity_of(option: Option) -> Polarity | None:
    """Whether a button is the yes, the no, the don't-know or the skip of its question."""
    said = tokens(option.label)
    if said and said[0] in {"ja", "yes"}:
        return "ja"
    if said and said[0] in {"nee", "no"}:
        return "nee"
    answer, rest = words_of.reply(option.label)
    return answer if rest <= 1 else None


@dataclass(frozen=True, slots=True)
class _Scores:
    wanted: list[float]
    unwanted: list[float]
    covered: int


def _meant(text: str, said: list[str], options: Sequence[Option], words: Lexicon, *, asking: bool) -> Picked | None:
    scores = _scores(said, options, words, asking=asking)
    if asking and not any(scores.wanted):
        return None
    kinds = [_polarity_of(option) for option in options]
    answer, rest = (None, 0) if asking else words_of.reply(text)
    by_polarity = [at for at, kind in enumerate(kinds) if kind is not None and kind == answer]
    best = _best(scores)
    if best is not None and len(by_polarity) == 1 and best.index != by_polarity[0]:
        return _torn(best, by_polarity[0], scores, answer, rest, kinds)
    if len(by_polarity) == 1 and best is None:
        return Picked(index=by_polarity[0], sure=rest <= 3) if rest <= 12 else None
    if best is None and len(by_polarity) > 1:
        narrowed = [at for at in by_polarity if scores.wanted[at] == max(scores.wanted[one] for one in by_polarity)]
        return Picked(index=narrowed[0], sure=False) if len(narrowed) == 1 and scores.wanted[narrowed[0]] else None
    if best is None and answer is None and not asking and not any(scores.wanted) and not any(scores.unwanted):
        return _denied(said, kinds)
    return best


def _torn(
    best: Picked, other: int, scores: _Scores, answer: Polarity | None, rest: int, kinds: Sequence[Polarity | None]
) -> Picked | None:
    """Words that point to one button and a yes or no that points to another: the telling words win if there are some."""
    if kinds[best.index] is None or scores.wanted[best.index] >= 2:
        if answer in {"weet-ik-niet", "overslaan"} and rest <= 2 and scores.wanted[best.index] < 2:
            return Picked(index=other, sure=False)
        return best
    return Picked(index=other, sure=False) if rest <= 2 else None


def _denied(said: Sequence[str], kinds: Sequence[Polarity | None]) -> Picked | None:
    """No telling word at all, but a plain denial: "wij hebben elkaar niet gesproken" is the no of a yes/no question."""
    if len(said) > 14 or "ja" not in kinds or kinds.count("nee") != 1 or "wel" in said:
        return None
    return Picked(index=kinds.index("nee"), sure=False) if _NEGATORS & set(said) else None


def _best(scores: _Scores) -> Picked | None:
    ranked = sorted(range(len(scores.wanted)), key=lambda at: -scores.wanted[at])
    top = scores.wanted[ranked[0]] if ranked else 0.0
    if top < 0.45:
        return None
    second = scores.wanted[ranked[1]] if len(ranked) > 1 else 0.0
    if second == 0:
        return Picked(index=ranked[0], sure=top >= 0.9)
    return Picked(index=ranked[0], sure=False) if top >= 1.6 * second else None


def _scores(said: list[str], options: Sequence[Option], words: Lexicon, *, asking: bool) -> _Scores:
    """Per option how much of the text speaks for it, and how much of it says that it is not wanted."""
    owners, index = _telling(tuple(options), words)
    found = [one for one in (*index.find(said), *words.find(said)) if owners.get(one.means)]
    if asking:
        found = [one for one in found if one.means in words.asking]
    kept = longest(found)
    wanted, unwanted = [0.0] * len(options), [0.0] * len(options)
    for start, stop in {(one.start, one.stop) for one in kept}:
        here = [one for one in kept if (one.start, one.stop) == (start, stop)]
        negated = _negated(said, start, stop, kept)
        strongest: dict[int, float] = {}
        for one in here:
            for at in owners[one.means]:
                strongest[at] = max(strongest.get(at, 0.0), one.weight)
        top = max(strongest.values())
        for at, weight in strongest.items():
            if weight >= 0.7 * top:
                (unwanted if negated else wanted)[at] += weight
    return _Scores([0.0 if lost else score for score, lost in zip(wanted, unwanted, strict=True)], unwanted, len(kept))


@lru_cache(maxsize=256)
def _telling(options: tuple[Option, ...], words: Lexicon) -> tuple[Mapping[str, frozenset[int]], Phrases]:
    """What speaks for which options: concepts of the label, telling words of the label, synonyms of the choice."""
    owners: dict[str, set[int]] = {}
    phrases: dict[str, list[str]] = {}
    weights: dict[str, float] = {}
    for at, option in enumerate(options):
        label = tokens(option.label)
        for one in longest(words.find(label)):
            owners.setdefault(one.means, set()).add(at)
        for number, synonym in enumerate((option.label, *option.synonyms)):
            phrases[f"={at}.{number}"] = [" ".join(word for word in tokens(synonym) if word.isalnum()) or synonym]
            weights[f"={at}.{number}"] = 1.5
            owners[f"={at}.{number}"] = {at}
        for word in label:
            if word.isalpha() and (word not in _PLAIN) and word not in _NEGATORS:
                key = f"~{stem(word)}"
                owners.setdefault(key, set()).add(at)
                phrases[key] = [word]
                weights[key] = 0.8
    everywhere = {means for means, at in owners.items() if len(at) == len(options) > 1}
    kept = {means: frozenset(at) for means, at in owners.items() if means not in everywhere}
    return kept, Phrases({means: said for means, said in phrases.items() if means in kept}, weights=weights)


def _negated(said: Sequence[str], start: int, stop: int, kept: Sequence[Found]) -> bool:
    """Whether a denial in the same clause takes this stretch in; a denial that is part of a phrase belongs to that."""
    inside = {place for one in kept for place in range(one.start, one.stop)}
    for place in range(start - 1, max(-1, start - 7), -1):
        if said[place] in _STOPS and not (said[place] in {"en", "of"} and place > 0):
            break
        if said[place] in _NEGATORS and place not in inside:
            return True
    for place in range(stop, min(len(said), stop + 6)):
        if said[place] in _STOPS or said[place] == "geen" or (place in inside and said[place] not in _NEGATORS):
            break
        if said[place] in _NEGATORS and place not in inside:
            return True
    return False
