"""What in a typed text speaks for which button, and what is said not to be wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.engine import polarity
from bot.engine.lexicon import Lexicon
from bot.engine.phrases import Found, Phrases, longest, stem, tokens
from bot.engine.polarity import Polarity

Button = tuple[str, ...]
"""The label, and then other ways to say it."""

_LABEL, _WORD = 1.5, 0.8
"""What a whole label (or synonym) weighs, and one telling word of it; a phrase of the lexicon weighs 1."""

_PLAIN = frozenset(
    """
    ik je jij u we wij ze zij hij het een de die dat dit er in op van voor met te aan om bij door over en of maar is ben bent
    zijn was heb heeft hebben wil wilt wel graag doe mij mijn me nog dan ook al als zo liever liefst toch gewoon even eens
    hem haar iemand anders via deze word wordt worden gaat ga kan mag moet nu zelf the a to my with i
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_NEGATORS = frozenset({"niet", "geen", "nooit", "zonder", "nie", "behalve", "not", "niks", "nimmer", "no", "niemand"})
_STOPS = frozenset({",", ".", ";", "!", "/", "&", "+", "maar", "but", "wel", "dan", "want", "omdat"})
_REACH = 6
_ELSE = frozenset({"anders", "andere", "ander", "overig", "overige", "other"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """Per button how much speaks for it and against it; ``whole`` when nothing else was said."""

    wanted: tuple[float, ...]
    unwanted: tuple[float, ...]
    whole: bool


class Buttons:
    """A set of buttons, with what speaks for each: label, telling words, synonyms, and the concepts in the label."""

    def __init__(self, buttons: tuple[Button, ...], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.labels = [tokens(button[0]) for button in buttons]
        self.kinds = [_kind(button[0]) for button in buttons]
        self._negative = {at for at, label in enumerate(self.labels) if _NEGATORS & set(label)}
        owners: dict[str, set[int]] = {}
        said: dict[str, str] = {}
        weights: dict[str, float] = {}
        for at, button in enumerate(buttons):
            open_kind = self.kinds[at] in {"weet-ik-niet", "overslaan"}
            if open_kind:
                owners.setdefault(f"?{self.kinds[at]}", set()).add(at)
            for concept in self._concepts(self.labels[at], entirely=open_kind):
                owners.setdefault(concept, set()).add(at)
            if not open_kind:
                for word in self.labels[at]:
                    if word.isalpha() and word not in _PLAIN | _NEGATORS:
                        key = f"~{stem(word)}"
                        owners.setdefault(key, set()).add(at)
                        said[key], weights[key] = word, _WORD
            for number, synonym in enumerate(button):
                key = f"={at}.{number}"
                owners[key], said[key], weights[key] = {at}, synonym, _LABEL
        self._owners = {
            means: frozenset(at) for means, at in owners.items() if len(at) < len(buttons) or len(buttons) == 1
        }
        self._groups = {lexicon.group[means] for means in self._owners if means in lexicon.group}
        self._phrases = Phrases({means: [said[means]] for means in said if means in self._owners}, weights=weights)
        other = [at for at, label in enumerate(self.labels) if _ELSE & set(label) and "iemand" not in label]
        self._other = other[0] if len(other) == 1 else None

    def _concepts(self, label: Sequence[str], *, entirely: bool) -> set[str]:
        """The concepts a label is about; words like "ik" in it tell nothing."""
        return {
            one.means
            for one in longest(self._lexicon.find(label))
            if (one.stop - one.start == len(label) if entirely else not _tells_nothing(one, label))
        }

    def weigh(self, said: Sequence[str], *, asking: bool) -> Weighed:
        """Weigh the words of a text. When they ask something, only concepts that may be asked for count."""
        found = [*self._phrases.find(said), *self._lexicon.find(said)]
        found += [Found(one.start, one.stop, f"?{one.means}", one.weight) for one in polarity.stretches(list(said))]
        if asking:
            found = [one for one in found if one.means in self._lexicon.asking]
        kept = longest(one for one in found if self._counts(one, said))
        total = len(self.labels)
        wanted, unwanted = [0.0] * total, [0.0] * total
        elsewhere, covered = False, set[int]()
        for start, stop in sorted({(one.start, one.stop) for one in kept}):
            here = [one for one in kept if (one.start, one.stop) == (start, stop) and one.means in self._owners]
            covered.update(range(start, stop))
            if not here:
                elsewhere = True
                continue
            negated = _negated(said, start, stop, kept)
            for at, weight, against in self._shares(here, negated=negated):
                (unwanted if against else wanted)[at] += weight
        if elsewhere and self._other is not None and not any(wanted) and not any(unwanted) and not asking:
            wanted[self._other] = 0.7
        left = [word for at, word in enumerate(said) if at not in covered and word.isalnum()]
        clean = [0.0 if against else score for score, against in zip(wanted, unwanted, strict=True)]
        return Weighed(tuple(clean), tuple(unwanted), _PLAIN.issuperset(left))

    def _counts(self, one: Found, said: Sequence[str]) -> bool:
        """What may take words: all that speaks for a button, and concepts of the same sort of question."""
        if one.means[0] not in "=?" and _tells_nothing(one, said):
            return False
        return one.means in self._owners or self._lexicon.group.get(one.means) in self._groups

    def _shares(self, here: Sequence[Found], *, negated: bool) -> list[tuple[int, float, bool]]:
        """Who gets the weight of one stretch of words: the fewest owners tell most.

        Where a button denies what another says ("Nee, ik ken de ander niet"), a denial in the text is for the first.
        """
        fewest = min(len(self._owners[one.means]) for one in here)
        best: dict[int, tuple[float, bool]] = {}
        for one in here:
            owners = self._owners[one.means]
            if len(owners) > fewest and one.weight < 2 * max(other.weight for other in here if other is not one):
                continue
            positive, negative = owners - self._negative, owners & self._negative
            if negated:
                shares = [(at, False) for at in negative] + [(at, True) for at in positive]
            elif positive or one.means[0] == "~":
                shares = [(at, False) for at in positive]
            else:
                shares = [(at, False) for at in negative]
            for at, against in shares:
                if one.weight > best.get(at, (0.0, False))[0]:
                    best[at] = (one.weight, against)
        top = max((weight for weight, _ in best.values()), default=0.0)
        return [(at, weight, against) for at, (weight, against) in best.items() if weight >= 0.7 * top]


@lru_cache(maxsize=256)
def buttons(given: tuple[Button, ...], lexicon: Lexicon) -> Buttons:
    """The buttons of a question, worked out once."""
    return Buttons(given, lexicon)


def _tells_nothing(one: Found, said: Sequence[str]) -> bool:
    """A single everyday word among others: "ik" is about oneself only when it is all there is."""
    return one.stop - one.start == 1 and said[one.start] in _PLAIN and len(said) > 2


def _kind(label: str) -> Polarity | None:
    """Whether a button is the yes, the no, the don't-know or the skip of its question."""
    said = tokens(label)
    if said and said[0] in {"ja", "yes"}:
        return "ja"
    if said and said[0] in {"nee", "no"}:
        return "nee"
    answer, rest = polarity.reply(label)
    return answer if rest <= 1 else None


def _negated(said: Sequence[str], start: int, stop: int, kept: Sequence[Found]) -> bool:
    """Whether a denial in the same clause takes this stretch in; a denial inside a phrase belongs to that phrase."""
    inside = {place for one in kept for place in range(one.start, one.stop)}
    for place in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if said[place] in _STOPS:
            break
        if said[place] in _NEGATORS and place not in inside:
            return True
    for place in range(stop, min(len(said), stop + _REACH)):
        if said[place] in _STOPS or said[place] in {"geen", "en", "of"} or place in inside:
            break
        if said[place] in _NEGATORS:
            return True
    return False
