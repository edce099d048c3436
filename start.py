"""Set herstelbot up on a bare machine and run it: ``python3 start.py demo``, ``python3 start.py test``.

Only the standard library, and only Python 3.11 with pip is needed. Everything is installed in a virtual environment
of its own (``.venv``, or HERSTELBOT_VENV), from lock files with hashes; the system's Python is left alone. Any other
word is handed to the program: ``python3 start.py doctor``. Without a word it is ``demo``.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said kindly instead of with a traceback
    sys.exit("Herstelbot heeft Python 3.11 of nieuwer nodig; dit is %d.%d." % sys.version_info[:2])  # noqa: UP031

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sysconfig
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent
HOME = Path(os.environ.get("HERSTELBOT_VENV") or ROOT / ".venv").absolute()
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

OURS = HOME / "setup.lock"  # also tells that this folder was made here
BUSY = HOME / "setup.busy"  # there while something is being changed
MADE = HOME / "setup.made"  # which Python, and where

RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"  # everything of the runtime lock, and the tools for testing


def main(words: list[str]) -> int:
    """Set up what the word needs, then become the program. Returns only when that is not possible."""
    word, *rest = words or ["demo"]
    testing = word == "test"
    try:
        with only_one():
            prepare(DEVELOPMENT if testing else RUNTIME)
    except subprocess.CalledProcessError:
        print("Installeren is niet gelukt; de reden staat hierboven. Is er internet? Probeer het daarna nog eens.")
        return 1
    except OSError as error:
        print(f"Klaarzetten in {HOME} is niet gelukt: {error.strerror}. Met HERSTELBOT_VENV kies je een andere map.")
        return 1
    except KeyboardInterrupt:
        print("Afgebroken. De volgende keer begint het klaarzetten opnieuw.")
        return 130
    return become(["-m", "pytest", *rest] if testing else ["-m", "bot", word, *rest])


def prepare(lock: str) -> None:
    """Make the environment hold what the lock says. Nothing is done when it does already."""
    stamp = HOME / f"stamp-{lock}"
    wanted = hashlib.sha256(interpreter().encode() + (ROOT / lock).read_bytes()).hexdigest()
    if read(stamp) == wanted and sound():
        return
    print("Herstelbot wordt klaargezet. Dat duurt de eerste keer ongeveer een halve minuut.", flush=True)
    pip = make_environment()
    BUSY.touch()
    options = ["--quiet", "--disable-pip-version-check", "--no-user", "--require-hashes"]
    done = subprocess.run([*pip, "install", *options, "-r", ROOT / lock], check=False)
    if done.returncode >= 0:
        BUSY.unlink()  # pip ended by itself, and puts back what it could not finish; only when killed it does not
    done.check_returncode()
    put_on_path()
    stamp.write_text(wanted, encoding="utf-8")


def sound() -> bool:
    """Whether the environment is whole: made by this Python, in this place, and not broken off halfway."""
    return PYTHON.exists() and not BUSY.exists() and read(MADE) == interpreter()


def make_environment() -> list[str | Path]:
    """Make the environment unless it is there, and return the command that installs into it.

    Debian's Python comes without ensurepip: then the system's own pip installs, from outside.
    """
    inside = importlib.util.find_spec("ensurepip") is not None
    if not inside and importlib.util.find_spec("pip") is None:
        sys.exit("Deze Python heeft geen pip. Op Debian en Ubuntu: sudo apt install python3-pip")
    if not sound():
        clear()
        BUSY.touch()
        venv.create(HOME, with_pip=inside)
        MADE.write_text(interpreter(), encoding="utf-8")
    return [PYTHON, "-m", "pip"] if inside else [sys.executable, "-m", "pip", "--python", PYTHON]


def clear() -> None:
    """Begin anew: pip cannot see that a package was written only half."""
    for path in HOME.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path != OURS:  # it is open, and others wait for it
            path.unlink()


def put_on_path() -> None:
    """Let the environment find this folder: the project is not built, so an edit counts at once."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([PYTHON, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    (Path(site) / "herstelbot.pth").write_text(f"{ROOT}\n", encoding="utf-8")


def interpreter() -> str:
    """What an environment cannot outlive: another Python, another system, another place, another way to install."""
    inside = importlib.util.find_spec("ensurepip") is not None
    return f"{sys.implementation.cache_tag}|{sysconfig.get_platform()}|{ROOT}|{HOME}|{inside}"


def read(path: Path) -> str | None:
    """The text of a file, or None when there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else None


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Two starts at once do not install over each other: the second waits. Leaves folders of others alone."""
    if HOME.exists() and any(HOME.iterdir()) and not OURS.exists():
        sys.exit(
            f"De map {HOME} is niet door start.py gemaakt. "
            "Geef die map een andere naam, of kies met HERSTELBOT_VENV een andere map."
        )
    HOME.mkdir(parents=True, exist_ok=True)
    with OURS.open("a") as file:
        told = False
        while not taken(file):
            if not told:
                print("Herstelbot wordt al klaargezet door een andere start. Even wachten.", flush=True)
            told = True
            time.sleep(0.2)
        yield


def taken(file: IO[str]) -> bool:
    """Try to become the one who installs; closing the file (or dying) gives it up."""
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415 - only there

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl  # noqa: PLC0415 - only there

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except PermissionError:  # how Windows says the same
        if os.name == "nt":
            return False
        raise
    return True


def become(command: list[str]) -> int:
    """Become the program, so that signals and the exit status are its own."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    os.chdir(ROOT)
    if os.name != "nt":
        os.execve(PYTHON, [str(PYTHON), *command], environment)  # noqa: S606 - our own interpreter
    return subprocess.run([PYTHON, *command], check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
