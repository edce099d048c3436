"""Trouble that an operator can mend: one line that says what, and what to do."""

from __future__ import annotations


class OperatorError(Exception):
    """Ends a command with one clear line and a non-zero exit status. Carries no content of conversations."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy

    def __str__(self) -> str:
        """``what: remedy``, on one line."""
        return f"{self.args[0]}. {self.remedy[:1].upper()}{self.remedy[1:]}."
