"""The way to the file: where it lies, whose turn it is, and what if it is broken.

The file is made whole under another name and then put in place, so that a kill while it
is made leaves nothing half made.  A file that cannot be read, or was made by another
version, is set aside under another name, and the user is told; what the disk or the
folder refuses is one clear line.
"""

from __future__ import annotations

import os
import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bookrunner.errors import UnavailableError
from bookrunner.store.schema import SCHEMA, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from duckdb import DuckDBPyConnection

NAME: Final = "bookrunner.duckdb"
PATIENCE: Final = 30.0  # seconds to wait for another process
_BUSY: Final = ("lock on file", "being used by another process")
_BROKEN: Final = (
    "not a valid DuckDB",
    "Corrupt database",
    "Could not read",
    "replaying WAL",
    "erialization",
    "version number",
    "newer version",
    "INTERNAL Error",
)


class ForeignFileError(Exception):
    """A DuckDB file that is not a store of this version."""


def home() -> Path:
    """The folder where the user's data lie; `BOOKRUNNER_HOME` decides if it is set."""
    from platformdirs import user_data_path

    chosen = os.environ.get("BOOKRUNNER_HOME")
    return Path(chosen) if chosen else user_data_path("bookrunner", appauthor=False)


def default_path() -> Path:
    """Where the user's store lies, or will."""
    return home() / NAME


def connection(
    path: Path,
    *,
    reading: bool = False,
    wait: float = PATIENCE,
    tell: Callable[[str], None] | None = None,
) -> DuckDBPyConnection:
    """An open store at *path*, made if there is none, within *wait* seconds.

    Those who only read do not stand in each other's way, and need no folder they may
    write to.

    Raises:
        UnavailableError: the folder or the disk refuses, or another process holds the
            file for longer than *wait*.
    """
    import duckdb

    tell = tell or _to_stderr
    deadline = time.monotonic() + wait
    while True:
        seen = identity(path)
        try:
            _make(path)
            seen = identity(path)
            return _checked(duckdb.connect(path, read_only=reading))
        except ForeignFileError as foreign:
            set_aside(path, seen, str(foreign), tell)
        except (duckdb.Error, OSError) as error:
            if broken(error):
                set_aside(path, seen, first_line(error), tell)
            elif not _busy(error):
                raise refused(path, error) from error
            elif time.monotonic() > deadline:
                raise _held(path, wait) from error
            else:
                time.sleep(random.uniform(0.01, 0.1))  # noqa: S311 - turns, no secret


def broken(error: Exception) -> bool:
    """Whether an error says that the file itself cannot be read."""
    return any(words in str(error) for words in _BROKEN)


def set_aside(
    path: Path, seen: object, why: str, tell: Callable[[str], None] | None = None
) -> None:
    """Move what cannot be used out of the way, unless another process has done so.

    Where only the log of the last changes is damaged the file itself stays.
    """
    if identity(path) != seen:
        return
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.name}.aside-{stamp}")
    log, log_aside = _log_of(path), _log_of(aside)
    only_log = "replaying WAL" in why and log.exists()
    try:
        if not only_log:
            path.rename(aside)
        log.rename(log_aside)
    except FileNotFoundError:
        pass  # another process was faster, or there was no log
    except OSError as error:
        raise refused(path, error) from error
    lost = "the last changes to the store" if only_log else "the store"
    kept = log_aside if only_log else aside
    (tell or _to_stderr)(f"{lost} could not be used ({why}); kept as {kept.name}")


def refused(path: Path, error: Exception) -> UnavailableError:
    """What the disk or the folder said, in one line."""
    return UnavailableError(
        expected=f"a store that can be used at {path}",
        seen=first_line(error),
        hint="check the folder and the space on the disk, or set BOOKRUNNER_HOME",
    )


def first_line(error: Exception) -> str:
    """The first line of what went wrong."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def _make(path: Path) -> None:
    """Put a whole, empty store in place, if there is none."""
    import duckdb

    if path.exists() and path.stat().st_size > 0:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new-{os.getpid()}-{time.monotonic_ns()}")
    try:
        with duckdb.connect(fresh) as made:
            made.execute(SCHEMA)
            made.execute("INSERT INTO about VALUES ('bookrunner', ?)", [VERSION])
        _put(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
        _log_of(fresh).unlink(missing_ok=True)


def _put(fresh: Path, path: Path) -> None:
    """Give a new file its name, unless another process was faster: none is replaced."""
    if path.exists() and path.stat().st_size == 0:
        path.unlink(missing_ok=True)
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        return
    except OSError:  # a disk without hard links
        if not path.exists():
            fresh.rename(path)


def _checked(opened: DuckDBPyConnection) -> DuckDBPyConnection:
    import duckdb

    try:
        found = opened.execute("SELECT maker, version FROM about").fetchall()
    except duckdb.CatalogException:
        found = []
    if found == [("bookrunner", VERSION)]:
        return opened
    opened.close()
    versions = f"version {found[0][1]}, this one is {VERSION}" if found else "not ours"
    raise ForeignFileError(versions)


def identity(path: Path) -> object:
    """Which file lies at *path*: the same answer means the same file."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _busy(error: Exception) -> bool:
    return any(words in str(error) for words in _BUSY)


def _held(path: Path, wait: float) -> UnavailableError:
    return UnavailableError(
        expected=f"the store {path} free within {wait:.0f} seconds",
        seen="another process that holds it",
        hint="wait for it to end, or set BOOKRUNNER_HOME to another folder",
    )


def _to_stderr(line: str) -> None:
    sys.stderr.write(f"bookrunner: {line}\n")
