"""The coordinators' words for the usual choices (``dialogs/answers.yaml``), ready to be found in a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.engine.phrases import Found, Phrases

WIDER = 0.6
"""What a word of a narrower concept weighs for the wider one: "moeder" for *familie*, beside 1 for *ouder*."""


class Lexicon:
    """Concepts and the phrases that mean them, in groups that belong to one sort of question."""

    def __init__(
        self,
        groups: Mapping[str, Mapping[str, Sequence[str]]],
        *,
        asking: Iterable[str] = (),
        halfway: Iterable[str] = (),
    ) -> None:
        concepts = {name: said for group in groups.values() for name, said in group.items()}
        self.asking, self.halfway = frozenset(asking), frozenset(halfway)
        self.group = {name: group for group, members in groups.items() for name in members}
        self._wider: dict[str, set[str]] = {}
        for name in concepts:
            for part in _parts(name, concepts, frozenset()):
                self._wider.setdefault(part, set()).add(name)
        self._phrases = Phrases(
            {name: [phrase for phrase in said if not phrase.startswith("@")] for name, said in concepts.items()}
        )

    @classmethod
    def build(cls, data: Mapping[str, object]) -> Lexicon:
        """From the plain data of ``dialogs/answers.yaml``: ``begrippen`` (group: concept: phrases) and two lists.

        ``vragend``: concepts that a question may hold; ``halfweg``: those between two buttons, which choose neither.

        Raises:
            ValueError: in Dutch, when the data has another shape or an ``@name`` does not exist.
        """
        groups = data.get("begrippen", {})
        if not isinstance(groups, Mapping):
            raise _wrong("'begrippen' moet groepen met begrippen bevatten")
        read: dict[str, dict[str, list[str]]] = {}
        for group, members in groups.items():
            if not isinstance(members, Mapping):
                raise _wrong(f"groep '{group}' moet begrippen met woorden bevatten")
            for name, said in members.items():
                if not isinstance(said, Sequence) or isinstance(said, str):
                    raise _wrong(f"bij begrip '{name}' hoort een lijst met woorden")
                read.setdefault(str(group), {})[str(name)] = [str(phrase) for phrase in said]
        asking, halfway = _names(data, "vragend"), _names(data, "halfweg")
        _check(read, {"vragend": asking, "halfweg": halfway})
        return cls(read, asking=asking, halfway=halfway)

    def _nearest(self, part: str, owned: Collection[str]) -> list[str]:
        """The wider concepts of a part; where several are owned, not the ones that take in another of those."""
        wider = self._wider.get(part, set())
        inner = [name for name in wider if name in owned]
        return sorted(name for name in wider if not any(name in self._wider.get(other, ()) for other in inner))

    def own(self, said: Sequence[str]) -> list[Found]:
        """The concepts that these words name themselves, without the wider ones: for what a label is about."""
        return self._phrases.find(said, exact=True)

    def find(self, said: Sequence[str], owned: Collection[str] = ()) -> list[Found]:
        """The concepts in these words. A wider concept weighs less than the one that has the word, if that is owned."""
        found: list[Found] = []
        for one in self._phrases.find(said):
            found.append(one)
            weight = one.weight * (WIDER if one.means in owned else 1)
            found += [
                Found(one.start, one.stop, wide, weight, direct=False) for wide in self._nearest(one.means, owned)
            ]
        return found


def _wrong(what: str) -> ValueError:
    return ValueError(f"answers.yaml: {what}")


def _names(data: Mapping[str, object], key: str) -> list[str]:
    named = data.get(key, [])
    if not isinstance(named, Sequence) or isinstance(named, str):
        raise _wrong(f"'{key}' moet een lijst namen van begrippen zijn")
    return [str(one) for one in named]


def _check(groups: Mapping[str, Mapping[str, Sequence[str]]], listed: Mapping[str, Sequence[str]]) -> None:
    names = [name for members in groups.values() for name in members]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise _wrong(f"begrip '{min(twice)}' staat er twee keer in")
    for members in groups.values():
        for name, said in members.items():
            for phrase in said:
                if phrase.startswith("@") and phrase[1:] not in names:
                    raise _wrong(f"begrip '{name}' verwijst naar '{phrase}', maar dat bestaat niet")
    for key, named in listed.items():
        unknown = [one for one in named if one not in names]
        if unknown:
            raise _wrong(f"'{key}' noemt '{unknown[0]}', maar dat begrip bestaat niet")


def _parts(name: str, concepts: Mapping[str, Sequence[str]], seen: frozenset[str]) -> set[str]:
    """All narrower concepts that a concept takes in, however deep."""
    direct = {phrase[1:] for phrase in concepts.get(name, ()) if phrase.startswith("@")} - seen
    return direct.union(*(_parts(part, concepts, seen | direct | {name}) for part in direct))


NO_WORDS = Lexicon({})
