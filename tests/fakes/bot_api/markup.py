"""Telegram's HTML, read strictly: anything Telegram would refuse, or might, is refused."""

from __future__ import annotations

import re
from typing import Any

_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "tg-spoiler": "spoiler", "a": "text_link",
}  # fmt: skip
_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]*)(?P<attributes>[^<>]*)>|&(?P<name>#\d+|#x[0-9a-f]+|[a-z]+);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_HREF = re.compile(r'\s+href="([^"]*)"\s*')


class CannotParse(Exception):  # noqa: N818 (it is what Telegram says)
    """The markup is wrong; the message says where."""


def utf16(text: str) -> int:
    """The length in UTF-16 units. Raises UnicodeEncodeError for a lone surrogate, which no real text has."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(text: str) -> tuple[str, list[dict[str, Any]]]:
    """The words, and the entities with offsets and lengths in UTF-16 units."""
    words, entities, open_tags, at = "", [], [], 0
    for token in _TOKEN.finditer(text):
        words += _bare(text[at : token.start()])
        at = token.end()
        if token["name"]:
            words += _character(token["name"])
        elif not token["end"]:
            open_tags.append((token["tag"], utf16(words), _more(token["tag"], token["attributes"])))
        else:
            if not open_tags or open_tags[-1][0] != token["tag"]:
                raise CannotParse(f"unexpected end tag </{token['tag']}>")
            tag, start, more = open_tags.pop()
            if utf16(words) > start:
                entities.append({"type": _TAGS[tag], "offset": start, "length": utf16(words) - start, **more})
    if open_tags:
        raise CannotParse(f"can't find end tag corresponding to start tag {open_tags[-1][0]}")
    return words + _bare(text[at:]), sorted(entities, key=lambda one: (one["offset"], -one["length"]))


def trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """The text without the white space around it, with the entities moved along."""
    left = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    kept = []
    for one in entities:
        start, end = max(one["offset"] - left, 0), min(one["offset"] + one["length"] - left, utf16(text))
        if start < end:
            kept.append({**one, "offset": start, "length": end - start})
    return text, kept


def _bare(text: str) -> str:
    if "<" in text or "&" in text:
        raise CannotParse("unescaped < or &")
    return text


def _character(name: str) -> str:
    if name.startswith("#"):
        return chr(int(name, 0) if name[1] == "x" else int(name[1:]))
    if name not in _NAMED:
        raise CannotParse(f"unsupported entity &{name};")
    return _NAMED[name]


def _more(tag: str, attributes: str) -> dict[str, str]:
    if tag not in _TAGS:
        raise CannotParse(f"unsupported start tag {tag}")
    if tag == "a" and (link := _HREF.fullmatch(attributes)):
        return {"url": link[1]}
    if attributes.strip() or tag == "a":
        raise CannotParse(f"unexpected attributes in {tag}")
    return {}
