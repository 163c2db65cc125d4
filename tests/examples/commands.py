"""A command run inside the test: its exit status, and what it wrote."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

from bookrunner.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    status: int
    stdout: str
    stderr: str

    @property
    def refusal(self) -> str:
        """The one line of a command that wrote nothing else, and failed."""
        assert self.status
        assert not self.stdout
        (line,) = self.stderr.splitlines()
        return line


def bookrunner(*arguments: str) -> Done:
    """`bookrunner` with its arguments, through the door its user takes."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with (
        patch.object(sys, "argv", ["bookrunner", *arguments]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Done(status, out.getvalue(), err.getvalue())
