"""All texts of one revision, read and fitted: the dialog, the recognisers' words, and every mistake with its place.

``texts`` maps a path below ``dialogs/`` to the file's text. What a file is follows from where it stands:

``conversations/*.yaml`` steps · ``lists/*.yaml`` forms, roles, sources … · ``topics/<id>.yaml`` approved answers ·
``smalltalk.yaml`` · ``signals/texts.yaml`` what is said in danger · ``system.yaml`` buttons, messages, commands ·
``organisation.yaml`` · ``flags.yaml`` · ``canned.yaml`` messages by staff · ``locales/<code>.po`` the other languages · word lists: ``topics/geen.yaml``,
``topics/lexicon.yaml``, ``answers.yaml`` and everything else in ``signals/``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Any

from bot.authoring.po import catalogs, compiled
from bot.authoring.problems import Place, Problem
from bot.authoring.schema import fit
from bot.authoring.yaml_text import Located, Path, read
from bot.engine.dialog import Answer, Canned, Choice, Dialog, Organisation, SignalTexts, SmallTalk, Step, System
from bot.engine.languages import Languages
from bot.engine.revision import revision_id

WORD_LISTS = {
    "off_topic": "topics/geen.yaml",
    "concepts": "topics/lexicon.yaml",
    "answers": "answers.yaml",
}
SINGLES = {"system.yaml": System, "organisation.yaml": Organisation, "canned.yaml": Canned}
REQUIRED = ("system.yaml", "organisation.yaml", "flags.yaml", "signals/texts.yaml")
NEEDED = ("system.yaml", "organisation.yaml")
"""Without these there is no dialog at all."""

Key = tuple[str, str]
"""What a part is and its id: ``("step", "welkom")``."""


@dataclass(slots=True, kw_only=True)
class Scripts:
    """What was read. ``dialog`` is None when too little could be read; ``words`` are the recognisers' plain data.

    ``catalogs`` are the other languages as PO files, by code. ``mended`` names the parts of which something had to be left out: rules about what is missing pass them by. ``unread``: a whole file could not be read.
    """

    revision: str
    dialog: Dialog | None = None
    words: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    mended: set[str] = field(default_factory=set)
    unread: bool = False
    catalogs: dict[str, str] = field(default_factory=dict)
    parts: dict[Key, tuple[Located, Path]] = field(default_factory=dict)

    def place(self, kind: str, identifier: str, *path: str | int) -> Place:
        """Where this part (a step, a topic, …) or something inside it stands."""
        if (kind, identifier) not in self.parts:
            return Place(file=identifier if kind == "file" else "dialogs")
        located, base = self.parts[kind, identifier]
        return located.place((*base, *path))


def read_scripts(texts: Mapping[str, str]) -> Scripts:
    """Read all files; everything wrong is reported at once, sorted by place."""
    scripts = Scripts(revision=revision_id(texts))
    files = {path: _located(path, text) for path, text in sorted(texts.items()) if path.endswith(".yaml")}
    scripts.catalogs = catalogs(texts)
    found = _Found(scripts)
    for path, located in files.items():
        scripts.parts["file", path] = (located, ())
        found.take(path, located)
        scripts.problems += located.problems
        scripts.unread = scripts.unread or located.data is None
    for path in REQUIRED:
        if path not in files:
            message = f'het bestand "{path}" ontbreekt'
            scripts.problems.append(Problem(place=Place(file=path), rule="bestand", message=message))
    scripts.words = _words(files)
    if all(found.singles.get(path) for path in NEEDED):
        scripts.dialog = found.dialog()
    scripts.problems.sort()
    return scripts


@lru_cache(maxsize=256)
def _once(path: str, text: str) -> Located:
    return read(path, text)


def _located(path: str, text: str) -> Located:
    """A file as read. Of two versions of the scripts nearly all files are the same: those are read once."""
    known = _once(path, text)
    return replace(known, problems=list(known.problems))


class _Found:
    """Collects the parts of a dialog from files."""

    def __init__(self, scripts: Scripts) -> None:
        self._scripts = scripts
        self.singles: dict[str, Any] = {}
        self.steps: dict[str, Step] = {}
        self.lists: dict[str, tuple[Choice, ...]] = {}
        self.topics: dict[str, Answer] = {}
        self.signals: dict[str, SignalTexts] = {}
        self.small_talk: list[SmallTalk] = []
        self.flags: dict[str, str] = {}

    def take(self, path: str, located: Located) -> None:
        folder = path.rpartition("/")[0]
        if path in SINGLES:
            self.singles[path] = self._fit("file", path, SINGLES[path], located, located.data)
        elif folder == "conversations":
            for at, data in _items(located, "steps"):
                self._keep(self.steps, "step", Step, located, data, at)
        elif folder == "topics" and path not in WORD_LISTS.values():
            self._keep(self.topics, "topic", Answer, located, located.data, ())
        else:
            self._take_rest(path, located)

    def _take_rest(self, path: str, located: Located) -> None:
        folder, _, name = path.rpartition("/")
        if folder == "lists":
            choices = self._fit(
                "list", name.removesuffix(".yaml"), tuple[Choice, ...], located, _get(located, "choices"), ("choices",)
            )
            self.lists[name.removesuffix(".yaml")] = choices or ()
        elif path == "smalltalk.yaml":
            for at, data in _items(located, None):
                one = self._fit("small-talk", str(at), SmallTalk, located, data, at)
                self.small_talk += [one] if one is not None else []
        elif path == "signals/texts.yaml":
            for kind, data in (self._fit("file", path, dict[str, Any], located, located.data) or {}).items():
                texts = self._fit("signal", kind, SignalTexts, located, data, (kind,))
                if texts is not None:
                    self.signals[kind] = texts
        elif path == "flags.yaml":
            self.flags = self._fit("file", path, dict[str, str], located, located.data) or {}

    def dialog(self) -> Dialog:
        return Dialog(
            revision=self._scripts.revision,
            organisation=self.singles["organisation.yaml"],
            system=self.singles["system.yaml"],
            lists=self.lists,
            steps=self.steps,
            topics=self.topics,
            small_talk=tuple(self.small_talk),
            signal_texts=self.signals,
            flags=self.flags,
            languages=Languages({code: partial(compiled, text) for code, text in self._scripts.catalogs.items()}),
            **({"canned": self.singles["canned.yaml"]} if self.singles.get("canned.yaml") else {}),
        )

    def _keep(self, into: dict[str, Any], kind: str, model: Any, located: Located, data: Any, at: Path) -> None:
        identifier = data.get("id") if isinstance(data, dict) else None
        name = identifier if isinstance(identifier, str) else f"{located.file}:{at}"
        one = self._fit(kind, name, model, located, data, at)
        if one is None:
            return
        if one.id in into:
            first = self._scripts.place(kind, one.id, "id")
            message = f'"{one.id}" bestaat al ({first.file}, regel {first.line}); kies een andere id'
            self._scripts.problems.append(Problem(place=located.place((*at, "id")), rule="dubbel", message=message))
            return
        into[one.id] = one
        self._scripts.parts[kind, one.id] = (located, at)

    def _fit(self, kind: str, identifier: str, model: Any, located: Located, data: Any, at: Path = ()) -> Any:
        if located.data is None and located.problems:  # not YAML: that is said already
            return None
        value, problems = fit(model, located, data, at)
        self._scripts.problems += problems
        if problems:
            self._scripts.mended.add(identifier)
        self._scripts.parts.setdefault((kind, identifier), (located, at))
        return value


def _items(located: Located, key: str | None) -> Iterator[tuple[Path, Any]]:
    """The items of the list under ``key`` (or of the file itself), each with its path."""
    data = located.data if key is None else _get(located, key)
    if not isinstance(data, list):
        if not located.problems:
            where = f'een lijst onder "{key}:"' if key else "een lijst (regels die met een streepje beginnen)"
            message = f"in dit bestand hoort {where}"
            located.problems.append(Problem(place=Place(file=located.file), rule="vorm", message=message))
        return
    for number, item in enumerate(data):
        yield ((key, number) if key else (number,)), item


def _get(located: Located, key: str) -> Any:
    return located.data.get(key) if isinstance(located.data, dict) else None


def _words(files: Mapping[str, Located]) -> dict[str, Any]:
    """The plain data of the word lists, for :func:`bot.engine.understanding.build`."""
    words: dict[str, Any] = {name: files[path].data if path in files else {} for name, path in WORD_LISTS.items()}
    words["signals"] = {
        path.removeprefix("signals/").removesuffix(".yaml"): located.data
        for path, located in files.items()
        if path.startswith("signals/") and path != "signals/texts.yaml"
    }
    return words
