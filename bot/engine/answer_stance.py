"""Which button is the yes and which the no where no button says so: "Ik ga akkoord" beside "Ik ga niet akkoord"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.phrases import stem
from bot.engine.polarity import Polarity

NEGATORS = frozenset(
    {"niet", "geen", "nooit", "zonder", "nie", "behalve", "not", "niks", "niets", "nimmer", "no", "niemand"}
)
_INDIFFERENT = frozenset({"uit", "voorkeur"})
_REFUSES = frozenset({"weiger", "weigeren", "oneens", "onjuist", "verboden", "afwijzen", "bezwaar", "verbied"})
_CONSENT_WORDS = """
akkoord eens mag mogen toestemming klopt kloppen goed juist prima graag meedoen correct toegestaan oke accepteren accepteer
agree bevestigen bevestig instemmen
"""
_CONSENTS = frozenset(stem(word) for word in _CONSENT_WORDS.split())
_EMPTY_WORDS = """
ik je jij we wij jullie het een de die dat dit is ben heb hebben ga gaat wil doe liever er in van voor met te aan om toch
maar nog mij me mijn zeg zeggen nu al wel ook bij op en of
"""
_EMPTY = frozenset(stem(word) for word in _EMPTY_WORDS.split())


def stances(labels: Sequence[Sequence[str]], kinds: Sequence[Polarity | None]) -> tuple[list[Polarity | None], int]:
    """The kinds of all buttons with the yes and no that only their wording shows, and the one that declines (or -1).

    A pair is one denying label and the one that says the same without denial, or that consents. A denying label
    without such a partner ("Niemand", "Niet nu") only *declines*: a bare no may mean it, nothing more.
    """
    found = list(kinds)
    free = [at for at, kind in enumerate(kinds) if kind is None]
    denying = [at for at in free if NEGATORS & set(labels[at]) or _REFUSES & set(labels[at])]
    denying += [at for at, kind in enumerate(kinds) if kind == "nee"]
    consenting = [at for at in free if at not in denying and _CONSENTS & _stems(labels[at])]
    if "ja" not in kinds and len(denying) == 1:
        same = [at for at in free if at not in denying and _stems(labels[at]) & _stems(labels[denying[0]])]
        partners = same or consenting
        if len(partners) == 1:
            found[partners[0]], found[denying[0]] = "ja", "nee"
            return found, -1
    if "ja" not in kinds and len(consenting) == 1 and len(denying) <= 1:
        found[consenting[0]] = "ja"
    elif "nee" not in kinds and kinds.count("ja") == 1 and len(denying) == 1:
        found[denying[0]] = "nee"
        return found, -1
    declines = len(denying) == 1 and "nee" not in kinds and not _INDIFFERENT & set(labels[denying[0]])
    return found, denying[0] if declines else -1


def _stems(label: Sequence[str]) -> frozenset[str]:
    """The telling stems of a label, without its denial."""
    return frozenset(stem(word) for word in label if word.isalpha() and word not in NEGATORS) - _EMPTY
