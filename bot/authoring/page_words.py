"""The fixed words of the web chat's page, collected from its templates, scripts and modules: what translators get of the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from babel.messages.extract import extract_javascript, extract_python
from jinja2.ext import babel_extract

from bot.authoring.problems import Place
from bot.authoring.translatable import Message

MARKS: Mapping[str, str] = {".html": "_", ".js": "t", ".py": "mark"}
"""What stands around a text to translate, by the end of a file's name."""


def collected(files: Mapping[str, str]) -> list[Message]:
    """Every marked text once, in the order of the files: path -> content."""
    found: dict[str, Message] = {}
    for path, content in files.items():
        for line, text in _texts(path, content):
            found.setdefault(text, Message(context="", text=text, place=Place(file=path, line=line)))
    return list(found.values())


def _texts(path: str, content: str) -> Iterator[tuple[int, str]]:
    end = path[path.rindex(".") :]
    file, marks = BytesIO(content.encode()), {MARKS[end]: None}
    rows: Iterable[tuple[Any, ...]]
    if end == ".html":
        rows = babel_extract(file, tuple(marks), (), {"silent": "false"})
    else:
        rows = (extract_javascript if end == ".js" else extract_python)(file, marks, (), {"encoding": "utf-8"})
    for line, _, texts, _ in rows:
        text = texts if isinstance(texts, str) else next((one for one in texts or () if isinstance(one, str)), "")
        if text:
            yield line, text
