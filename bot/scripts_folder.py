"""Where the scripts are as files: in the folder of the setting, in the source tree, or as they came with the package."""

from __future__ import annotations

from pathlib import Path

from bot.config import Settings
from bot.errors import OperatorError

SHIPPED = Path(__file__).resolve().parent / "_data" / "dialogs"
SOURCE = Path(__file__).resolve().parent.parent / "dialogs"


def read_texts(settings: Settings) -> dict[str, str]:
    """The scripts as files: those of the setting, of the source tree, or those that came with the package."""
    return texts_in(folder_of(settings))


def folder_of(settings: Settings) -> Path:
    """Where the scripts are."""
    return settings.dialogs_dir or (SOURCE if SOURCE.is_dir() else SHIPPED)


def texts_in(folder: Path) -> dict[str, str]:
    """Path below the folder -> text, of everything a script can consist of.

    Raises:
        OperatorError: when there is no such folder, or a file is not UTF-8.
    """
    if not folder.is_dir():
        raise OperatorError(f"er is geen map met scripts ({folder.name})", "geef een map met yaml-bestanden op")
    texts = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".yaml", ".txt", ".po"} and path.is_file():
            try:
                texts[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                raise OperatorError(f"{path.name} is geen UTF-8-tekst", "sla het bestand op als UTF-8") from None
    return texts
