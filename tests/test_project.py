"""The project around the program: locked dependencies, and documents that tell the whole truth."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest

from bot.__main__ import COMMANDS
from bot.config import PREFIX, Settings

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-e2e.lock")

IMPORTED_AS = {
    "markupsafe": "jinja2",  # part of it
    "nacl": "pynacl",
    "phonenumbers": "phonenumberslite",
    "pydantic_core": "pydantic",  # part of it
    "pydantic_settings": "pydantic-settings",
    "email_validator": "email-validator",
    "ruamel": "ruamel.yaml",
    "stdnum": "python-stdnum",
    "telegram": "python-telegram-bot",
    "prometheus_client": "prometheus-client",
}
"""Import name -> distribution, where they differ."""

NEVER_IMPORTED = {
    "ruamel.yaml.clib",  # ruamel.yaml reads with it where it is there
    "python-multipart",  # Starlette reads forms with it
    "tzdata",  # data only
}

READERS = ("Participants", "Coordinators", "Staff", "Operators", "Developers")
"""Whom a change in the changelog is for."""


def text(name: str) -> str:
    """A document of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads(text("pyproject.toml"))


def names(requirements: list[str]) -> set[str]:
    """The distributions in a list of requirements, as declared."""
    return {re.split(r"[\s<>=~!;\[]", requirement, maxsplit=1)[0] for requirement in requirements}


def normal(name: str) -> str:
    """A distribution's name as an index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> dict[str, tuple[str, list[str]]]:
    """Distribution -> its version with marker, and its hashes."""
    found: dict[str, tuple[str, list[str]]] = {}
    for block in re.split(r"\n(?=\S)", text(lock)):
        first, *hashes = [line.rstrip("\\").strip() for line in block.strip().splitlines()]
        name, _, rest = first.partition("==")
        found[name] = (rest, hashes)
    return found


def direct(lock: str) -> set[str]:
    """The distributions a lock must hold because the project asks for them."""
    groups = project()["dependency-groups"]
    wanted = list(project()["project"]["dependencies"])
    wanted += groups["dev"] if lock != "requirements.lock" else []
    wanted += groups["e2e"] if lock == "requirements-e2e.lock" else []
    return {normal(name) for name in names(wanted)}


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_every_direct_dependency_with_hashes(lock: str) -> None:
    """What pyproject asks for is pinned, and every pinned file is known by its SHA-256."""
    held = locked(lock)

    assert direct(lock) - set(held) == set()
    assert [name for name, (version, _) in held.items() if not version] == []
    assert [
        name
        for name, (_, hashes) in held.items()
        if not hashes or any(not re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes)
    ] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_no_place(lock: str) -> None:
    """No index, mirror or folder of the machine they were made on: they install from any index, on any machine."""
    assert "://" not in text(lock)
    assert not re.search(r"^(-|.*\s@\s)", text(lock), re.MULTILINE)


def test_larger_locks_agree_with_the_smaller() -> None:
    """What is tested is what runs: the same versions with the same hashes, and more besides."""
    runtime, development, browser = map(locked, LOCKS)

    assert {name: development.get(name) for name in runtime} == runtime
    assert {name: browser.get(name) for name in development} == development


def test_dependencies_are_those_the_program_imports() -> None:
    """Nothing is installed that is not used, and nothing is used that only comes along with something else."""
    outside = set()
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                outside |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                outside.add(str(node.module).partition(".")[0])
    used = {IMPORTED_AS.get(name, name) for name in outside - sys.stdlib_module_names - {"bot"}}

    assert used == names(project()["project"]["dependencies"]) - NEVER_IMPORTED


def test_every_dependency_says_why_it_is_there() -> None:
    """Behind each direct dependency in pyproject stands its reason; without one nobody dares to take it out."""
    block = text("pyproject.toml").partition("dependencies = [")[2].partition("\n]")[0]

    assert [line for line in block.strip().splitlines() if not re.search(r'",\s+# \S+', line)] == []


@pytest.mark.parametrize("document", ["README.md", ".env.example"])
def test_every_setting_is_described(document: str) -> None:
    """Whoever adds a setting describes it where an operator looks; a setting that is gone is not described."""
    mentioned = set(re.findall(rf"{PREFIX}[A-Z_]+", text(document))) - {f"{PREFIX}VENV"}

    assert mentioned == {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


def test_the_readme_gives_the_defaults_there_are() -> None:
    """Each row of the table of settings shows the default from the code."""
    rows = dict(re.findall(rf"^\| `{PREFIX}([A-Z_]+)` \| ([^|]+) \|", text("README.md"), re.MULTILINE))

    for name, field in Settings.model_fields.items():
        shown = "–" if field.default in {None, ""} else f"`{field.default}`"
        assert rows[name.upper()].strip() == shown, name


def every_command() -> list[str]:
    """What can be typed after ``herstelbot``, with the commands inside the groups."""
    found = []
    for name, place in COMMANDS.items():
        module, _, attribute = place.partition(":")
        command = getattr(import_module(module), attribute)
        found += [f"{name} {one}" for one in command.commands] if isinstance(command, click.Group) else [name]
    return found


@pytest.mark.parametrize("command", every_command())
def test_every_command_is_described(command: str) -> None:
    """The README's table has a row for each command, those inside the groups too."""
    assert re.search(rf"^\| `{re.escape(command)}[ `]", text("README.md"), re.MULTILINE)


def test_the_readme_describes_no_command_that_is_gone() -> None:
    """Each row of the table of commands is about a command that is there."""
    table = text("README.md").partition("| command |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `([a-z ]+[a-z])", table, re.MULTILINE)

    assert sorted(rows) == sorted(every_command())


def test_what_the_documents_point_at_exists() -> None:
    """Every picture, file and folder that a document links to is in the tree."""
    missing = [
        f"{name}: {target}"
        for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text(name))
        if "://" not in target and not (ROOT / target).exists()
    ]

    assert missing == []


def test_the_changelog_is_for_its_readers() -> None:
    """Each change names whom it is for, is a sentence, and stands under a heading of its sort, newest release on top."""
    lines = text("CHANGELOG.md").splitlines()
    releases = [line for line in lines if line.startswith("## ")]
    entries = re.split(r"\n(?=- )", text("CHANGELOG.md").partition("\n### ")[2])[1:]

    assert releases[0] == "## [Unreleased]"
    assert all(re.fullmatch(r"## \[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", line) for line in releases[1:])
    assert {line for line in lines if line.startswith("### ")} <= {
        f"### {sort}" for sort in ("Security", "Added", "Changed", "Deprecated", "Removed", "Fixed")
    }
    assert entries
    for entry in entries:
        change = " ".join(entry.partition("\n\n")[0].split())
        assert re.fullmatch(rf"- ({'|'.join(READERS)}): [^.].*\.", change), change


def test_the_version_is_the_same_everywhere() -> None:
    """The program says the version that the package has."""
    assert f'version_option("{project()["project"]["version"]}"' in text("bot/__main__.py")


def test_the_licence_is_whole() -> None:
    """The full text of EUPL-1.2 is there: fifteen articles and the appendix."""
    licence = text("LICENSE")

    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [number for number in range(1, 16) if f"\n{number}." not in licence] == []
    assert "\n‘Compatible Licences’ according to Article 5 EUPL are:" in licence
    assert project()["project"]["license"] == "EUPL-1.2"
