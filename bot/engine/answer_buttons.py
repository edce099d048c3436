"""A set of buttons, worked out once: which words, concepts, yes or no speak for which button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.engine import polarity
from bot.engine.answer_stance import NEGATORS, stances
from bot.engine.lexicon import Lexicon
from bot.engine.phrases import Found, Phrases, longest, stem, tokens
from bot.engine.polarity import Polarity

Button = tuple[str, ...]
"""The label, and then other ways to say it."""

_LABEL, _WORD = 1.5, 0.8
"""What a whole label (or synonym) weighs, and one telling word of it; a phrase of the lexicon weighs 1."""

_PLAIN = """
ik je jij u we wij ze zij hij het een de die dat dit er in op van voor met te aan om bij door over en of maar is ben bent
zijn was heb heeft hebben wil wilt wel graag doe mij mijn me nog dan ook al als zo liever liefst toch gewoon even eens
hem haar iemand anders via deze word wordt worden gaat ga kan mag moet nu zelf the a to my with i
"""
PLAIN = frozenset(_PLAIN.split())
"""Words that tell no button from another by themselves."""

_YES_NO = frozenset({"ja", "nee", "yes"})
_BARE = (["ja"], ["nee"], ["yes"], ["no"])
ELSE = frozenset({"anders", "andere", "ander", "overig", "overige", "other"})
_SOMEONE = frozenset({"iemand", "een", "bij", "met", "voor", "van", "via", "ja"}) | ELSE


@dataclass(frozen=True, slots=True)
class _Hit:
    """A concept in the label of a button."""

    at: int
    start: int
    stop: int
    means: str


class Buttons:
    """What speaks for each button: its label, telling words, synonyms, and the concepts in the label.

    ``owners``: per meaning the buttons it speaks for. A meaning is a concept of the lexicon, or ``=n`` for a label or
    synonym, ``~word`` for a telling word, ``?weet-ik-niet`` or ``?overslaan`` for that kind of button. What speaks for
    all buttons alike is left out. ``groups``: the sorts of question this is; ``fitting``: the buttons of that sort. ``other``: the button "Iets anders".
    ``kinds``: the yes, no, don't-know and skip among them; ``declines``: the one that a bare no may mean, or -1.
    """

    def __init__(self, buttons: tuple[Button, ...], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.labels = [tokens(button[0]) for button in buttons]
        self.kinds = [_kind(button[0]) for button in buttons]
        self.negative = frozenset(at for at, label in enumerate(self.labels) if NEGATORS & set(label))
        hits = [hit for at in range(len(buttons)) for hit in self._hits(at, nested=False)]
        hits += self._telling(hits)
        self.groups = self._groups(hits)
        self.fitting = frozenset(hit.at for hit in hits if self.lexicon.group[hit.means] in self.groups)
        owners: dict[str, set[int]] = {}
        fitting = self._fitting(hits)
        self.fitting = frozenset(hit.at for hit in fitting if self.lexicon.group[hit.means] in self.groups)
        for hit in fitting:
            owners.setdefault(hit.means, set()).add(hit.at)
        self._settle(owners)
        said: dict[str, str] = {}
        weights: dict[str, float] = {}
        for at, button in enumerate(buttons):
            for number, synonym in enumerate(button):
                if tokens(synonym)[:2] in _BARE:
                    continue  # a plain yes or no is weighed as such, not as a label
                key = f"={at}.{number}"
                owners[key], said[key], weights[key] = {at}, synonym, _LABEL
            if self._open(at):
                owners.setdefault(f"?{self.kinds[at]}", set()).add(at)
                continue
            for word in self.labels[at]:
                if word.isalpha() and word not in PLAIN | NEGATORS | _YES_NO:
                    key = f"~{stem(word)}"
                    owners.setdefault(key, set()).add(at)
                    said[key], weights[key] = word, _WORD
        total = len(buttons)
        self.owners = {
            means: frozenset(at)
            for means, at in owners.items()
            if len(at) < total or total == 1 or (at & self.negative and at - self.negative)
        }
        self.phrases = Phrases({means: [said[means]] for means in said if means in self.owners}, weights=weights)
        self.other = self._else()
        self.kinds, self.declines = stances(self.labels, self.kinds)

    def elsewhere(self, at: int) -> bool:
        """Whether a no-button also says where it leads ("Nee, terug"), which a mere denial of another does not."""
        label = set(self.labels[at])
        own = label - PLAIN - _YES_NO - {",", "."}
        return self.kinds[at] == "nee" and bool(label & _YES_NO and own) and not label & NEGATORS

    def _settle(self, owners: dict[str, set[int]]) -> None:
        """What two buttons share is for the one that says nothing else: "Bekende" beside "Vaag bekend"."""
        special = {at for own in owners.values() if len(own) == 1 for at in own}
        for means, own in owners.items():
            plain = own - special
            if len(own) > 1 and len(plain) == 1 and not own & self.negative:
                owners[means] = plain

    def _open(self, at: int) -> bool:
        """Whether a button is the don't-know or the skip: its words then say nothing else."""
        return self.kinds[at] in {"weet-ik-niet", "overslaan"}

    def _telling(self, hits: Sequence[_Hit]) -> list[_Hit]:
        """What shorter stretches of a label say, where the longest say the same of another: "met een (begeleider)"."""
        owners: dict[str, set[int]] = {}
        for hit in hits:
            owners.setdefault(hit.means, set()).add(hit.at)
        alike = {hit.at for hit in hits if len(owners[hit.means]) > 1}
        alike -= {hit.at for hit in hits if len(owners[hit.means]) == 1} | self.negative
        inner = [hit for at in sorted(alike) for hit in self._hits(at, nested=True) if hit.means not in owners]
        return [hit for hit in inner if all(hit.means != other.means or hit.at == other.at for other in inner)]

    def _hits(self, at: int, *, nested: bool) -> list[_Hit]:
        """The concepts a label is about. Words like "ik" in it tell nothing, nor does the "anders" of the last button."""
        label = self.labels[at]
        found = self.lexicon.own(label)
        return [
            _Hit(at, one.start, one.stop, one.means)
            for one in (found if nested else longest(found))
            if one.stop - one.start == len(label)
            or not (self._open(at) or tells_nothing(one, label) or ELSE.issuperset(label[one.start : one.stop]))
        ]

    def _groups(self, hits: Sequence[_Hit]) -> frozenset[str]:
        """The sorts of question this is: groups that at least half of the telling buttons belong to."""
        telling = {at for at, kind in enumerate(self.kinds) if kind is None and not ELSE & set(self.labels[at])}
        members: dict[str, set[int]] = {}
        for hit in hits:
            if hit.at in telling:
                members.setdefault(self.lexicon.group[hit.means], set()).add(hit.at)
        return frozenset(group for group, at in members.items() if 2 * len(at) >= max(len(telling), 2))

    def _fitting(self, hits: Sequence[_Hit]) -> list[_Hit]:
        """Where a word of a label has two meanings, the one that fits the sort of question, be it in fewer words."""
        astray = {hit.at for hit in hits if hit.at not in self.fitting | self.negative}
        inner = [hit for at in sorted(astray) for hit in self._hits(at, nested=True)]
        hits = [*hits, *(hit for hit in inner if self.lexicon.group[hit.means] in self.groups)]
        fits = {hit for hit in hits if self.lexicon.group[hit.means] in self.groups}
        places = {(hit.at, place) for hit in fits for place in range(hit.start, hit.stop)}
        return [hit for hit in hits if hit in fits or not places & {(hit.at, at) for at in range(hit.start, hit.stop)}]

    def _else(self) -> int | None:
        """The button for what no other button is for, if there is one."""
        found = [at for at, label in enumerate(self.labels) if ELSE & set(label) and len(label) <= 3]
        personal = any({"zelf", "mezelf", "mij", "mijzelf"} & set(label) for label in self.labels)
        someone = [at for at in found if "iemand" in self.labels[at]]
        aside = [at for at in someone if personal or not _SOMEONE.issuperset(self.labels[at]) or len(found) > 1]
        found = [at for at in found if at not in aside]
        return found[0] if len(found) == 1 else None


@lru_cache(maxsize=256)
def buttons(given: tuple[Button, ...], lexicon: Lexicon) -> Buttons:
    """The buttons of a question, worked out once."""
    return Buttons(given, lexicon)


def tells_nothing(one: Found, said: Sequence[str]) -> bool:
    """A single everyday word among others: "ik" is about oneself only when it is all there is."""
    return one.stop - one.start == 1 and said[one.start] in PLAIN and len(said) > 2


def _kind(label: str) -> Polarity | None:
    """Whether a button is the yes, the no, the don't-know or the skip of its question."""
    said = tokens(label)
    if said and said[0] in {"ja", "yes"}:
        return "ja"
    if said and said[0] in {"nee", "no"}:
        return "nee"
    if " ".join(said) in polarity.ONWARD:
        return None
    answer, rest = polarity.reply(label, exact=True)
    return answer if rest <= 1 else None
