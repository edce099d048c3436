"""``python -m supply.sbom [FILE]``: the bill of materials of what runs, as CycloneDX 1.6 JSON, from ``requirements.lock``.

The same lock gives the same file, to the byte: no moment and no chance in it.
"""

from __future__ import annotations

import json
import sys
import tomllib
import uuid
from pathlib import Path
from typing import Any

from supply.locks import ROOT, Locked, locked


def sbom() -> dict[str, Any]:
    """The bill of materials. The hashes of a component are those of the files of which one is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = locked()
    root = f"pkg:generic/{project['name']}@{project['version']}"
    content = "\n".join([root, *(f"{one.purl} {' '.join(one.hashes)}" for one in packages)])
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [_component(one) for one in packages],
        "dependencies": [{"ref": root, "dependsOn": [one.purl for one in packages]}],
    }


def _component(one: Locked) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
        "hashes": [{"alg": "SHA-256", "content": content} for content in one.hashes],
    }


def main(target: str | None = None) -> None:
    """Write it to a file, or say it."""
    text = json.dumps(sbom(), indent=2) + "\n"
    if target is None:
        sys.stdout.write(text)
    else:
        Path(target).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:2])
