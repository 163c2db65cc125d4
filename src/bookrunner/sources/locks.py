"""Locks between processes that the kernel frees when their holder dies."""

from __future__ import annotations

import contextlib
import os
import weakref
from typing import IO, TYPE_CHECKING

from bookrunner.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType


@contextlib.contextmanager
def exclusively(file: IO[bytes]) -> Iterator[None]:
    """Hold *file* alone for the length of the block, waiting for it if need be."""
    locks = _locks()
    locks.flock(file, locks.LOCK_EX)
    try:
        yield
    finally:
        locks.flock(file, locks.LOCK_UN)


def locked(path: Path) -> IO[bytes] | None:
    """The file at *path*, held alone until it is closed; None if somebody holds it."""
    locks = _locks()
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
    try:
        locks.flock(file, locks.LOCK_EX | locks.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


class Claims:
    """Who works on what: a claim is a lock on one byte of an empty file."""

    def __init__(self, path: Path) -> None:
        """Claims held through *path* by this process, until it lets go or dies."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._closed = weakref.finalize(self, os.close, self._file)

    def take(self, number: int) -> bool:
        """Claim *number*; False if another process has it."""
        locks = _locks()
        try:
            locks.lockf(self._file, locks.LOCK_EX | locks.LOCK_NB, 1, number)
        except (
            BlockingIOError,
            PermissionError,
        ):  # which of the two is the system's choice
            return False
        return True

    def close(self) -> None:
        """Let go of everything."""
        self._closed()

    def release(self, number: int) -> None:
        """Let go of *number*."""
        locks = _locks()
        locks.lockf(self._file, locks.LOCK_UN, 1, number)


def _locks() -> ModuleType:
    try:
        import fcntl
    except ImportError as error:
        raise UnavailableError(
            expected="a system with file locks (Linux, macOS, WSL)", seen="none here"
        ) from error
    return fcntl
