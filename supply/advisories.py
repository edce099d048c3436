"""``python -m supply.advisories [ADDRESS]``: known weaknesses in what is locked, asked of OSV (or a mirror of it).

Exit status 0: none known. 1: at least one. 2: nobody could be asked, which is said and is no verdict.
"""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence

from supply.locks import Locked, locked

SOURCE = "https://api.osv.dev/v1/querybatch"
SECONDS = 20


class NotAsked(Exception):  # noqa: N818 - it says what happened
    """Nobody answered."""


def known(packages: Sequence[Locked], source: str = SOURCE) -> dict[str, list[str]]:
    """Package URL -> the advisories about it, for those that have any. Raises NotAsked."""
    asked = json.dumps({"queries": [{"package": {"purl": one.purl}} for one in packages]}).encode()
    request = urllib.request.Request(source, asked, {"content-type": "application/json"})  # noqa: S310 - our own or given
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            results = json.load(answer)["results"]
        found = {
            one.purl: sorted(str(vulnerability["id"]) for vulnerability in result.get("vulns", []))
            for one, result in zip(packages, results, strict=True)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAsked(type(error).__name__) from error
    return {purl: ids for purl, ids in found.items() if ids}


def main(source: str = SOURCE) -> int:
    """Ask, and say what came of it."""
    packages = locked("requirements-e2e.lock")  # the largest: what runs, and what it is tested with
    try:
        found = known(packages, source)
    except NotAsked as error:
        sys.stdout.write(f"NOT CHECKED: {source} could not be asked ({error}); this says nothing about weaknesses\n")
        return 2
    for purl, ids in found.items():
        sys.stdout.write(f"{purl}: {', '.join(ids)}\n")
    sys.stdout.write(f"{len(found)} of {len(packages)} packages with known weaknesses\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
