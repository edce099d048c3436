"""``start.py``: from nothing to a running program, tried on a copy with empty locks and a program that says its words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "start.py"
ECHO = "import sys; print('words:', *sys.argv[1:]); print('here:', sys.prefix); sys.exit(7)"
SETTING_UP = "klaargezet"


class Clone:
    """A folder as one has it after cloning, with a space in its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "een map"
        (self.folder / "bot").mkdir(parents=True)
        (self.folder / "bot" / "__main__.py").write_text(ECHO, encoding="utf-8")
        shutil.copy(SOURCE, self.folder)
        for lock in ("requirements.lock", "requirements-dev.lock"):
            (self.folder / lock).write_text("# nothing\n", encoding="utf-8")
        self.venv = self.folder / ".venv"

    def start(self, *words: str, limit: float = 100, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run start.py as a user does, from another folder, with an index that does not answer."""
        offline = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0"}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("HERSTELBOT_", "PIP_"))}
        return subprocess.run(
            [sys.executable, str(self.folder / "start.py"), *words],
            env=inherited | offline | environment,
            cwd=self.folder.parent,
            capture_output=True,
            text=True,
            check=False,
            timeout=limit,
        )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """A clone that has been started once."""
    made = Clone(tmp_path_factory.mktemp("clone"))
    first = made.start("doctor")
    assert SETTING_UP in first.stdout, first.stderr
    return made


def test_words_are_handed_to_the_program_whose_exit_status_it_is(clone: Clone) -> None:
    """Any word but ``test`` goes to the program in its own environment, and how that ends is how the start ends."""
    ended = clone.start("queue", "list", "--json")

    assert ended.returncode == 7
    assert ended.stdout.splitlines() == ["words: queue list --json", f"here: {clone.venv}"]


def test_without_a_word_it_is_the_demo(clone: Clone) -> None:
    """A double click on start.py shows the demo."""
    assert "words: demo\n" in clone.start().stdout


def test_a_second_start_installs_nothing(clone: Clone) -> None:
    """What is there already is not made again."""
    assert SETTING_UP not in clone.start("doctor").stdout


def test_a_changed_lock_is_installed(clone: Clone) -> None:
    """After an update of the code the environment follows by itself."""
    (clone.folder / "requirements.lock").write_text("# changed\n", encoding="utf-8")

    assert SETTING_UP in clone.start("doctor").stdout
    assert SETTING_UP not in clone.start("doctor").stdout


def test_without_internet_it_says_so_and_what_worked_still_works(clone: Clone) -> None:
    """A failed installation ends in one kind line and spoils nothing: the other word still starts."""
    (clone.folder / "requirements-dev.lock").write_text(f"pytest==9.2.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    failed = clone.start("test")

    assert failed.returncode == 1
    assert "Is er internet?" in failed.stdout
    assert "Traceback" not in failed.stderr
    assert clone.start("doctor").stdout.startswith("words: doctor")


def test_a_setup_broken_off_halfway_begins_anew(clone: Clone) -> None:
    """When the marker of a running setup was left behind, nothing of that environment is trusted."""
    half = clone.venv / "half-written"
    half.touch()
    (clone.venv / "setup.busy").touch()
    again = clone.start("doctor")

    assert SETTING_UP in again.stdout
    assert again.returncode == 7
    assert not half.exists()


def test_a_folder_of_someone_else_is_left_alone(clone: Clone, tmp_path: Path) -> None:
    """A folder with something in it that start.py did not make is refused, and everything stays in it."""
    photo = tmp_path / "foto.jpg"
    photo.touch()
    refused = clone.start("doctor", HERSTELBOT_VENV=str(tmp_path))

    assert refused.returncode == 1
    assert "HERSTELBOT_VENV" in refused.stderr
    assert list(tmp_path.iterdir()) == [photo]


def test_two_starts_at_once_take_turns(clone: Clone) -> None:
    """The second waits until the first has finished installing, and then just runs."""
    fcntl = pytest.importorskip("fcntl", reason="Windows locks otherwise")
    with (clone.venv / "setup.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(subprocess.TimeoutExpired) as waiting:
            clone.start("doctor", limit=1)

    assert b"Even wachten" in (waiting.value.stdout or b"")
    assert clone.start("doctor").returncode == 7
