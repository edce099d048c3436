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
import platform
import subprocess
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = Path(os.environ.get("HERSTELBOT_VENV") or ROOT / ".venv")
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

RUNTIME = ("requirements.lock",)
DEVELOPMENT = ("requirements-dev.lock",)


def main(words: list[str]) -> int:
    """Set up what the word needs, then become the program. Returns only when that is not possible."""
    word, *rest = words or ["demo"]
    testing = word == "test"
    try:
        with only_one():
            prepare(DEVELOPMENT if testing else RUNTIME)
    except subprocess.CalledProcessError:
        print("Installeren is niet gelukt. Is er internet? Probeer het daarna nog eens: wat er al is, blijft staan.")
        return 1
    command = ["-m", "pytest", *rest] if testing else ["-m", "bot", word, *rest]
    return become(command)


def prepare(locks: tuple[str, ...]) -> None:
    """Make the environment hold exactly what the locks say. Nothing is done when it does already."""
    stamp = HOME / ("stamp-" + locks[-1])
    wanted = fingerprint(locks)
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return
    print("Herstelbot wordt klaargezet. Dit duurt de eerste keer ongeveer een halve minuut.", flush=True)
    pip = make_environment()
    for lock in locks:
        subprocess.run(
            [*pip, "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", ROOT / lock],
            check=True,
        )
    put_on_path()
    stamp.write_text(wanted)  # last: a setup broken off halfway is done again


def make_environment() -> list[str | Path]:
    """The environment, and the command that installs into it. Debian may lack ensurepip: then pip comes from outside."""
    if importlib.util.find_spec("ensurepip") is not None:
        if not PYTHON.exists():
            venv.create(HOME, with_pip=True)
        if (HOME / "stamp-without-pip").exists() is False:
            return [PYTHON, "-m", "pip"]
    if not PYTHON.exists():
        venv.create(HOME, with_pip=False)
    (HOME / "stamp-without-pip").touch()
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def put_on_path() -> None:
    """Let the environment find this folder: the project is not built, so an edit counts at once."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([PYTHON, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    (Path(site) / "herstelbot.pth").write_text(f"{ROOT}\n", encoding="utf-8")


def fingerprint(locks: tuple[str, ...]) -> str:
    """Changes when what must be installed changes: the locks, the Python, the platform, the place."""
    digest = hashlib.sha256(f"{sys.version}|{platform.platform()}|{ROOT}".encode())
    for lock in locks:
        digest.update((ROOT / lock).read_bytes())
    return digest.hexdigest()


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Two starts at once do not install over each other."""
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / "setup.lock").open("w") as file:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415 - only there

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl  # noqa: PLC0415 - only there

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def become(command: list[str]) -> int:
    """Become the program, so that signals and the exit status are its own."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    os.chdir(ROOT)
    if os.name == "nt":
        return subprocess.run([PYTHON, *command], check=False, env=environment).returncode
    os.execve(PYTHON, [str(PYTHON), *command], environment)  # noqa: S606 - our own interpreter


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
