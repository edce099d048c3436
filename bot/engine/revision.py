"""The name of a set of scripts: it follows from their content, so the same scripts always bear the same name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


def revision_id(texts: Mapping[str, str]) -> str:
    """Twelve hexadecimal digits that name exactly these files: path → text."""
    digest = hashlib.blake2b()
    for path, text in sorted(texts.items()):
        for part in (path.encode(), text.encode()):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:12]
