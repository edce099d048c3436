"""What the process itself must not leave behind: an image of its memory, with words and keys in it."""

from __future__ import annotations

import sys

PR_SET_DUMPABLE = 4
"""From ``linux/prctl.h``."""


def no_core_dumps() -> None:
    """A crash writes no memory to disk, and (on Linux) no other process of this user may look into this one."""
    if sys.platform == "win32":  # there is no such file unless somebody asks for it
        return
    import resource  # noqa: PLC0415 - not everywhere

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only here

        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
