"""What in a typed text speaks for which button, and what is said not to be wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.engine import polarity
from bot.engine.answer_buttons import ELSE, PLAIN, Buttons, tells_nothing
from bot.engine.answer_stance import NEGATORS
from bot.engine.phrases import Found, longest

_STOPS = frozenset({",", ".", ";", "!", "/", "&", "+", "maar", "but", "wel", "dan", "want", "omdat", "dus"})
_LINKS = frozenset({"ik", "dat", "of", "als", "wat", "wie", "niet", "geen"})
_RATHER = frozenset({"liever", "beter", "eerder", "makkelijker", "fijner", "better", "rather"})
_SEEMS = frozenset({"lijkt", "vind", "voelt", "is", "klinkt"})
_AVERSE = frozenset(
    {"eng", "moeilijk", "zwaar", "lastig", "spannend", "stom", "verschrikkelijk", "niks", "veel", "heftig"}
)
_SHORT = 3
"""In more words than this a lone "anders" is only a word of the sentence."""

_REACH = 6
"""How many words a denial reaches."""

_CLOSE = 0.7
"""A second meaning of the same words counts from this share of the first on."""

_BESIDE = 0.6
_COMMON = 0.4
"""What several buttons say alike ("gaat mee") hardly counts beside words that only one of them says ("mijn mama")."""

_ELSEWHERE = 0.7
"""Something of this sort that has no button of its own speaks for "Iets anders", but never surely."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Per button how much speaks for it and against it; ``whole`` when nothing else of weight was said.

    ``halfway``: what was said lies between two buttons ("een beetje Nederlands"), so that it chooses neither.
    """

    wanted: tuple[float, ...]
    unwanted: tuple[float, ...]
    whole: bool
    halfway: bool = False


def weigh(given: Buttons, said: Sequence[str], *, asking: bool) -> Weighed:
    """Weigh the words of a text. When they ask something, only concepts that may be asked for count."""
    found = [*given.phrases.find(said), *given.lexicon.find(said, given.owners)]
    found = [_fitted(given, one) for one in found]
    found += [
        Found(one.start, one.stop, f"?{one.means}", one.weight * _BESIDE) for one in polarity.stretches(list(said))
    ]
    if asking:
        found = [one for one in found if one.means in given.lexicon.asking]
    halfway = any(_between(given, one) for one in found)
    counting = [one for one in found if _counts(given, one, said)]
    kept = longest(_joined(one for one in counting if not _hides(given, one, counting, said)))
    wanted, unwanted = [0.0] * len(given.labels), [0.0] * len(given.labels)
    alone = {one.means for one in kept if len(given.owners.get(one.means, ())) == 1 and one.means[0] != "?"}
    elsewhere = False
    places = sorted({(one.start, one.stop) for one in kept})
    for start, stop in places:
        here = [one for one in kept if (one.start, one.stop) == (start, stop) and given.owners.get(one.means)]
        elsewhere = elsewhere or not here
        shared = bool(alone) and all(len(given.owners[one.means]) > 1 for one in here)
        for at, weight, against in _shares(given, here, negated=_negated(given, said, start, stop, kept)):
            (unwanted if against else wanted)[at] += weight * (_COMMON if shared else 1)
    if elsewhere and given.other is not None and not any(wanted) and not any(unwanted) and not asking:
        wanted[given.other] = _ELSEWHERE
    covered = {place for start, stop in places for place in range(start, stop)}
    left = [word for at, word in enumerate(said) if at not in covered and word.isalnum()]
    clean = (0.0 if against else score for score, against in zip(wanted, unwanted, strict=True))
    return Weighed(tuple(clean), tuple(unwanted), PLAIN.issuperset(left), halfway)


def _between(given: Buttons, one: Found) -> bool:
    """Whether a concept without a button of its own lies between the buttons of this sort of question."""
    lexicon = given.lexicon
    return one.means in lexicon.halfway - given.owners.keys() and lexicon.group[one.means] in given.groups


def _fitted(given: Buttons, one: Found) -> Found:
    """A concept that is beside the sort of question weighs less: the "ongeval" of *veroorzaker van een ongeval*.

    Not where it is all that its button is about.
    """
    group = given.lexicon.group.get(one.means)
    if group is None or not given.groups or group in given.groups:
        return one
    if given.owners.get(one.means, given.fitting) - given.fitting:
        return one
    return replace(one, weight=one.weight * _BESIDE)


def _hides(given: Buttons, one: Found, found: Sequence[Found], said: Sequence[str]) -> bool:
    """Whether a stretch would hide, within it, words that tell more than it does itself.

    That is a concept without a button around the very words of one ("op mijn (mobiel)"), or what speaks for several
    buttons around what speaks for one ("mijn (mama) gaat mee"); but a denial is never taken apart.
    """
    owners = given.owners.get(one.means, frozenset())
    if len(owners) == 1 or NEGATORS & set(said[one.start : one.stop]):
        return False
    for other in found:
        inside = one.start <= other.start and other.stop <= one.stop and other.stop - other.start < one.stop - one.start
        if inside and (len(given.owners.get(other.means, ())) == 1 if owners else other.means[0] == "="):
            return True
    return False


def _joined(found: Iterable[Found]) -> list[Found]:
    """Stretches of one meaning that overlap, as one: "my ex" and "ex boyfriend" leave no boyfriend beside the ex."""
    joined: list[Found] = []
    for one in sorted(found, key=lambda item: (item.means, not item.direct, item.start, -item.stop)):
        last = joined[-1] if joined else None
        if (
            last
            and (last.means, last.direct) == (one.means, one.direct)
            and last.start < one.start < last.stop < one.stop
        ):
            joined[-1] = replace(last, stop=one.stop, weight=max(last.weight, one.weight))
        joined.append(one)
    return joined


def _counts(given: Buttons, one: Found, said: Sequence[str]) -> bool:
    """What may take words: all that speaks for a button, and concepts of the same sort of question."""
    if one.means[0] not in "=?" and tells_nothing(one, said):
        return False
    if one.stop - one.start == 1 and said[one.start] in ELSE and len(said) > _SHORT:
        return False  # "anders begrijp ik niks" is not about the button "Anders"
    return one.means in given.owners or given.lexicon.group.get(one.means) in given.groups


def _shares(given: Buttons, here: Sequence[Found], *, negated: bool) -> list[tuple[int, float, bool]]:
    """Who gets the weight of one stretch of words (button, weight, against): the fewest owners tell most.

    Where a button denies what another says ("Nee, ik ken de ander niet"), a denial in the text is for the first.
    """
    if any(one.direct for one in here):
        here = [one for one in here if one.direct]
    fewest = min((len(given.owners[one.means]) for one in here), default=0)
    best: dict[int, tuple[float, bool]] = {}
    for one in here:
        owners = given.owners[one.means]
        if len(owners) > fewest:
            continue
        positive, negative = owners - given.negative, owners & given.negative
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
    return [(at, weight, against) for at, (weight, against) in best.items() if weight >= _CLOSE * top]


def _negated(given: Buttons, said: Sequence[str], start: int, stop: int, kept: Sequence[Found]) -> bool:
    """Whether a denial in the same clause takes this stretch in; a denial inside a phrase belongs to that phrase."""
    inside = {place for one in kept for place in range(one.start, one.stop)}
    owned = {place for one in kept if one.means in given.owners for place in range(one.start, one.stop)}
    if "dan" in said[max(0, start - 4) : start] and _RATHER & set(said[: start - 1]):
        return True  # "liever schrijven dan praten"
    for place in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if said[place] in _STOPS or (said[place] == "ik" and said[max(0, place - 1)] not in _LINKS):
            break  # "ik wil niet praten ik wil schrijven"
        if said[place] in NEGATORS and place not in owned:
            return True
    if said[stop : stop + 1] == ["nee"]:
        return True  # "brief ja, gesprek nee"
    after = said[stop : stop + _REACH]
    if _SEEMS & set(after[:2]) and (_AVERSE & set(after) or ("te" in after[1:3] and "doen" not in after)):
        return True  # "een gesprek lijkt me eng", "een brief is te onpersoonlijk"
    for place in range(stop, min(len(said), stop + _REACH)):
        if said[place] in _STOPS or said[place] in {"geen", "en", "of"} or place in inside:
            break
        if said[place] in NEGATORS:
            return True
    return False
