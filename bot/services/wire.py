"""Outbound messages as bytes, for the mailbox, and back."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Final

from bot.channels import Button, Outbound

NAMES: Final = tuple(one.name for one in fields(Outbound))


def pack(outbound: Outbound) -> bytes:
    """The message as compact JSON; what is empty is left out."""
    data = {name: value for name in NAMES if (value := getattr(outbound, name))}
    data["buttons"] = [[[button.label, button.data] for button in row] for row in outbound.buttons]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def unpack(content: bytes) -> Outbound:
    """Read back what :func:`pack` wrote."""
    data = json.loads(content)
    rows = tuple(tuple(Button(label=label, data=press) for label, press in row) for row in data.pop("buttons", ()))
    progress = data.pop("progress", None)
    return Outbound(**data, buttons=rows, progress=tuple(progress) if progress else None)
